"""What a search costs a customer: the bytes that it fetches, and the time that it takes once they are there."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from hosting import blank_page
from playwright.sync_api import Browser, Request

# Brotli's level that hosts use when they compress on the fly.
QUALITY = 5
# What a search still fetches after its answer belongs to it, until nothing was asked for during this time.
QUIET_MS = 100
LIMIT = 10

OPEN = "async () => { const { open } = await import('/_kb/search.js'); globalThis.index = await open(); }"
SEARCH = f"async ([query, language]) => (await globalThis.index.search(query, {{ limit: {LIMIT}, language }})).length"
TIME = f"""async ([queries, language]) => {{
  const times = [];
  for (const query of queries) {{
    const start = performance.now();
    await globalThis.index.search(query, {{ limit: {LIMIT}, language }});
    times.push(performance.now() - start);
  }}
  return times;
}}"""


@dataclass(frozen=True, slots=True)
class Transfer:
    """What one query fetched. size: bytes of the files that were not fetched before, compressed; scripts: those of
    them that are scripts; requests: how often anything was asked for; hits: how many articles were found.
    """

    query: str
    size: int
    scripts: int
    requests: int
    hits: int


class Scale:
    """Weighs the files of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # Imported by name: mypy must pass where the extra `bench` is not installed, and also where it is.
        try:
            self._compress = importlib.import_module("brotli").compress
        except ModuleNotFoundError as error:
            raise SystemExit(
                "brotli is not installed here: run `python -m pip install --editable .[bench]`."
            ) from error
        self.weigh = functools.cache(self._weigh)

    def _weigh(self, path: str) -> int:
        """Bytes of what is sent for a path; 0 where there is no such file."""
        file = self._folder / path.lstrip("/")
        return len(self._compress(file.read_bytes(), quality=QUALITY)) if file.is_file() else 0


class Visitor:
    """A customer who opens a page and searches from it. Nothing is cached before."""

    def __init__(self, browser: Browser, address: str, language: str, scale: Scale) -> None:
        self._context = browser.new_context()
        self._language = language
        self._scale = scale
        self._asked: list[str] = []
        self._had: set[str] = set()
        self._pending = 0
        self._page = self._context.new_page()
        self._page.goto(blank_page(address, language))
        self._context.on("request", self._note_request)
        self._context.on("requestfinished", self._note_end)
        self._context.on("requestfailed", self._note_end)
        # What is fetched here counts to the first query.
        self._page.evaluate(OPEN)

    def search(self, query: str) -> Transfer:
        """Search, and wait until nothing more is fetched."""
        hits = int(self._page.evaluate(SEARCH, [query, self._language]))
        asked = self._settle()
        fresh = set(asked) - self._had
        self._had |= fresh
        sizes = {path: self._scale.weigh(path) for path in fresh}
        scripts = sum(size for path, size in sizes.items() if path.endswith(".js"))
        return Transfer(query, sum(sizes.values()), scripts, len(asked), hits)

    def time(self, queries: Sequence[str]) -> tuple[list[float], int]:
        """Milliseconds of each query, asked one after the other, and the number of requests made meanwhile."""
        times = self._page.evaluate(TIME, [list(queries), self._language])
        return times, len(self._settle())

    def leave(self) -> None:
        """Close the page and forget what was cached."""
        self._context.close()

    def _settle(self) -> list[str]:
        """Wait until nothing is fetched. Returns the paths that were asked for since the last time."""
        before = -1
        while self._pending or before != len(self._asked):
            before = len(self._asked)
            self._page.wait_for_timeout(QUIET_MS)
        asked, self._asked = self._asked, []
        return asked

    def _note_request(self, request: Request) -> None:
        self._pending += 1
        self._asked.append(unquote(urlsplit(request.url).path))

    def _note_end(self, _: Request) -> None:
        self._pending -= 1


def first_queries(
    browser: Browser, address: str, language: str, scale: Scale, queries: Sequence[str]
) -> list[Transfer]:
    """Each query as the first of another visitor."""
    transfers = []
    for query in queries:
        visitor = Visitor(browser, address, language, scale)
        transfers.append(visitor.search(query))
        visitor.leave()
    return transfers


def later_queries(
    browser: Browser, address: str, language: str, scale: Scale, queries: Sequence[str]
) -> list[Transfer]:
    """All queries but the first, which one visitor types one after the other."""
    visitor = Visitor(browser, address, language, scale)
    transfers = [visitor.search(query) for query in queries]
    visitor.leave()
    return transfers[1:]


def time_queries(
    browser: Browser, address: str, language: str, scale: Scale, queries: Sequence[str]
) -> tuple[list[float], int]:
    """Ask all queries once, so that all they need is there, then again with a watch.

    Returns milliseconds, and how many requests the second time needed.
    """
    visitor = Visitor(browser, address, language, scale)
    visitor.time(queries)
    times = visitor.time(queries)
    visitor.leave()
    return times
