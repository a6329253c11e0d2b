"""What lies at every path that a link may name, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.model import SourceKind
from kbgen.site.fallback import fallback_chain
from kbgen.site.identity import folder_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbgen.config import Config
    from kbgen.model import Article, Section
    from kbgen.site.fallback import FolderNames
    from kbgen.site.identity import Group

HIDDEN = "hidden:"
MOVED = "moved:"
GONE = "gone:"
"""What was removed, with and without something in its place: for those who may know of it."""


def path_key(language: str, rel: str) -> str:
    """The key of `Site.paths` for a path: case does not matter, so that a link works the same on every file system."""
    return f"{language}/{rel if rel.isascii() and rel.islower() else rel.casefold()}"


def map_paths(
    known: Sequence[Article],
    groups: Sequence[Group],
    texts: Sequence[Group],
    page_of: Mapping[tuple[Group, str], str],
    sections: Mapping[str, Section],
    folders: FolderNames,
    config: Config,
) -> dict[str, str]:
    """`Site.paths`: a language's own files, then the paths that its pages have in other languages, then the hidden.

    known: every article. page_of: (group, language) -> page ref.
    """
    paths: dict[str, str] = {}
    for language in config.site.languages:
        _map_pages(paths, language, groups, page_of)
    for ref, section in sections.items():
        paths[path_key(section.language, f"{section.folder}/" if section.folder else "")] = f"section:{ref}"
    for group in texts:
        for code, article in group.members.items():
            for language in config.site.languages:
                ref = f"{language}/{folders.translate(folder_of(article.rel), code, language)}"
                if ref in sections and (language == code or sections[ref].page is not None):
                    _map_text(paths, language, article, f"section:{ref}")
    _map_hidden(paths, known, frozenset(page_of.values()), config)
    return paths


def _map_pages(
    paths: dict[str, str], language: str, groups: Sequence[Group], page_of: Mapping[tuple[Group, str], str]
) -> None:
    others: list[tuple[str, str]] = []
    for group in groups:
        ref = page_of.get((group, language))
        if ref is None:
            continue
        for code, article in group.members.items():
            if code == language:
                paths[path_key(language, article.rel)] = f"page:{ref}"
            else:
                others.append((path_key(language, article.rel), f"page:{ref}"))
            if f"{language}/{article.id}" != ref:
                paths.setdefault(f"{language}/id:{article.id}", f"page:{ref}")
    for key, place in others:
        paths.setdefault(key, place)


def _map_text(paths: dict[str, str], language: str, article: Article, place: str) -> None:
    paths.setdefault(path_key(language, article.rel), place)
    paths.setdefault(path_key(language, f"{folder_of(article.rel)}/".lstrip("/")), place)
    if article.meta.id is not None:
        paths.setdefault(f"{language}/id:{article.id}", place)


def _map_hidden(paths: dict[str, str], known: Sequence[Article], pages: frozenset[str], config: Config) -> None:
    languages = config.site.languages
    borrowers = {
        code: [code, *(other for other in languages if code in fallback_chain(other, config))] for code in languages
    }
    for article in known:
        named = article.meta.id is not None or article.kind is not SourceKind.SECTION
        for language in borrowers[article.language]:
            if paths.setdefault(path_key(language, article.rel), HIDDEN) == HIDDEN:
                folder = folder_of(article.rel)
                while folder and paths.setdefault(path_key(language, f"{folder}/"), HIDDEN) == HIDDEN:
                    folder = folder_of(folder)
            if named and f"{language}/{article.id}" not in pages:
                paths.setdefault(f"{language}/id:{article.id}", HIDDEN)
