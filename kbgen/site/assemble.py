"""All articles together: languages, sections, pages, URLs, neighbours, translations, redirects."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kbgen.content.readable import readable_title
from kbgen.model import Article, Page, Problem, Redirect, Section, Site, SourceKind
from kbgen.site.fallback import FolderNames, list_entries
from kbgen.site.identity import Group, check_ids, folder_of, group_translations
from kbgen.site.nav import order_key
from kbgen.site.paths import map_paths
from kbgen.site.places import Places, find_places
from kbgen.site.redirects import collect_redirects
from kbgen.site.references import check_references
from kbgen.site.translations import list_translations
from kbgen.site.urls import segment, strip_suffix
from kbgen.site.visibility import is_listed, is_visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbgen.config import BuildOptions, Config
    from kbgen.model import Source
    from kbgen.site.nav import OrderKey


def assemble_site(
    config: Config,
    options: BuildOptions,
    articles: Sequence[Article],
    files: Sequence[Source],
    holders: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Site, tuple[Problem, ...]]:
    """The site of one edition on one day, and what is wrong with it. Never raises, whatever the articles are.

    articles: every readable one, section pages included, in any order. files: images and downloads. holders: what was
    published last, page ref and URL -> source path: where two want the same, it stays with whom it was. Ids are checked
    over all articles; URLs only among those shown, so that a planned article may have the URL of the one it replaces.
    """
    languages = config.site.languages
    known = sorted((article for article in articles if article.language in languages), key=lambda article: article.path)
    shown = {article.path for article in known if is_visible(article, options)}
    kept, problems = check_ids(known, lambda article: article.path in shown, holders)
    groups = group_translations((a for a in kept if a.kind is not SourceKind.SECTION), languages)
    texts = group_translations((a for a in kept if a.kind is SourceKind.SECTION), languages)
    folders = FolderNames(texts)

    pages: dict[str, Page] = {}
    sections: dict[str, Section] = {}
    page_of: dict[tuple[Group, str], str] = {}
    all_places: list[Places] = []
    for language in languages:
        places = find_places(
            list_entries(groups, language, folders, lambda article: article.path in shown, config),
            list_entries(texts, language, folders, lambda article: article.path in shown, config),
            language,
            config,
            holders,
        )
        all_places.append(places)
        problems += places.problems
        _arrange(places, config, pages, sections)
        for _, entry in places.pages:
            page_of[entry.group, language] = f"{language}/{entry.article.id}"

    redirects, wrong = _redirect(pages, sections, config)
    problems += wrong
    problems += check_references(kept, sections.values(), config)
    site = Site(
        languages=languages,
        pages=pages,
        sections=sections,
        paths=map_paths(known, groups, texts, page_of, sections, folders, config),
        translations=list_translations(groups, all_places, pages, folders) if len(languages) > 1 else {},
        redirects=redirects,
        files={
            f"{file.language}/{file.rel}": file for file in sorted(files, key=lambda file: (file.language, file.rel))
        },
    )
    return site, tuple(problems)


def _redirect(
    pages: Mapping[str, Page], sections: Mapping[str, Section], config: Config
) -> tuple[tuple[Redirect, ...], list[Problem]]:
    asked = [(page.article, page.url) for page in pages.values() if page.article.meta.aliases and not page.fallback]
    asked += [
        (section.page, section.url)
        for section in sections.values()
        if section.page is not None and section.page.meta.aliases and not section.fallback
    ]
    if not asked:
        return (), []
    living = {page.url: page.article.path for page in pages.values()}
    living |= {section.url: f"the section `{section.folder or section.language}`" for section in sections.values()}
    return collect_redirects(living, sorted(asked, key=lambda pair: pair[0].path), config)


@dataclass(slots=True)
class _Children:
    """What a section shows, each with its place in the order."""

    sections: list[tuple[OrderKey, str]]
    pages: list[tuple[OrderKey, str]]


def _arrange(places: Places, config: Config, pages: dict[str, Page], sections: dict[str, Section]) -> None:
    """Add a language's pages and sections, in order of path, with their order and neighbours."""
    language = places.language
    nav = {segment(name.strip("/")): float(index) for index, name in enumerate(config.nav.order)}
    nav_ids = {name: float(index) for index, name in enumerate(config.nav.order)}
    infinite = float("inf")
    children = {folder: _Children([], []) for folder in places.sections}
    for _, entry in places.pages:
        article = entry.article
        if is_listed(article):
            place = infinite
            if nav and not entry.folder:
                place = nav_ids.get(article.id, nav.get(segment(strip_suffix(article.rel)), infinite))
            key = order_key(article.title, article, article.rel, place)
            children[entry.folder].pages.append((key, f"{language}/{article.id}"))
    titles: dict[str, str] = {}
    for folder in sorted(places.sections, reverse=True):  # children before parents
        text = places.own_pages.get(folder)
        own = text.article if text is not None else None
        titles[folder] = own.title if own is not None else readable_title(folder) or config.site.title
        if folder and (children[folder].sections or children[folder].pages or (own is not None and is_listed(own))):
            parent = folder_of(folder)
            place = infinite if parent else nav.get(segment(folder), infinite)
            key = order_key(titles[folder], own, folder, place)
            children[parent].sections.append((key, f"{language}/{folder}"))
    neighbours: dict[str, tuple[str | None, str | None]] = {}
    for folder in sorted(places.sections):
        text = places.own_pages.get(folder)
        refs = tuple(ref for _, ref in sorted(children[folder].pages))
        for index, ref in enumerate(refs):
            following = refs[index + 1] if index + 1 < len(refs) else None
            neighbours[ref] = (refs[index - 1] if index else None, following)
        sections[f"{language}/{folder}"] = Section(
            ref=f"{language}/{folder}",
            language=language,
            folder=folder,
            url=places.sections[folder],
            title=titles[folder],
            summary=text.article.summary if text is not None else "",
            parent=f"{language}/{folder_of(folder)}" if folder else None,
            page=text.article if text is not None else None,
            fallback=text is not None and text.article.language != language,
            sections=tuple(ref for _, ref in sorted(children[folder].sections)),
            pages=refs,
        )
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
