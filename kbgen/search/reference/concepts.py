"""From the words of a question to what is ranked: which words count, what else they are called, how rare they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kbgen.search.blocks import REST
from kbgen.search.reference.lookup import JOINED, Meaning, look_up
from kbgen.search.reference.ranking import SAME, Alternative, Concept, rarity
from kbgen.search.reference.shelf import read_places
from kbgen.search.tokens import fold, is_unspaced

if TYPE_CHECKING:
    from kbgen.search.blocks import Term
    from kbgen.search.payload import Payload
    from kbgen.search.reference.question import Question, Word
    from kbgen.search.reference.shelf import Shelf

MOST_CONCEPTS = 16
SYNONYM = 0.5
BARE = 0.1
"""Weight of a word with other marks where the typed one is known: less than any match of the word itself."""


@dataclass(frozen=True, slots=True)
class Asked:
    """concepts: to rank by. meanings: of all words. terms: every term that may be marked in a text."""

    concepts: list[Concept]
    meanings: list[Meaning]
    terms: frozenset[str]


class _Terms:
    """Counts and places of terms, each read once. whole: whether all places of common terms are wanted."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._places: dict[str, Mapping[int, Payload]] = {}
        self.whole = False

    def count(self, term: str) -> int:
        """How many articles have it."""
        found = self._find(fold(term), term)
        return found.count if found else 0

    def is_common(self, count: int) -> bool:
        """Whether a term in so many articles tells little of them."""
        return count > self._shelf.manifest.common

    def places(self, term: str) -> Mapping[int, Payload]:
        """Slot -> where; once `whole` is settled."""
        if term not in self._places:
            found = self._find(fold(term), term)
            places = read_places(found.postings) if found else {}
            if found and self.whole and self.is_common(found.count):
                rest = self._find(REST + fold(term), term)
                places |= read_places(rest.postings) if rest else {}
            self._places[term] = places
        return self._places[term]

    def _find(self, key: str, term: str) -> Term | None:
        entry = self._shelf.entry(key)
        return entry.terms.get(term) if entry else None


def find_concepts(question: Question, shelf: Shelf, *, typing: bool) -> Asked:
    """What the question asks for."""
    meanings = []
    for word in question.words:
        meaning = look_up(word, shelf, typing=typing)
        if word.parts and not meaning.known:
            # A code that nobody wrote as a whole may stand in parts.
            meanings += [look_up(_part(word, part), shelf, typing=False) for part in word.parts]
        else:
            meanings.append(meaning)
    unique: dict[str, Meaning] = {}
    for meaning in meanings:
        unique.setdefault(meaning.word.text, meaning)
    meanings = list(unique.values())
    _join_neighbours(meanings, shelf)
    terms = _Terms(shelf)
    counted = [meaning for meaning in meanings if not meaning.idle] or meanings
    counted = _choose_rare(counted, terms, shelf)
    bare = any(meaning.bare and not meaning.known for meaning in counted)
    alternatives: list[dict[tuple[str, ...], float]] = []
    for meaning in counted:
        marked = 1.0 if bare or not meaning.known else BARE
        alternatives.append(
            {(term,): weight if weight != SAME else weight * marked for term, weight in meaning.terms.items()}
        )
    _add_synonyms(alternatives, terms, shelf)
    own = [_count_own(found, terms) for found in alternatives]
    terms.whole = not any(count and not terms.is_common(count) for count in own)
    concepts = [
        _make_concept(meaning.word, found, terms, shelf, alone=len(counted) == 1)
        for meaning, found in zip(counted, alternatives, strict=True)
    ]
    return Asked(concepts, meanings, frozenset(term for found in alternatives for phrase in found for term in phrase))


def _part(word: Word, part: str) -> Word:
    return type(word)(part, word.weight, (), word.last)


def _join_neighbours(meanings: Sequence[Meaning], shelf: Shelf) -> None:
    """`pass word` may stand in articles as `password`."""
    for one, other in pairwise(meanings):
        text = one.word.text + other.word.text
        if is_unspaced(text) or not text.isalpha():
            continue
        entry = shelf.entry(fold(text))
        form = entry.forms.get(text) if entry else None
        if form is not None:
            one.add(form.term, JOINED)
            other.add(form.term, JOINED)


def _choose_rare(meanings: list[Meaning], terms: _Terms, shelf: Shelf) -> list[Meaning]:
    """At most so many words, the rarest first: a pasted page is found by what is special in it."""
    if len(meanings) <= MOST_CONCEPTS:
        return meanings
    order = {meaning.word.text: number for number, meaning in enumerate(meanings)}

    def telling(meaning: Meaning) -> tuple[float, int]:
        having = max((terms.count(term) for term in meaning.terms), default=0)
        weight = meaning.word.weight * rarity(shelf.manifest.articles, having) if meaning.known else 0.0
        return -weight, order[meaning.word.text]

    chosen = sorted(meanings, key=telling)[:MOST_CONCEPTS]
    return sorted(chosen, key=lambda meaning: order[meaning.word.text])


def _add_synonyms(alternatives: list[dict[tuple[str, ...], float]], terms: _Terms, shelf: Shelf) -> None:
    """What else the site calls it, both ways: every phrase of a group stands for every other. A common phrase needs no
    other.
    """
    same = [{phrase[0] for phrase, weight in found.items() if weight >= SAME} for found in alternatives]
    added: list[tuple[int, tuple[str, ...]]] = []
    for group in shelf.lexicon.groups:
        for phrase in group:
            holders = [next((n for n, own in enumerate(same) if term in own), -1) for term in phrase]
            if -1 not in holders and not terms.is_common(min(terms.count(term) for term in phrase)):
                added += [(number, other) for number in dict.fromkeys(holders) for other in group if other != phrase]
    for number, phrase in added:
        alternatives[number].setdefault(phrase, SYNONYM)


def _count_own(found: Mapping[tuple[str, ...], float], terms: _Terms) -> int:
    """How many articles have the word itself, or, where it is unknown, the most frequent of its guesses."""
    own = [terms.count(phrase[0]) for phrase, weight in found.items() if weight >= SAME]
    counts = own or [terms.count(phrase[0]) for phrase in found if len(phrase) == 1]
    return max(counts, default=0)


def _make_concept(
    word: Word, found: Mapping[tuple[str, ...], float], terms: _Terms, shelf: Shelf, *, alone: bool
) -> Concept:
    """A concept is as rare as the word itself; a guess is never worth more than by its own rarity."""
    articles = shelf.manifest.articles
    rare = rarity(articles, _count_own(found, terms))
    made = []
    for phrase, weight in sorted(found.items()):
        places = tuple(terms.places(term) for term in phrase)
        if all(places):
            least = min(terms.count(term) for term in phrase)
            worth = rare if weight >= SAME else min(rare, rarity(articles, least))
            made.append(Alternative(weight, word.weight * worth * weight, places))
    return Concept(made, code=alone or not word.text.isalpha())
