"""Colours are worked out when they change, and their warnings stay until they are mended."""

from __future__ import annotations

import pytest

from kbgen.render.theme import contrast
from tests.sites import CONFIG, SiteFolder, clean_tree, read_tree

GREY = CONFIG + '\n[theme]\nink_soft = "#aaaaaa"\n'


@pytest.fixture
def site(tmp_path):
    site = SiteFolder(tmp_path, GREY)
    site.write("content/a.md", "# A\n")
    return site


def told(result):
    return [(problem.code, problem.path, problem.line) for problem in result.problems]


def test_a_small_build_looks_at_no_colour_again(site, monkeypatch):
    first = site.build()
    monkeypatch.setattr(contrast, "find_hard_to_read", None)
    site.write("content/a.md", "# A\n\nMore.\n")
    second = site.build()
    assert told(first) == told(second) == [("contrast-low", "kbgen.toml", 6)]
    assert second.rendered == ("article:en/a",)


def test_a_warning_follows_its_line_and_goes_when_it_is_mended(site):
    site.build()
    site.write("kbgen.toml", GREY.replace("[theme]", '[theme]\nradius = "2px"'))
    assert told(site.build()) == [("contrast-low", "kbgen.toml", 7)]
    site.write("kbgen.toml", GREY.replace("#aaaaaa", "#444444"))
    assert told(site.build()) == []


def test_colours_that_follow_are_the_same_in_a_small_build(site, tmp_path_factory):
    site.write("kbgen.toml", CONFIG + '\n[theme]\naccent = "#ffd400"\n')
    site.build()
    site.write("content/b.md", "# B\n")
    site.build()
    assert read_tree(site.output) == clean_tree(site, tmp_path_factory.mktemp("clean"))


def test_a_theme_of_the_sites_own_is_looked_at_when_it_changes(site):
    site.write("kbgen.toml", CONFIG + '\n[theme]\nname = "mine"\n')
    site.write("themes/mine/theme.toml", 'name = "mine"\n')
    assert told(site.build()) == []
    site.write("themes/mine/theme.toml", 'name = "mine"\n[tokens.ink]\ndefault = "#888"\n')
    assert told(site.build()) == [("contrast-low", "themes/mine/theme.toml", 2)]


def test_a_theme_with_a_token_sheet_of_its_own_still_tells_browsers_its_colours(site, tmp_path):
    toml = 'name = "mine"\nextends = "default"\n[tokens.surface]\ndefault = "{}"\n[tokens.scheme]\ndefault = "{}"\n'
    site.write("kbgen.toml", CONFIG + '\n[theme]\nname = "mine"\n')
    site.write("themes/mine/static/tokens.css", ":root{--kb-surface:#fff}")
    site.write("themes/mine/theme.toml", toml.format("#ffffff", "auto"))
    site.build()
    site.write("themes/mine/theme.toml", toml.format("#fefefe", "light"))
    site.build()
    assert read_tree(site.output) == clean_tree(site, tmp_path / "clean")
    assert '<meta name="theme-color" content="#fefefe">' in site.page("a/index.html")
