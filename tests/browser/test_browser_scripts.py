"""What the browser scripts do for a reader: with the keyboard, without scripts, from a folder, under the strict policy."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from tests.sites import SiteFolder

CONFIG = """\
[site]
title = "Help"
url = "https://help.example.com/support"
language = "en"
languages = ["en", "sv"]
[contact]
target = "mailto:help@example.com"
[theme]
"""
POLICY = """\
addEventListener("securitypolicyviolation", (event) => console.error(`${event.violatedDirective}: ${event.blockedURI}`));
"""


def picture(width, height):
    buffer = io.BytesIO()
    Image.effect_noise((width, height), 60).save(buffer, "PNG")
    return buffer.getvalue()


def write_site(folder):
    site = SiteFolder(folder, CONFIG)
    site.write("content/en/billing/_section.md", "---\ntitle: Billing\n---\n")
    site.write(
        "content/en/billing/invoice.md",
        """\
        ---
        title: Get an invoice
        summary: Where receipts and bills are.
        ---
        Open the menu.

        ![The menu with Invoices marked](menu.png)

        Then ![tick](tick.png) it, or read [![The manual](menu.png)](card.md).

        ![Half as wide](menu.png){width=50%}
        """,
    )
    site.write("content/en/billing/menu.png", picture(1000, 600))
    site.write("content/en/billing/tick.png", picture(24, 24))
    site.write("content/en/billing/card.md", "# The card is declined\n\nTry another card.\n")
    site.write("content/en/login.md", "# I can't sign in\n\nReset the password.\n")
    site.write("content/sv/billing/card.md", "# Kortet nekas\n\nProva ett annat kort.\n")
    return site


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = write_site(tmp_path_factory.mktemp("scripts"))
    site.write("kbgen.toml", CONFIG.replace("/support", ""))
    site.build()
    return site


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    site = write_site(tmp_path_factory.mktemp("scripts-offline"))
    site.build(offline=True)
    return site


@pytest.fixture
def served(site, serve, page):
    """The page's `open(path)` on a served site; violations of the policy are complaints."""
    page.add_init_script(POLICY)
    with serve(site.output) as address:
        yield lambda path: page.goto(address + path)
    assert page.complaints == []


def zoomed(page):
    return page.locator("dialog.zoom")


def test_a_screenshot_opens_at_full_size_and_closes_again(served, page):
    served("/billing/invoice/")
    button = page.get_by_role("button", name="Enlarge image: The menu with Invoices marked")
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="The menu with Invoices marked")
    assert dialog.is_visible()
    assert dialog.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 1000
    page.keyboard.press("Escape")
    zoomed(page).wait_for(state="detached")
    assert button.evaluate("button => button === document.activeElement")
    button.click()
    page.get_by_role("button", name="Close").click()
    zoomed(page).wait_for(state="detached")
    button.click()
    page.mouse.click(3, 300)
    zoomed(page).wait_for(state="detached")


def test_only_screenshots_open_and_nothing_moves(served, page):
    served("/billing/invoice/")
    assert page.locator(".zoom-open").count() == 2
    assert page.locator("a:has(img) button").count() == 0
    boxes = "all => all.map(image => { const { x, y, width, height } = image.getBoundingClientRect(); return [x, y, width, height].map(Math.round); })"
    with_script = page.eval_on_selector_all(".prose img", boxes)
    page.route("**/*.js", lambda route: route.abort())
    page.reload()
    page.wait_for_load_state("load")
    assert page.locator(".zoom-open").count() == 0
    assert page.eval_on_selector_all(".prose img", boxes) == with_script
    page.complaints.clear()  # of the scripts that were held back


def test_an_article_without_screenshots_loads_next_to_nothing(served, page, site):
    loaded = []
    page.on("response", lambda response: loaded.append(response.url) if response.url.endswith(".js") else None)
    served("/billing/card/")
    page.wait_for_load_state("load")
    names = {re.sub(r".*/(.*)-[0-9a-f]{8}\.js", r"\1", url) for url in loaded}
    assert names == {"menu", "shortcut", "search-box"}
    assert sum(len((site.output / "_kb/a" / url.rpartition("/")[2]).read_bytes()) for url in loaded) < 3000


def test_a_wrong_address_offers_what_may_have_been_meant(served, page):
    served("/billing/invioce.html")
    page.locator("[data-kb-nearest] a").first.wait_for()
    assert page.locator("[data-kb-nearest] a").all_inner_texts()[0] == "Get an invoice"
    served("/sv/billing/kard/")
    page.locator("[data-kb-nearest] a").first.wait_for()
    assert page.locator("[data-kb-nearest] a").all_inner_texts()[0] == "Kortet nekas"
    borrowed = page.locator("[data-kb-nearest] li", has_text="Get an invoice")
    assert borrowed.get_attribute("lang") == "en"
    assert page.get_by_role("heading", name="Letade du efter någon av de här sidorna?").is_visible()
    # That the address leads nowhere is what the browser has to say.
    assert all("404" in complaint for complaint in page.complaints)
    page.complaints.clear()


@pytest.mark.parametrize(("path", "box"), [("/", "q"), ("/billing/card/", "masthead-q"), ("/search/", "q")])
def test_a_shortcut_leads_to_the_search_box(served, page, path, box):
    served(path)
    page.keyboard.press("Control+k")
    focused = page.evaluate("[document.activeElement.id, document.activeElement.getAttribute('aria-keyshortcuts')]")
    assert focused == [box, "Control+K"]


def test_the_language_menu_closes(served, page):
    served("/billing/card/")
    menu = page.locator("details[data-kb-menu]")
    menu.locator("summary").click()
    assert menu.get_attribute("open") is not None
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert menu.locator("summary").evaluate("summary => summary === document.activeElement")
    menu.locator("summary").click()
    page.locator("h1").click()
    assert menu.get_attribute("open") is None


def test_without_scripts_everything_stands_there(site, serve, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    with serve(site.output) as address:
        page.goto(f"{address}/search/?q=card")
        assert page.get_by_role("link", name="The card is declined").is_visible()
        assert page.locator("[data-kb-results]").is_hidden()
        page.goto(f"{address}/billing/invoice/")
        assert page.get_by_role("img", name="The menu with Invoices marked").is_visible()
        page.goto(f"{address}/nowhere/")
        assert page.locator("[data-kb-nearest]").is_hidden()
        assert page.get_by_role("link", name="All articles from A to Z").is_visible()
    context.close()


def test_a_site_opened_from_a_folder_has_its_scripts(folder, page):
    page.goto((folder.output / "search/index.html").as_uri())
    page.get_by_role("searchbox").type("kard declined")
    page.locator("[data-kb-results]").get_by_role("link", name="The card is declined").click()
    page.wait_for_url("**/card/index.html")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "masthead-q"
    page.keyboard.type("invoice")
    page.get_by_role("option", name="Get an invoice").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=invoice")
    page.locator("[data-kb-results]").get_by_role("link", name="Get an invoice").click()
    page.wait_for_url("**/invoice/index.html")
    page.get_by_role("button", name="Enlarge image: The menu").click()
    assert zoomed(page).locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 1000
    assert page.complaints == []
