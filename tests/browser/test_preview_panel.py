"""What is wrong with a page, in the preview's panel: reached by keyboard, closed for good, and never in the way of reading."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.preview_stub import FAILED, PAY, PROBLEM

WARNING = PROBLEM | {"level": "warning", "code": "late", "message": "It was to be reviewed in May.", "line": 1}
SPOKEN = "kb-preview [role=status].unseen"


@pytest.fixture
def panel(page):
    return page.locator("kb-preview .panel")


@pytest.fixture
def tell(preview, page):
    """`tell(problem, ...)`: the next build finds these on the page, which it leaves as it is."""

    def tell(*problems, elsewhere=0):
        preview.know(PAY, problems=list(problems), site_problems=elsewhere)
        asked = preview.got.count("/_kb/preview/page")
        preview.built()
        preview.wait_for(lambda: preview.got.count("/_kb/preview/page") > asked)

    return tell


def open_page(page, preview, *problems):
    preview.know(PAY, problems=list(problems))
    page.goto(preview.address + PAY)
    page.locator("kb-preview .bar").wait_for()
    preview.wait_for_tabs(1)


def count(page):
    return page.locator("kb-preview [data-control=problems]")


def test_errors_show_themselves_with_the_way_to_their_place(preview, page, panel):
    open_page(page, preview, WARNING, PROBLEM | {"message": "No <b>such</b> page."})
    expect(panel.get_by_role("heading")).to_have_text("2 problems on this page")
    first, second = panel.get_by_role("listitem").all()
    expect(first).to_contain_text("Error")
    expect(first).to_contain_text("No <b>such</b> page.")
    expect(first).to_contain_text("Did you mean refunds.md?")
    link = first.get_by_role("link", name="content/billing/pay.md:3")
    assert link.get_attribute("href") == PROBLEM["editor"]
    expect(second).to_contain_text("Warning")
    assert page.evaluate("document.activeElement === document.body"), "whoever reads on is not torn away"
    expect(page.locator(SPOKEN)).to_have_text("2 problems on this page")
    assert not page.complaints


def test_warnings_are_a_number_until_somebody_asks(preview, page, panel, tell):
    open_page(page, preview)
    tell(WARNING, elsewhere=4)
    expect(count(page)).to_have_text("1 problem")
    expect(panel).to_be_hidden()
    count(page).click()
    expect(panel).to_contain_text("It was to be reviewed in May.")
    expect(panel).to_contain_text("4 problems on other pages")
    with page.expect_event("load"):
        preview.built(changed=[PAY])
    expect(panel).to_be_visible()


def test_the_keyboard_gets_there_and_back(preview, page, panel):
    open_page(page, preview, WARNING)
    expect(count(page)).to_have_text("1 problem")
    count(page).focus()
    page.keyboard.press("Enter")
    expect(panel.get_by_role("heading")).to_be_focused()
    assert count(page).get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    expect(panel.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Tab")
    expect(panel.get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(count(page)).to_be_focused()
    assert count(page).get_attribute("aria-expanded") == "false"


def test_what_opened_by_itself_gives_the_focus_back_to_the_page(preview, page, panel, tell):
    open_page(page, preview)
    link = page.get_by_role("link", name="go to 2", exact=True)
    link.focus()
    tell(PROBLEM)
    expect(panel).to_be_visible()
    expect(link).to_be_focused()
    panel.get_by_role("link").focus()
    panel.get_by_role("button", name="Close").press("Enter")
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()


def test_what_is_closed_stays_closed_until_something_else_is_wrong(preview, page, panel, tell):
    open_page(page, preview)
    tell(PROBLEM)
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    tell(PROBLEM | {"line": 8}, WARNING)
    expect(count(page)).to_have_text("2 problems")
    expect(panel).to_be_hidden()
    page.reload()
    expect(count(page)).to_have_text("2 problems")
    expect(panel).to_be_hidden()
    preview.wait_for_tabs(1)
    tell(PROBLEM, PROBLEM | {"message": "Another one."})
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    tell()
    expect(count(page)).to_have_text("No problems")
    tell(PROBLEM)
    expect(panel).to_be_visible()


def test_escape_belongs_to_what_is_open_in_the_page_first(preview, page, panel):
    open_page(page, preview, PROBLEM)
    expect(panel).to_be_visible()
    page.locator("input[type=search]").first.focus()
    page.keyboard.press("Escape")
    expect(panel).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_mended_errors_take_the_panel_away_and_are_told(preview, page, panel, tell):
    open_page(page, preview)
    tell(PROBLEM)
    expect(panel).to_be_visible()
    preview.know(PAY)
    with page.expect_event("load"):
        preview.built(changed=[PAY])
    expect(page.locator(SPOKEN)).to_have_text("The errors on this page are gone.")
    expect(panel).to_be_hidden()


def test_a_build_that_failed_says_where_and_the_last_good_page_stays(preview, page, panel):
    open_page(page, preview)
    preview.failed()
    expect(panel.get_by_role("heading")).to_have_text("The build failed")
    expect(panel).to_contain_text("kbgen.toml:2")
    expect(panel).to_contain_text(FAILED["hint"])
    expect(panel.locator("code")).to_have_text("title")
    expect(page.locator("kb-preview .state")).to_have_text("The build failed")
    expect(page.locator(SPOKEN)).to_have_text("The build failed")
    assert page.locator("h1").is_visible()
    preview.built()
    expect(panel).to_be_hidden()
    expect(page.locator(SPOKEN)).to_have_text("The build works again.")
    expect(page.locator("kb-preview .state")).to_have_text("Built in 0.08 s")


def test_a_build_that_simply_worked_is_not_read_out(preview, page):
    open_page(page, preview)
    preview.built()
    expect(page.locator("kb-preview .state")).to_have_text("Built in 0.08 s")
    assert page.locator(SPOKEN).inner_text() == ""


@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (320, 400)], ids=str)
def test_the_page_stays_readable_behind_it(preview, page, panel, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_page(page, preview, *[PROBLEM | {"message": f"Problem {n}"} for n in range(30)])
    expect(panel).to_be_visible()
    page.locator("kb-preview [data-control=fold]").click()
    for _ in range(2):
        top = page.locator("kb-preview .dock").evaluate("e => e.getBoundingClientRect().top")
        assert top >= 0.39 * size[1]
        panel.get_by_text("Problem 29").scroll_into_view_if_needed()
        page.locator("kb-preview [data-control=fold]").click()


def test_no_address_in_a_problem_can_run_anything(preview, page, panel):
    open_page(page, preview, PROBLEM | {"editor": "javascript:window.ran = 1"})
    expect(panel).to_contain_text("content/billing/pay.md:3")
    assert panel.get_by_role("link").count() == 0
