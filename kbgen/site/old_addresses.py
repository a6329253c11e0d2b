"""All old addresses of a site together: what was removed, aliases, and the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.addresses import Removed
from kbgen.model import Problem
from kbgen.site.destinations import Destinations
from kbgen.site.old_urls import gone_url
from kbgen.site.redirects import Ownership, claim_aliases, claim_former, collect_sources
from kbgen.site.removed import mark_paths, settle_departures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbgen.addresses import Redirect, RedirectRow
    from kbgen.config import Config
    from kbgen.model import Page, Section
    from kbgen.site.removed import Departure


@dataclass(frozen=True, slots=True)
class OldAddresses:
    """redirects: sorted by source. removed: sorted by URL."""

    redirects: tuple[Redirect, ...] = ()
    removed: tuple[Removed, ...] = ()
    problems: tuple[Problem, ...] = ()


def assemble_addresses(
    pages: Mapping[str, Page],
    sections: Mapping[str, Section],
    paths: dict[str, str],
    departures: Sequence[Departure],
    rows: Sequence[RedirectRow],
    config: Config,
) -> OldAddresses:
    """Where every old address leads. paths: `Site.paths`, in which what was removed is marked as such."""
    asked = [(page.article, page.url) for page in pages.values() if page.article.meta.aliases and not page.fallback]
    asked += [
        (section.page, section.url)
        for section in sections.values()
        if section.page is not None and section.page.meta.aliases and not section.fallback
    ]
    if not asked and not departures and not rows:
        return OldAddresses()
    living = {page.url: page.article.path for page in pages.values()}
    living |= {section.url: f"the section `{section.folder or section.language}`" for section in sections.values()}
    destinations = Destinations(pages, sections, paths, config)
    settled, problems = settle_departures(departures, destinations)
    mark_paths(paths, settled, config)
    ownership = Ownership(living, config)
    ownership.grant(claim_former(settled, config))
    ownership.grant(claim_aliases(sorted(asked, key=lambda pair: pair[0].path), config))
    problems += _grant_rows(rows, pages, destinations, ownership, config)
    shown_at = collect_sources(ownership.redirects)
    removed = [
        Removed(url, departure.language, departure.section, departure.article.title, shown_at[url])
        for departure in settled
        if (url := gone_url(departure.url, config)) in shown_at
    ]
    removed.sort(key=lambda entry: entry.url)
    return OldAddresses(ownership.redirects, tuple(removed), (*ownership.problems, *problems))


def _grant_rows(
    rows: Sequence[RedirectRow],
    pages: Mapping[str, Page],
    destinations: Destinations,
    ownership: Ownership,
    config: Config,
) -> list[Problem]:
    if not rows:
        return []
    from kbgen.site.redirect_rows import RowResolver

    rels = (page.article.rel for page in pages.values())
    resolver = RowResolver(rows, destinations, ownership.owner, rels, config)
    problems: list[Problem] = []
    for row in rows:
        claim = resolver.claim(row)
        if isinstance(claim, Problem):
            problems.append(claim)
        elif claim is not None:
            ownership.grant([claim])
    return problems
