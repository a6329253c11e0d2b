"""A script that changes renders the pages that load it, and nothing else; the published ones follow."""

import pytest

from tests.sites import SiteFolder, clean_tree, read_tree

CONFIG = """\
[site]
title = "Help"
url = "https://help.example.com"
[theme]
name = "mine"
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def site(tmp_path):
    site = SiteFolder(tmp_path / "here", CONFIG)
    site.write("themes/mine/theme.toml", 'name = "mine"\n')
    site.write("content/a.svg", PICTURE)
    site.write("content/billing/shown.md", "# Shown\n\n![The bill](../a.svg)\n")
    site.write("content/billing/told.md", "# Told\n\nThe bill.\n")
    site.build()
    return site


def test_a_script_renders_the_pages_that_load_it(site, tmp_path):
    site.write("themes/mine/static/zoom.js", "// mine\n")
    assert site.build().rendered == ("article:en/billing/shown",)
    site.write("themes/mine/static/fold.js", "export const fold = 1, plain = 1, words = 1;\n")
    result = site.build()
    # It is named by its digest in what imports it, and so on down to the page; other pages do not load any of these.
    assert result.rendered == ("not-found:en",)
    assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch")
    assert site.build().rendered == ()


def test_the_client_of_search_renders_no_page_again(site, tmp_path):
    """Pages go by `/_kb/search.js`, whose address lasts."""
    site.write("themes/mine/static/search/question.js", "export const parseQuestion = 1, tidy = 1;\n")
    assert site.build().rendered == ()
    assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch")


def test_what_only_a_folder_runs_is_published_for_no_other(site):
    assert not list((site.output / "_kb/a").glob("*offline*"))
    assert not list((site.output / "_kb/a").glob("lookup-*"))


def test_a_first_picture_brings_the_script_with_it(site, tmp_path):
    assert "zoom-" not in site.page("billing/told/index.html")
    site.write("content/billing/told.md", "# Told\n\n![The bill](../a.svg)\n")
    site.build()
    assert '<script type="module" src="/_kb/a/zoom-' in site.page("billing/told/index.html")
    assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch")


def test_an_edition_for_a_folder_has_scripts_of_its_own(site, tmp_path):
    site.build(offline=True, output=tmp_path / "folder")
    online, offline = (
        {path.name for path in (root / "_kb/a").glob("*.js")} for root in (site.output, tmp_path / "folder")
    )
    assert not online & offline
    assert not [name for name in offline if name.startswith(("fold-", "ranking-"))]
