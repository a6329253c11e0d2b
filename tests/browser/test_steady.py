"""Pages stand still while they load, and are never seen in the wrong scheme."""

from __future__ import annotations

import time

import pytest

from tests.browser.host import serving
from tests.showcase.site import LANGUAGES, lay_out_showcase, list_themes
from tests.showcase.views import DESKTOP, KINDS, PHONE, list_views

STAYING = {kind: path for kind, path in KINDS.items() if kind != "redirect"}
SHIFTS = """window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) {
    shifts.push([entry.value, ...entry.sources.map(s => s.node?.outerHTML?.slice(0, 80))].join(" "));
  }
}).observe({type: "layout-shift", buffered: true});"""
# Two frames after everything has loaded, and all pictures with it.
SETTLED = """async () => {
  for (const image of document.images) { image.loading = "eager"; await image.decode().catch(() => {}); }
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return shifts;
}"""
# The background that is painted first: the canvas takes it from the root, else from the body.
CANVAS = """() => [document.documentElement, document.body].map(e => getComputedStyle(e).backgroundColor)
  .find(colour => colour !== "rgba(0, 0, 0, 0)") ?? "none" """
LIGHTNESS = """colour => {
  const canvas = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d");
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return canvas.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((sum, part) => sum + part, 0) / 765;
}"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_moves_while_a_page_loads(showcase, chromium, size):
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    context.add_init_script(SHIFTS)
    page = context.new_page()
    # Slow pictures and scripts, as over the phone: what makes room too late shows.
    page.route("**/*.{png,webp,js}", lambda route: (time.sleep(0.03), route.continue_()))
    found = {}
    for view in list_views(STAYING, LANGUAGES):
        if view.language in ("en", "ja"):
            # What a page does, it does every time; on a machine under load Chromium itself may once paint too early.
            for _ in range(3):
                page.goto(showcase.address(view))
                found[f"{view.kind} {view.language}"] = shifts = page.evaluate(SETTLED)
                if not shifts:
                    break
    page.unroute_all(behavior="ignoreErrors")
    context.close()
    assert not {name: shifts for name, shifts in found.items() if shifts}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_thing_seen_has_the_readers_scheme(showcase, chromium, scheme):
    """Before any script has run, and while none can: nothing but HTML and CSS decides."""
    context = chromium.new_context(color_scheme=scheme, java_script_enabled=True)
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(showcase.public + "/internet/no-connection/", wait_until="commit")
    page.wait_for_load_state("domcontentloaded")
    lightness = page.evaluate(LIGHTNESS, page.evaluate(CANVAS))
    assert lightness > 0.9 if scheme == "light" else lightness < 0.25
    # Until the style sheet is there, the browser's own canvas follows this.
    assert page.locator("meta[name=color-scheme]").get_attribute("content") == "light dark"
    head = page.evaluate("[...document.head.children].map(e => e.outerHTML)")
    sheet = next(place for place, element in enumerate(head) if "stylesheet" in element)
    assert next(place for place, element in enumerate(head) if "color-scheme" in element) < sheet
    context.close()


@pytest.fixture(scope="module", params=list_themes())
def always_dark(request, tmp_path_factory):
    site = lay_out_showcase(tmp_path_factory.mktemp("dark") / "site", request.param)
    config = (site.folder / "kbgen.toml").read_text(encoding="utf-8")
    site.write("kbgen.toml", config.replace("[theme]\n", '[theme]\nscheme = "dark"\n'))
    site.build(jobs=0)
    with serving(site.output) as address:
        yield address


def test_a_site_that_is_always_dark_is_dark_for_everyone(always_dark, chromium):
    context = chromium.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(always_dark + "/")
    assert page.evaluate(LIGHTNESS, page.evaluate(CANVAS)) < 0.25
    assert page.locator("meta[name=color-scheme]").get_attribute("content") == "dark"
    context.close()
