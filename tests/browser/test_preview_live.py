"""A tab of the preview follows the builds: it is loaded again when its page has changed, and nobody loses their place."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.chromium import find_chromium, launch_options
from tests.browser.preview_stub import PAY, REFUNDS

MARK = "window.stays = true"
STAYS = "window.stays === true"
GROWN = "<p>Something new.</p>" * 60
BECOME = """state => {
  Object.defineProperty(document, "visibilityState", {value: state, configurable: true});
  document.dispatchEvent(new Event("visibilitychange"));
}"""
TOP = "e => e.getBoundingClientRect().top"
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
CSS = "link[rel=stylesheet][href^='/_kb/a/']"


def open_page(page, preview, path=PAY):
    """A page whose tab listens."""
    page.goto(preview.address + path)
    page.locator("kb-preview .bar").wait_for()
    preview.wait_for_tabs(1)
    page.evaluate(MARK)
    return page


def state(page):
    return page.locator("kb-preview .state")


def heading(page, name):
    return page.get_by_role("heading", name=name, exact=True)


def test_only_what_changed_is_loaded_again(preview, page):
    open_page(page, preview)
    preview.built(changed=[REFUNDS])
    expect(state(page)).to_have_text("Built in 0.08 s")
    assert page.evaluate(STAYS)
    preview.edit(PAY, "What to do in part 1:", "Take your card:")
    preview.built(changed=[PAY], seconds=0.5)
    expect(page.get_by_text("Take your card:")).to_be_visible()
    expect(state(page)).to_have_text("Built in 0.5 s")
    assert not page.evaluate(STAYS)
    assert not page.complaints


def test_a_page_that_grew_above_leaves_one_where_one_reads(preview, page):
    preview.edit(
        PAY,
        "<p>What to do in part 12",
        "<details><summary>More</summary><p>Inside.</p></details><p>What to do in part 12",
    )
    open_page(page, preview)
    heading(page, "Part 12").evaluate(
        "e => scrollTo({top: scrollY + e.getBoundingClientRect().top - 200, behavior: 'instant'})"
    )
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="go to 12", exact=True).focus()
    before = heading(page, "Part 12").evaluate(TOP)
    preview.edit(PAY, "<p>What to do in part 2:", f"{GROWN}<p>What to do in part 2:")
    with page.expect_event("load"):
        preview.built(changed=[PAY])
    page.evaluate(SETTLED)
    assert abs(heading(page, "Part 12").evaluate(TOP) - before) < 2
    assert page.evaluate("scrollY") > 1500
    expect(page.get_by_role("link", name="go to 12", exact=True)).to_be_focused()
    expect(page.get_by_text("Inside.")).to_be_visible()


def test_where_the_passage_in_view_was_itself_rewritten_its_neighbours_hold(preview, page):
    open_page(page, preview)
    heading(page, "Part 20").evaluate("e => e.scrollIntoView({behavior: 'instant'})")
    before = heading(page, "Part 21").evaluate(TOP)
    preview.edit(PAY, "What to do in part 20:", "Otherwise:")
    preview.edit(PAY, "<p>What to do in part 2:", f"{GROWN}<p>What to do in part 2:")
    preview.edit(PAY, ">Part 20", ">The twentieth part")
    with page.expect_event("load"):
        preview.built(changed=[PAY])
    page.evaluate(SETTLED)
    assert abs(heading(page, "Part 21").evaluate(TOP) - before) < 2


def test_the_top_stays_the_top(preview, page):
    open_page(page, preview)
    preview.edit(PAY, "<p>What to do in part 1:", f"{GROWN}<p>What to do in part 1:")
    with page.expect_event("load"):
        preview.built(changed=[PAY])
    page.evaluate(SETTLED)
    assert page.evaluate("scrollY") == 0


def test_what_the_author_opens_is_open_unless_one_closed_it(preview, page):
    preview.edit(
        PAY, "<p>What to do in part 1:", "<details><summary>More</summary>Inside.</details><p>What to do in part 1:"
    )
    open_page(page, preview)
    preview.edit(PAY, "<details><summary>More", "<details open><summary>More")
    with page.expect_event("load"):
        preview.built(changed=[PAY])
    expect(page.get_by_text("Inside.")).to_be_visible()


def test_style_sheets_change_without_a_moment_that_has_none(preview, page):
    open_page(page, preview)
    old = page.locator(CSS).get_attribute("href")
    css = (preview.folder / old.lstrip("/")).read_text(encoding="utf-8")
    (preview.folder / "_kb/a/new.css").write_text(css + "h1 { color: rgb(1, 2, 3) }", encoding="utf-8")
    held = []

    def hold(route):
        held.append(route)

    page.route("**/_kb/a/new.css", hold)
    preview.built(styles={old: "/_kb/a/new.css"})
    expect(page.locator("link[href$='new.css']")).to_have_count(1)
    assert [link.get_attribute("href") for link in page.locator(CSS).all()] == [old, "/_kb/a/new.css"]
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 50, "the old one holds until the new one is there"
    held.pop().continue_()
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    expect(page.locator(CSS)).to_have_count(1)
    assert page.evaluate(STAYS)


def test_a_style_sheet_that_does_not_come_loads_the_page_again(preview, page):
    open_page(page, preview)
    with page.expect_event("load"):
        preview.built(styles={page.locator(CSS).get_attribute("href"): "/_kb/a/gone.css"})
    assert "gone.css" not in page.content()


def test_a_new_article_is_announced_with_its_link(preview, page):
    open_page(page, preview)
    preview.built(added=[{"title": "Pay <b>later</b>", "url": "/billing/later/"}])
    toast = page.locator("kb-preview [role=status] .toast")
    link = toast.get_by_role("link", name="Pay <b>later</b>")
    assert link.get_attribute("href") == "/billing/later/"
    assert "New article" in toast.inner_text()
    toast.get_by_role("button", name="Close").click()
    expect(toast).to_have_count(0)
    preview.built(added=[{"title": f"Article {n}", "url": f"/billing/{n}/"} for n in range(9)])
    expect(toast).to_contain_text("New articles")
    expect(toast).to_contain_text("6 more")
    assert toast.get_by_role("link").count() == 3


def test_a_new_article_is_announced_also_where_the_page_lists_it(preview, page):
    open_page(page, preview, "/billing/")
    with page.expect_event("load"):
        preview.built(changed=["/billing/"], added=[{"title": "Later", "url": "/billing/later/"}])
    expect(page.locator("kb-preview .toast").get_by_role("link", name="Later")).to_be_visible()
    page.reload()
    page.locator("kb-preview .bar").wait_for()
    expect(page.locator("kb-preview .toast")).to_have_count(0)


def test_what_was_built_while_the_page_was_loaded_is_caught_up_with_once(preview, page):
    """News of one save come in two parts; the second may meet no tab."""
    page.add_init_script("sessionStorage.loads = Number(sessionStorage.loads ?? 0) + 1")
    open_page(page, preview)
    preview.edit(PAY, "What to do in part 1:", "Take your card:")
    preview.carried = 2
    with page.expect_event("load"):
        preview.built(changed=[PAY])
        preview.number += 1
        preview.recent = [{"build": 3, "title": "Later", "url": "/billing/later/"}]
    expect(page.locator("kb-preview .toast").get_by_role("link", name="Later")).to_be_visible()
    assert page.evaluate("sessionStorage.loads") == "2"


def test_a_page_that_comes_where_there_was_none_is_shown(preview, page):
    page.goto(preview.address + "/billing/later/")
    page.locator("kb-preview .bar").wait_for()
    html = (preview.folder / "billing/pay/index.html").read_text(encoding="utf-8")
    (preview.folder / "billing/later").mkdir()
    (preview.folder / "billing/later/index.html").write_text(html, encoding="utf-8")
    preview.built(added=[{"title": "Later", "url": "/billing/later/"}])
    expect(heading(page, "Pay")).to_be_visible()
    page.locator("kb-preview .bar").wait_for()
    expect(page.locator("kb-preview .toast")).to_have_count(0)


def test_a_page_that_is_gone_stays_readable_and_says_so(preview, page):
    open_page(page, preview)
    (preview.folder / "billing/pay/index.html").unlink()
    preview.built(removed=[PAY], changed=["/billing/"])
    panel = page.locator("kb-preview .panel")
    expect(panel.get_by_role("heading")).to_have_text("This page is no longer there")
    assert page.evaluate(STAYS)
    expect(heading(page, "Pay")).to_be_visible()
    panel.get_by_role("link", name="Go to the page above").click()
    expect(heading(page, "Billing")).to_be_visible()


def test_a_lost_server_is_told_and_its_return_is_seen(preview, page):
    open_page(page, preview)
    preview.away = True
    preview.hang_up()
    expect(state(page)).to_have_text("No contact with kbgen. Trying again…")
    preview.away = False
    expect(state(page)).to_have_text("Up to date", timeout=10_000)
    assert page.evaluate(STAYS), "nothing has changed"


def test_what_changed_while_the_server_was_lost_is_loaded(preview, page):
    open_page(page, preview)
    preview.away = True
    preview.hang_up()
    preview.edit(PAY, "What to do in part 1:", "Take your card:")
    preview.away = False  # another server, which counts its builds from the beginning
    expect(page.get_by_text("Take your card:")).to_be_visible(timeout=10_000)


def test_a_hidden_tab_holds_no_line_and_catches_up(preview, page):
    open_page(page, preview)
    page.evaluate(BECOME, "hidden")
    preview.wait_for_tabs(0)
    preview.number += 1
    asked = preview.got.count(PAY)
    page.evaluate(BECOME, "visible")
    preview.wait_for(lambda: preview.got.count(PAY) > asked)
    preview.wait_for(lambda: preview.got[-1] == "/_kb/preview/page")
    assert page.evaluate(STAYS), "builds of other pages do not concern this one"
    page.evaluate(BECOME, "hidden")
    preview.wait_for_tabs(0)
    preview.edit(PAY, "What to do in part 1:", "Take your card:")
    preview.number += 1
    page.evaluate(BECOME, "visible")
    expect(page.get_by_text("Take your card:")).to_be_visible()


def test_more_tabs_than_a_host_may_have_lines_all_open(preview, chromium):
    context = chromium.new_context()
    pages = [context.new_page() for _ in range(8)]
    for page in pages:
        open_page(page, preview)
        page.evaluate(BECOME, "hidden")
        preview.wait_for_tabs(0)
    context.close()


def test_a_page_one_goes_back_to_follows_again(preview, chromium):
    options = launch_options(find_chromium())
    browser = chromium.browser_type.launch(**options, ignore_default_args=["--disable-back-forward-cache"])
    page = browser.new_page()
    open_page(page, preview)
    page.get_by_role("link", name="go to 1", exact=True).click()
    expect(heading(page, "Refunds")).to_be_visible()
    preview.wait_for_tabs(1)
    page.go_back(wait_until="commit")
    expect(heading(page, "Pay")).to_be_visible()
    assert page.evaluate(STAYS), "the browser kept it"
    preview.edit(PAY, "What to do in part 1:", "Take your card:")
    preview.wait_for(lambda: len(preview.tabs) == 1)
    preview.built(changed=[PAY])
    expect(page.get_by_text("Take your card:")).to_be_visible()
    page.get_by_role("link", name="go to 1", exact=True).click()
    expect(heading(page, "Refunds")).to_be_visible()
    preview.edit(PAY, "Take your card:", "Take your phone:")
    preview.built(changed=[PAY])
    page.go_back(wait_until="commit")
    expect(page.get_by_text("Take your phone:")).to_be_visible()
    browser.close()


def test_a_build_that_does_not_help_is_not_loaded_for_ever(preview, page):
    """A page that never carries the number the server names."""
    page.add_init_script("sessionStorage.loads = Number(sessionStorage.loads ?? 0) + 1")
    preview.carried = 0
    page.goto(preview.address + PAY)
    preview.wait_for_tabs(1)
    expect(state(page)).to_have_text("Up to date")
    for _ in range(3):
        preview.hang_up()
        preview.wait_for_tabs(0)
        preview.wait_for_tabs(1)
    preview.built(changed=[REFUNDS])
    expect(state(page)).to_have_text("Built in 0.08 s")
    assert int(page.evaluate("sessionStorage.loads")) <= 2
