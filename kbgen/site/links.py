"""Where a written link leads: pure resolution over what a page may look up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kbgen.config import Config
from kbgen.model import Article, Asset, Page, Section
from kbgen.site.files import file_candidates, find_file
from kbgen.site.suggest import PathIndex, add_suggestions, suggest_path

__all__ = [
    "Lookup",
    "PathIndex",
    "ResolvedLink",
    "add_suggestions",
    "file_candidates",
    "find_file",
    "find_page",
    "resolve_asset",
    "resolve_link",
    "suggest_path",
]


class Lookup(Protocol):
    """What resolution may ask; `kbgen.render.reader.Reader` answers and records the questions."""

    def lookup(self, language: str, rel: str) -> str | None:
        """What lies at a casefolded path: `page:<ref>`, `section:<ref>`, `hidden:` or None."""

    def page(self, ref: str) -> Page | None:
        """A page as linkers see it."""

    def section(self, ref: str) -> Section | None:
        """A section as linkers see it."""

    def anchors(self, ref: str) -> tuple[str, ...]:
        """Ids in a page's text; for a section's own page the ref ends in a slash."""

    def asset(self, language: str, rel: str) -> Asset | None:
        """A published image or download."""


@dataclass(frozen=True, slots=True)
class ResolvedLink:
    """Where a link leads.

    url: percent-encoded, ready for an `href` (root-relative with prefix, `#anchor` within the page), or None: show the
    text without a link. code: empty when all is well, else `link-broken`, `link-hidden`, `link-root` or
    `anchor-missing`, with message and hint for a warning (the first `...` of the message is the target as written).
    asset: the published file if it is one. ref: of the page or section it leads to, or empty.
    """

    url: str | None
    code: str = ""
    message: str = ""
    hint: str = ""
    asset: Asset | None = None
    ref: str = ""


def resolve_link(target: str, page_language: str, article: Article, config: Config, lookup: Lookup) -> ResolvedLink:
    """Resolve a link's target as written (percent-decoded) in `article`, shown on a page in `page_language`."""
    raise NotImplementedError


def resolve_asset(src: str, article: Article, config: Config, lookup: Lookup, origin: str = "") -> ResolvedLink:
    """Resolve an image's or file's path. origin: path of the file that wrote it (a snippet), default the article's."""
    raise NotImplementedError


def find_page(name: str, language: str, lookup: Lookup) -> Page | None:
    """The page of an article id in a language (its translation or fallback page), or None."""
    raise NotImplementedError
