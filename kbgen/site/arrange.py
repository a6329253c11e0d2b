"""The sections and pages of one language, from where they lie: titles, order, neighbours."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kbgen.content.readable import readable_title
from kbgen.model import Page, Section
from kbgen.site.identity import folder_of
from kbgen.site.nav import order_key
from kbgen.site.urls import segment, strip_suffix
from kbgen.site.visibility import is_listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbgen.config import Config
    from kbgen.model import Article
    from kbgen.site.nav import OrderKey
    from kbgen.site.places import Places

Ordered = dict[str, list[tuple["OrderKey", str]]]
"""Folder -> refs of what it shows, each with its place in the order."""


def arrange_sections(places: Places, config: Config) -> dict[str, Section]:
    """Sections by ref, in order of path, each with what it shows in order; one without articles is in no list."""
    language = places.language
    texts = {folder: entry.article for folder, entry in places.own_pages.items()}
    titles = {
        folder: texts[folder].title if folder in texts else readable_title(folder) or config.site.title
        for folder in places.sections
    }
    pages = _order_pages(places, config)
    folders = _order_folders(places, texts, titles, pages, config)
    sections: dict[str, Section] = {}
    for folder in sorted(places.sections):
        text = texts.get(folder)
        ref = f"{language}/{folder}"
        sections[ref] = Section(
            ref=ref,
            language=language,
            folder=folder,
            url=places.sections[folder],
            title=titles[folder],
            summary=text.summary if text is not None else "",
            parent=f"{language}/{folder_of(folder)}" if folder else None,
            page=text,
            fallback=text is not None and text.language != language,
            sections=tuple(child for _, child in sorted(folders[folder])),
            pages=tuple(child for _, child in sorted(pages[folder])),
        )
    return sections


def arrange_pages(places: Places, sections: Mapping[str, Section]) -> dict[str, Page]:
    """Pages by ref, in order of path, each with its neighbours. sections: from `arrange_sections`."""
    language = places.language
    neighbours: dict[str, tuple[str | None, str | None]] = {}
    for section in sections.values():
        row = (None, *section.pages, None)
        neighbours |= {ref: (row[index], row[index + 2]) for index, ref in enumerate(section.pages)}
    pages: dict[str, Page] = {}
    for url, entry in sorted(places.pages, key=lambda place: place[1].article.rel):
        ref = f"{language}/{entry.article.id}"
        previous, following = neighbours.get(ref, (None, None))
        pages[ref] = Page(
            ref=ref,
            language=language,
            url=url,
            section=f"{language}/{entry.folder}",
            article=entry.article,
            fallback=entry.article.language != language,
            previous=previous,
            next=following,
        )
    return pages


def _order_pages(places: Places, config: Config) -> Ordered:
    by_name, by_id = _nav_places(config)
    ordered: Ordered = {folder: [] for folder in places.sections}
    for _, entry in places.pages:
        article = entry.article
        if not is_listed(article):
            continue
        place = math.inf
        if by_id and not entry.folder:
            place = by_id.get(article.id, by_name.get(segment(strip_suffix(article.rel)), math.inf))
        key = order_key(article.title, article, article.rel, place)
        ordered[entry.folder].append((key, f"{places.language}/{article.id}"))
    return ordered


def _order_folders(
    places: Places, texts: Mapping[str, Article], titles: Mapping[str, str], pages: Ordered, config: Config
) -> Ordered:
    by_name, _ = _nav_places(config)
    ordered: Ordered = {folder: [] for folder in places.sections}
    for folder in sorted(places.sections, reverse=True):  # children before parents, which are shown if a child is
        text = texts.get(folder)
        if folder and (ordered[folder] or pages[folder] or (text is not None and is_listed(text))):
            parent = folder_of(folder)
            place = math.inf if parent else by_name.get(segment(folder), math.inf)
            ordered[parent].append((order_key(titles[folder], text, folder, place), f"{places.language}/{folder}"))
    return ordered


def _nav_places(config: Config) -> tuple[dict[str, float], dict[str, float]]:
    """Where [nav] order puts folders and files by name, and articles by id."""
    order = config.nav.order
    by_name = {segment(name.strip("/")): float(index) for index, name in enumerate(order)}
    return by_name, {name: float(index) for index, name in enumerate(order)}
