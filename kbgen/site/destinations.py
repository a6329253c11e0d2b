"""Where an old address may lead: to an article by its id or path, to a page of the site, or to another site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.site.files import find_spots, join_rel
from kbgen.site.links import OWN_PAGES
from kbgen.site.old_urls import alias_url, fragment_of, has_scheme, is_own, outward_url
from kbgen.site.paths import GONE, HIDDEN, MOVED, path_key
from kbgen.site.urls import SUFFIXES, language_root

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbgen.config import Config
    from kbgen.model import Page, Section


@dataclass(frozen=True, slots=True)
class Destination:
    """Where something leads.

    url: as in `Redirect`, or empty. hit: what lies there, as in `Site.paths`; `own` for kbgen's pages, `outward` for
    another site, `unfit` for what no redirect may lead to, empty for nothing.
    """

    url: str
    hit: str


class Destinations:
    """Finds what written targets mean. pages, sections, paths: of the site."""

    def __init__(
        self, pages: Mapping[str, Page], sections: Mapping[str, Section], paths: Mapping[str, str], config: Config
    ) -> None:
        self._pages = pages
        self._sections = sections
        self._paths = paths
        self._config = config
        self._living = {section.url: f"section:{ref}" for ref, section in sections.items()}
        self._living |= {page.url: f"page:{ref}" for ref, page in pages.items()}
        for language in config.site.languages:
            for name in OWN_PAGES:
                self._living[f"{language_root(language, config)}{name}/"] = "own"

    def find(self, written: str, language: str, base: str = "") -> Destination:
        """What a target means for readers of a language. base: the folder that relative paths start from."""
        if written.startswith("id:"):
            return self.by_id(written[3:].partition("#")[0], language, fragment_of(written))
        if has_scheme(written):
            outward = outward_url(written)
            if outward is None:
                return Destination("", "unfit")
            if not is_own(written, self._config):
                return Destination(outward, "outward")
            return self._by_url(written)
        bare = written.partition("#")[0]
        if bare.lower().endswith(SUFFIXES):
            return self._by_path(bare, language, base, fragment_of(written))
        found = self._by_url(written)
        return found if found.hit else self._by_path(f"{bare.rstrip('/')}/", language, base, fragment_of(written))

    def by_id(self, name: str, language: str, fragment: str = "") -> Destination:
        """The article of an id, in this language or borrowed."""
        if f"{language}/{name}" in self._pages:
            return self._answer(f"page:{language}/{name}", fragment)
        return self._answer(self._paths.get(f"{language}/id:{name}", ""), fragment)

    def living(self, url: str) -> str:
        """What lies at a URL of the site (`page:<ref>`, `section:<ref>`, `own`), or empty."""
        return self._living.get(url, "")

    def _by_url(self, written: str) -> Destination:
        url = alias_url(written, self._config)
        hit = self._living.get(url, "")
        return Destination(f"{url}{fragment_of(written)}" if hit else "", hit)

    def _by_path(self, written: str, language: str, base: str, fragment: str) -> Destination:
        for spot in find_spots(language, join_rel(base, written), self._config):
            found = self._answer(self._paths.get(path_key(spot.language or language, spot.rel), ""), fragment)
            if found.hit:
                return found
        return Destination("", "")

    def _answer(self, hit: str, fragment: str) -> Destination:
        kind, _, ref = hit.partition(":")
        if kind == "page":
            return Destination(self._pages[ref].url + fragment, hit)
        if kind == "section":
            return Destination(self._sections[ref].url + fragment, hit)
        if hit.startswith((MOVED, GONE)):
            return Destination(ref, hit)
        return Destination("", hit if hit == HIDDEN else "")
