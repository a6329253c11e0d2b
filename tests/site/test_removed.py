"""What was removed leaves its addresses in order: to what replaced it, or with word that it is gone."""

from small_articles import assemble, configure

from kbgen.addresses import GONE, MOVED


def led(site):
    return {entry.source: (entry.status, entry.target) for entry in site.redirects}


def test_a_removed_article_is_gone_and_its_aliases_with_it():
    site, problems = assemble(
        ("billing/cheque.md", {"title": "Pay by cheque", "removed": True, "aliases": ("/old/cheque.html",)}),
        "billing/card.md",
    )
    assert not problems
    gone = (GONE, "/_kb/gone/billing/cheque.html")
    assert led(site) == {"/billing/cheque/": gone, "/old/cheque.html": gone}
    assert list(site.pages) == ["en/billing/card"]
    assert site.sections["en/billing"].pages == ("en/billing/card",)
    (removed,) = site.removed
    assert (removed.language, removed.section, removed.title) == ("en", "en/billing", "Pay by cheque")
    assert removed.sources == ("/billing/cheque/", "/old/cheque.html")


def test_a_replaced_article_leads_on_by_id_path_or_address():
    site, problems = assemble(
        ("a/one.md", {"replaced_by": "two"}),
        ("a/two.md", {"id": "two"}),
        ("a/three.md", {"replaced_by": "two.md#why"}),
        ("a/four.md", {"replaced_by": "/a/two.md"}),
        ("a/five.md", {"replaced_by": "https://x.example/å?b#c"}),
        ("a/six.md", {"replaced_by": "one.md", "aliases": ("/six",)}),
        config=configure(url="https://x.se/help"),
    )
    assert not problems
    assert led(site) == {
        "/help/a/one/": (MOVED, "/help/a/two/"),
        "/help/a/three/": (MOVED, "/help/a/two/#why"),
        "/help/a/four/": (MOVED, "/help/a/two/"),
        "/help/a/five/": (MOVED, "https://x.example/%C3%A5?b#c"),
        "/help/a/six/": (MOVED, "/help/a/two/"),
        "/help/six/": (MOVED, "/help/a/two/"),
    }


def test_only_who_could_see_the_article_hears_of_its_end():
    hidden = [
        {"removed": True, "audience": "agents"},
        {"replaced_by": "b", "state": "draft"},
        {"removed": True, "publish_at": "2026-06-02"},
    ]
    for number, front in enumerate(hidden):
        site, problems = assemble((f"x{number}.md", {**front, "aliases": ("/old/",)}), "b.md")
        assert (site.redirects, site.removed, problems) == ((), (), ())
        assert site.paths[f"en/x{number}.md"] == "hidden:"
    site, _ = assemble(("x.md", hidden[0]), "b.md", edition="agents")
    assert led(site) == {"/x/": (GONE, "/_kb/gone/x.html")}


def test_what_replaced_it_and_cannot_be_seen_here_is_not_told():
    site, problems = assemble(("a.md", {"replaced_by": "b"}), ("b.md", {"audience": "agents"}), "c.md")
    assert not problems
    assert led(site) == {"/a/": (GONE, "/_kb/gone/a.html")}


def test_links_know_what_became_of_an_article():
    site, _ = assemble(("a.md", {"removed": True}), ("b.md", {"id": "bee", "replaced_by": "c"}), "c.md")
    assert site.paths["en/a.md"] == site.paths["en/id:a"] == "gone:/_kb/gone/a.html"
    assert site.paths["en/b.md"] == site.paths["en/id:bee"] == "moved:/c/"


def test_every_language_that_borrowed_it_loses_it_and_a_translation_lives_on():
    site, problems = assemble(
        ("en/a/x.md", {"removed": True}),
        ("nb/a/x.md", {}),
        "en/a/y.md",
        config=configure("en", "sv", "nb"),
    )
    assert not problems
    assert led(site) == {"/a/x/": (GONE, "/_kb/gone/a/x.html"), "/sv/a/x/": (GONE, "/_kb/gone/sv/a/x.html")}
    assert [(entry.language, entry.section) for entry in site.removed] == [("en", "en/a"), ("sv", "sv/a")]
    assert "nb/a/x" in site.pages


def test_the_address_comes_from_slugs_and_folders_that_may_be_gone_too():
    site, _ = assemble(
        ("a/_section.md", {"slug": "alpha"}),
        "a/stays.md",
        ("a/Deep One/x_y.md", {"removed": True, "slug": "ex"}),
        ("b/_section.md", {"removed": True}),
    )
    assert sorted(led(site)) == ["/alpha/deep-one/ex/", "/b/"]
    assert [entry.section for entry in site.removed] == ["en/a", "en/"]


def test_a_new_article_may_take_the_address():
    site, problems = assemble(("old.md", {"removed": True, "slug": "card"}), "card.md")
    assert site.redirects == ()
    assert site.removed == ()
    assert [(problem.code, problem.level) for problem in problems] == [("removed-taken", "warning")]
