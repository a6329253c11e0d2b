"""The search box on the home page, in the head of articles and on the page for what is missing: one combobox."""

from __future__ import annotations

import pytest

from tests.browser.search_site import NOWHERE, write_search_site


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = write_search_site(tmp_path_factory.mktemp("search-box"))
    site.build()
    return site


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    site = write_search_site(tmp_path_factory.mktemp("search-box-offline"))
    site.build(offline=True)
    return site


@pytest.fixture
def served(site, serve, page):
    with serve(site.output) as address:
        yield lambda path: page.goto(address + path)
    assert page.complaints == []


def ask(page, query):
    """Type into the page's box, and wait for what it suggests."""
    box = page.get_by_role("combobox").or_(page.get_by_role("searchbox")).first
    box.focus()
    page.get_by_role("combobox").first.wait_for()
    page.keyboard.type(query)
    page.locator(f"[data-kb-results][data-kb-query='{query}']").wait_for()
    return page.get_by_role("combobox").first


def options(page):
    return page.get_by_role("option")


def titles(page):
    return options(page).evaluate_all("all => all.map(option => option.firstChild.textContent)")


def active(page):
    """The text of the option that assistive technology is on."""
    return page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.firstChild.textContent"
    )


@pytest.mark.parametrize("path", ["/", "/billing/invoice/", "/contact/"])
def test_every_box_suggests(served, page, path):
    served(path)
    box = ask(page, "declin")
    assert box.get_attribute("aria-expanded") == "true"
    listed = page.get_by_role("listbox", name="Results")
    assert listed.get_attribute("id") == box.get_attribute("aria-controls")
    assert titles(page) == ["The card is declined", "See all results for “declin”"]
    assert options(page).first.get_attribute("data-kb-result") is not None


def test_the_page_for_what_is_missing_suggests(served, page):
    served("/nowhere/at/all/")
    ask(page, "invoice")
    assert titles(page)[0] == "Get an invoice"
    assert all("404" in complaint for complaint in page.complaints)
    page.complaints.clear()


def test_nothing_is_fetched_before_somebody_goes_to_the_box(served, page):
    requested = []
    page.on("request", lambda request: requested.append(request.url))
    served("/billing/invoice/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in requested if "/_kb/search.js" in url or "/en-" in url or "combobox" in url]
    requested.clear()
    page.get_by_role("searchbox").focus()
    page.get_by_role("combobox").wait_for()
    page.wait_for_load_state("networkidle")
    assert [url for url in requested if "/_kb/search.js" in url]


def test_the_arrows_go_round_and_enter_opens(served, page):
    served("/")
    ask(page, "pair the camera")
    count = options(page).count()
    assert active(page) is None
    page.keyboard.press("ArrowDown")
    assert active(page) == "Pair the camera"
    page.keyboard.press("ArrowUp")
    assert active(page) is None
    page.keyboard.press("ArrowUp")
    assert active(page) == "See all results for “pair the camera”"
    for _ in range(count):
        page.keyboard.press("ArrowUp")
    assert active(page) is None
    page.keyboard.press("ArrowDown")
    assert page.locator("[aria-selected=true]").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/internet/pair-camera/*")


def test_enter_without_a_choice_leads_to_all_results(served, page):
    served("/")
    ask(page, "declined")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=declined")


def test_escape_closes_then_clears(served, page):
    served("/")
    box = ask(page, "declined")
    page.keyboard.press("Escape")
    assert options(page).count() == 0
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "declined"
    page.keyboard.press("ArrowDown")
    assert active(page) == "The card is declined"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert box.input_value() == ""


def test_what_was_found_is_announced_once_when_typing_rests(served, page):
    served("/")
    page.evaluate(
        """() => {
            window.said = [];
            new MutationObserver((changes) => {
                for (const { target } of changes) {
                    const status = target.parentElement?.closest("[role=status]") ?? target.closest?.("[role=status]");
                    if (status?.textContent) window.said.push(status.textContent);
                }
            }).observe(document.body, { subtree: true, childList: true, characterData: true });
        }"""
    )
    ask(page, "declined")
    page.wait_for_timeout(1500)
    assert page.evaluate("window.said") == ["1 article found"]
    page.keyboard.type(f" {NOWHERE}")
    page.keyboard.press("Control+a")
    page.keyboard.type(NOWHERE)
    page.wait_for_timeout(1500)
    assert page.evaluate("window.said") == ["1 article found", "Sorry, we found nothing for those words."]


def test_a_click_beside_closes_and_a_click_on_an_option_opens(served, page):
    served("/")
    ask(page, "declined")
    page.locator("h1").click()
    assert options(page).count() == 0
    page.get_by_role("combobox").focus()
    options(page).first.click(position={"x": 200, "y": 4})
    page.wait_for_url("**/billing/card/*")


def test_letters_that_are_being_composed_are_left_alone(served, page):
    """Enter ends the choice of a Japanese word; it must not open a result."""
    served("/")
    ask(page, "declined")
    page.keyboard.press("ArrowDown")
    page.evaluate(
        """document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }))"""
    )
    page.wait_for_timeout(100)
    assert page.url.endswith("/")


def test_the_list_stays_above_a_phones_keyboard(site, serve, chromium):
    context = chromium.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    with serve(site.output) as address:
        page.goto(f"{address}/billing/invoice/")
        ask(page, "pair")
        # What the keyboard leaves: Chromium without a phone around it has no keyboard to open.
        page.set_viewport_size({"width": 360, "height": 400})
        page.wait_for_timeout(200)
        box = page.locator(".suggestions").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["y"] + box["height"] <= 400
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_without_an_index_the_box_leads_to_the_search_page(site, serve, page):
    page.route("**/_kb/search.js*", lambda route: route.abort())
    with serve(site.output) as address:
        page.goto(f"{address}/")
        page.get_by_role("searchbox").fill("declined")
        page.wait_for_timeout(300)
        assert options(page).count() == 0
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=declined")
        page.locator("[data-kb-part=broken]").wait_for()
    assert any("Search does not work" in complaint for complaint in page.complaints)


def test_without_scripts_the_form_leads_to_the_list(site, serve, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    with serve(site.output) as address:
        page.goto(f"{address}/")
        page.get_by_role("searchbox").fill("declined")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=declined")
        assert page.get_by_role("link", name="The card is declined").is_visible()
    context.close()


def test_an_empty_site_searches_in_peace(tmp_path, serve, page):
    site = write_search_site(tmp_path)
    site.remove("content/en")
    site.remove("content/sv")
    site.write("content/en/.keep", "")
    site.write("content/sv/.keep", "")
    site.build()
    with serve(site.output) as address:
        page.goto(f"{address}/")
        ask(page, "declined")
        page.locator(".suggestions-none").wait_for()
    assert page.complaints == []


def test_a_folder_searches_as_a_site_does(folder, page):
    """From file://, where browsers refuse modules and fetch."""
    page.goto((folder.output / "index.html").as_uri())
    ask(page, "declinde")
    options(page).first.click()
    page.wait_for_url("**/billing/card/index.html")
    page.go_back()
    ask(page, "bank limit")
    options(page).first.click()
    page.wait_for_url("**/billing/card/index.html#the-bank-says-no")
    page.locator("mark.found").first.wait_for()
    assert page.complaints == []
