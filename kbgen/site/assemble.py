"""All articles together: languages, sections, pages, URLs, translations, redirects."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from kbgen.model import Article, Page, Problem, Section, Site, SourceKind
from kbgen.site.arrange import arrange_pages, arrange_sections
from kbgen.site.fallback import FolderNames, list_entries
from kbgen.site.identity import Group, check_ids, group_translations
from kbgen.site.old_addresses import assemble_addresses
from kbgen.site.paths import map_paths
from kbgen.site.places import Places, find_places
from kbgen.site.references import check_references
from kbgen.site.removed import find_departures
from kbgen.site.translations import list_translations
from kbgen.site.visibility import is_visible, shows_removal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbgen.addresses import RedirectRow
    from kbgen.config import BuildOptions, Config
    from kbgen.model import Source


def assemble_site(
    config: Config,
    options: BuildOptions,
    articles: Sequence[Article],
    files: Sequence[Source],
    holders: Mapping[str, str] = MappingProxyType({}),
    rows: Sequence[RedirectRow] = (),
) -> tuple[Site, tuple[Problem, ...]]:
    """The site of one edition on one day, and what is wrong with it. Never raises, whatever the articles are.

    articles: every readable one, section pages included, in any order. files: images and downloads. holders: what was
    published last, page ref and URL -> source path: where two want the same, it stays with whom it was. rows: of the
    table of old addresses. Ids are checked over all articles; URLs only among those shown, so that a planned article
    may have the URL of the one it replaces.
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
        own = arrange_sections(places, config)
        sections |= own
        pages |= arrange_pages(places, own)
        for _, entry in places.pages:
            page_of[entry.group, language] = f"{language}/{entry.article.id}"

    paths = map_paths(known, groups, texts, page_of, sections, folders, config)
    departures = find_departures(
        [*groups, *texts],
        lambda article: shows_removal(article, options),
        lambda group, language: (group, language) in page_of,
        sections,
        folders,
        config,
    )
    old = assemble_addresses(pages, sections, paths, departures, rows, config)
    problems += old.problems
    problems += check_references(kept, sections.values(), config)
    site = Site(
        languages=languages,
        pages=pages,
        sections=sections,
        paths=paths,
        translations=list_translations(groups, all_places, pages, folders) if len(languages) > 1 else {},
        redirects=old.redirects,
        removed=old.removed,
        files={
            f"{file.language}/{file.rel}": file for file in sorted(files, key=lambda file: (file.language, file.rel))
        },
    )
    return site, tuple(problems)
