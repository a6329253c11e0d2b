"""Where somebody lands who follows an old link."""

import pytest
from small_articles import article, configure

from kbgen.addresses import RedirectRow
from kbgen.config import BuildOptions
from kbgen.site.assemble import assemble_site
from kbgen.site.landing import Landings


@pytest.fixture(scope="module")
def landings():
    config = configure("en", "sv", url="https://x.se/help")
    made = [
        article("en/a/_section.md", title="All of A", config=config),
        article("en/a/ö b.md", title="Ö B", aliases=("/old/b.html",), config=config),
        article("en/a/gone.md", removed=True, config=config),
    ]
    rows = [
        RedirectRow("/a.php?id=1", "id:a/ö b", "", "t.csv", 2),
        RedirectRow("/Away", "https://y.example/", "", "t.csv", 3),
    ]
    site, problems = assemble_site(config, BuildOptions("out"), made, (), rows=rows)
    assert not problems
    return Landings(site, config)


@pytest.mark.parametrize(
    ("written", "status", "url", "via"),
    [
        ("https://x.se/help/a/ö-b/", 200, "/help/a/ö-b/", "page"),
        ("https://old.example/a//%C3%B6-b?utm=1#x", 200, "/help/a/ö-b/", "page"),
        ("/help/a/ö-b/index.html", 200, "/help/a/ö-b/", "page"),
        ("a", 200, "/help/a/", "section"),
        ("/sv/a/ö-b", 200, "/help/sv/a/ö-b/", "fallback"),
        ("/search", 200, "/help/search/", "own"),
        ("/sitemap.xml", 200, "/help/sitemap.xml", "own"),
        ("/old/b.html?x=1", 301, "/help/a/ö-b/", "redirect"),
        ("/away/", 301, "https://y.example/", "redirect"),
        ("/a/gone", 410, "/help/a/gone/", "redirect"),
        ("/a.php?id=1", 301, "/help/a/ö-b/", "redirect"),
        ("/a.php?id=2", 404, "", ""),
        ("/nothing/here", 404, "", ""),
    ],
)
def test_where_it_leads(landings, written, status, url, via):
    landing = landings.find(written)
    assert (landing.status, landing.url, landing.via) == (status, url, via)


def test_what_only_some_hosts_do_is_said(landings):
    assert "case" in landings.find("/A/Ö-B/").note
    assert "case" in landings.find("/away").note
    assert "Netlify" in landings.find("/a.php?id=1").note
    assert not landings.find("/Away").note


def test_titles_are_those_of_the_page_in_the_end(landings):
    assert landings.find("/old/b.html").title == "Ö B"
    assert landings.find("/a/").title == "All of A"
