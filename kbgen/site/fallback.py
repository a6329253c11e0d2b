"""What each language shows: its own articles, else those it borrows, in which folder of its own.

Folders may have other names in other languages: section pages with the same `id` say so, and what is borrowed lands in
the language's own folder.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbgen.site.identity import Group, folder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kbgen.config import Config
    from kbgen.model import Article


def fallback_chain(language: str, config: Config) -> tuple[str, ...]:
    """Languages to borrow missing articles from, best first: `[site] fallback`, else the default language."""
    chain = config.site.fallback.get(language, (config.site.language,))
    return tuple(dict.fromkeys(other for other in chain if other != language and other in config.site.languages))


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in one language, before it has a URL. folder: of that language, also if the article is borrowed."""

    article: Article
    folder: str
    group: Group


@dataclass(slots=True)
class FolderNames:
    """Which folder of one language another language's folder is. Both by section pages of the same id, else by path."""

    sections: Sequence[Group]
    _named: dict[tuple[str, str], Group] = field(default_factory=dict)
    _known: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for group in self.sections:
            for article in group.members.values():
                self._named[article.language, folder_of(article.rel)] = group

    def translate(self, folder: str, source: str, target: str) -> str:
        """The folder of language `target` that `folder` of language `source` is."""
        if not folder or source == target:
            return folder
        key = (folder, source, target)
        if key not in self._known:
            group = self._named.get((source, folder))
            twin = group.members.get(target) if group is not None else None
            if twin is not None:
                self._known[key] = folder_of(twin.rel)
            else:
                parent, _, name = folder.rpartition("/")
                parent = self.translate(parent, source, target)
                self._known[key] = f"{parent}/{name}" if parent else name
        return self._known[key]


def list_entries(
    groups: Sequence[Group], language: str, folders: FolderNames, visible: Callable[[Article], bool], config: Config
) -> list[Entry]:
    """What a language shows of these groups: its own first, then what it borrows, each sorted by path.

    A translation that is not shown (a draft, say) is borrowed like one that does not exist.
    """
    chain = fallback_chain(language, config)
    own: list[Entry] = []
    borrowed: list[Entry] = []
    for group in groups:
        article = group.members.get(language)
        if article is not None and visible(article):
            own.append(Entry(article, folder_of(article.rel), group))
            continue
        for other in chain:
            article = group.members.get(other)
            if article is not None and visible(article):
                folder = folders.translate(folder_of(article.rel), other, language)
                borrowed.append(Entry(article, folder, group))
                break
    own.sort(key=lambda entry: entry.article.path)
    borrowed.sort(key=lambda entry: entry.article.path)
    return own + borrowed
