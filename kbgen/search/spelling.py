"""The words that a misspelt or unfinished one may stand for: by first letter, each with how many articles have it.

A file holds the keys of one first letter, a line each: the key, then the weight as one digit (`faktura5`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kbgen.search.tokens import is_unspaced

if TYPE_CHECKING:
    from kbgen.search.blocks import Entry

SHORTEST = 3
"""Letters of a word from which on it may be meant by another one."""


def weigh_key(key: str, entry: Entry) -> int:
    """How often a word stands in articles, from 1 to 9: the bits of their number; 0 for what is not spelt (codes)."""
    if len(key) < SHORTEST or not key.isalpha() or is_unspaced(key):
        return 0
    count = sum(form.count for form in entry.forms.values())
    return min(9, count.bit_length())


def group_spelling(weights: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """First letter -> keys with their weights."""
    groups: dict[str, dict[str, int]] = {}
    for key, weight in weights.items():
        groups.setdefault(key[0], {})[key] = weight
    return groups


def format_spelling(weights: Mapping[str, int]) -> bytes:
    """The file of one first letter; keys of weight 0 are left out."""
    return "".join(f"{key}{weight}\n" for key, weight in sorted(weights.items()) if weight).encode()


def parse_spelling(data: bytes) -> dict[str, int]:
    """The inverse of `format_spelling`."""
    return {line[:-1]: int(line[-1]) for line in data.decode().splitlines()}
