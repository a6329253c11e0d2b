"""Which texts are really written in which languages, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbgen.model import Page
    from kbgen.site.fallback import FolderNames
    from kbgen.site.identity import Group
    from kbgen.site.places import Places


def list_translations(
    groups: Sequence[Group],
    all_places: Sequence[Places],
    pages: Mapping[str, Page],
    folders: FolderNames,
) -> dict[str, tuple[tuple[str, str], ...]]:
    """Ids, and folders with a slash at the end, -> (language, URL) of what is really written in that language."""
    translations: dict[str, tuple[tuple[str, str], ...]] = {}
    for group in groups:
        found = tuple(
            (language, page.url)
            for language, article in group.members.items()
            if (page := pages.get(article.ref)) is not None and page.article is article
        )
        for name in group.ids if found else ():
            translations[name] = found
    for places in all_places:
        for folder in places.sections:
            found = tuple(
                (other.language, other.sections[twin])
                for other in all_places
                if (twin := folders.translate(folder, places.language, other.language)) in other.sections
                and (not folder or twin in other.native)
            )
            if translations.setdefault(f"{folder}/", found) != found:  # one name for different things: claim nothing
                translations[f"{folder}/"] = ()
    return translations
