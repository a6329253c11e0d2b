"""A site in Arabic, with texts of its own: mirrored throughout, except for what runs left to right in any language."""

from __future__ import annotations

import pytest

from tests.browser.geometry import list_faults
from tests.browser.host import serving
from tests.showcase.site import lay_out_arabic, list_themes
from tests.showcase.views import DESKTOP, PHONE, RIGHT_TO_LEFT, SMALL, list_views

VIEWS = [view for view in list_views(RIGHT_TO_LEFT, ("en", "ar")) if view.language == "ar"]
# The middle of an element, from the window's left edge.
MIDDLE = "e => { const box = e.getBoundingClientRect(); return box.x + box.width / 2; }"
# Where the first and the last letter of a text stand, within the element that holds it.
LETTERS = """(e, text) => {
  const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, at = node.data.indexOf(text);
    if (at < 0) continue;
    return [at, at + text.length - 1].map(place => {
      const range = document.createRange();
      range.setStart(node, place);
      range.setEnd(node, place + 1);
      return range.getBoundingClientRect().x;
    });
  }
}"""


@pytest.fixture(scope="module", params=list_themes())
def arabic(request, tmp_path_factory):
    site = lay_out_arabic(tmp_path_factory.mktemp("arabic") / "site", request.param)
    result = site.build(jobs=0)
    assert not result.problems
    with serving(site.output) as address:
        yield address


@pytest.mark.parametrize("size", [SMALL, PHONE, DESKTOP], ids=str)
def test_nothing_sticks_out_or_is_cut(arabic, page, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    found = []
    for view in VIEWS:
        page.goto(arabic + view.path)
        assert page.locator("html").get_attribute("dir") == "rtl"
        found += [f"{view.kind}: {fault}" for fault in list_faults(page)]
    assert not found, "\n".join(found)
    assert not page.complaints


def test_the_page_is_mirrored(arabic, page):
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    page.goto(arabic + "/ar/internet/no-connection/")
    assert page.locator(".brand").evaluate(MIDDLE) > DESKTOP[0] / 2 > page.locator(".masthead-contact").evaluate(MIDDLE)
    steps = page.locator(".breadcrumb li")
    assert steps.first.evaluate(MIDDLE) > steps.last.evaluate(MIDDLE)
    cells = page.locator(".prose th")
    assert cells.first.evaluate(MIDDLE) > cells.last.evaluate(MIDDLE)
    picture, step = page.locator(".prose img").first, page.locator(".steps li, .prose ol > li").first
    right = "e => e.getBoundingClientRect().right"
    assert picture.evaluate(right) < step.evaluate(right), "numbers of steps stand to the right of what they say"


def test_what_points_forward_points_left(arabic, page):
    page.goto(arabic + "/ar/internet/no-connection/")
    arrow = page.locator(".breadcrumb .icon").first
    assert arrow.evaluate("e => [getComputedStyle(e).scale, getComputedStyle(e).transform].join(' ')") != "none none"


def test_code_runs_from_left_to_right(arabic, page):
    page.goto(arabic + "/ar/internet/no-connection/")
    for element, text in (("pre code", "ipconfig"), (".prose p code", "cmd /k ipconfig")):
        first, last = page.locator(element).first.evaluate(LETTERS, text)
        assert first < last, element
        assert page.locator(element).first.evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_a_phone_number_reads_as_it_is_dialled(arabic, page):
    page.goto(arabic + "/ar/contact/")
    link = page.locator("a[href^='tel:']")
    plus, last = link.evaluate(LETTERS, "+46 8 123 45 67".replace(" ", "\N{NO-BREAK SPACE}"))
    assert plus < last


def test_a_borrowed_article_runs_its_own_way(arabic, page):
    page.goto(arabic + "/ar/internet/outage/")
    direction = "e => getComputedStyle(e).direction"
    assert page.locator("h1").evaluate(direction) == "ltr"
    assert page.locator(".prose").evaluate(direction) == "ltr"
    assert page.locator(".notice").first.evaluate(direction) == "rtl"
