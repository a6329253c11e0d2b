"""A freshly laid out site in a real browser: every page opens, nothing is blocked, nothing sticks out."""

from __future__ import annotations

import pytest

from kbgen.authoring.init import Answers, lay_out
from kbgen.build.engine import build_site
from kbgen.options import build_options
from kbgen.progress import Quiet
from kbgen.settings.load import load_config


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    lay_out(str(folder), Answers(title="Hjälp", languages=("sv", "en", "nb", "ja"), contact="help@example.com"))
    config, options = build_options(load_config(str(folder), None, str(folder)), date="2026-05-01", jobs=1)
    build_site(config, options, Quiet())
    return folder / "site"


def pages_of(site):
    """The address of every page, and of one that does not exist."""
    paths = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    return ["/" if path == "." else f"/{path}/" for path in paths]


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_opens_without_complaint_and_fits(site, serve, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    addresses = pages_of(site)
    assert len(addresses) > 20
    with serve(site) as address:
        for path in addresses:
            response = page.goto(address + path)
            assert response.status == 200, path
            assert page.locator("h1").count() == 1, path
            assert page.locator("html").get_attribute("lang"), path
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert overflow <= 0, f"{path} is {overflow} px wider than the window"
    assert not page.complaints


def test_every_link_leads_to_a_page_or_file(site, serve, page):
    with serve(site) as address:
        for path in pages_of(site):
            page.goto(address + path)
            for href in page.eval_on_selector_all(
                "a[href], link[href], img[src]", "all => all.map(e => e.href || e.src)"
            ):
                if href.startswith(address):
                    file = site / page.evaluate("h => decodeURIComponent(new URL(h).pathname)", href).lstrip("/")
                    assert (file / "index.html").is_file() or file.is_file(), f"{path} links to {href}"


def test_a_missing_page_says_so_and_leads_home(site, serve, page):
    with serve(site) as address:
        response = page.goto(f"{address}/nowhere/")
        assert response.status == 404
        assert page.locator("h1").count() == 1
        page.locator("a[href='/']").first.click()
        assert page.url == f"{address}/"


def test_from_home_to_an_article_and_back_by_keyboard(site, serve, page):
    with serve(site) as address:
        page.goto(f"{address}/en/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#"), (
            "the first stop skips to the text"
        )
        page.locator("main a", has_text="I can't sign in").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/cannot-sign-in/")
        assert page.locator("h1").inner_text() == "I can't sign in"
