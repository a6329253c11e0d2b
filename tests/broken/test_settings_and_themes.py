"""Slips in kbgen.toml and in themes: told with file and line before anything is touched, and gone when mended."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from kbgen.errors import KbgenError
from kbgen.settings.keys import Complaints, Table
from tests.broken.case import BASE
from tests.broken.cases_settings import CONFIG, SLIPS, THEME, THEMES
from tests.broken.running import ROOT, run_kbgen
from tests.sites import DAY, SiteFolder, read_tree

BUILD = ("build", "--jobs", "1", "--date", DAY, "--quiet")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = SiteFolder(tmp_path_factory.mktemp("site"))
    for path, text in BASE.items():
        site.write(path, text)
    site.write("themes/mine/theme.toml", THEME)
    site.write("kbgen.toml", CONFIG)
    assert run_kbgen(site.folder, *BUILD).code == 0
    return site


def assert_said(answer, place, says):
    position = 0
    for part in says:
        assert part in answer.err[position:], answer.err
        position = answer.err.index(part, position)
    assert place in answer.err
    assert "Traceback" not in answer.err
    assert answer.out == ""


@pytest.mark.parametrize(("text", "line", "says"), SLIPS)
def test_a_slip_in_the_settings(site, text, line, says):
    before = read_tree(site.output)
    site.write("kbgen.toml", text)
    answer = run_kbgen(site.folder, *BUILD)
    assert answer.code == 2
    assert answer.err.startswith(f"Configuration: kbgen.toml:{line}: ")
    assert_said(answer, "", says)
    assert run_kbgen(site.folder, "list").code == 2
    assert read_tree(site.output) == before


def full(path):
    return f"themes/mine/{path[2:]}" if path.startswith("t/") else path


def lay_out(site, files):
    for path, text in files.items():
        if isinstance(text, Path):
            (site.folder / full(path)).parent.mkdir(exist_ok=True)
            (site.folder / full(path)).symlink_to(text)
        else:
            site.write(full(path), text)


def mend(site, files):
    for path in files:
        site.remove(full(path))
    site.write("themes/mine/theme.toml", THEME)
    site.write("kbgen.toml", CONFIG)


def build_arguments(name):
    """The command line of a case; what only pages that open from a folder can tell says so in its name."""
    return (*BUILD, "--offline") if "offline" in name else BUILD


@pytest.mark.parametrize(("name", "files", "code", "place", "says"), THEMES, ids=[entry[0] for entry in THEMES])
def test_a_slip_in_a_theme(site, name, files, code, place, says):
    arguments = build_arguments(name)
    mend(site, ())
    assert run_kbgen(site.folder, *arguments).code == 0
    before = read_tree(site.output)
    lay_out(site, files)
    answer = run_kbgen(site.folder, *arguments)
    assert answer.code == code, answer.err
    assert_said(answer, place, says)
    assert read_tree(site.output) == before
    mend(site, files)
    assert run_kbgen(site.folder, *arguments).code == 0
    assert read_tree(site.output) == before


def test_all_slips_are_told_at_once(site):
    site.write("kbgen.toml", '[site]\ntitel = "x"\n\n[build]\noutput = 5\n')
    answer = run_kbgen(site.folder, *BUILD)
    assert "kbgen.toml:2: [site] has no key `titel`" in answer.err
    assert "kbgen.toml:5: `output` in [build]" in answer.err


def find_sites(names, folders):
    """(file, first line, last line) of every call that raises one of these errors or complains."""
    found = set()
    for path in (path for folder in folders for path in sorted((ROOT / "kbgen" / folder).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called in names:
                    found.add((str(path), node.lineno, node.end_lineno))
    return found


def record(monkeypatch, owner, name, met):
    """Note who calls a method, through the constructors and functions that only pass on."""
    real = getattr(owner, name)

    def noted(*arguments, **named):
        frame = sys._getframe(1)
        while frame is not None:
            met.add((str(Path(frame.f_code.co_filename)), frame.f_lineno))
            frame = (
                frame.f_back
                if frame.f_code.co_name in {"__init__", "complain", "judge_value", "_mistyped", "noted"}
                else None
            )
        return real(*arguments, **named)

    monkeypatch.setattr(owner, name, noted)


def test_every_message_has_a_slip(site, monkeypatch):
    met: set[tuple[str, int]] = set()
    record(monkeypatch, KbgenError, "__init__", met)
    record(monkeypatch, Complaints, "add", met)
    record(monkeypatch, Table, "complain", met)
    for text, _, _ in SLIPS:
        site.write("kbgen.toml", text)
        run_kbgen(site.folder, *BUILD)
    mend(site, ())
    for name, files, _, _, _ in THEMES:
        lay_out(site, files)
        run_kbgen(site.folder, *build_arguments(name))
        mend(site, files)
    sites = find_sites({"complain", "judge_value", "_mistyped"}, ["settings"])
    sites |= find_sites({"ThemeError", "ConfigError"}, ["render"])
    missing = {
        f"{Path(file).relative_to(ROOT)}:{first}"
        for file, first, last in sites
        if not any(place == file and first <= line <= last for place, line in met)
    }
    assert sorted(missing) == []
