"""What the preview's server shows of a page, and what it may ask of the session behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PageProblem:
    """A problem of one page.

    level: `error` or `warning`. path, line: where, relative to the site's folder; line 0: the whole file. editor: a
    link that opens the place in the writer's editor, or empty.
    """

    level: str
    code: str
    message: str
    hint: str
    path: str
    line: int
    editor: str


@dataclass(frozen=True, slots=True)
class PageInfo:
    """What the toolbar shows of one page; what only articles have is empty where the page shows none.

    url: path with the prefix. source: relative to the site's folder. translations: (language, url), the page itself
    included. reviewed: ISO day. site_problems: how many there are elsewhere.
    """

    url: str
    title: str
    source: str
    editor: str
    id: str
    language: str
    translations: tuple[tuple[str, str], ...]
    reviewed: str
    state: str
    problems: tuple[PageProblem, ...]
    site_problems: int


class Preview(Protocol):
    """The session, as its server sees it. Attributes, `folder` and `build` are asked at every request and answer at
    once; the others are called from threads, and may take as long as a build.
    """

    @property
    def prefix(self) -> str:
        """Empty or `/help`: how every URL of the site begins."""

    @property
    def edition(self) -> str:
        """`public` or `agents`."""

    @property
    def drafts(self) -> bool:
        """Whether articles whose state is draft are shown."""

    def folder(self) -> str:
        """The output that is served now; another one after `choose`."""

    def build(self) -> int:
        """The number of the last build; 0 while the first runs."""

    def page_info(self, path: str) -> PageInfo:
        """What is known of the page at a URL path, prefix included."""

    def mark_reviewed(self, path: str) -> str:
        """Note in the page's article that it was reviewed today; the new day, ISO. Raises KbgenError."""

    def choose(self, edition: str, *, drafts: bool) -> None:
        """Build another edition and serve it. Raises KbgenError; then the one before stays."""
