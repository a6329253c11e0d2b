"""What looks for faults of a page finds them."""

from __future__ import annotations

import pytest

from tests.browser.geometry import list_faults

PAGE = "<!doctype html><html lang=en><title>x</title><body style='margin: 0'>{}</body></html>"
FAULTS = {
    "outside": "<div style='position: absolute; inset-inline-end: -40px'>text</div>",
    "too wide": "<p style='width: 2000px'>text</p>",
    "cut": "<p style='width: 40px; overflow: hidden; white-space: nowrap'>much more text than that</p>",
    "on each other": "<p>first line</p><p style='margin-top: -2.1em'>second line</p>",
}
SOUND = "<p>text</p><div style='overflow: auto'><pre style='width: 2000px'>code</pre></div><p>more</p>"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(page, fault):
    page.set_content(PAGE.format(FAULTS[fault]))
    assert any(fault in found for found in list_faults(page))


def test_a_sound_page_has_none(page):
    page.set_content(PAGE.format(SOUND))
    assert list_faults(page) == []
