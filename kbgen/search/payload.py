"""Where a term stands in one article, as a few bytes: what a posting says beside the article's slot.

    head        1 title, 2 keywords or errors, 4 an error code or a keyword by itself, 8 summary or product,
                16 only as a part of a compound, 32 passages follow
    passages    one byte each: bits 0-2 passages skipped since the last one (7: a varint with the rest follows),
                bit 3 in its heading, bits 4-6 class of the count in its text (see COUNTS), bit 7 the last one

`docs/search-format.md` describes it for other clients.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

TITLE, KEYWORD, EXACT, SUMMARY, PART, PASSAGES = 1, 2, 4, 8, 16, 32
COUNTS = (0.0, 1.0, 2.0, 3.0, 4.5, 7.0, 11.0, 18.0)
"""What the classes of a count in a passage's text count for."""

_CLASS_OF = bytes([0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 6, 6])
_HEADING, _LAST, _ESCAPE = 8, 128, 7


def varint(number: int) -> bytes:
    """Seven bits a byte, lowest first; bit 7 says that more follow."""
    if number < 128:
        return bytes((number,))
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """(number, position after it)."""
    number = data[at]
    at += 1
    if number < 128:
        return number, at
    number &= 127
    shift = 7
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 127) << shift
        if byte < 128:
            return number, at
        shift += 7


@dataclass(frozen=True, slots=True)
class Payload:
    """flags: of the head. passages: (number, in its heading, count) in order."""

    flags: int
    passages: tuple[tuple[int, bool, float], ...] = ()


_PLAIN = tuple(
    tuple(
        bytes((PASSAGES, _LAST | gap | (mark & 1) << 3 | _CLASS_OF[mark >> 1] << 4))
        for mark in range(2 * len(_CLASS_OF))
    )
    for gap in range(_ESCAPE)
)
"""The payloads of terms that stand in one early passage and nowhere else, as most do: by passage and mark."""


def encode_payload(flags: int, passages: Mapping[int, int]) -> bytes:
    """passages: number -> count in the text * 2 + 1 if in the heading, in order."""
    if not flags and len(passages) == 1:
        ((number, mark),) = passages.items()
        if number < _ESCAPE and mark < len(_PLAIN[0]):
            return _PLAIN[number][mark]
    out = bytearray((flags,))
    last, at = -1, 0
    for number, mark in passages.items():
        gap = number - last - 1
        last, at = number, len(out)
        count = mark >> 1
        value = (mark & 1) << 3 | (_CLASS_OF[count] if count < len(_CLASS_OF) else 7) << 4
        if gap < _ESCAPE:
            out.append(value | gap)
        else:
            out.append(value | _ESCAPE)
            out += varint(gap - _ESCAPE)
    if at:
        out[0] |= PASSAGES
        out[at] |= _LAST
    return bytes(out)


def skip_payload(data: bytes, at: int) -> int:
    """Where the payload that begins at a position ends."""
    head = data[at]
    at += 1
    if not head & PASSAGES:
        return at
    while True:
        value = data[at]
        at += 1
        if value & 7 == _ESCAPE:
            _, at = read_varint(data, at)
        if value & _LAST:
            return at


def stands_out(payload: bytes, *, mentions: bool) -> bool:
    """Whether it says more than that passages mention the term. mentions: in one of them more than once is enough."""
    if payload[0] & (TITLE | KEYWORD | EXACT | SUMMARY):
        return True
    if not payload[0] & PASSAGES:
        return False
    at, last = 1, False
    while not last:
        value = payload[at]
        at += 1
        if value & _HEADING or (mentions and value >> 4 & 7 > 1):
            return True
        if value & 7 == _ESCAPE:
            _, at = read_varint(payload, at)
        last = bool(value & _LAST)
    return False


def decode_payload(data: bytes, at: int) -> tuple[Payload, int]:
    """The payload that begins at a position, and where it ends."""
    head = data[at]
    at += 1
    passages = []
    number = -1
    last = not head & PASSAGES
    while not last:
        value = data[at]
        at += 1
        gap = value & 7
        if gap == _ESCAPE:
            more, at = read_varint(data, at)
            gap += more
        number += gap + 1
        passages.append((number, bool(value & _HEADING), COUNTS[value >> 4 & 7]))
        last = bool(value & _LAST)
    return Payload(head & ~PASSAGES, tuple(passages)), at


def as_part(payload: bytes) -> bytes:
    """The payload of a compound, as that of one of its parts."""
    return bytes((payload[0] & ~EXACT | PART,)) + payload[1:]


def merge_parts(terms: Mapping[str, bytes], parts: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Terms of one article with those that stand in its compounds only. parts: (term of a compound, term of a part)."""
    merged = dict(terms)
    for whole, part in parts:
        if part not in merged:
            merged[part] = as_part(terms[whole])
    return merged
