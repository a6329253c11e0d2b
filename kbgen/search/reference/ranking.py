"""Which articles answer, best first: BM25F with fields that bound each other, the best passage, exact titles and codes.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with these changes: a term in
the title and one among the keywords add a share of their own each, beside the share of the text, which is bounded.

Only sums, products, quotients and comparisons: they give the same bits in every language, and so the same order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbgen.search.payload import EXACT, KEYWORD, PART, SUMMARY, TITLE
from kbgen.search.table import length_of

if TYPE_CHECKING:
    from kbgen.search.payload import Payload
    from kbgen.search.table import Row

PRESENT = 0.2  # that a term stands in the article at all
IN_TITLE = 1.0
IN_KEYWORDS = 1.0
IN_TEXT = 2.0  # at most, for any number of mentions
HEADING = 2.0  # mentions that one in a heading counts for
IN_SUMMARY = 1.0  # the same for the summary
HALF = 3.0  # mentions for half of IN_TEXT
LENGTH = 0.75  # how much a long text has to say a term more often
IN_PASSAGE = 0.5
SAME = 0.8  # an alternative of this weight is the word itself, whatever its marks
EXACT_CODE = 500.0
EXACT_TITLE = 1000.0


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to say a concept. weight: 1 for the word itself. scale: what a full match is worth. places: of each term
    that must stand in the article, slot -> where.
    """

    weight: float
    scale: float
    places: tuple[Mapping[int, Payload], ...]


@dataclass(slots=True)
class Concept:
    """One thing the question asks for. code: it is no plain word, or the only one."""

    alternatives: list[Alternative] = field(default_factory=list)
    code: bool = False


def rarity(articles: int, having: int) -> float:
    """The base-2 logarithm of 1 + (N - n + 0.5) / (n + 0.5), near enough, without a logarithm."""
    ratio = 1 + (articles - having + 0.5) / (having + 0.5)
    whole = 0
    while ratio >= 2:
        ratio /= 2
        whole += 1
    rest = ratio - 1
    return whole + rest * (1.346 - 0.346 * rest)


@dataclass(slots=True)
class Score:
    """An article as far as it was scored. titles: concepts that stand in its title. passages: number -> score."""

    total: float = 0.0
    titles: int = 0
    exact: bool = False
    passages: dict[int, float] = field(default_factory=dict)


def rank(concepts: list[Concept], rows: Mapping[int, Row], length: int) -> list[tuple[float, int, int]]:
    """(score, slot, number of the best passage or -1), best first; the lower slot first where scores are equal.

    length: class of the average body.
    """
    scores: dict[int, Score] = {}
    for concept in concepts:
        _score_concept(concept, scores, rows, length_of(length))
    ranked = []
    for slot, score in scores.items():
        best, most = -1, 0.0
        for number, value in score.passages.items():
            if value > most or (value == most and number < best):
                best, most = number, value
        total = score.total + IN_PASSAGE * most
        if score.titles == len(concepts) == rows[slot].title:
            total += EXACT_TITLE
        if score.exact:
            total += EXACT_CODE
        ranked.append((total, slot, best))
    ranked.sort(key=lambda entry: (-entry[0], entry[1]))
    return ranked


def _score_concept(  # noqa: C901  # one loop over postings, kept in the order of its twin
    concept: Concept, scores: dict[int, Score], rows: Mapping[int, Row], average: float
) -> None:
    values: dict[int, float] = {}
    passages: dict[int, dict[int, float]] = {}
    for alternative in concept.alternatives:
        places, scale = alternative.places, alternative.scale
        for slot, payload in places[0].items():
            if slot not in rows or any(slot not in other for other in places[1:]):
                continue
            together = [payload, *(other[slot] for other in places[1:])]
            value = min(_value(one, rows[slot], average) for one in together) * scale
            if value > values.get(slot, 0.0):
                values[slot] = value
            score = scores.setdefault(slot, Score())
            flags = payload.flags
            for other in together[1:]:
                flags &= other.flags
            if flags & EXACT and alternative.weight == 1.0 and concept.code:
                score.exact = True
            found = passages.setdefault(slot, {})
            for number, in_heading, count in payload.passages:
                mentions = count + (HEADING if in_heading else 0.0)
                found[number] = max(found.get(number, 0.0), scale * (mentions / (mentions + 1)))
    for slot, value in values.items():
        score = scores[slot]
        score.total += value
        if any(
            alternative.weight >= SAME and all(_in_title(one.get(slot)) for one in alternative.places)
            for alternative in concept.alternatives
        ):
            score.titles += 1
        for number, value_there in passages[slot].items():
            score.passages[number] = score.passages.get(number, 0.0) + value_there


def _in_title(payload: Payload | None) -> bool:
    return payload is not None and bool(payload.flags & TITLE) and not payload.flags & PART


def _value(payload: Payload, row: Row, average: float) -> float:
    """What a term is worth in an article, from PRESENT to the sum of all shares."""
    mentions = 0.0
    for _, in_heading, count in payload.passages:
        mentions += count + (HEADING if in_heading else 0.0)
    mentions /= 1 - LENGTH + LENGTH * (length_of(row.length) / average)
    if payload.flags & SUMMARY:
        mentions += IN_SUMMARY
    value = PRESENT + IN_TEXT * (mentions / (mentions + HALF))
    if payload.flags & TITLE:
        value += IN_TITLE
    if payload.flags & KEYWORD:
        value += IN_KEYWORDS
    return value / 2 if payload.flags & PART else value
