"""The assembled site as plain values, so that a build after a body edit need not assemble it again.

Assembly is a pure function of settings, day and cards (what articles are but for their text): as long as these are the
same, so is the site. Pages are made when somebody asks for them, from the articles of now.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from kbgen.addresses import Redirect, Removed
from kbgen.build.packing import Packed, decode_card
from kbgen.build.state import Record
from kbgen.config import BuildOptions, Config
from kbgen.model import Article, Page, Section, Site, Source


def settings_key(config: Config, options: BuildOptions, table: str) -> str:
    """Names everything but the articles that assembly depends on. Where the checkout lies is not part of it.

    table: digest of the table of old addresses.
    """
    values = (repr(replace(config, folder="", file="")), options.edition, options.drafts, options.date, table)
    return hashlib.sha256(repr(values).encode()).hexdigest()


def same_cards(before: Mapping[str, Record], now: Mapping[str, Record]) -> bool:
    """Whether the articles differ in their texts at most."""
    if before.keys() != now.keys():
        return False
    for path, record in now.items():
        old, new = before[path].article, record.article
        if old is not new and old != new and not (old and new and decode_card(old) == decode_card(new)):
            return False
    return True


def pack_site(site: Site) -> Packed:
    """Everything but articles and files, which are known anyway."""
    pages = {
        ref: (page.url, page.section, page.fallback, page.previous, page.next, page.article.path)
        for ref, page in site.pages.items()
    }
    sections = tuple(
        (
            section.ref,
            section.language,
            section.folder,
            section.url,
            section.title,
            section.summary,
            section.parent,
            None if section.page is None else section.page.path,
            section.fallback,
            section.sections,
            section.pages,
        )
        for section in site.sections.values()
    )
    redirects = tuple((entry.source, entry.target, entry.path, entry.status) for entry in site.redirects)
    removed = tuple((entry.url, entry.language, entry.section, entry.title, entry.sources) for entry in site.removed)
    return (pages, sections, dict(site.paths), dict(site.translations), redirects, removed)


def unpack_site(
    packed: Packed, languages: tuple[str, ...], find_article: Callable[[str], Article], files: Mapping[str, Source]
) -> Site:
    """The inverse of `pack_site`. find_article: by source path. files: as `Site.files`."""
    pages, sections, paths, translations, redirects, removed = packed
    made = {}
    for ref, language, folder, url, title, summary, parent, path, fallback, inner, listed in sections:
        page = None if path is None else find_article(path)
        made[ref] = Section(ref, language, folder, url, title, summary, parent, page, fallback, inner, listed)
    return Site(
        languages=languages,
        pages=PackedPages(pages, find_article),
        sections=made,
        paths=paths,
        translations=translations,
        redirects=tuple(Redirect(*entry) for entry in redirects),
        removed=tuple(Removed(*entry) for entry in removed),
        files=files,
    )


class PackedPages(Mapping[str, Page]):
    """Pages by ref, each made when it is asked for."""

    def __init__(self, rows: Mapping[str, Packed], find_article: Callable[[str], Article]) -> None:
        self._rows = rows
        self._find_article = find_article
        self._made: dict[str, Page] = {}

    def __getitem__(self, ref: str) -> Page:
        page = self._made.get(ref)
        if page is None:
            url, section, fallback, previous, following, path = self._rows[ref]
            article = self._find_article(path)
            language = ref.partition("/")[0]
            page = self._made[ref] = Page(ref, language, url, section, article, fallback, previous, following)
        return page

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, ref: object) -> bool:
        return ref in self._rows
