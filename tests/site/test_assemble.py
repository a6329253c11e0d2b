"""Articles of one language become sections and pages; what collides or is hidden is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_articles import assemble, configure


def urls(site):
    return {ref: page.url for ref, page in site.pages.items()}


def codes(problems):
    return [(problem.level, problem.code, problem.path) for problem in problems]


def test_folders_become_sections_with_titles_and_urls():
    site, problems = assemble(
        "faq.md", "billing/refunds.md", "billing/known_issues/x1.md", ("billing/_section.md", {"title": "Paying"})
    )
    assert not problems
    assert urls(site) == {
        "en/billing/known_issues/x1": "/billing/known-issues/x1/",
        "en/billing/refunds": "/billing/refunds/",
        "en/faq": "/faq/",
    }
    root, billing, issues = (site.sections[ref] for ref in ("en/", "en/billing", "en/billing/known_issues"))
    assert (root.url, root.sections, root.pages, root.parent) == ("/", ("en/billing",), ("en/faq",), None)
    assert (billing.title, billing.url, billing.parent) == ("Paying", "/billing/", "en/")
    assert billing.page is not None
    assert (issues.title, issues.parent, issues.page) == ("Known issues", "en/billing", None)
    assert site.pages["en/billing/refunds"].section == "en/billing"
    assert site.paths["en/billing/_section.md"] == site.paths["en/billing/"] == "section:en/billing"


def test_slugs_override_names_and_the_prefix_is_in_every_url():
    site, problems = assemble(
        ("b/x.md", {"slug": "Money Back"}),
        ("b/_section.md", {"slug": "pay"}),
        config=configure(url="https://x.se/help"),
    )
    assert not problems
    assert urls(site) == {"en/b/x": "/help/pay/money-back/"}
    assert site.sections["en/"].url == "/help/"


def test_order_is_order_then_titles_with_numbers_by_value():
    site, _ = assemble(
        ("s/a.md", {"title": "Step 10"}),
        ("s/b.md", {"title": "step 9"}),
        ("s/c.md", {"title": "Zebra", "order": -1.5}),
        ("s/d.md", {"title": "Ärende"}),
    )
    assert site.sections["en/s"].pages == ("en/s/c", "en/s/b", "en/s/a", "en/s/d")
    page = site.pages["en/s/b"]
    assert (page.previous, page.next) == ("en/s/c", "en/s/a")
    assert site.pages["en/s/c"].previous is None
    assert site.pages["en/s/d"].next is None


def test_nav_order_leads_at_the_root_and_unknown_names_are_told():
    config = configure(order=("zoo", "last", "nosuch"), popular=("a/x", "gone"))
    site, problems = assemble("a/x.md", "zoo/y.md", "m/z.md", "last.md", "early.md", config=config)
    assert site.sections["en/"].sections == ("en/zoo", "en/a", "en/m")
    assert site.sections["en/"].pages == ("en/last", "en/early")
    assert codes(problems) == [("warning", "nav-unknown", "kbgen.toml")] * 2
    assert "`gone`" in problems[0].message
    assert "`nosuch`" in problems[1].message


@pytest.mark.parametrize(
    ("meta", "public", "agents"),
    [
        ({"audience": "agents"}, False, True),
        ({"state": "unverified"}, False, True),
        ({"state": "draft"}, False, False),
        ({"publish_at": "2026-06-02"}, False, False),
        ({"publish_at": "2026-06-01"}, True, True),
        ({"expires_at": "2026-06-01"}, False, False),
        ({"expires_at": "2026-06-02"}, True, True),
        ({"state": "archived"}, True, True),
    ],
)
def test_what_an_edition_shows(meta, public, agents):
    for edition, shown in (("public", public), ("agents", agents)):
        site, problems = assemble(("s/a.md", meta), "b.md", edition=edition)
        assert not problems
        assert ("en/s/a" in site.pages) is shown
        assert site.paths["en/s/a.md"] == ("page:en/s/a" if shown else "hidden:")
        assert ("en/s" in site.sections) is shown
        assert site.paths["en/s/"] == ("section:en/s" if shown else "hidden:")


def test_drafts_are_shown_when_asked_for():
    site, _ = assemble(("a.md", {"state": "draft"}), drafts=True)
    assert "en/a" in site.pages


def test_an_archived_article_keeps_its_page_and_leaves_every_list():
    site, _ = assemble("s/a.md", ("s/b.md", {"state": "archived"}), "s/c.md", ("old/x.md", {"state": "archived"}))
    assert site.sections["en/s"].pages == ("en/s/a", "en/s/c")
    assert site.pages["en/s/a"].next == "en/s/c"
    assert site.pages["en/s/b"].next is None
    assert site.pages["en/old/x"].section in site.sections
    assert site.sections["en/"].sections == ("en/s",)


def test_an_id_belongs_to_one_article_and_a_hidden_one_never_takes_it():
    site, problems = assemble(("a.md", {"id": "x", "audience": "agents"}), ("b.md", {"id": "x"}), ("c.md", {"id": "x"}))
    assert site.pages["en/x"].article.path == "content/b.md"
    assert {(problem.level, problem.code, problem.path) for problem in problems} == {
        ("error", "id-duplicate", "content/a.md"),
        ("error", "id-duplicate", "content/c.md"),
    }
    assert "content/b.md" in problems[1].message


def test_one_url_for_two_files_is_an_error_that_names_both():
    site, problems = assemble("a b.md", "a-b.md", ("z.md", {"slug": "A_B"}))
    assert urls(site) == {"en/a b": "/a-b/"}
    assert codes(problems) == [("error", "url-taken", "content/a-b.md"), ("error", "url-taken", "content/z.md")]
    assert all("content/a b.md" in problem.message for problem in problems)


def test_a_planned_article_may_have_the_url_of_the_one_it_replaces():
    site, problems = assemble(
        ("old.md", {"slug": "fees", "expires_at": "2026-07-01"}),
        ("new.md", {"slug": "fees", "publish_at": "2026-07-01"}),
    )
    assert not problems
    assert urls(site) == {"en/old": "/fees/"}


def test_a_folder_named_like_a_page_wins_unless_nothing_in_it_shows():
    site, problems = assemble("billing.md", "billing/refunds.md")
    assert urls(site) == {"en/billing/refunds": "/billing/refunds/"}
    assert codes(problems) == [("error", "url-taken", "content/billing.md")]
    assert "folder `billing`" in problems[0].message
    site, problems = assemble("billing.md", ("billing/refunds.md", {"audience": "agents"}))
    assert urls(site) == {"en/billing": "/billing/"}
    assert not problems


def test_two_folders_for_one_url_and_reserved_folders_are_left_out_whole():
    site, problems = assemble("a b/x.md", "a-b/y.md", "a-b/c/z.md", "search/x.md", "deep/search/x.md")
    assert set(site.pages) == {"en/a b/x", "en/deep/search/x"}
    assert codes(problems) == [
        ("error", "url-taken", "content/a-b/y.md"),
        ("error", "name-reserved", "content/search/x.md"),
    ]
    assert "content/a b/x.md" in problems[0].message
    assert "/search/" in problems[1].message


def test_names_that_cannot_be_urls_are_told_and_the_rest_is_built():
    site, problems = assemble("contact.md", "???.md", ("a.md", {"slug": "b/c"}), ("b.md", {"slug": "en"}), "c.md")
    assert set(site.pages) == {"en/c"}
    assert {(problem.code, problem.path) for problem in problems} == {
        ("name-reserved", "content/contact.md"),
        ("name-reserved", "content/???.md"),
        ("slug-path", "content/a.md"),
        ("name-reserved", "content/b.md"),
    }
    assert all(problem.level == "error" and problem.hint for problem in problems)


def test_unknown_related_ids_are_told_and_hidden_ones_are_not():
    _, problems = assemble(
        ("a.md", {"related": ("refund", "secret")}), "refunds.md", ("b.md", {"id": "secret", "audience": "agents"})
    )
    assert codes(problems) == [("warning", "related-unknown", "content/a.md")]
    assert problems[0].hint == "Did you mean `refunds`?"


def test_nothing_at_all_is_a_site_too():
    site, problems = assemble()
    assert list(site.sections) == ["en/"]
    assert not problems


NAMES = st.sampled_from(["a", "A", "b c", "b-c", "search", "ö", "1", "??", "en", "c.d"])
METAS = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from(["x", "a", "b/a"]),
        "slug": st.sampled_from(["a", "x", "b/c", "contact"]),
        "audience": st.sampled_from(["agents", "public"]),
        "state": st.sampled_from(["archived", "draft"]),
        "aliases": st.sampled_from([("/old/",), ("/a/",), ("old", "/sv/a/")]),
    },
)


@st.composite
def corpora(draw):
    languages = draw(st.sampled_from([("en",), ("en", "sv"), ("sv", "en", "ja")]))
    folders = st.lists(NAMES, max_size=2).map("/".join)
    files = st.sampled_from(["a.md", "b.md", "A.md", "_section.md", "c d.md", "c-d.md"])
    language = st.sampled_from(languages) if len(languages) > 1 else st.just("")
    paths = st.tuples(language, folders, files).map(lambda parts: "/".join(part for part in parts if part))
    chosen = draw(st.dictionaries(paths, METAS, max_size=10))
    return languages, list(chosen.items())


@settings(max_examples=80, deadline=None)
@given(corpora(), st.sampled_from(["public", "agents"]), st.randoms(use_true_random=False))
def test_whatever_the_articles_every_reference_holds(corpus, edition, random):
    languages, items = corpus
    config = configure(*languages, url="https://x.se/help")
    site, problems = assemble(*items, config=config, edition=edition)
    shuffled = list(items)
    random.shuffle(shuffled)
    again, problems_again = assemble(*shuffled, config=config, edition=edition)
    assert (site, list(site.pages), problems) == (again, list(again.pages), problems_again)

    addresses = [place.url for place in (*site.pages.values(), *site.sections.values())]
    assert len(addresses) == len(set(addresses))
    for ref, page in site.pages.items():
        assert page.ref == ref == f"{page.language}/{page.article.id}"
        assert page.url.startswith(site.sections[page.section].url)
        assert page.fallback == (page.article.language != page.language)
        if page.next:
            assert site.pages[page.next].previous == ref
    for section in site.sections.values():
        assert all(site.sections[child].parent == section.ref for child in section.sections)
        assert all(site.pages[child].section == section.ref for child in section.pages)
        assert section.parent is None or section.parent in site.sections
    for value in site.paths.values():
        kind, _, ref = value.partition(":")
        assert (kind, ref) == ("hidden", "") or ref in {"page": site.pages, "section": site.sections}[kind]
    for redirect in site.redirects:
        assert redirect.source not in addresses
        assert redirect.target in addresses
    if edition == "public":
        assert not any(page.article.meta.audience == "agents" for page in site.pages.values())
    for found in site.translations.values():
        assert len({language for language, _ in found}) == len(found)
        assert {url for _, url in found} <= set(addresses)
