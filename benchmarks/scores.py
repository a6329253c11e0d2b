"""How well an engine answered: the measures of ranked answers, and how sure they are."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from judged import Query

DEPTH = 10
SEED = 20_260_501
RESAMPLES = 2_000
CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine found for a query. hits: the articles' paths, best first; what is no article is an empty path."""

    query: Query
    hits: tuple[str, ...]

    @property
    def rank(self) -> int | None:
        """Place of the first relevant article among the first ten, from 1."""
        return next((n for n, hit in enumerate(self.hits[:DEPTH], 1) if hit in self.query.relevant), None)

    @property
    def reciprocal_rank(self) -> float:
        """1 for the first place, 1/2 for the second, 0 for none of the first ten."""
        return 1 / self.rank if self.rank else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """Over n queries: MRR@10 with the bounds of its interval, shares of relevant articles first (P@1) and in the first
    five (R@5), and the number of queries that found nothing at all.
    """

    n: int
    mrr: float
    low: float
    high: float
    p1: float
    r5: float
    zero: int


def score_answers(answers: Sequence[Answer]) -> Score:
    """The measures over some answers, at least one."""
    values = [answer.reciprocal_rank for answer in answers]
    n = len(values)
    low, high = bootstrap_interval(values)
    return Score(
        n=n,
        mrr=sum(values) / n,
        low=low,
        high=high,
        p1=sum(answer.rank == 1 for answer in answers) / n,
        r5=sum(answer.rank is not None and answer.rank <= 5 for answer in answers) / n,
        zero=sum(not answer.hits for answer in answers),
    )


def bootstrap_interval(values: Sequence[float]) -> tuple[float, float]:
    """Bounds of the mean by resampling the queries with replacement (percentile bootstrap; the same at every run)."""
    chance = random.Random(SEED)
    n = len(values)
    means = sorted(sum(chance.choices(values, k=n)) / n for _ in range(RESAMPLES))
    outside = round((1 - CONFIDENCE) / 2 * RESAMPLES)
    return means[outside], means[RESAMPLES - 1 - outside]
