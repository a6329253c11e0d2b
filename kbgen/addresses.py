"""Old addresses: what was written of them, where each of them leads, and articles that are gone."""

from __future__ import annotations

from dataclasses import dataclass

MOVED = 301
GONE = 410


@dataclass(frozen=True, slots=True)
class RedirectRow:
    """A row of a table of old addresses, as written.

    source: the old address. target: `id:<id>`, a path, or an address. language: a code of kbgen.toml, or empty for the
    default language. path, line: where the row stands, path relative to the site's folder.
    """

    source: str
    target: str
    language: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Redirect:
    """What answers at an old address.

    source: root-relative URL as served, with the prefix; with a query (`/a.php?id=1`) it means that query alone.
    target: a root-relative URL of this site, maybe with a percent-encoded `#anchor`, or the whole address of a page
    elsewhere. path: who asks for it. status: 301, or 410, with `target` the page that says that the article is gone.
    """

    source: str
    target: str
    path: str
    status: int = MOVED


@dataclass(frozen=True, slots=True)
class Removed:
    """An article that is gone, with nothing in its place.

    url: of the page that says so. section: ref of the nearest section that is left. title: what the article was called,
    to find what is near. sources: the addresses at which the page is shown.
    """

    url: str
    language: str
    section: str
    title: str
    sources: tuple[str, ...]
