"""Where somebody lands who follows an old link: a page, what a redirect leads to, word that it is gone, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.addresses import GONE
from kbgen.site.destinations import Destinations
from kbgen.site.old_urls import alias_url, source_url
from kbgen.site.redirects import needs_rule, place_of_url
from kbgen.site.urls import FILES

if TYPE_CHECKING:
    from kbgen.addresses import Redirect
    from kbgen.config import Config
    from kbgen.model import Site


@dataclass(frozen=True, slots=True)
class Landing:
    """Where one address leads.

    written: as asked. status: 200, 301, 410 or 404. url: what is seen in the end: root-relative, or of another site;
    empty for 404. title: of that page, or empty. via: page, section, own (a page or file of kbgen's), fallback (the
    page is in another language), redirect; empty for 404. path: the file that asks for the redirect. note: what else is
    worth knowing, or empty.
    """

    written: str
    status: int
    url: str = ""
    title: str = ""
    via: str = ""
    path: str = ""
    note: str = ""


class Landings:
    """Answers for one site."""

    def __init__(self, site: Site, config: Config) -> None:
        self._site = site
        self._config = config
        self._destinations = Destinations(site.pages, site.sections, site.paths, config)
        self._redirects = {entry.source: entry for entry in site.redirects}
        self._folded = {place_of_url(entry.source): entry for entry in site.redirects}
        urls = [page.url for page in site.pages.values()] + [section.url for section in site.sections.values()]
        self._living = {place_of_url(url): url for url in urls}
        self._files = {f"{config.prefix}/{name}" for name in FILES}

    def find(self, written: str) -> Landing:
        """Where an address leads, absolute or root-relative, percent-encoded or not. Only its path and query count."""
        url, asked = alias_url(written, self._config), source_url(written, self._config)
        redirect = self._redirects.get(asked) or self._redirects.get(url)
        if redirect is not None:
            note = "only where rules are read: Netlify, nginx, Caddy" if needs_rule(redirect.source) else ""
            return self._redirected(written, redirect, note)
        if self._destinations.living(url) or url in self._files:
            return self._living_page(written, url)
        other = self._living.get(place_of_url(url))
        if other is not None:
            return self._living_page(written, other, "its letters differ in case: some hosts answer 404")
        folded = self._folded.get(place_of_url(asked)) or self._folded.get(place_of_url(url))
        if folded is not None:
            return self._redirected(written, folded, "its letters differ in case: some hosts answer 404")
        return Landing(written, 404)

    def _living_page(self, written: str, url: str, note: str = "") -> Landing:
        kind, _, ref = self._destinations.living(url).partition(":")
        if kind == "page":
            page = self._site.pages[ref]
            via = "fallback" if page.fallback else "page"
            return Landing(written, 200, url, page.article.title, via, page.article.path, note)
        if kind == "section":
            return Landing(written, 200, url, self._site.sections[ref].title, "section", "", note)
        return Landing(written, 200, url, "", "own", "", note)

    def _redirected(self, written: str, redirect: Redirect, note: str) -> Landing:
        if redirect.status == GONE:
            return Landing(written, GONE, redirect.source, "", "redirect", redirect.path, note)
        seen = self._living_page(written, redirect.target.partition("#")[0])
        return Landing(written, redirect.status, redirect.target, seen.title, "redirect", redirect.path, note)
