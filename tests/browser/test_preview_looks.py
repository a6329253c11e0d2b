"""The preview leaves the page as it is, and everybody can use it: axe-core, narrow screens, any direction, any theme."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.preview_stub import FAILED, PAY, PROBLEM
from tests.browser.test_axe import AXE, EVERYTHING, RUN

WARNING = PROBLEM | {"level": "warning", "message": "It was to be reviewed in May."}
FACTS = {
    "source": "content/billing/pay.md",
    "editor": "vscode://file/pay.md:1",
    "id": "pay",
    "reviewed": "2025-03-12",
    "translations": [["en", PAY], ["sv", "/sv/"], ["nb", "/nb/"], ["ja", "/ja/"]],
    "site_problems": 2,
}
INSIDE = "document.querySelector('kb-preview').shadowRoot"
# Whatever of the preview is beyond the window's edges, or shows less than it holds and cannot be scrolled.
FAULTS = f"""() => [...{INSIDE}.querySelectorAll("*")].filter(e => e.checkVisibility() && !e.closest(".unseen, .full, svg"))
  .flatMap(e => {{
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    const out = box.left < -1 || box.right > innerWidth + 1;
    const cut = style.overflowX !== "visible" && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1;
    return out || cut ? [(out ? "outside: " : "cut: ") + e.outerHTML.slice(0, 120)] : [];
  }})"""
SMALL_TARGETS = f"""() => [...{INSIDE}.querySelectorAll("a, button")].filter(e => e.checkVisibility()).flatMap(e => {{
  const {{width, height}} = e.getBoundingClientRect();
  return Math.min(width, height) < 43.9 ? [`${{width}} x ${{height}}: ${{e.textContent}}`] : [];
}})"""
SIZES = {"phone": (390, 844), "desktop": (1280, 800), "small": (320, 568)}


def open_page(page, preview, **facts):
    preview.know(PAY, **{**FACTS, **facts})
    page.goto(preview.address + PAY)
    page.locator("kb-preview .bar").wait_for()
    preview.wait_for_tabs(1)


def unfold(page):
    if page.locator("kb-preview .tools").is_hidden():
        page.locator("kb-preview [data-control=fold]").click()


@pytest.mark.parametrize(
    "language", ["en", *(pytest.param(code, marks=pytest.mark.long) for code in ("sv", "nb", "ja"))]
)
@pytest.mark.parametrize(("size", "scheme"), [("phone", "light"), ("desktop", "dark")])
def test_no_violation(preview, chromium, size, scheme, language):
    width, height = SIZES[size]
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        reduced_motion="reduce",
        has_touch=size == "phone",
    )
    context.add_init_script(AXE.read_text(encoding="utf-8"))
    page = context.new_page()
    preview.edit(PAY, '<html lang="en"', f'<html lang="{language}"')
    open_page(page, preview)
    found = page.evaluate(RUN, EVERYTHING)
    unfold(page)
    preview.know(PAY, **FACTS, problems=[PROBLEM, WARNING])
    preview.built(added=[{"title": "Pay later", "url": "/billing/later/"}])
    expect(page.locator("kb-preview .panel")).to_be_visible()
    found += page.evaluate(RUN, EVERYTHING)
    preview.failed()
    expect(page.locator("kb-preview .panel")).to_contain_text(FAILED["hint"])
    found += page.evaluate(RUN, EVERYTHING)
    context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("language", "direction"), [("ja", "ltr"), ("ar", "rtl")])
def test_nothing_sticks_out_or_is_too_small_to_touch(preview, chromium, size, direction, language):
    width, height = SIZES[size]
    context = chromium.new_context(viewport={"width": width, "height": height}, has_touch=True, is_mobile=True)
    page = context.new_page()
    preview.edit(PAY, '<html lang="en"', f'<html lang="{language}" dir="{direction}"')
    long = "content/billing/" + "a-very-long-name-" * 12 + ".md"
    open_page(page, preview, problems=[PROBLEM | {"path": long, "message": "Donaudampfschifffahrtsgesellschaft" * 4}])
    expect(page.locator("kb-preview .panel")).to_be_visible()
    preview.built(added=[{"title": "Pay later" * 20, "url": "/billing/later/"}])
    expect(page.locator("kb-preview .toast")).to_be_visible()
    assert not page.evaluate(FAULTS)
    assert not page.evaluate(SMALL_TARGETS)
    unfold(page)
    assert not page.evaluate(FAULTS)
    assert not page.evaluate(SMALL_TARGETS)
    context.close()


def test_the_page_keeps_its_measures(preview, page):
    page.route("**/_kb/preview/*", lambda route: route.abort())
    page.goto(preview.address + PAY)
    measure = "[...document.querySelectorAll('body, body *')].map(e => JSON.stringify(e.getBoundingClientRect()))"
    height = "[document.documentElement.scrollHeight, document.documentElement.clientWidth]"
    plain = page.evaluate(measure), page.evaluate(height)
    page.unroute_all()
    open_page(page, preview, problems=[PROBLEM])
    expect(page.locator("kb-preview .panel")).to_be_visible()
    assert (page.evaluate(measure), page.evaluate(height)) == plain


def test_the_page_comes_first_and_the_toolbar_last(preview, page):
    open_page(page, preview)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    assert page.evaluate("document.documentElement.lastElementChild.localName") == "kb-preview"
    page.get_by_role("contentinfo").get_by_role("link").last.focus()
    page.keyboard.press("Tab")
    expect(page.locator("kb-preview [data-control=problems]")).to_be_focused()


def test_what_gets_the_focus_is_not_behind_the_toolbar(preview, page):
    page.emulate_media(reduced_motion="reduce")  # else the page would still be scrolling
    open_page(page, preview)
    bar = page.locator("kb-preview .bar").evaluate("e => e.getBoundingClientRect().top")
    for _ in range(24):
        page.keyboard.press("Tab")
        bottom = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        assert bottom <= bar


def test_no_rule_of_a_theme_reaches_it(preview, page):
    open_page(page, preview)
    measure = f"""[...{INSIDE}.querySelectorAll("*")].map(e => {{
      const box = e.getBoundingClientRect(), style = getComputedStyle(e);
      return [e.localName, box.width, box.height, style.color, style.font, style.letterSpacing].join(" ");
    }})"""
    before = page.evaluate(measure)
    rules = (
        "*, ::before, ::after { all: revert !important; font: 30px serif !important; color: red !important }"
        "kb-preview { display: none !important; opacity: 0.1 !important; zoom: 2 }"
        "html { font-size: 40px; letter-spacing: 1em }"
    )
    page.evaluate(
        """rules => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(rules);
          document.adoptedStyleSheets.push(sheet);
        }""",
        rules,
    )
    assert page.locator("h1").evaluate("e => getComputedStyle(e).fontSize") == "30px"
    assert page.evaluate(measure) == before
    assert page.locator("kb-preview").evaluate("e => getComputedStyle(e).opacity") == "1"


def test_it_stands_above_what_the_theme_lays_over_the_page(preview, page):
    preview.edit(PAY, "</main>", '<div id="over"></div></main>')
    open_page(page, preview)
    page.evaluate("""() => Object.assign(document.getElementById("over").style,
      {position: "fixed", inset: "0", zIndex: "99999", background: "red"})""")
    page.locator("kb-preview [data-control=fold]").click(timeout=5000)


def test_it_is_not_printed(preview, page):
    open_page(page, preview)
    page.emulate_media(media="print")
    expect(page.locator("kb-preview .bar")).to_be_hidden()


def test_a_page_in_a_frame_has_none_of_it(preview, page):
    open_page(page, preview)
    page.evaluate(
        """path => document.querySelector("main").prepend(
      Object.assign(document.createElement("iframe"), {src: path, id: "framed"}))""",
        PAY + "?framed",
    )
    frame = page.frame_locator("#framed")
    expect(frame.get_by_role("heading", name="Part 1", exact=True)).to_be_attached()
    page.wait_for_load_state()
    assert frame.locator("kb-preview").count() == 0
    assert preview.got.count("/_kb/preview/events") == 1


def test_forced_colours_leave_everything_told(preview, page):
    page.emulate_media(forced_colors="active")
    open_page(page, preview, problems=[WARNING])
    edges = "e => getComputedStyle(e).borderTopWidth"
    assert page.locator("kb-preview [data-control=review]").evaluate(edges) == "1px"
    background = "e => getComputedStyle(e).backgroundColor"
    chosen, other = (page.locator(f"kb-preview [data-control={name}]") for name in ("public", "agents"))
    assert chosen.evaluate(background) != other.evaluate(background)


def test_nothing_moves_for_those_who_asked_for_that(preview, page):
    page.emulate_media(reduced_motion="reduce")
    open_page(page, preview, problems=[PROBLEM])
    preview.send("building", {})
    expect(page.locator("kb-preview .state")).to_have_text("Building…")
    assert page.evaluate("document.getAnimations().length") == 0
