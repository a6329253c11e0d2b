"""What the browser needs to know of every article before it ranks: a few bytes each, and coarse averages.

count       varint
slots       varint each: this slot - the last one, from 0
lengths     one byte each: the class of the body's words (`length_class`)
titles      one byte each: different words of the title that carry meaning, or all if none does (`terms`)
digests     three bytes each: of the article's excerpt file, `<language>-<slot>-<digest>.json`
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from kbgen.search.payload import read_varint, varint

DIGEST_BYTES = 3
_STEPS = (1.0, 1.189207115002721, 1.4142135623730951, 1.681792830507429)


class Row(NamedTuple):
    """One article. length: class. digest: six hex digits."""

    slot: int
    length: int
    title: int
    digest: str


def length_of(number: int) -> float:
    """The length that a class stands for: four classes double it."""
    return (1 << (number >> 2)) * _STEPS[number & 3]


_LENGTHS = tuple(length_of(number) for number in range(96))


def length_class(words: float) -> int:
    """The highest class that does not exceed a number of words; 0 for none."""
    return max(0, bisect_right(_LENGTHS, words) - 1)


def encode_table(rows: Sequence[Row]) -> bytes:
    """Rows in the order of their slots."""
    out = bytearray(varint(len(rows)))
    last = 0
    for row in rows:
        out += varint(row.slot - last)
        last = row.slot
    out += bytes(row.length for row in rows)
    out += bytes(row.title for row in rows)
    for row in rows:
        out += bytes.fromhex(row.digest)
    return bytes(out)


def decode_table(data: bytes) -> list[Row]:
    """The inverse of `encode_table`."""
    count, at = read_varint(data, 0)
    slots, slot = [], 0
    for _ in range(count):
        gap, at = read_varint(data, at)
        slot += gap
        slots.append(slot)
    lengths, titles, digests = data[at:], data[at + count :], data[at + 2 * count :].hex()
    size = 2 * DIGEST_BYTES
    return [Row(slots[n], lengths[n], titles[n], digests[n * size : n * size + size]) for n in range(count)]
