"""Little room and much text: small windows, high zoom, wide spacing, words twice as long. Nothing sticks out or is cut."""

from __future__ import annotations

import json
import tomllib

import pytest

from tests.browser.chromium import find_chromium, launch_options
from tests.browser.geometry import list_faults
from tests.browser.host import serving
from tests.showcase.site import LANGUAGES, ROOT, lay_out_showcase
from tests.showcase.views import AGENTS, DESKTOP, KINDS, PHONE, SMALL, list_views

STAYING = {kind: path for kind, path in KINDS.items() if kind != "redirect"}  # does not send on to another page
ZOOMED = (320, 225)  # a window of 1280 x 900 at 400 %
SIZES = (SMALL, ZOOMED, PHONE, (768, 1024), DESKTOP, (2560, 1440))
# WCAG 1.4.12: a reader's own spacing.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }"""


def views_in(language, kinds=STAYING):
    return [view for view in list_views(kinds, LANGUAGES) if view.language == language]


def faults_at(page, sizes, name):
    """What is wrong with the page that is open, at each size of the window."""
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        yield from (f"{name} at {width}: {fault}" for fault in list_faults(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_window_and_a_readers_own_spacing(showcase, chromium, language):
    # A style sheet of the reader's own is not subject to the page's policy; here it must be let through.
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    found = []
    for view in views_in(language):
        page.goto(showcase.address(view))
        found += faults_at(page, SIZES, view.kind)
        page.add_style_tag(content=SPACING)
        found += faults_at(page, (SMALL, DESKTOP), f"{view.kind}, spaced,")
    context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_agents_edition(showcase, page, language):
    found = []
    for view in views_in(language, AGENTS):
        page.goto(showcase.address(view, "agents"))
        found += faults_at(page, (SMALL, DESKTOP), view.kind)
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def large_letters(tmp_path_factory):
    """The profile of a reader who has set letters to 200 %."""
    folder = tmp_path_factory.mktemp("profile")
    (folder / "Default").mkdir()
    settings = {"webkit": {"webprefs": {"default_font_size": 32, "default_fixed_font_size": 26}}}
    (folder / "Default" / "Preferences").write_text(json.dumps(settings), encoding="utf-8")
    return folder


def test_letters_twice_as_large(showcase, large_letters, chromium):
    context = chromium.browser_type.launch_persistent_context(large_letters, **launch_options(find_chromium()))
    page = context.new_page()
    found = []
    for view in views_in("sv"):
        page.goto(showcase.address(view))
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 32
        found += faults_at(page, (PHONE, (768, 1024), DESKTOP), view.kind)
    context.close()
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def wordy(showcase, tmp_path_factory):
    """The showcase with everything that pages say said twice, as a wordier language would."""
    site = lay_out_showcase(tmp_path_factory.mktemp("wordy") / "site", showcase.theme)
    english = tomllib.loads((ROOT / "kbgen" / "render" / "wording" / "en.toml").read_text(encoding="utf-8"))
    site.write("content/_data/texts/en.toml", "\n".join(doubled(english, "")))
    site.build(jobs=0)
    with serving(site.output) as address:
        yield address


def doubled(table, prefix):
    """TOML of the same keys with each text twice; of one with something to fill in, its beginning."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from doubled(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key} = {json.dumps(value + ' ' + value.partition('{')[0].lower(), ensure_ascii=False)}"


def test_words_twice_as_long(wordy, page):
    found = []
    for view in views_in("en"):
        page.goto(wordy + view.path)
        found += faults_at(page, (SMALL, PHONE, (768, 1024), DESKTOP), view.kind)
    assert not found, "\n".join(found)
    assert page.locator(".skip").inner_text() == "Skip to content skip to content"
