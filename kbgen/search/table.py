"""What the browser needs to know of every article before it ranks: a few bytes each, and coarse averages.

count       varint
slots       varint each: this slot - the last one, from 0
lengths     one byte each: the class of the body's words (`length_class`)
titles      one byte each: different words of the title that carry meaning, or all if none does (`terms`)

The digests of the excerpt files (`<language>-<slot>-<digest>.json`) are not needed to rank: they lie in files of their
own, one for every RANGE slots, three bytes an article in the order of slots.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kbgen.search.payload import read_varint, varint

DIGEST_BYTES = 3
RANGE = 1024
"""So many slots have the digests of their excerpts in one file."""

_STEPS = (1.0, 1.189207115002721, 1.4142135623730951, 1.681792830507429)


class Row(NamedTuple):
    """One article. length: class. title: words."""

    slot: int
    length: int
    title: int


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
    return bytes(out)


def decode_table(data: bytes) -> list[Row]:
    """The inverse of `encode_table`."""
    count, at = read_varint(data, 0)
    slots, slot = [], 0
    for _ in range(count):
        gap, at = read_varint(data, at)
        slot += gap
        slots.append(slot)
    lengths, titles = data[at:], data[at + count :]
    return [Row(slots[n], lengths[n], titles[n]) for n in range(count)]


def encode_digests(digests: Mapping[int, str]) -> list[bytes]:
    """A file for each range of slots. digests: slot -> six hex digits, in the order of slots."""
    files = [bytearray() for _ in range(max(digests, default=-1) // RANGE + 1)]
    for slot, digest in digests.items():
        files[slot // RANGE] += bytes.fromhex(digest)
    return [bytes(file) for file in files]


def find_digest(file: bytes, slot: int, slots: Sequence[int]) -> str:
    """The digest of a slot's excerpt, out of the file of its range. slots: of all articles, sorted."""
    at = DIGEST_BYTES * (bisect_left(slots, slot) - bisect_left(slots, slot - slot % RANGE))
    return file[at : at + DIGEST_BYTES].hex()
