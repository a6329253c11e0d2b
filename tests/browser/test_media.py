"""Other ways to see a page: on paper, in the system's high contrast, without movement, without scripts."""

from __future__ import annotations

import pytest

from tests.browser.geometry import list_faults
from tests.showcase.site import LANGUAGES
from tests.showcase.views import DESKTOP, KINDS, PHONE, list_views

STAYING = {kind: path for kind, path in KINDS.items() if kind != "redirect"}
ARTICLE = "/internet/no-connection/"
VISIBLE = "e => e.checkVisibility({visibilityProperty: true})"
PAPER = (718, 1000)  # A4 with its margins, at 96 pixels an inch

# A control that shows where it begins and ends by its background alone loses both when the system takes colours away.
BARE = """() => [...document.querySelectorAll(".button, button[type=submit], input[type=search]")]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().width > 1)
  .map(e => e.matches("input") ? [e, e.parentElement, e.closest("form")] : [e])
  .filter(boxes => boxes.every(e => parseFloat(getComputedStyle(e).borderBottomWidth) < 1))
  .map(boxes => boxes[0].outerHTML.slice(0, 100))"""
# Icons and numbers drawn with a colour of the theme's would vanish on the system's canvas: contrast of each with it.
FAINT = """() => {
  const rgb = colour => colour.match(/[0-9.]+/g).slice(0, 3).map(Number);
  const light = colour => rgb(colour).map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const under = e => {
    for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  return [...document.querySelectorAll(".icon")].filter(e => e.checkVisibility()).filter(e => {
    const pair = [light(getComputedStyle(e).color), light(under(e))].sort((a, b) => a - b);
    return (pair[1] + 0.05) / (pair[0] + 0.05) < 3;
  }).map(e => e.parentElement.outerHTML.slice(0, 100));
}"""


@pytest.mark.parametrize("kind", STAYING)
def test_forced_colours_leave_every_control_its_edge(showcase, page, kind):
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.goto(f"{showcase.public}/{STAYING[kind]}")
    assert page.evaluate(BARE) == []
    assert page.evaluate(FAINT) == []
    assert not list_faults(page)
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_holds_the_text_and_leaves_the_controls_out(showcase, page, language):
    page.set_viewport_size({"width": PAPER[0], "height": PAPER[1]})
    page.emulate_media(media="print", color_scheme="dark")
    root = "" if language == "en" else f"/{language}"
    page.goto(showcase.public + root + ARTICLE)
    for shown in ("h1", ".lead", ".prose table", ".prose img >> nth=0", ".prose pre >> nth=0"):
        assert page.locator(shown).first.evaluate(VISIBLE), shown
    for left_out in (".skip", ".find", ".languages", ".neighbours"):
        for element in page.locator(left_out).all():
            assert not element.evaluate(VISIBLE), left_out
    # Nobody prints white on black, and nobody scrolls on paper.
    assert page.evaluate("getComputedStyle(document.body).color") in (
        "rgb(0, 0, 0)",
        page.evaluate("getComputedStyle(document.querySelector('h1')).color"),
    )
    background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert background in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
    wide = "[...document.querySelectorAll('.prose pre, .prose .table, .prose table')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
    assert page.evaluate(wide) == 0
    assert not [fault for fault in list_faults(page) if "px" in fault]


def test_folded_text_is_printed_too(showcase, page):
    page.emulate_media(media="print")
    page.goto(showcase.public + ARTICLE)
    assert page.get_by_text("pairing mode").evaluate("e => e.getBoundingClientRect().height") > 0


def test_nothing_moves_for_readers_who_want_it_so(showcase, page):
    page.emulate_media(reduced_motion="reduce")
    for view in list_views(STAYING, LANGUAGES):
        if view.language == "en":
            page.goto(showcase.address(view))
            moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter(e => {
              const style = getComputedStyle(e);
              const lasts = value => value.split(",").some(part => parseFloat(part) > 0.001);
              return (lasts(style.transitionDuration) && style.transitionProperty !== "none")
                || (lasts(style.animationDuration) && style.animationName !== "none") || style.scrollBehavior === "smooth";
            }).map(e => e.outerHTML.slice(0, 80))""")
            assert moving == [], view.kind


def test_all_is_there_without_scripts(showcase, chromium):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": PHONE[0], "height": PHONE[1]})
    page = context.new_page()
    page.goto(showcase.public + ARTICLE)
    for tab in ("iPhone", "Android", "Windows", "Mac"):
        assert page.locator(".prose").get_by_text(tab, exact=True).first.is_visible()
    assert page.locator(".prose img").first.is_visible()
    page.locator(".prose details summary").first.click()
    assert page.get_by_text("pairing mode").is_visible()
    page.locator(".languages summary").click()
    page.locator(".languages a[hreflang=nb]").click()
    assert page.url.endswith("/nb" + ARTICLE)
    page.goto(showcase.public + "/")
    page.locator("input[type=search]").first.fill("wifi")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=wifi")
    assert page.locator("main a").count() > 60, "the list of all articles"
    context.close()
