"""Chromium, and a web server for built sites.

Without Chromium these tests are skipped, unless KBGEN_REQUIRE_BROWSER is set (as `make test` does): then they fail.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.chromium import MISSING, find_chromium, launch_options
from tests.browser.host import serving
from tests.browser.preview_stub import lay_out_previewed, previewing
from tests.showcase.site import lay_out_showcase, list_themes

# Languages share their templates: what these two show, the longest words apart, the others show too, and are looked at in
# the long tests; so are those of a theme that only looks otherwise.
TELLING = ("en", "ja")


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            case = item.callspec.params if hasattr(item, "callspec") else {}
            language = case.get("language", "en")
            if language not in TELLING or (language != "en" and "almanac" in case.values()):
                item.add_marker(pytest.mark.long)


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


@dataclass(frozen=True)
class Showcase:
    """The showcase in one theme, served. public, agents: addresses of its editions. folder: of the public one."""

    theme: str
    public: str
    agents: str
    folder: Path

    def address(self, view, edition="public"):
        return getattr(self, edition) + view.path


@pytest.fixture(scope="session", params=list_themes())
def showcase(request, tmp_path_factory):
    """The showcase, once in every theme that kbgen brings."""
    site = lay_out_showcase(tmp_path_factory.mktemp("showcase") / "site", request.param)
    site.build(jobs=0)
    site.build(jobs=0, edition="agents")
    with ExitStack() as stack:
        agents = stack.enter_context(serving(site.folder / "site-agents"))
        yield Showcase(request.param, stack.enter_context(serving(site.output)), agents, site.output)


@pytest.fixture(scope="session")
def previewed(tmp_path_factory):
    return lay_out_previewed(tmp_path_factory.mktemp("previewed"))


@pytest.fixture
def preview(previewed, tmp_path):
    """A small site in the preview, which a test may change on the disk: what serves it, with its address."""
    with previewing(shutil.copytree(previewed, tmp_path / "site")) as stub:
        yield stub
