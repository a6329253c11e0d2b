"""Aliases become redirects, or are refused with a reason."""

import pytest
from small_articles import assemble, configure

from kbgen.config import BuildOptions
from kbgen.render.pages import list_targets
from kbgen.site.old_urls import alias_url


@pytest.mark.parametrize(
    ("alias", "source"),
    [
        ("/old/path/", "/help/old/path/"),
        ("old/path", "/help/old/path/"),
        ("/help/old/", "/help/old/"),
        ("https://x.se/help/old?a=1#b", "/help/old/"),
        ("https://other.example/docs/x.html", "/help/docs/x.html"),
        ("/helpdesk/", "/help/helpdesk/"),
        ("/a/../b/./c/index.html", "/help/b/c/"),
        ("/../../x", "/help/x/"),
        ("/fr%C3%A5ga/", "/help/fråga/"),
        ("/v2.4/", "/help/v2.4/"),
        ("https://x.se", "/help/"),
    ],
)
def test_an_alias_is_a_path_of_this_site(alias, source):
    assert alias_url(alias, configure(url="https://x.se/help")) == source


@pytest.mark.parametrize("name", ["x" * 300, "ö" * 200, "/".join(["folder"] * 120)])
def test_an_address_too_long_for_a_file_is_left_to_rules(name):
    config = configure(url="https://x.se/help")
    site, problems = assemble(
        ("a.md", {"aliases": (f"/moved/{name}/",)}),
        ("b.md", {"removed": True, "aliases": (f"/gone/{name}/",)}),
        config=config,
    )
    assert not problems
    assert {f"/help/{folder}/{name}/" for folder in ("moved", "gone")} < {entry.source for entry in site.redirects}
    assert [entry.sources for entry in site.removed] == [("/help/b/",)]
    assert not [target for target in list_targets(site, config, BuildOptions("out")) if target.kind == "redirect"]


def test_redirects_lead_from_old_to_new_sorted_by_source():
    site, problems = assemble(
        ("b/x.md", {"aliases": ("/old/x/", "/a.html")}), ("b/_section.md", {"aliases": ("/betalning/",)})
    )
    assert not problems
    assert [(redirect.source, redirect.target, redirect.path) for redirect in site.redirects] == [
        ("/a.html", "/b/x/", "content/b/x.md"),
        ("/betalning/", "/b/", "content/b/_section.md"),
        ("/old/x/", "/b/x/", "content/b/x.md"),
    ]


def test_living_urls_kbgens_own_and_twice_asked_ones_are_refused():
    site, problems = assemble(
        ("a.md", {"aliases": ("/b/", "/s/", "/", "/search/", "/sitemap.xml", "/_kb/a/x", "/old/", "/old")}),
        ("b.md", {"aliases": ("/old/", "/b/")}),
        "s/c.md",
    )
    assert [redirect.source for redirect in site.redirects] == ["/old/"]
    assert [problem.level for problem in problems] == ["error"] * 7 + ["warning"]
    assert {problem.code for problem in problems} == {"alias-taken"}
    assert "content/b.md" in problems[0].message
    assert "content/a.md" in problems[6].message


def test_no_redirect_needs_a_file_where_a_page_needs_a_folder():
    site, problems = assemble(
        ("node.js.md", {"aliases": ("/Node.js", "/NODE.JS/x/")}),
        ("other.md", {"aliases": ("/node.js", "/other/index.md", "/a.html", "/a.html/b/", "/robots.txt/x")}),
    )
    assert [redirect.source for redirect in site.redirects] == ["/NODE.JS/x/", "/a.html"]
    assert [problem.level for problem in problems] == ["warning", "error", "error", "error", "error"]
    assert "case alone" in problems[0].message
    site, problems = assemble(("b.md", {"aliases": ("/a.html/b/", "/a.html", "/B/old/")}))
    assert [redirect.source for redirect in site.redirects] == ["/B/old/", "/a.html/b/"]
    assert [problem.level for problem in problems] == ["error"]


def test_what_is_hidden_or_borrowed_has_no_redirects():
    site, _ = assemble(
        ("en/a.md", {"aliases": ("/old/",)}),
        ("en/b.md", {"aliases": ("/secret/",), "audience": "agents"}),
        config=configure("en", "sv"),
    )
    assert [(redirect.source, redirect.target) for redirect in site.redirects] == [("/old/", "/a/")]
