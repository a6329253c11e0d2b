"""The preview's toolbar: what it offers for a page, in the page's language."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.preview_stub import PAY, REFUNDS

ARTICLE = {
    "title": "Pay",
    "source": "content/billing/pay.md",
    "editor": "vscode://file/srv/content/billing/pay.md:1",
    "id": "pay",
    "reviewed": "2025-03-12",
    "translations": [["en", PAY], ["sv", "/sv/billing/pay/"]],
}
REFUSAL = {"message": "The file cannot be written.", "hint": "Look at its rights."}


@pytest.fixture
def bar(page):
    return page.locator("kb-preview .bar")


def open_page(page, preview, **facts):
    preview.know(PAY, **{**ARTICLE, **facts})
    page.goto(preview.address + PAY)
    page.locator("kb-preview .bar").wait_for()
    preview.wait_for_tabs(1)


def control(page, name):
    return page.locator(f"kb-preview [data-control={name}]")


def test_another_edition_is_built_and_shown(preview, page):
    open_page(page, preview)
    expect(control(page, "public")).to_have_attribute("aria-pressed", "true")
    expect(control(page, "drafts")).to_have_attribute("aria-checked", "false")
    with page.expect_event("load"):
        control(page, "agents").press("Enter")
    assert preview.posted == [("choose", {"edition": "agents", "drafts": False})]
    expect(control(page, "agents")).to_have_attribute("aria-pressed", "true")
    expect(control(page, "agents")).to_be_focused()
    with page.expect_event("load"):
        control(page, "drafts").click()
    assert preview.posted[1:] == [("choose", {"edition": "agents", "drafts": True})]
    expect(control(page, "drafts")).to_have_attribute("aria-checked", "true")
    assert not page.complaints


def test_an_edition_that_cannot_be_built_says_why(preview, page):
    preview.refusal = REFUSAL
    open_page(page, preview)
    control(page, "agents").click()
    toast = page.locator("kb-preview [role=status] .toast")
    expect(toast).to_contain_text(REFUSAL["message"])
    expect(toast).to_contain_text(REFUSAL["hint"])
    expect(control(page, "public")).to_have_attribute("aria-pressed", "true")


def test_an_article_is_marked_as_reviewed(preview, page, bar):
    open_page(page, preview)
    expect(bar).to_contain_text("Last reviewed 12 Mar 2025")
    control(page, "review").click()
    expect(bar).to_contain_text("Last reviewed 31 Jan 2026")
    assert preview.posted == [("reviewed", {"path": PAY})]
    expect(page.locator("kb-preview [role=status].unseen")).to_have_text("Last reviewed 31 Jan 2026")


def test_a_review_that_cannot_be_noted_says_why(preview, page):
    open_page(page, preview)
    preview.refusal = REFUSAL
    control(page, "review").click()
    expect(page.locator("kb-preview .toast")).to_contain_text(REFUSAL["message"])
    page.route("**/_kb/preview/reviewed", lambda route: route.abort())
    control(page, "review").click()
    expect(page.locator("kb-preview .toast").last).to_contain_text("kbgen did not answer.")


def test_a_page_leads_to_its_source_and_its_translations(preview, page, bar):
    open_page(page, preview)
    assert bar.get_by_role("link", name="Open source").get_attribute("href") == ARTICLE["editor"]
    links = bar.get_by_role("group", name="This page in other languages").get_by_role("link")
    assert [link.get_attribute("href") for link in links.all()] == [PAY, "/sv/billing/pay/"]
    assert [link.get_attribute("aria-current") for link in links.all()] == ["page", None]
    expect(links.last).to_have_accessible_name("SV svenska")


def test_a_page_without_an_article_offers_nothing_of_one(preview, page, bar):
    open_page(page, preview, source="", editor="", id="", reviewed="", translations=[["en", PAY]])
    expect(control(page, "public")).to_have_attribute("aria-pressed", "true")
    expect(bar.get_by_text("Open source")).to_be_hidden()
    expect(control(page, "review")).to_be_hidden()
    expect(bar.get_by_role("group", name="This page in other languages")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_a_page_opens_in_a_viewport_of_a_phone_a_tablet_or_a_desktop(preview, page, width):
    open_page(page, preview)
    with page.expect_popup() as opened:
        control(page, f"width-{width}").click()
    opened.value.locator("kb-preview .bar").wait_for()
    assert opened.value.evaluate("innerWidth") == width
    assert opened.value.url == page.url
    folded = opened.value.locator("kb-preview .tools").is_hidden()
    assert folded == (width <= 768), "a narrow window does not take over that the bar was unfolded"


def test_a_window_that_the_browser_holds_back_is_told(preview, page):
    page.add_init_script("window.open = () => null")
    open_page(page, preview)
    control(page, "width-390").click()
    expect(page.locator("kb-preview .toast")).to_contain_text("Allow pop-up windows")


def test_the_bar_folds_and_stays_folded(preview, page, bar):
    open_page(page, preview)
    expect(control(page, "review")).to_be_visible()
    control(page, "fold").click()
    expect(control(page, "review")).to_be_hidden()
    expect(control(page, "fold")).to_have_attribute("aria-expanded", "false")
    expect(control(page, "fold")).to_have_accessible_name("Show the toolbar")
    page.goto(preview.address + REFUNDS)
    bar.wait_for()
    expect(page.locator("kb-preview .tools")).to_be_hidden()


def test_on_a_phone_the_bar_is_folded_at_first(preview, page):
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, preview)
    expect(control(page, "review")).to_be_hidden()
    control(page, "fold").click()
    expect(control(page, "review")).to_be_visible()
    page.reload()
    expect(control(page, "review")).to_be_visible()


def test_a_long_build_is_seen_to_go_on(preview, page, bar):
    open_page(page, preview)
    preview.send("building", {})
    expect(bar).to_contain_text("Building…")
    preview.built(seconds=4.25)
    expect(bar).to_contain_text("Built in 4.3 s")


def test_there_is_room_for_what_checks_and_figures_will_say(preview, page):
    open_page(page, preview)
    for name in ("checks", "figures"):
        slot = page.locator(f"kb-preview [data-kb-preview-slot={name}]")
        assert slot.count() == 1
        assert slot.is_hidden()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Built in 0.08 s", "Public", "Drafts", "Open source", "12 Mar 2025", "No problems"]),
        ("sv", ["Byggd på 0,08 s", "Publik", "Utkast", "Öppna källan", "12 mars 2025", "Inga problem"]),
        ("nb", ["Bygd på 0,08 s", "Offentlig", "Utkast", "Åpne kilden", "12. mars 2025", "Ingen problemer"]),
        ("ja", ["0.08秒でビルドしました", "公開版", "下書き", "ソースを開く", "2025/03/12", "問題なし"]),
        ("eo", ["Built in 0.08 s", "Public", "Drafts", "Open source", "12 Mar 2025", "No problems"]),
    ],
)
def test_it_speaks_the_language_of_the_page(preview, page, bar, language, words):
    preview.edit(PAY, '<html lang="en"', f'<html lang="{language}"')
    open_page(page, preview)
    preview.built()
    for text in words:
        expect(bar).to_contain_text(text)
    spoken = page.locator("kb-preview aside").get_attribute("lang")
    assert spoken == ("en" if language == "eo" else language)
