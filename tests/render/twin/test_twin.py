"""The Markdown twin of a page."""

from dataclasses import replace

import yaml

from kbgen.config import SiteConfig
from kbgen.model import Body, Change, Image, Link, Meta, Outline
from kbgen.render.twin.page import render_twin
from tests.render.small_site import CONFIG, make_article, make_page, make_reader

AWKWARD = "Yes: \"no\" #1 \u2028 'x' \x85 {{ y }} \\n 使い方"


def show(markdown: str, outline: Outline, *, url: str = "", meta: Meta | None = None, page=None, **options) -> str:
    article = make_article("billing/refunds.md", meta=meta or Meta(), title=AWKWARD)
    config = replace(CONFIG, site=SiteConfig(url=url, languages=("en", "sv")))
    page = page or make_page(article)
    pages = (page, make_page(make_article("billing/invoices.md")))
    reader = make_reader(pages, Body("", markdown), outline, config=config, **options)
    return render_twin(page, reader).decode()


def read_front_matter(twin: str) -> dict[str, object]:
    return yaml.safe_load(twin.split("---\n")[1])


def test_front_matter_holds_the_public_keys_and_no_other():
    meta = Meta(
        owner="billing-team",
        type="how-to",
        keywords=("no", "2.10"),
        applies_to={"Commerce: cloud": ("2.10", "2.4"), "App": ()},
        checks_ignore=("x",),
        extra={"internal": "note"},
    )
    changes = {"content/en/billing/refunds.md": Change("2024-01-01", "2025-02-03", ("A. Writer",))}
    twin = show("Text.\n\n\n", Outline(), url="https://x.se", meta=meta, changes=changes)
    assert read_front_matter(twin) == {
        "title": AWKWARD,
        "language": "en",
        "url": "https://x.se/billing/refunds/",
        "updated": "2025-02-03",
        "type": "how-to",
        "applies_to": {"Commerce: cloud": ["2.10", "2.4"], "App": []},
        "keywords": ["no", "2.10"],
    }
    assert twin.endswith("---\n\nText.\n")
    assert "A. Writer" not in twin


def test_targets_are_absolute():
    markdown = "[a](invoices.md#steps) [b](#cause) ![c](a.png) [d](form.pdf) [e](https://y.se/)"
    links = (Link("invoices.md#steps", "a", 1), Link("#cause", "b", 1), Link("form.pdf", "d", 1))
    outline = Outline(links=links, images=(Image("a.png", "c", "", "", 1),))
    assert show(markdown, outline, url="https://x.se").splitlines()[-1] == (
        "[a](https://x.se/billing/invoices/#steps) [b](https://x.se/billing/refunds/#cause) "
        "![c](https://x.se/_kb/a/a-1.png) [d](https://x.se/_kb/a/form-1.pdf) [e](https://y.se/)"
    )
    assert (
        show(markdown, outline)
        .splitlines()[-1]
        .startswith("[a](/billing/invoices/#steps) [b](/billing/refunds/#cause)")
    )


def test_the_sites_path_is_not_doubled():
    page = make_page(make_article("billing/refunds.md"), url="/help/billing/återköp/")
    twin = show("[b](#cause)", Outline(links=(Link("#cause", "b", 1),)), url="https://x.se/help", page=page)
    assert read_front_matter(twin)["url"] == "https://x.se/help/billing/%C3%A5terk%C3%B6p/"
    assert "(https://x.se/help/billing/%C3%A5terk%C3%B6p/#cause)" in twin


def test_nothing_hidden_shows_through():
    markdown = "See [the note](secret.md).\n\n[r]: secret.md\n<!-- ask Bo in secret.md -->\nEnd"
    twin = show(markdown, Outline(links=(Link("secret.md", "the note", 1),)))
    assert twin.endswith("---\n\nSee the note.\n\nEnd\n")


def test_references_from_a_snippet_are_found_as_the_snippet_writes_them():
    origin = "content/en/_snippets/note.md"
    links = (Link("invoices.md#steps", "a", 1, origin),)
    images = (Image("../billing/a.png", "c", "", "", 1, origin),)
    twin = show("[a](../billing/invoices.md#steps) ![c](../billing/a.png)", Outline(links=links, images=images))
    assert twin.endswith("[a](/billing/invoices/#steps) ![c](/_kb/a/a-1.png)\n")


def test_a_borrowed_page_says_whose_language_it_is_in():
    borrowed = make_page(make_article("billing/refunds.md"), "sv")
    twin = read_front_matter(show("x", Outline(), page=borrowed))
    assert (twin["language"], twin["url"]) == ("en", "/sv/billing/refunds/")


def test_a_twin_reports_nothing_twice():
    reader = make_reader((), Body("", "[a](gone.md)"), Outline(links=(Link("gone.md", "a", 1),)))
    render_twin(make_page(make_article("billing/refunds.md")), reader)
    assert not reader.problems
