"""The postings of a term: by slot, the distance from the last one and the payload."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbgen.search.blocks import Term
from kbgen.search.payload import PART, read_varint, skip_payload, varint


def pack_postings(known: Mapping[int, bytes]) -> Term:
    """A term of the index from its payloads by slot."""
    return edit_postings(Term(0, b""), known)


def edit_postings(term: Term, edits: Mapping[int, bytes | None]) -> Term:
    """The term with other payloads in some slots; None: the article has it no longer. The rest is copied as it lies."""
    old, count = term.postings, term.count
    out = bytearray()
    at = slot = last = 0  # where the next posting begins; the slots before it, in the old and in the new
    for target in sorted(edits):
        start, before = at, slot
        gap, payload = _read_gap(old, at)
        while at < len(old) and slot + gap < target:
            slot += gap
            at = skip_payload(old, payload)
            gap, payload = _read_gap(old, at)
        if at > start:
            _copy(old[start:at], before - last, out)
            last = slot
        if at < len(old) and slot + gap == target:
            count -= not old[payload] & PART
            slot = target
            at = skip_payload(old, payload)
        new = edits[target]
        if new is not None:
            out += varint(target - last) + new
            last = target
            count += not new[0] & PART
    if at < len(old):
        _copy(old[at:], slot - last, out)
    return Term(count, bytes(out))


def read_postings(postings: bytes) -> Iterator[tuple[int, bytes]]:
    """(slot, payload) of every posting."""
    at = slot = 0
    while at < len(postings):
        gap, start = read_varint(postings, at)
        slot += gap
        at = skip_payload(postings, start)
        yield slot, postings[start:at]


def _read_gap(postings: bytes, at: int) -> tuple[int, int]:
    return read_varint(postings, at) if at < len(postings) else (0, at)


def _copy(run: bytes, further: int, out: bytearray) -> None:
    """Add a run of postings, whose first one now lies further from the one before it."""
    if further:
        gap, at = read_varint(run, 0)
        out += varint(gap + further)
        run = run[at:]
    out += run
