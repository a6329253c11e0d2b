"""Photographs pages: one Chromium, a few tabs at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from tests.showcase.views import View

TABS = 3
TALLEST = 6500  # CSS pixels; a page of sixty articles need not be seen to its end
# Pictures further down wait for the reader to come near; the camera does not scroll.
DEVELOP = """() => Promise.all([...document.images].map(image => {
  image.loading = "eager";
  return image.decode().catch(() => {});
}))"""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture. origin: address of the served site. width: what the sheet calls this size."""

    view: View
    origin: str
    width: str
    size: tuple[int, int]
    dark: bool = False
    printed: bool = False
    scripts: bool = True

    @property
    def name(self) -> str:
        """The picture's file."""
        return f"{self.view.kind}-{self.view.language}-{self.width}-{'dark' if self.dark else 'light'}.png"

    @property
    def setting(self) -> tuple[tuple[int, int], bool, str]:
        """What one tab can be used for."""
        return (self.size, self.scripts, self.view.language)


async def take_shots(shots: Iterable[Shot], into: Path, options: dict[str, object]) -> None:
    """Write every shot's picture into a folder that exists."""
    ordered = sorted(shots, key=lambda shot: (shot.setting, shot.origin, shot.view.path, shot.printed, shot.dark))
    groups = [list(group) for _, group in groupby(ordered, key=lambda shot: shot.setting)]
    tabs = asyncio.Semaphore(TABS)
    async with async_playwright() as play:
        browser = await play.chromium.launch(**options)
        await asyncio.gather(*(_take_group(group, into, browser, tabs) for group in groups))
        await browser.close()


async def _take_group(shots: list[Shot], into: Path, browser: Browser, tabs: asyncio.Semaphore) -> None:
    """Shots of one size and language, each page loaded once."""
    (width, height), scripts, language = shots[0].setting
    async with tabs:
        context = await browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            locale=language,
            reduced_motion="reduce",
        )
        # A page that sends on at once would be gone before it is seen.
        await context.route("**/moving/", _without_refresh)
        page = await context.new_page()
        here = ""
        for shot in shots:
            await page.emulate_media(
                color_scheme="dark" if shot.dark else "light", media="print" if shot.printed else "screen"
            )
            if here != (here := shot.origin + shot.view.path):
                await page.goto(here)
                if "?q=" in here:
                    await page.locator("[data-kb-results]:not([hidden])").wait_for()
                await (page.evaluate(DEVELOP) if scripts else page.wait_for_load_state("networkidle"))
            await _take(page, into / shot.name, shot)
        await context.close()


async def _take(page: Page, file: Path, shot: Shot) -> None:
    width, height = shot.size
    tall = await page.evaluate("document.documentElement.scrollHeight") if shot.scripts else TALLEST
    if shot.scripts:
        clip = {"x": 0, "y": 0, "width": width, "height": max(height, min(tall, TALLEST))}
        await page.screenshot(path=file, full_page=True, clip=clip, animations="disabled")
    else:
        await page.screenshot(path=file, full_page=True, animations="disabled")


async def _without_refresh(route) -> None:
    response = await route.fetch()
    text = await response.text()
    await route.fulfill(response=response, body=text.replace('http-equiv="refresh"', 'name="refresh"'))
