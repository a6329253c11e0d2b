"""Somebody's table of old and new addresses becomes rows of the site's own: pure, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.authoring.former_site import FormerSite
from kbgen.site.destinations import Destination, Destinations
from kbgen.site.old_urls import alias_url, fragment_of, outward_url, source_url
from kbgen.site.redirects import place_of_url
from kbgen.site.suggest import PathIndex, suggest_path
from kbgen.site.urls import FILES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbgen.addresses import Redirect, RedirectRow
    from kbgen.config import Config
    from kbgen.model import Site


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row for the site's table. language: empty for the default language."""

    source: str
    target: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be placed. line: in the imported file. reason: why, one sentence. hint: what may be meant."""

    line: int
    reason: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do.

    added: sorted by source. known: rows that were there, or stand twice. unnamed: paths of articles that rows lead to
    and that have no `id` of their own.
    """

    added: tuple[NewRow, ...]
    known: int
    refused: tuple[Refusal, ...]
    unnamed: tuple[str, ...]


def plan_import(rows: Sequence[RedirectRow], table: Sequence[RedirectRow], site: Site, config: Config) -> ImportPlan:
    """What importing rows would add to the site's table.

    table: the rows that are there. site: with everything that may be led to, whoever sees it.
    """
    return _Import(rows, table, site, config).plan()


class _Import:
    def __init__(self, rows: Sequence[RedirectRow], table: Sequence[RedirectRow], site: Site, config: Config) -> None:
        self._rows = rows
        self._site = site
        self._config = config
        self._destinations = Destinations(site.pages, site.sections, site.paths, config)
        self._former = FormerSite([row.source for row in rows], site, config)
        self._redirects: dict[str, Redirect] = {place_of_url(entry.source): entry for entry in site.redirects}
        self._table = {self._place(row.source): row for row in table}
        self._by_place: dict[str, RedirectRow] = {}
        self._files = {f"{config.prefix}/{name}" for name in FILES}
        self._index: PathIndex | None = None

    def plan(self) -> ImportPlan:
        for row in self._rows:
            self._by_place.setdefault(self._place(row.source), row)
        added: list[NewRow] = []
        refused: list[Refusal] = []
        unnamed: set[str] = set()
        known = 0
        for row in self._rows:
            answer = self._judge(row)
            if isinstance(answer, Refusal):
                refused.append(answer)
            elif answer is None:
                known += 1
            else:
                added.append(answer[0])
                unnamed |= {path for path in answer[1:] if path}
        added.sort(key=lambda row: row.source)
        return ImportPlan(tuple(added), known, tuple(refused), tuple(sorted(unnamed)))

    def _judge(self, row: RedirectRow) -> Refusal | tuple[NewRow, str] | None:
        """The new row and the path of its article if that has no `id`; None if there is nothing to add."""
        refusal = self._unfit(row)
        if refusal:
            return Refusal(row.line, refusal)
        found = self._follow(row)
        if isinstance(found, Refusal):
            return found
        place = self._place(row.source)
        first, there, owner = self._by_place[place], self._table.get(place), self._redirects.get(place)
        if first is not row:
            return self._same_or(found, self._follow(first), row, f"line {first.line} leads it elsewhere")
        if there is not None:
            why = f"{there.path}:{there.line} leads it elsewhere, and stays as it is"
            return self._same_or(found, self._follow(there), row, why)
        if owner is not None:
            why = f"{owner.path} has this address as an alias, or was removed from it"
            return self._same_or(found, Destination(owner.target, ""), row, why)
        return self._write(row, found)

    def _unfit(self, row: RedirectRow) -> str:
        """Why there can be no redirect from the row's old address, or nothing."""
        known = self._config.site.languages
        if row.language and row.language not in known:
            return f"`{row.language}` is none of the languages {', '.join(known)}"
        url = alias_url(row.source, self._config)
        what = "" if "?" in self._place(row.source) else self._living(url)
        return f"{row.source} is {what}: nobody can be sent away from there" if what else ""

    def _same_or(self, found: Destination, other: Destination | Refusal, row: RedirectRow, why: str) -> Refusal | None:
        if isinstance(other, Destination) and other.url == found.url:
            return None
        return Refusal(row.line, f"{row.source}: {why}")

    def _follow(self, row: RedirectRow) -> Destination | Refusal:
        """Where a row leads in the end, through other rows of the file and what the site knows of old addresses."""
        seen: list[RedirectRow] = []
        now = row
        while now not in seen:
            seen.append(now)
            language = now.language or self._config.site.language
            found = self._destinations.find(now.target, language)
            if found.hit not in ("", "outward"):
                return self._readable(found, row)
            place = self._place(now.target)
            following = self._by_place.get(place) if self._former.may_hold(now.target) else None
            if following is not None:
                now = following
                continue
            if place in self._redirects and self._former.may_hold(now.target):
                url = self._redirects[place].target
                return Destination(url, self._destinations.living(url.partition("#")[0]))
            url = self._former.find(now.target, language)
            if url:
                fragment = fragment_of(now.target)
                return Destination(url + fragment, self._destinations.living(url))
            if found.hit == "outward" and not self._former.holds(now.target):
                return found
            return Refusal(row.line, f"{now.target} leads to nothing here", self._suggest(now.target))
        lines = ", ".join(str(line) for line in sorted({each.line for each in seen}))
        return Refusal(row.line, f"{row.source} leads back to itself (lines {lines})")

    def _readable(self, found: Destination, row: RedirectRow) -> Destination | Refusal:
        if found.url:
            return found
        if found.hit == "unfit":
            return Refusal(row.line, f"`{row.target}` is no address that readers can be sent to")
        return Refusal(row.line, f"{row.target} leads to an article that has expired or is yet to be published")

    def _write(self, row: RedirectRow, found: Destination) -> tuple[NewRow, str]:
        source = _root_relative(row.source)
        kind, _, ref = found.hit.partition(":")
        _, sign, fragment = found.url.partition("#")
        default = self._config.site.language
        if kind == "page":
            page = self._site.pages[ref]
            language = "" if page.language == default else page.language
            unnamed = page.article.path if page.article.meta.id is None else ""
            return NewRow(source, f"id:{page.article.id}{sign}{fragment}", language), unnamed
        target = found.url if "://" in found.url else found.url.removeprefix(self._config.prefix)
        return NewRow(source, target), ""

    def _living(self, url: str) -> str:
        if url in self._files:
            return "a file that kbgen publishes"
        kind, _, ref = self._destinations.living(url).partition(":")
        if kind == "page":
            return f"where {self._site.pages[ref].article.path} lies"
        return {"section": "the address of a section", "own": "a page of kbgen's own"}.get(kind, "")

    def _suggest(self, target: str) -> str:
        if self._index is None:
            default = self._config.site.language
            pages = self._site.pages.values()
            self._index = PathIndex(page.article.rel for page in pages if page.language == default)
        bare = alias_url(target.removeprefix("id:"), self._config).rstrip("/")
        near = suggest_path(bare, self._index)
        return f"The nearest article is /{near}." if near else ""

    def _place(self, written: str) -> str:
        return place_of_url(source_url(written, self._config))


def _root_relative(written: str) -> str:
    """An old address without scheme, host, fragment, and the backslashes that servers' patterns have before dots."""
    bare = written.partition("#")[0].replace("\\", "").strip()
    if outward_url(bare) is not None:
        bare = bare.partition("://")[2].partition("/")[2]
    return f"/{bare.lstrip('/')}"
