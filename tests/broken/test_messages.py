"""Every way to break a site: what is said, what is built all the same, and that mending it leaves nothing behind."""

from __future__ import annotations

import shutil

import pytest

from tests.broken import (
    cases_colours,
    cases_markdown,
    cases_media,
    cases_reading,
    cases_redirects,
    cases_search,
    cases_site,
)
from tests.broken.case import BASE, LANGUAGES, TWO
from tests.broken.running import find_faults, run_kbgen
from tests.sites import DAY, SiteFolder, clean_tree, read_tree

CASES = (
    *cases_reading.CASES,
    *cases_markdown.CASES,
    *cases_site.CASES,
    *cases_media.CASES,
    *cases_redirects.CASES,
    *cases_colours.CASES,
    *cases_search.CASES,
)
BUILD = ("build", "--jobs", "1", "--date", DAY)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The output of each base, built from nothing."""
    trees = {}
    for name, base, config in (("one", BASE, ""), ("two", LANGUAGES, TWO)):
        site = SiteFolder(tmp_path_factory.mktemp(name))
        for path, text in base.items():
            site.write(path, text)
        if config:
            site.write("kbgen.toml", config)
        trees[config] = clean_tree(site, tmp_path_factory.mktemp("scratch"))
    return trees


def mend(site, case):
    """Bring the base back, writing only what differs from it."""
    config = SiteFolder(site.folder / "base").folder / "kbgen.toml"
    site.write("kbgen.toml", TWO if case.base is LANGUAGES else config.read_bytes())
    shutil.rmtree(site.folder / "base")
    for path in sorted((site.folder / "content").rglob("*"), reverse=True):
        name = path.relative_to(site.folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif name not in case.base:
            path.unlink()
    for name, text in case.base.items():
        if not (site.folder / name).exists() or (site.folder / name).read_bytes() != text.encode():
            site.write(name, text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_broken_and_mended(tmp_path, whole, case):
    site = SiteFolder(tmp_path)
    case.lay_out(site)
    problems = [p for p in site.build(edition=case.edition).problems if p.code not in case.beside - {case.code}]

    met = [p for p in problems if p.code == case.code]
    assert {p.code for p in problems} == {case.code}
    problem = next((p for p in met if (p.path, p.line) == (case.path, case.line)), met[0])
    assert (problem.level, problem.path, problem.line) == (case.level, case.path, case.line)
    assert all(p.hint for p in problems)
    told, position = f"{problem.message}\n{problem.hint}", 0
    for part in case.says:
        assert part in told[position:]
        position = told.index(part, position) + len(part)

    # The rest of the site is there, and all of it works.
    assert [page for page in (*case.built, "index.html") if not (site.output / page).exists()] == []
    assert [page for page in case.absent if (site.output / page).exists()] == []
    assert find_faults(site.output) == []

    # What the command says, and how it ends.
    plain = run_kbgen(site.folder, *BUILD)
    where = case.path if case.line is None else f"{case.path}:{case.line}"
    assert f"{where}: {case.level}: {problem.message} [{case.code}]" in plain.err
    assert problem.hint in plain.err
    assert plain.code == (1 if case.level == "error" else 0)
    if case.level == "warning":
        assert run_kbgen(site.folder, *BUILD, "--strict").code == 1
    assert "Traceback" not in plain.err

    mend(site, case)
    mended = site.build()
    assert mended.problems == ()
    assert read_tree(site.output) == whole[TWO if case.base is LANGUAGES else ""]
