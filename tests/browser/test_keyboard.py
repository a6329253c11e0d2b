"""The keyboard alone: every stop is reached, is seen, and does what a click would do."""

from __future__ import annotations

import pytest

from tests.showcase.site import LANGUAGES
from tests.showcase.views import DESKTOP, KINDS, PHONE, list_views

VIEWS = [view for view in list_views(KINDS, LANGUAGES) if view.language == "sv" and view.kind != "redirect"]

# Everything that a mouse can use, by its place in the page; what is folded away is not there to be used.
USABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0)
  .map(e => [...document.querySelectorAll("*")].indexOf(e))"""
FOCUSED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect();
  // A search box is ringed with its button, and a card whole, as the one thing that each looks like.
  const ringed = [[e], [e, "::after"], [e.closest("[role=search], li")]].some(([at, part]) => {
    const style = at && getComputedStyle(at, part);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  // The middle of a link that breaks over lines may lie outside of it: any of its boxes will do.
  const seen = [...e.getClientRects()].some(part => {
    const x = part.x + part.width / 2, y = part.y + part.height / 2;
    const top = document.elementFromPoint(x, y);
    return top !== null && (e.contains(top) || top.contains(e));
  });
  return {place: [...document.querySelectorAll("*")].indexOf(e), html: e.outerHTML.slice(0, 120), ringed, seen,
          inside: box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight};
}"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.kind)
def test_tab_reaches_everything_and_shows_where_it_is(showcase, page, view, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(reduced_motion="reduce")
    page.goto(showcase.address(view))
    make_boxes_ready(page)
    usable = page.evaluate(USABLE)
    assert len(usable) > 5
    reached = []
    for _ in usable:
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUSED)
        assert focus["inside"], f"outside of the window: {focus['html']}"
        assert focus["seen"], f"covered by something: {focus['html']}"
        assert focus["ringed"], f"nothing shows that it has the focus: {focus['html']}"
        reached.append(focus["place"])
    assert sorted(reached) == usable
    assert reached == usable, "from stop to stop as on the page"


def make_boxes_ready(page):
    """A search box puts its list into the page when somebody first goes there."""
    for box in page.locator("form[data-kb-search]:not([data-kb-live]) input").all():
        box.focus()
        page.locator("[role=combobox]").first.wait_for()
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    page.locator("body").evaluate("body => { body.tabIndex = -1; body.focus(); body.removeAttribute('tabindex'); }")


def test_the_first_stop_skips_to_the_text(showcase, page):
    page.goto(showcase.public + "/sv/internet/no-connection/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_another_language_is_chosen_without_a_mouse(showcase, page):
    page.goto(showcase.public + "/sv/internet/slow-wifi/")
    page.locator(".languages summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    languages = []
    while page.evaluate("document.activeElement.closest('.languages') !== null"):
        languages.append(page.evaluate("document.activeElement.hreflang"))
        page.keyboard.press("Tab")
    assert languages == list(LANGUAGES)
    page.locator(".languages a[hreflang=ja]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ja/internet/slow-wifi/")
    assert page.locator("html").get_attribute("lang") == "ja"


def test_the_list_of_contents_leads_to_its_headings(showcase, page):
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(showcase.public + "/sv/internet/no-connection/")
    page.locator("details.contents summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    heading = page.evaluate("decodeURIComponent(document.activeElement.hash.slice(1))")
    page.keyboard.press("Enter")
    # It ends in the window, below whatever stays at the top.
    page.wait_for_function(
        """id => {
          const top = document.getElementById(id).getBoundingClientRect().top;
          return top >= 0 && top < innerHeight / 2;
        }""",
        arg=heading,
    )


def test_tables_and_code_that_are_too_wide_scroll_by_keys(showcase, page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(showcase.public + "/sv/internet/no-connection/")
    wide = page.locator("[tabindex='0']").all()
    assert len(wide) >= 2
    for region in wide:
        region.focus()
        if region.evaluate("e => e.scrollWidth > e.clientWidth + 1"):
            page.keyboard.press("ArrowRight")
            page.wait_for_function("e => e.scrollLeft > 0", arg=region.element_handle())
