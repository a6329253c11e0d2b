"""The page of the agents' edition that finds articles for a pasted ticket."""

from __future__ import annotations

import pytest

from tests.browser.search_site import write_search_site

TICKET = """\
Hi! I tried to pay this morning and your shop says E-4012, the card is declined. What is the limit of the bank?

Best regards, Kim
--
Kim's giraffe farm

On Mon, 2 June 2026 at 10:00, Shop wrote:
> giraffe giraffe giraffe
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = write_search_site(tmp_path_factory.mktemp("ticket-page"))
    site.write(
        "content/en/billing/limits.md", "---\ntitle: Raise the limit of a card\naudience: agents\n---\nAsk the bank.\n"
    )
    site.write("content/en/internet/giraffe.md", "# A giraffe on the line\n\nThe giraffe will go.\n")
    site.build(edition="agents")
    site.build()
    return site


def test_a_pasted_ticket_gives_links_to_send(site, serve, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    with serve(site.folder / "site-agents") as address:
        page.goto(address)
        page.get_by_role("link", name="Answer a ticket").click()
        requested = []
        page.on("request", lambda request: requested.append(request.url))
        page.get_by_label("The customer’s message").fill(TICKET)
        page.get_by_role("button", name="Find articles").click()
        hits = page.locator("[data-kb-results] li")
        hits.first.wait_for()
        titles = page.locator("a[data-kb-result]").all_inner_texts()
        assert titles[0] == "The card is declined"
        assert "A giraffe on the line" not in titles
        internal = hits.filter(has_text="Raise the limit of a card")
        assert "Internal: do not send." in internal.inner_text()
        assert internal.get_by_role("button").count() == 0
        hits.first.get_by_role("button", name="Copy title and link").click()
        page.get_by_role("button", name="Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.splitlines() == ["The card is declined", "https://help.example.com/billing/card/"]
        assert not [url for url in requested if "?" in url or "declined" in url]
    assert page.complaints == []


def test_an_empty_ticket_asks_nothing(site, serve, page):
    with serve(site.folder / "site-agents") as address:
        page.goto(f"{address}/search/ticket/")
        page.get_by_label("The customer’s message").fill("  \n ")
        page.get_by_role("button", name="Find articles").click()
        page.wait_for_timeout(200)
        assert page.locator("[data-kb-results]").is_hidden()


def test_the_public_edition_has_no_such_page(site):
    assert (site.folder / "site-agents/search/ticket/index.html").is_file()
    assert not (site.output / "search/ticket").exists()
