"""From a word that was typed to the terms it may mean, each with a weight: 1 for the word itself, less for guesses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbgen.search.reference.likeness import distance, shared_start, slips_allowed
from kbgen.search.spelling import SHORTEST
from kbgen.search.tokens import fold, is_unspaced

if TYPE_CHECKING:
    from kbgen.search.blocks import Entry
    from kbgen.search.lexicon import Lexicon
    from kbgen.search.reference.question import Word
    from kbgen.search.reference.shelf import Shelf

OTHER_MARKS = 0.8  # `losenord` for `lösenord`
TYPO = (1.0, 0.6, 0.42)  # by slips
BEGINNING = 0.5  # `passw` for `password`
UNFINISHED = 0.4  # the same where the word is known: `pass`
STEM = 0.7  # the same first letters and another ending
PART = 0.6  # both halves of a compound
ONE_PART = 0.4  # the half of one whose other half is not known
JOINED = 0.9  # `pass word` for `password`
MOST_GUESSES = 8
_DIGRAPHS = re.compile("[ao]e|aa|ue")
_SHORTEST_PART = 4
_SHORTEST_END = 5
_SHORTEST_STEM = 4
_LONGEST_ENDING = 3


@dataclass(slots=True)
class Meaning:
    """What a word may mean. terms: term -> weight. known: it stands in articles as typed.

    idle: it is dropped beside other words. bare: it was found without the marks of its letters. guess: the word it may
    have been meant for, where it is not known at all.
    """

    word: Word
    terms: dict[str, float] = field(default_factory=dict)
    known: bool = False
    idle: bool = False
    bare: bool = False
    guess: str = ""

    def add(self, term: str, weight: float) -> None:
        """Note a term, with the best of its weights."""
        if weight > self.terms.get(term, 0.0):
            self.terms[term] = weight


def look_up(word: Word, shelf: Shelf, *, typing: bool) -> Meaning:
    """The terms of one word. typing: the last word may be unfinished."""
    meaning = Meaning(word, idle=_is_idle(word.text, shelf))
    key = fold(word.text)
    entry = shelf.entry(key)
    if entry is not None:
        _read_forms(meaning, entry)
    if not meaning.known and not meaning.terms:
        for variant in _other_spellings(key):
            other = shelf.entry(variant)
            if other is not None:
                _add_forms(meaning, other, OTHER_MARKS)
                meaning.bare = meaning.bare or bool(other.forms)
    if meaning.known and typing and word.last:
        for other_key in shelf.following(key)[:MOST_GUESSES]:
            _add_key(meaning, shelf, other_key, UNFINISHED)
    # A word that no article has may be one that the synonyms name: as it is typed, then it is no slip.
    named = "" if meaning.terms else _find_named(word.text, shelf.lexicon)
    if not meaning.terms and not meaning.idle and not is_unspaced(word.text):
        _guess(meaning, key, shelf, slips=named != word.text)
    if named:
        meaning.add(named, 1.0)
    return meaning


def _is_idle(text: str, shelf: Shelf) -> bool:
    """Whether a word is dropped beside others. A pair of letters is never sure to be such a word."""
    return (text in shelf.lexicon.stop or text in shelf.lexicon.asking) and not is_unspaced(text)


def _read_forms(meaning: Meaning, entry: Entry) -> None:
    form = entry.forms.get(meaning.word.text)
    if form is not None:
        meaning.known = True
        meaning.add(form.term, 1.0)
    elif entry.forms:
        meaning.bare = True
    _add_forms(meaning, entry, OTHER_MARKS)


def _add_forms(meaning: Meaning, entry: Entry, weight: float) -> None:
    for form in entry.forms.values():
        meaning.add(form.term, weight)


def _add_key(meaning: Meaning, shelf: Shelf, key: str, weight: float) -> bool:
    entry = shelf.entry(key)
    if entry is None or not entry.forms:
        return False
    _add_forms(meaning, entry, weight)
    return True


def _other_spellings(key: str) -> Iterator[str]:
    """`loesenord` as `losenord`: how people write marked letters who have no such keys."""
    if _DIGRAPHS.search(key):
        yield _DIGRAPHS.sub(lambda match: match[0][0], key)


def _find_named(text: str, lexicon: Lexicon) -> str:
    """The term of the synonyms that a word is, or that it goes on from with an ending; empty if there is none."""
    if text in lexicon.named:
        return text
    if not is_unspaced(text):
        for end in range(len(text) - 1, max(_SHORTEST_STEM, len(text) - _LONGEST_ENDING) - 1, -1):
            if text[:end] in lexicon.named:
                return text[:end]
    return ""


def _guess(meaning: Meaning, key: str, shelf: Shelf, *, slips: bool) -> None:
    """What an unknown word may mean: a slip, a beginning, another ending, a compound."""
    if key.isalpha():
        words = shelf.spelling(key[0])
        if slips:
            _guess_typo(meaning, key, shelf, words)
        _guess_beginning(meaning, key, shelf, words)
        _guess_stem(meaning, key, shelf, words)
    if shelf.manifest.compounds and max(meaning.terms.values(), default=0.0) < PART:
        _guess_compound(meaning, key, shelf)


def _guess_typo(meaning: Meaning, key: str, shelf: Shelf, words: dict[str, int]) -> None:
    most = slips_allowed(key)
    if not most:
        return
    found = _nearest(key, most, words)
    if not found and len(key) > 1 and key[1] != key[0] and key[1].isalpha():
        found = _nearest(key, most, shelf.spelling(key[1]))
    for slips, _, other in found[:MOST_GUESSES]:
        _add_key(meaning, shelf, other, TYPO[slips])
    if found:
        entry = shelf.entry(found[0][2])
        assert entry is not None
        meaning.guess = max(sorted(entry.forms), key=lambda name: entry.forms[name].count)


def _nearest(key: str, most: int, words: dict[str, int]) -> list[tuple[int, int, str]]:
    """(slips, -weight, key) of the words that are close, the closest and most frequent first."""
    found = []
    for other, weight in words.items():
        if abs(len(other) - len(key)) <= most:
            slips = distance(key, other, most)
            if slips <= most:
                found.append((slips, -weight, other))
    return sorted(found)


def _guess_beginning(meaning: Meaning, key: str, shelf: Shelf, words: dict[str, int]) -> None:
    if len(key) < SHORTEST and not meaning.word.last:
        return
    found = sorted((-weight, other) for other, weight in words.items() if other.startswith(key))
    for _, other in found[:MOST_GUESSES]:
        _add_key(meaning, shelf, other, BEGINNING)


def _guess_compound(meaning: Meaning, key: str, shelf: Shelf) -> None:
    if len(key) < 2 * _SHORTEST_PART:
        return
    for at in range(len(key) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        first, last = key[:at], key[at:]
        joint = first[:-1] if first[-1] == "s" and len(first) > _SHORTEST_PART else ""
        entry = shelf.entry(first)
        if entry is None or not entry.forms:
            entry = shelf.entry(joint) if joint else None
        if entry is not None and entry.forms and _add_key(meaning, shelf, last, PART):
            _add_forms(meaning, entry, PART)
            return
    for at in range(SHORTEST, len(key) - _SHORTEST_END + 1):
        if _add_key(meaning, shelf, key[at:], ONE_PART):
            break
    for at in range(len(key) - SHORTEST, _SHORTEST_END - 1, -1):
        if _add_key(meaning, shelf, key[:at], ONE_PART):
            break


def _guess_stem(meaning: Meaning, key: str, shelf: Shelf, words: dict[str, int]) -> None:
    """Words that begin alike and end otherwise."""
    best = max(4, (6 * len(key) + 9) // 10) - 1
    found: list[tuple[int, str]] = []
    for other, weight in words.items():
        start = shared_start(key, other)
        if start >= best and len(other) - start <= 3 and len(key) - start <= 4:
            if start > best:
                best, found = start, []
            if start >= 4:
                found.append((-weight, other))
    for _, other in sorted(found)[:MOST_GUESSES]:
        _add_key(meaning, shelf, other, STEM)
