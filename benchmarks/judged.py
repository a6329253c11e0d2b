"""Queries whose answers are known: read them, and part them in halves."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Query:
    """What a customer typed. relevant: paths of the articles that answer it, below the language's folder."""

    text: str
    kind: str
    language: str
    relevant: frozenset[str]


def read_queries(folder: Path) -> list[Query]:
    """All queries of the `.jsonl` files in a folder, in their order. Ends where there is none or one cannot be read."""
    queries = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
                queries.append(Query(entry["q"], entry["kind"], entry["lang"], frozenset(entry["relevant"])))
            except (ValueError, KeyError, TypeError) as error:
                raise SystemExit(f"{path}:{number}: not a query with q, kind, lang and relevant ({error}).") from error
    if not queries:
        raise SystemExit(f"{folder} holds no .jsonl files with queries.")
    return queries


def halve_queries(queries: Sequence[Query], seed: int) -> tuple[list[Query], list[Query]]:
    """Two random halves with as much of every language and kind, as near as can be."""
    chance = random.Random(seed)
    dealt: list[Query] = []
    for _, group in itertools.groupby(sorted(queries, key=_kind), key=_kind):
        members = list(group)
        chance.shuffle(members)
        dealt.extend(members)
    return dealt[::2], dealt[1::2]


def _kind(query: Query) -> tuple[str, str]:
    return query.language, query.kind
