"""Compounds split by the corpus' own vocabulary: `fakturaadress` is found by `faktura` and by `adress`.

A word is split where both halves stand in the corpus as words of their own, an s between them aside. So a split depends
on the whole vocabulary; which articles that concerns is for `index` to find out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

LEAST_PART = 4
LEAST_WHOLE = 8


def split_compound(word: str, known: Mapping[str, int]) -> tuple[str, str] | None:
    """The two halves of a word, or None. known: the words of the corpus. Of several splits the most even one."""
    if len(word) < LEAST_WHOLE or not word.isalpha():
        return None
    middle = len(word) / 2
    for at in sorted(range(LEAST_PART, len(word) - LEAST_PART + 1), key=lambda at: (abs(at - middle), at)):
        last = word[at:]
        if last not in known:
            continue
        first = word[:at]
        if first in known:
            return first, last
        if first[-1] == "s" and len(first) > LEAST_PART and first[:-1] in known:
            return first[:-1], last
    return None


class Compounds:
    """The splits of one corpus. known: word -> articles that have it. splits: compound -> the terms of its halves."""

    def __init__(
        self,
        stem: Callable[[str], str],
        known: dict[str, int] | None = None,
        splits: dict[str, tuple[str, str]] | None = None,
    ) -> None:
        self._stem = stem
        self.known = known if known is not None else {}
        self.splits = splits if splits is not None else {}

    def add(self, forms: Iterable[str], by: int) -> set[str]:
        """Count forms of an article in (1) or out (-1); those that came or went."""
        changed = set()
        for form in forms:
            if len(form) < LEAST_PART or not form.isalpha():
                continue
            count = self.known.get(form, 0) + by
            if count:
                self.known[form] = count
            else:
                del self.known[form]
            if count == 0 or (by > 0 and count == by):
                changed.add(form)
        return changed

    def resplit(self, changed: set[str] | None = None) -> set[str]:
        """Work out splits again: of all words, or of those that begin or end with one that came or went.

        Gives the words whose split is another one now.
        """
        moved = set()
        for word in list(self.known) if changed is None else self._touched(changed):
            halves = split_compound(word, self.known) if word in self.known else None
            split = None if halves is None else (self._stem(halves[0]), self._stem(halves[1]))
            if self.splits.get(word) != split:
                moved.add(word)
                if split is None:
                    del self.splits[word]
                else:
                    self.splits[word] = split
        return moved

    def _touched(self, changed: set[str]) -> set[str]:
        words = set(changed)
        if changed:
            halves = tuple(changed)
            words.update(
                word
                for word in self.known
                if len(word) >= LEAST_WHOLE and (word.startswith(halves) or word.endswith(halves))
            )
        return words

    def parts(self, forms: Mapping[str, str]) -> list[tuple[str, str]]:
        """(term of a compound, term of a half) of an article's forms, sorted."""
        found = set()
        for form, term in forms.items():
            for half in self.splits.get(form, ()):
                if half != term:
                    found.add((term, half))
        return sorted(found)
