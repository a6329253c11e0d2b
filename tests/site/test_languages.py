"""Translations, borrowed pages, and what paths and ids mean in each language."""

from small_articles import Asking, assemble, configure

from kbgen.site.links import find_page

TWO = configure("en", "sv")
THREE = configure("en", "sv", "nb", fallback={"nb": ("sv", "en"), "sv": ()})


def test_the_same_path_or_the_same_id_makes_a_translation():
    site, problems = assemble(
        "en/a.md",
        "sv/a.md",
        ("en/b/refunds.md", {"id": "refunds"}),
        ("sv/b/aterbetalning.md", {"id": "refunds"}),
        config=TWO,
    )
    assert not problems
    assert site.translations["a"] == (("en", "/a/"), ("sv", "/sv/a/"))
    assert site.translations["refunds"] == (("en", "/b/refunds/"), ("sv", "/sv/b/aterbetalning/"))
    assert not any(page.fallback for page in site.pages.values())


def test_an_explicit_id_in_one_language_does_not_part_translations_of_one_path():
    site, _ = assemble(("en/b/refunds.md", {"id": "refunds"}), "sv/b/refunds.md", config=TWO)
    assert list(site.pages) == ["en/refunds", "sv/b/refunds"]
    both = (("en", "/b/refunds/"), ("sv", "/sv/b/refunds/"))
    assert site.translations["refunds"] == site.translations["b/refunds"] == both
    for name in ("refunds", "b/refunds"):
        assert find_page(name, "sv", Asking(site)).url == "/sv/b/refunds/"
        assert find_page(name, "en", Asking(site)).url == "/b/refunds/"
    assert find_page("nosuch", "en", Asking(site)) is None


def test_the_id_says_more_than_the_path():
    site, _ = assemble(("en/a.md", {"id": "x"}), ("sv/b.md", {"id": "x"}), "sv/a.md", config=TWO)
    assert site.translations["x"] == (("en", "/a/"), ("sv", "/sv/b/"))
    assert site.translations["a"] == (("sv", "/sv/a/"),)
    assert site.paths["sv/a.md"] == "page:sv/a"


def test_missing_articles_are_borrowed_in_the_configured_order():
    site, problems = assemble("en/s/a.md", "sv/s/a.md", "en/s/b.md", "sv/s/c.md", config=THREE)
    assert not problems
    borrowed = {ref: page.article.path for ref, page in site.pages.items() if page.fallback}
    assert borrowed == {
        "nb/s/a": "content/sv/s/a.md",
        "nb/s/b": "content/en/s/b.md",
        "nb/s/c": "content/sv/s/c.md",
    }
    assert site.sections["nb/s"].pages == ("nb/s/a", "nb/s/b", "nb/s/c")
    assert site.pages["nb/s/b"].url == "/nb/s/b/"
    assert site.pages["nb/s/b"].previous == "nb/s/a"
    assert site.translations["s/b"] == (("en", "/s/b/"),)
    assert "sv/s/b" not in site.pages  # sv is told to borrow nothing


def test_without_fallback_the_default_language_lends_and_borrows_nothing():
    site, _ = assemble("en/a.md", "sv/b.md", config=TWO)
    assert [ref for ref, page in site.pages.items() if page.fallback] == ["sv/a"]
    assert "en/b" not in site.pages


def test_a_translation_that_is_not_shown_is_borrowed_until_it_is():
    site, _ = assemble("en/a.md", ("sv/a.md", {"state": "draft"}), config=TWO)
    assert site.pages["sv/a"].fallback
    assert site.paths["sv/a.md"] == "page:sv/a"
    site, _ = assemble(("en/a.md", {"audience": "agents"}), "sv/b.md", config=TWO)
    assert site.paths["sv/a.md"] == site.paths["en/id:a"] == site.paths["sv/id:a"] == "hidden:"


def test_section_pages_are_borrowed_with_title_and_slug_but_never_from_a_hidden_one():
    site, _ = assemble("sv/b/x.md", ("en/b/_section.md", {"title": "Paying", "slug": "pay"}), config=TWO)
    section = site.sections["sv/b"]
    assert (section.title, section.url, section.fallback) == ("Paying", "/sv/pay/", True)
    site, _ = assemble(
        "sv/b/x.md", ("en/b/_section.md", {"title": "Secret", "slug": "secret", "audience": "agents"}), config=TWO
    )
    section = site.sections["sv/b"]
    assert (section.title, section.url, section.fallback, section.page) == ("B", "/sv/b/", False, None)
    assert not any("ecret" in str(value) for value in (site.sections, site.pages, site.paths, site.translations))


def test_folders_with_names_of_their_own_language_are_one_by_the_id_of_their_pages():
    site, problems = assemble(
        ("en/billing/_section.md", {"id": "billing", "title": "Billing"}),
        "en/billing/fees.md",
        "en/billing/deep/x.md",
        ("sv/fakturor/_section.md", {"id": "billing", "title": "Fakturor"}),
        config=TWO,
    )
    assert not problems
    assert site.pages["sv/billing/fees"].url == "/sv/fakturor/fees/"
    assert site.pages["sv/billing/deep/x"].section == "sv/fakturor/deep"
    assert "sv/billing" not in site.sections
    both = (("en", "/billing/"), ("sv", "/sv/fakturor/"))
    assert site.translations["billing/"] == site.translations["fakturor/"] == both
    assert site.paths["sv/billing/"] == site.paths["sv/id:billing"] == "section:sv/fakturor"
    assert site.paths["sv/billing/fees.md"] == "page:sv/billing/fees"


def test_sections_that_are_only_borrowed_are_no_translations():
    site, _ = assemble("en/s/a.md", "sv/t/b.md", config=TWO)
    assert site.translations["s/"] == (("en", "/s/"),)
    assert site.translations["t/"] == (("sv", "/sv/t/"),)
    assert site.translations["/"] == (("en", "/"), ("sv", "/sv/"))


def test_what_is_borrowed_gives_way_to_the_language_s_own():
    site, problems = assemble("en/fees.md", ("sv/avgifter.md", {"slug": "fees"}), config=TWO)
    assert site.pages["sv/avgifter"].url == "/sv/fees/"
    assert "sv/fees" not in site.pages
    assert [(problem.level, problem.code, problem.path) for problem in problems] == [
        ("warning", "url-taken", "content/en/fees.md")
    ]


def test_paths_do_not_mind_case():
    site, _ = assemble("en/Guides/Årsavgift.md", config=TWO)
    assert site.paths["en/guides/årsavgift.md"] == "page:en/Guides/Årsavgift"
    assert site.paths["sv/guides/årsavgift.md"] == "page:sv/Guides/Årsavgift"
