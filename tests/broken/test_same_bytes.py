"""The same sources give the same bytes, whoever builds them, where, and with what around."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.broken.large_site import change_much, lay_out
from tests.broken.running import call_kbgen, find_faults, run_kbgen
from tests.sites import DAY, SiteFolder, read_tree

BUILD = ("build", "--quiet", "--date", DAY)


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    site = SiteFolder(tmp_path_factory.mktemp("sources"))
    lay_out(site, 40)
    return site.folder


@pytest.fixture(scope="module")
def expected(sources, tmp_path_factory):
    output = tmp_path_factory.mktemp("expected") / "out"
    assert run_kbgen(sources, *BUILD, "--jobs", "1", "--output", str(output)).code == 0
    assert find_faults(output, "/support") == []
    return read_tree(output)


@pytest.mark.parametrize("jobs", ["2", "5"])
def test_any_number_of_processes(sources, expected, tmp_path, jobs):
    answer = run_kbgen(sources, *BUILD, "--jobs", jobs, "--output", str(tmp_path / "out"))
    assert (answer.code, answer.err) == (0, "")
    assert read_tree(tmp_path / "out") == expected


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_any_number_of_processes_after_changes(sources, expected, tmp_path, jobs):
    copy = tmp_path / "copy"
    shutil.copytree(sources, copy, ignore=shutil.ignore_patterns(".kbgen"))
    assert run_kbgen(copy, *BUILD, "--jobs", jobs).code == 0
    site = SiteFolder.__new__(SiteFolder)
    site.folder, site.output = copy, copy / "site"
    change_much(site, 40)
    assert run_kbgen(copy, *BUILD, "--jobs", jobs).code == 0
    lay_out(site, 40)
    shutil.rmtree(copy / "content/en/new")
    assert run_kbgen(copy, *BUILD, "--jobs", jobs).code == 0
    assert read_tree(copy / "site") == expected


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "sv_SE.UTF-8", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "77", "TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8"},
    ],
    ids=["east", "west"],
)
def test_any_machine(sources, expected, tmp_path, environment):
    """Another place on the disk, other times, files made in another order, other surroundings."""
    copy = tmp_path / "a place with spaces å" / "deeper"
    for path in sorted(sources.rglob("*"), reverse=True):
        if path.is_file() and ".kbgen" not in path.parts:
            target = copy / path.relative_to(sources)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (1_000_000_000, 1_000_000_000))
    elsewhere = tmp_path / "cwd"
    elsewhere.mkdir()
    answer = call_kbgen(elsewhere, *BUILD, "--jobs", "2", "--source", str(copy), **environment)
    assert (answer.code, answer.err) == (0, "")
    assert read_tree(copy / "site") == expected
    assert not list(elsewhere.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_place_whose_name_is_no_text(sources, expected, tmp_path):
    place = os.path.join(os.fsencode(tmp_path), b"caf\xe9")
    os.mkdir(place)
    copy = Path(os.fsdecode(place)) / "copy"
    shutil.copytree(sources, copy, ignore=shutil.ignore_patterns(".kbgen"))
    for _ in range(2):
        answer = call_kbgen(tmp_path, "build", "--date", DAY, "--jobs", "1", "--source", str(copy))
        assert answer.code == 0, answer.err
        assert read_tree(copy / "site") == expected


def test_a_lost_state(sources, expected, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(sources, copy, ignore=shutil.ignore_patterns(".kbgen"))
    assert run_kbgen(copy, *BUILD, "--jobs", "1").code == 0
    times = {path: path.stat().st_mtime_ns for path in (copy / "site").rglob("*")}
    shutil.rmtree(copy / ".kbgen")
    assert run_kbgen(copy, *BUILD, "--jobs", "1").code == 0
    assert read_tree(copy / "site") == expected
    # Nothing differs, so nothing was written: what serves the site need not see a change.
    written = [path for path, time in times.items() if path.is_file() and path.stat().st_mtime_ns != time]
    assert written == []


@pytest.mark.parametrize("damage", ["state", "changes", "texts-1"])
def test_a_damaged_state(sources, expected, tmp_path, damage):
    copy = tmp_path / "copy"
    shutil.copytree(sources, copy, ignore=shutil.ignore_patterns(".kbgen"))
    assert run_kbgen(copy, *BUILD, "--jobs", "1").code == 0
    article = copy / "content/en/s0/a0.md"
    text = article.read_bytes()
    article.write_bytes(text + b"More.\n")
    assert run_kbgen(copy, *BUILD, "--jobs", "1").code == 0
    article.write_bytes(text)
    file = next((copy / ".kbgen").glob(f"builds/*/{damage}"))
    data = bytearray(file.read_bytes())
    for at in range(0, len(data), 50):
        data[at] ^= 0xFF
    file.write_bytes(data)
    assert run_kbgen(copy, *BUILD, "--jobs", "1").code == 0
    assert read_tree(copy / "site") == expected
    file.write_bytes(data[: len(data) // 2]) if file.exists() else None
    assert run_kbgen(copy, *BUILD, "--jobs", "1").code == 0
    assert read_tree(copy / "site") == expected


def test_clean_builds_all_and_keeps_what_is_not_ours(sources, expected, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(sources, copy, ignore=shutil.ignore_patterns(".kbgen"))
    assert run_kbgen(copy, *BUILD, "--jobs", "1").code == 0
    (copy / "site" / "CNAME").write_text("help.example.com")
    (copy / "site" / "stale.html").write_text("stale")
    with open(copy / "site" / ".kbgen-manifest", "a") as manifest:
        manifest.write("0  stale.html\n")
    assert run_kbgen(copy, *BUILD, "--jobs", "1", "--clean").code == 0
    assert read_tree(copy / "site") == expected | {"CNAME": b"help.example.com"}


def test_the_output_among_the_sources_is_no_source(tmp_path):
    """Articles at the top, output beside them: what was published is not read as articles the next time."""
    site = SiteFolder(tmp_path)
    (tmp_path / "kbgen.toml").unlink()
    site.write("start.md", "# Start\n")
    site.write("faq/one.md", "# One\n")
    for output in ("site", "public", "faq/out"):
        assert run_kbgen(tmp_path, *BUILD, "--jobs", "1", "--output", output).code == 0
    trees = [read_tree(tmp_path / output) for output in ("site", "public", "faq/out")]
    assert trees[0] == trees[1] == trees[2]
    for output in ("site", "public", "faq/out"):
        assert run_kbgen(tmp_path, *BUILD, "--jobs", "1", "--output", output).code == 0
        assert read_tree(tmp_path / output) == trees[0]


def test_a_folder_that_cannot_be_written(sources, expected, tmp_path, monkeypatch):
    """No `.kbgen/` can be made (root may write everywhere, so a file stands in its place)."""
    copy = tmp_path / "copy"
    shutil.copytree(sources, copy, ignore=shutil.ignore_patterns(".kbgen"))
    (copy / ".kbgen").write_text("no folder")
    for _ in range(2):
        answer = run_kbgen(copy, "build", "--date", DAY, "--output", str(tmp_path / "out"), "--jobs", "1")
        assert answer.code == 0
        assert "every build will be a full one" in answer.err
        assert read_tree(tmp_path / "out") == expected
    assert (copy / ".kbgen").read_text() == "no folder"
