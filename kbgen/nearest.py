"""The known word that a mistyped one most resembles, for hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def find_nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The word of `known` nearest to `word` (case aside), or None if none is near.

    cutoff: how alike they must be, 0 to 1 (difflib's ratio). Of equally near words the first in code point order wins.
    """
    from difflib import get_close_matches

    by_fold = {name.casefold(): name for name in sorted(known, reverse=True)}
    found = get_close_matches(word.casefold(), sorted(by_fold), n=1, cutoff=cutoff)
    return by_fold[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint: `Did you mean `x`?`, or the known words if none is near and they are few, or nothing."""
    names = sorted(set(known))
    found = find_nearest(word, names)
    if found is not None:
        return f"Did you mean `{found}`?"
    return f"Known here: {', '.join(names)}." if 0 < len(names) <= 24 else ""
