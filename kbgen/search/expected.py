"""Whether search finds what a site expects of it: each expected search asked, and those that miss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgen.content.searches_file import ExpectedSearch
    from kbgen.search.reference.search import Finder

_SHOWN = 10
"""Results that somebody sees without asking for more."""
_DEEPEST = 100
"""Results among which a missed article is looked for, so that a writer sees how far off it is."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A search that does not find its article among the first. place: 1-based, where it stands instead; None if it is
    not found. instead: ids of the articles that took its places, best first.
    """

    search: ExpectedSearch
    place: int | None
    instead: tuple[str, ...]


def find_misses(searches: Iterable[ExpectedSearch], indexes: Mapping[str, Finder]) -> list[Miss]:
    """The searches that miss, in their order. indexes: by language; a search of a language without one misses."""
    misses = []
    for expected in searches:
        index = indexes.get(expected.language)
        ids = _ask(index, expected.query, max(_SHOWN, expected.within)) if index else []
        miss = judge_search(expected, ids)
        if miss is not None and miss.place is None and index is not None:
            deeper = _ask(index, expected.query, _DEEPEST)
            miss = Miss(expected, _find_place(expected, deeper), miss.instead)
        if miss is not None:
            misses.append(miss)
    return misses


def judge_search(expected: ExpectedSearch, ids: Sequence[str]) -> Miss | None:
    """None if the article is where it has to be. ids: of what was found, best first."""
    place = _find_place(expected, ids)
    if place is not None and place <= expected.within:
        return None
    return Miss(expected, place, tuple(ids[: expected.within]))


def _ask(index: Finder, query: str, limit: int) -> list[str]:
    return [hit.id for hit in index.find(query, limit)]


def _find_place(expected: ExpectedSearch, ids: Sequence[str]) -> int | None:
    return ids.index(expected.article) + 1 if expected.article in ids else None
