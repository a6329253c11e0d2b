"""Builds in a process that stays: what they leave is what a clean build would, whatever was kept in memory."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant

from kbgen.build.again import TooLargeError, build_again, recall_build, warm_up
from kbgen.options import build_options
from kbgen.settings.load import load_config
from tests.build import test_incremental
from tests.sites import DAY, SiteFolder, clean_tree, read_tree


class Staying:
    """A site, and what a process that stays remembers of it."""

    def __init__(self, site):
        self.site = site
        self.memory = None
        self.told = []

    def _read(self):
        config = load_config(str(self.site.folder), None, str(self.site.folder))
        return build_options(config, environment={}, date=DAY)

    def build_whole(self):
        result = self.site.build()
        config, options = self._read()
        self.memory = recall_build(config, options, os.path.join(config.folder, ".kbgen"))
        return result

    def build(self, *changed):
        """After these files changed; as a session does it."""
        config, options = self._read()
        self.told = []
        if self.memory is None:
            return self.build_whole()
        paths = [str(self.site.folder / path) for path in changed]
        try:
            return build_again(config, options, self.memory, paths, self.told.extend)
        except TooLargeError:
            return self.build_whole()


@pytest.fixture
def staying(tmp_path):
    site = SiteFolder(tmp_path / "here")
    site.write("content/a.md", "# First\n\nText of it.\n")
    site.write("content/b.md", "# Second\n\nSee [the first](a.md).\n")
    site.write("content/c/d.md", "# Third\n\n{{ include note }}\n")
    site.write("content/_snippets/note.md", "Mind the gap.\n")
    staying = Staying(site)
    staying.build_whole()
    return staying


def test_a_body_renders_its_page_and_a_title_those_that_show_it(staying, tmp_path):
    site = staying.site
    for text in ("Other text.", "And another."):
        site.write("content/a.md", f"# First\n\n{text}\n")
        result = staying.build("content/a.md")
        assert result.rendered == ("article:en/a",)
        assert "a/index.html" in staying.told
        assert text in site.page("a/index.html")
    site.write("content/a.md", "# First of all\n\nAnd another.\n")
    assert {"article:en/a", "article:en/b", "home:en"} <= set(staying.build("content/a.md").rendered)
    site.write("content/_snippets/note.md", "Mind the step.\n")
    assert staying.build("content/_snippets/note.md").rendered == ("article:en/c/d",)
    site.write("content/e.md", "# Fourth\n")
    assert "article:en/e" in staying.build("content/e.md").rendered
    site.remove("content/b.md")
    assert "b/index.html" in staying.build("content/b.md").removed
    assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch")
    # And whoever builds next, in another process, finds nothing to do.
    assert site.build().rendered == ()


def test_a_broken_article_leaves_the_last_good_page(staying, tmp_path):
    site, before = staying.site, staying.site.page("a/index.html")
    site.write("content/a.md", "---\ntitle: [\n---\n")
    result = staying.build("content/a.md")
    assert [problem.path for problem in result.problems] == ["content/a.md"]
    assert site.page("a/index.html") == before
    site.write("content/a.md", "# First\n\nMended.\n")
    assert staying.build("content/a.md").problems == ()
    assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch")


def test_a_large_change_is_left_to_a_process_of_its_own(staying):
    staying.site.write("content/a.md", "# First of all\n")
    config, options = staying._read()
    with pytest.raises(TooLargeError):
        build_again(
            config, options, staying.memory, [str(staying.site.folder / "content/a.md")], staying.told.extend, 1
        )
    assert not staying.told


def test_warming_up_renders_nothing(staying):
    config, options = staying._read()
    warm_up(config, options, staying.memory)
    staying.site.write("content/a.md", "# First\n\nOther text.\n")
    assert staying.build("content/a.md").rendered == ("article:en/a",)
    staying.build_whole()
    # What changed before it began is left to who is told of it.
    staying.site.write("kbgen.toml", '[site]\ntitle = "Hilfe"\nurl = "https://help.example.com"\n')
    before = staying.site.page("a/index.html")
    with pytest.raises(TooLargeError):
        warm_up(*staying._read(), staying.memory)
    assert staying.site.page("a/index.html") == before


def test_an_output_that_somebody_else_built_is_not_gone_on_from(staying):
    staying.site.write("content/a.md", "# First\n\nBuilt by somebody else.\n")
    staying.site.build()
    config, options = staying._read()
    with pytest.raises(TooLargeError):
        build_again(config, options, staying.memory, [], staying.told.extend)


class EditsInOneProcess(test_incremental.Edits):
    """The edits of the incremental builds, each told of as a watcher would."""

    # These are what nobody does to the folder of a preview.
    damage_the_output = put_another_edition_there = put_a_preview_there = None

    def __init__(self):
        super().__init__()
        self.staying = Staying(self.site)
        self.seen = {}

    def _look(self):
        root = self.site.folder
        kept = {"site", ".kbgen"}
        paths = [path for path in root.rglob("*") if path.is_file()]
        return {
            below: path.read_bytes()
            for path in paths
            if (below := path.relative_to(root).as_posix()).partition("/")[0] not in kept
        }

    @invariant()
    def incremental_equals_clean(self):
        now = self._look()
        changed = [path for path in now.keys() | self.seen.keys() if now.get(path) != self.seen.get(path)]
        self.seen = now
        if "kbgen.toml" in changed:
            self.staying.memory = None
        result = self.staying.build(*changed)
        if any(problem.level == "error" for problem in result.problems):
            return
        left, clean = read_tree(self.site.output), clean_tree(self.site, Path(self.folder.name) / "scratch")
        assert left.keys() == clean.keys()
        assert [path for path in left if left[path] != clean[path]] == []


TestEditsInOneProcess = EditsInOneProcess.TestCase
TestEditsInOneProcess.settings = settings(test_incremental.TestEdits.settings, max_examples=4, stateful_step_count=8)


class ManyEditsInOneProcess(EditsInOneProcess):
    """The same, two thousand times."""


TestManyEditsInOneProcess = pytest.mark.long(ManyEditsInOneProcess.TestCase)
TestManyEditsInOneProcess.settings = settings(
    test_incremental.TestEdits.settings, max_examples=80, stateful_step_count=25
)
