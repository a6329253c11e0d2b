"""Where links and images lead, and what is said of those that lead nowhere."""

import pytest
from small_articles import Asking, article, assemble, configure

from kbgen.site.links import resolve_asset, resolve_link

PATHS = [
    ("billing/refunds.md", {"title": "Refunds", "anchors": ("steps", "Återbetala"), "id": "refunds"}),
    ("billing/fees.md", {}),
    ("billing/_section.md", {"anchors": ("intro",)}),
    ("c#.md", {}),
    ("what?.md", {}),
    ("top.md", {}),
    ("internal/secret.md", {"audience": "agents", "id": "secret"}),
]
FILES = ["billing/form.pdf", "assets/a b.png", "billing/v2.4"]


def ask(target, source="billing/fees.md", config=None, language="en", paths=PATHS, files=FILES):
    config = config or configure()
    site, _ = assemble(*paths, config=config, files=files)
    asking = Asking(site)
    own = next(article(path, config=config, **meta) for path, meta in paths if path == source)
    return resolve_link(target, language, own, config, asking)


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("refunds.md", "/billing/refunds/"),
        ("../top.md", "/top/"),
        ("./../billing/REFUNDS.md#steps", "/billing/refunds/#steps"),
        ("/billing/refunds.md#Återbetala", "/billing/refunds/#%C3%85terbetala"),
        ("id:refunds", "/billing/refunds/"),
        ("id:refunds#steps", "/billing/refunds/#steps"),
        ("../billing/", "/billing/"),
        ("../billing", "/billing/"),
        ("./", "/billing/"),
        ("_section.md#intro", "/billing/#intro"),
        ("../billing/#intro", "/billing/#intro"),
        ("..", "/"),
        ("/", "/"),
        ("../top/", "/top/"),
        ("/contact/", "/contact/"),
        ("/search", "/search/"),
        ("#", "#"),
        ("#top", "#top"),
        ("../c#.md", "/c/"),
        ("../what?.md", "/what/"),
        ("refunds.md?from=mail#steps", "/billing/refunds/?from=mail#steps"),
        ("form.pdf", "/_kb/a/en-billing-form.pdf"),
        ("form.pdf#page=3", "/_kb/a/en-billing-form.pdf#page=3"),
        ("/assets/a b.png", "/_kb/a/en-assets-a%20b.png"),
        ("v2.4", "/_kb/a/en-billing-v2.4"),
    ],
)
def test_good_links_lead_there_without_a_word(target, url):
    found = ask(target)
    assert (found.url, found.code) == (url, "")


@pytest.mark.parametrize(
    "target", ["nosuch.md", "/nosuch/", "id:nosuch", "../../out.md", "nosuch.pdf", "/docs/x.html", "/_kb/"]
)
def test_broken_links_are_told_with_the_target_as_written(target):
    found = ask(target)
    assert (found.url, found.code) == (None, "link-broken")
    assert f"`{target}`" in found.message


@pytest.mark.parametrize("target", ["../internal/secret.md", "id:secret", "../internal/", "/internal/secret/"])
def test_a_link_to_what_is_hidden_shows_nothing_of_it(target):
    found = ask(target)
    assert (found.url, found.code, found.ref) == (None, "link-hidden", "")


def test_a_missing_anchor_is_told_with_the_nearest_and_case_is_mended():
    found = ask("refunds.md#Steps")
    assert (found.url, found.code, found.hint) == (
        "/billing/refunds/#steps",
        "anchor-missing",
        "Did you mean `#steps`?",
    )
    found = ask("refunds.md#stepps")
    assert (found.url, found.code) == ("/billing/refunds/#stepps", "anchor-missing")
    assert "`#steps`" in found.hint
    found = ask("#gone")
    assert (found.code, found.hint) == ("anchor-missing", "It has no headings.")


@pytest.mark.parametrize(
    ("anchor", "hint"),
    [
        ("run-clean_up", "Did you mean `#step-4-run-cleanup-now`?"),
        ("zzz", "It has `#one`, `#two`, `#three` and 1 more."),
        ("q", "It has `#one`, `#two`, `#three` and 1 more."),
    ],
)
def test_a_missing_anchor_is_told_with_what_says_its_words(anchor, hint):
    paths = [("billing/fees.md", {"anchors": ("one", "two", "three", "step-4-run-cleanup-now")})]
    assert ask(f"#{anchor}", paths=paths).hint == hint


def test_a_folder_that_is_not_there_is_taken_off_and_told_until_link_root_is_set():
    for target in ("/help/billing/refunds.md", "../../help/billing/refunds.md"):
        found = ask(target)
        assert (found.url, found.code) == ("/billing/refunds/", "link-root")
        assert 'link_root = "help"' in found.hint
        found = ask(target, config=configure(link_root="help"))
        assert (found.url, found.code) == ("/billing/refunds/", "")
        assert ask(target, config=configure(link_root="")).code == "link-broken"
    assert ask("/help/assets/a b.png").code == "link-root"
    assert ask("/help/", config=configure(link_root="help")).url == "/"
    assert ask("/help/billing/nosuch.md").code == "link-broken"
    assert ask("/help/billing/refunds.md#nosuch").code == "anchor-missing"


LANGUAGES = configure("en", "sv", url="https://x.se/kb")
TWO = [("en/a.md", {}), ("en/b.md", {}), ("sv/b.md", {}), ("en/s/_section.md", {})]


def test_links_of_a_borrowed_page_stay_in_its_language():
    def borrowed(target):
        return ask(target, "en/a.md", LANGUAGES, "sv", TWO, ["en/x.png"])

    assert borrowed("b.md").url == "/kb/sv/b/"
    assert borrowed("id:a").url == "/kb/sv/a/"
    assert borrowed("s/").url == "/kb/sv/s/"
    assert borrowed("/contact/").url == "/kb/sv/contact/"
    assert borrowed("x.png").url == "/_kb/a/en-x.png"


def test_another_language_can_be_named_by_path():
    found = ask("../en/b.md", "sv/b.md", LANGUAGES, "sv", TWO, [])
    assert (found.url, found.ref) == ("/kb/b/", "en/b")


def test_images_come_from_the_language_then_from_those_it_borrows_from():
    files = ["en/s/a.png", "en/b.png", "sv/b.png", "_snippets/c.png"]
    config = configure("en", "sv")
    site, _ = assemble(*TWO, config=config, files=files)
    own = article("sv/s/x.md", config=config)

    def image(src, origin=""):
        found = resolve_asset(src, own, config, Asking(site), origin)
        return found.asset.source if found.asset else found.code

    assert image("a.png") == "content/en/s/a.png"
    assert image("../b.png") == image("/b.png") == "content/sv/b.png"
    assert image("../../en/b.png") == "content/en/b.png"
    assert image("c.png", "content/_snippets/note.md") == "content/_snippets/c.png"
    assert image("../b.png", "content/sv/_snippets/note.md") == "content/sv/b.png"
    assert image("/help/b.png") == "content/sv/b.png"
    assert image("nosuch.png") == "image-missing"


def test_a_good_article_link_asks_one_question():
    site, _ = assemble(*PATHS)
    asking = Asking(site)
    resolve_link("refunds.md", "en", article("billing/fees.md"), configure(), asking)
    assert asking.asked == ["en/billing/refunds.md"]
