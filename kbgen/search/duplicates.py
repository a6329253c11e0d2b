"""Articles that say nearly the same: pairs of one language whose terms are alike."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kbgen.search.payload import KEYWORD, SUMMARY, TITLE, decode_payload
from kbgen.search.terms import ArticleTerms

ALIKE = 0.8
"""Cosine from which on a pair is worth a look: copies with a few words changed are above, siblings are below."""
_IN_HEAD = 1.0
_FEWEST = 8
"""Different terms that an article must have: of shorter ones a likeness says nothing."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two articles by ref, in order, and how alike they are: 0 to 1."""

    one: str
    other: str
    score: float


def near_duplicates(articles: Mapping[str, ArticleTerms], least: float = ALIKE) -> list[Likeness]:
    """Pairs whose likeness is at least so much, the most alike first. articles: of one language, by ref.

    The likeness is the cosine of tf-idf vectors (Salton and Buckley, "Term-weighting approaches in automatic text
    retrieval", 1988): a term weighs (1 + ln f) ln(1 + N / n), where f counts its mentions (title, keywords and summary
    for one together, a heading for one), N the articles, n those that have the term.

    Not all pairs are compared, and yet none is missed. With the terms of every vector in one order, the rarest first,
    two vectors of length 1 that share no term before the point where the rest of one is shorter than `least` cannot
    reach it (prefix filtering: Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007). So only these
    beginnings are looked up in an inverted index.
    """
    counts = {ref: _count(terms) for ref, terms in sorted(articles.items()) if len(terms.payloads) >= _FEWEST}
    having: defaultdict[str, int] = defaultdict(int)
    for terms in counts.values():
        for term in terms:
            having[term] += 1
    vectors = {ref: _weigh(terms, having, len(counts)) for ref, terms in counts.items()}
    index: defaultdict[str, list[str]] = defaultdict(list)
    found = []
    for ref, vector in vectors.items():
        beginning = _begin(vector, having, least)
        candidates = dict.fromkeys(other for term in beginning for other in index[term])
        for other in candidates:
            score = _cosine(vector, vectors[other])
            if score >= least:
                found.append(Likeness(other, ref, round(score, 4)))
        for term in beginning:
            index[term].append(ref)
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))


def _count(terms: ArticleTerms) -> dict[str, float]:
    """Term -> mentions."""
    counts = {}
    for term, data in terms.payloads.items():
        payload, _ = decode_payload(data, 0)
        mentions = sum(count + in_heading for _, in_heading, count in payload.passages)
        counts[term] = max(1.0, mentions + (_IN_HEAD if payload.flags & (TITLE | KEYWORD | SUMMARY) else 0.0))
    return counts


def _weigh(counts: Mapping[str, float], having: Mapping[str, int], articles: int) -> dict[str, float]:
    """The vector, of length 1."""
    weights = {term: (1 + math.log(count)) * math.log(1 + articles / having[term]) for term, count in counts.items()}
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()}


def _begin(vector: Mapping[str, float], having: Mapping[str, int], least: float) -> list[str]:
    """The rarest terms, up to where the rest is too short to be alike by itself."""
    order = sorted(vector, key=lambda term: (having[term], term))
    rest = 1.0
    for number, term in enumerate(order):
        # A hair less than needed: sums of floats may end a bit too low.
        if math.sqrt(max(0.0, rest)) < least - 1e-9:
            return order[:number]
        rest -= vector[term] * vector[term]
    return order


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return math.fsum(weight * other[term] for term, weight in one.items() if term in other)
