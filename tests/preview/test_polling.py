"""What a look at the files tells from one to the next."""

from __future__ import annotations

import os

import pytest

from kbgen.preview.places import Place, Scope
from kbgen.preview.polling import compare_stocks, take_stock


@pytest.fixture
def folder(tmp_path):
    for name in ("a.md", "inner/b.md", "inner/deep/c.md", ".hidden/d.md", "out/e.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path


def stock_of(folder):
    settings = Place(str(folder / "kbgen.toml"), is_file=True)
    return take_stock(Scope([Place(str(folder), left_out=frozenset({str(folder / "out")})), settings]))


def differing(folder, change):
    before = stock_of(folder)
    change()
    return {os.path.relpath(path, folder) for path in compare_stocks(before, stock_of(folder))}


def test_what_counts_is_in_it(folder):
    paths = {os.path.relpath(path, folder) for path in stock_of(folder)}
    assert paths == {
        os.path.normpath(each) for each in (".", "a.md", "inner", "inner/b.md", "inner/deep", "inner/deep/c.md")
    }


def test_nothing_differs_by_itself(folder):
    assert differing(folder, (folder / "a.md").read_bytes) == set()


def test_a_change_that_keeps_size_and_time_is_seen(folder):
    def change():
        stat = os.stat(folder / "a.md")
        (folder / "new").write_text("b.md", encoding="utf-8")
        os.utime(folder / "new", ns=(stat.st_atime_ns, stat.st_mtime_ns))
        os.replace(folder / "new", folder / "a.md")

    assert differing(folder, change) == {"a.md"}


def test_folders_come_and_go_with_what_is_in_them(folder):
    moved = differing(folder, lambda: (folder / "inner").rename(folder / "outer"))
    assert {"inner", "outer", os.path.join("inner", "b.md"), os.path.join("outer", "deep", "c.md")} <= moved


def test_a_single_file_comes_and_goes(folder):
    settings = folder / "kbgen.toml"
    assert differing(folder, lambda: settings.write_text("x", encoding="utf-8")) == {"kbgen.toml"}
    assert differing(folder, settings.unlink) == {"kbgen.toml"}
