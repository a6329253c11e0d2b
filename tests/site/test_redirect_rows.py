"""Rows of the table lead where they say, through each other and through what else is known of old addresses."""

from small_articles import article, configure

from kbgen.addresses import GONE, MOVED, RedirectRow
from kbgen.config import BuildOptions
from kbgen.site.assemble import assemble_site

BASE = ("billing/refunds.md", {"id": "refunds", "aliases": ("/hc/1",)}), ("billing/_section.md", {}), ("start.md", {})


def assemble(*rows, articles=BASE, config=None, edition="public"):
    config = config or configure(url="https://x.se/help")
    rows = [RedirectRow(*row, *[""] * (3 - len(row)), "t.csv", line) for line, row in enumerate(rows, 2)]
    made = [article(path, config=config, **front) for path, front in articles]
    site, problems = assemble_site(config, BuildOptions("out", edition=edition), made, (), rows=rows)
    led = {entry.source: (entry.status, entry.target) for entry in site.redirects if entry.path == "t.csv"}
    return led, [(problem.code, problem.line) for problem in problems]


def test_targets_are_articles_sections_pages_and_other_sites():
    led, problems = assemble(
        ("/a", "id:refunds#how"),
        ("/b", "/billing/refunds.md"),
        ("/c", "/billing/"),
        ("/d", "/help/billing/refunds/"),
        ("/e", "https://x.se/help/start/"),
        ("/f", "/"),
        ("/g", "/contact/"),
        ("/h", "https://x.se/elsewhere/"),
        ("https://old.example/i/index.html", "HTTPS://other.example/a b"),
    )
    assert not problems
    assert {source.removeprefix("/help"): target for source, (_, target) in led.items()} == {
        "/a/": "/help/billing/refunds/#how",
        "/b/": "/help/billing/refunds/",
        "/c/": "/help/billing/",
        "/d/": "/help/billing/refunds/",
        "/e/": "/help/start/",
        "/f/": "/help/",
        "/g/": "/help/contact/",
        "/h/": "https://x.se/elsewhere/",
        "/i/": "HTTPS://other.example/a%20b",
    }


def test_rows_through_rows_and_aliases_end_at_the_page():
    led, problems = assemble(("/a", "/b"), ("/b", "/c"), ("/c", "id:refunds"), ("/d", "/hc/1"))
    assert not problems
    assert {target for _, target in led.values()} == {"/help/billing/refunds/"}


def test_a_long_way_through_rows_is_gone_to_its_end():
    rows = [(f"/step{number}", f"/step{number + 1}") for number in range(600)]
    led, problems = assemble(*rows, ("/step600", "id:refunds"))
    assert not problems
    assert {target for _, target in led.values()} == {"/help/billing/refunds/"}


def test_what_leads_to_a_removed_article_says_that_it_is_gone():
    articles = (*BASE, ("gone.md", {"removed": True}), ("moved.md", {"replaced_by": "refunds"}))
    led, problems = assemble(("/a", "id:gone"), ("/b", "/gone/"), ("/c", "moved.md"), articles=articles)
    assert not problems
    gone = (GONE, "/help/_kb/gone/gone.html")
    assert led == {"/help/a/": gone, "/help/b/": gone, "/help/c/": (MOVED, "/help/billing/refunds/")}


def test_queries_tell_old_addresses_apart_whatever_their_order():
    led, problems = assemble(
        ("/a.php?id=1&b=x y", "id:refunds"), ("/a.php?id=2", "/"), ("/?p=1", "id:start"), ("/a.php?b=x%20y&id=1", "/")
    )
    assert sorted(led) == ["/help/?p=1", "/help/a.php?b=x%20y&id=1", "/help/a.php?id=2"]
    assert problems == [("redirect-taken", 5)]


def test_a_language_of_its_own():
    articles = (("en/a.md", {"id": "a"}), ("sv/a.md", {"id": "a"}), ("en/b.md", {}))
    rows = (("/x", "id:a", "sv"), ("/y", "id:b", "sv"), ("/z", "id:a"))
    led, problems = assemble(*rows, articles=articles, config=configure("en", "sv"))
    assert not problems
    assert led == {"/x/": (MOVED, "/sv/a/"), "/y/": (MOVED, "/sv/b/"), "/z/": (MOVED, "/a/")}


def test_what_agents_alone_may_see_has_no_rows_and_no_warnings():
    articles = (*BASE, ("inner.md", {"audience": "agents"}))
    assert assemble(("/a", "id:inner"), ("/b", "/a"), articles=articles) == ({}, [])
    assert len(assemble(("/a", "id:inner"), ("/b", "/a"), articles=articles, edition="agents")[0]) == 2


def test_the_same_row_as_an_alias_is_no_news_and_another_one_is():
    assert assemble(("/hc/1", "id:refunds"), ("/hc/1/", "id:start")) == ({}, [("redirect-taken", 3)])
