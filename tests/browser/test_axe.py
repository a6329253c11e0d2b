"""axe-core finds nothing on any kind of page: languages, themes, editions, phone and desktop, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.showcase.site import LANGUAGES
from tests.showcase.views import AGENTS, DESKTOP, KINDS, PHONE, SEARCHES, View, list_views

AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """only => axe.run(document, {runOnly: only, resultTypes: ["violations"]}).then(found =>
  found.violations.map(({id, help, nodes}) => `${id}: ${help}: ${nodes.slice(0, 3).map(n => n.html).join(" | ")}`))"""
EVERYTHING = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}  # all that a scheme changes
LOOKS = (
    ("phone", PHONE, "light", EVERYTHING),
    ("desktop", DESKTOP, "light", EVERYTHING),
    ("desktop", DESKTOP, "dark", COLOURS),
)


@pytest.fixture(scope="module")
def tab(chromium):
    assert AXE.is_file(), "axe-core is not installed: run `sh .ci/node`"
    context = chromium.new_context(reduced_motion="reduce")
    context.add_init_script(AXE.read_text(encoding="utf-8"))
    page = context.new_page()
    page.route("**/moving/", hold_redirect)
    yield page
    context.close()


def hold_redirect(route):
    """A page that sends on at once would be gone before it is judged."""
    response = route.fetch()
    route.fulfill(response=response, body=response.text().replace('http-equiv="refresh"', 'name="refresh"'))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", ["public", "agents"])
def test_no_violation(showcase, tab, edition, language):
    found = []
    for view in views_of(edition, language):
        tab.goto(showcase.address(view, edition))
        found += judge(tab, view.kind)
    assert not found, "\n".join(found)


def judge(tab, kind):
    """What axe-core finds on the page that is open, in every look."""
    found = []
    for width, size, scheme, rules in LOOKS:
        tab.set_viewport_size({"width": size[0], "height": size[1]})
        tab.emulate_media(color_scheme=scheme)
        found += [f"{kind} {width} {scheme}: {violation}" for violation in tab.evaluate(RUN, rules)]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_violation_while_one_searches(showcase, tab, language):
    found = []
    for view in list_views(SEARCHES, LANGUAGES):
        if view.language == language:
            tab.goto(showcase.address(view))
            tab.locator("[data-kb-results]:not([hidden])").wait_for()
            tab.evaluate("document.querySelector('.facets').open = true")
            found += judge(tab, view.kind)
    home = next(view for view in list_views(KINDS, LANGUAGES) if view.language == language)
    tab.goto(showcase.address(home))
    tab.locator("main input[type=search]").fill("wifi")
    tab.get_by_role("option").first.wait_for()
    tab.keyboard.press("ArrowDown")
    found += judge(tab, "suggestions")
    assert not found, "\n".join(found)


def views_of(edition: str, language: str) -> list[View]:
    kinds = KINDS if edition == "public" else AGENTS
    return [view for view in list_views(kinds, LANGUAGES) if view.language == language]
