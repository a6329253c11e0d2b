"""Chromium, and a web server for built sites.

Without Chromium these tests are skipped, unless KBGEN_REQUIRE_BROWSER is set (as `make test` does): then they fail.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.chromium import MISSING, find_chromium, launch_options
from tests.browser.host import serving


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    path = find_chromium()
    if path is None:
        (pytest.fail if os.environ.get("KBGEN_REQUIRE_BROWSER") else pytest.skip)(MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(**launch_options(path))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A fresh page; whatever its console or its scripts complain of fails the test."""
    context = chromium.new_context()
    page = context.new_page()
    complaints = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.complaints = complaints
    yield page
    context.close()


@pytest.fixture
def serve():
    """`serve(folder)` is a context manager that gives the site's address."""
    return serving
