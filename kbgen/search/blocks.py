"""The vocabulary with its postings, in blocks of a few kilobytes: a block is what a browser fetches for one word.

A block is a sorted run of entries. An entry stands under a key, a word without diacritics (`tokens.fold`), and holds
the forms that are written so and the terms that are written so. Where a block ends is decided by its entries alone, so
that an edit changes the block that it lies in and rarely the next. `docs/search-format.md` has the bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kbgen.search.payload import read_varint, varint

REST = "~"
"""Before a key: its entry has what does not stand out of common terms (`tiers`). No word begins so."""

_CUTS = 8
"""One key in so many may begin a block."""


@dataclass(slots=True)
class Form:
    """A word as articles write it. count: articles that do. term: what it is indexed as."""

    count: int
    term: str


@dataclass(slots=True)
class Term:
    """count: articles that have it, compounds aside. postings: bytes, by slot: (slot - last slot, payload)."""

    count: int
    postings: bytes


@dataclass(slots=True)
class Entry:
    """forms, terms: by how they are written, diacritics and all."""

    forms: dict[str, Form] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)


def encode_entry(key: str, entry: Entry) -> bytes:
    """An entry without its key. Names that are the key itself are left out, terms are told as a change of the form."""
    out = bytearray((len(entry.forms), len(entry.terms)))
    for name, form in sorted(entry.forms.items()):
        out += _name(name, key) + varint(form.count)
        written, term = name.encode(), form.term.encode()
        shared = _shared(written, term)
        out += bytes((len(written) - shared, len(term) - shared)) + term[shared:]
    for name, found in sorted(entry.terms.items()):
        out += _name(name, key) + varint(found.count) + varint(len(found.postings)) + found.postings
    return bytes(out)


def encode_block(entries: Sequence[tuple[str, bytes]]) -> bytes:
    """A block of (key, encoded entry), sorted: each key as bytes (UTF-8) shared with the last one and the rest."""
    out = bytearray()
    last = b""
    for key, data in entries:
        name = key.encode()
        shared = _shared(last, name)
        out += bytes((shared, len(name) - shared)) + name[shared:] + varint(len(data)) + data
        last = name
    return bytes(out)


def split_block(block: bytes) -> Iterator[tuple[str, bytes]]:
    """(key, encoded entry) of a block. Raises IndexError or UnicodeDecodeError for bytes that are no block."""
    at, last = 0, b""
    while at < len(block):
        shared, length = block[at], block[at + 1]
        at += 2
        last = last[:shared] + block[at : at + length]
        size, at = read_varint(block, at + length)
        yield last.decode(), block[at : at + size]
        at += size


def decode_entry(key: str, data: bytes) -> Entry:
    """The inverse of `encode_entry`."""
    entry = Entry()
    forms, terms, at = data[0], data[1], 2
    for _ in range(forms):
        name, at = _read_name(data, at, key)
        written_by, at = read_varint(data, at)
        cut, length = data[at], data[at + 1]
        at += 2
        written = name.encode()
        term = (written[: len(written) - cut] + data[at : at + length]).decode()
        at += length
        entry.forms[name] = Form(written_by, term)
    for _ in range(terms):
        name, at = _read_name(data, at, key)
        count, at = read_varint(data, at)
        size, at = read_varint(data, at)
        entry.terms[name] = Term(count, data[at : at + size])
        at += size
    return entry


def cut_blocks(entries: Iterable[tuple[str, bytes]], least: int) -> Iterator[list[tuple[str, bytes]]]:
    """Entries in blocks of at least so many bytes; a block begins where `begins_block` says so."""
    block: list[tuple[str, bytes]] = []
    size = 0
    for key, data in entries:
        if block and begins_block(key, size, least):
            yield block
            block, size = [], 0
        block.append((key, data))
        size += len(data) + len(key)
    if block:
        yield block


def begins_block(key: str, size: int, least: int) -> bool:
    """Whether a key begins a block when the one before it holds so many bytes."""
    number = zlib.crc32(key.encode())
    if key.startswith(REST):
        # Few entries, and large ones: half of them may begin a block.
        return size >= least or (size >= least // 2 and number % 2 == 0)
    return size >= 4 * least or (size >= least and number % _CUTS == 0)


def _name(name: str, key: str) -> bytes:
    if name == key:
        return b"\0"
    data = name.encode()
    return bytes((len(data),)) + data


def _read_name(data: bytes, at: int, key: str) -> tuple[str, int]:
    length = data[at]
    at += 1
    return (data[at : at + length].decode() if length else key), at + length


def _shared(one: bytes, other: bytes) -> int:
    """How many bytes two words begin with in common."""
    most = min(len(one), len(other))
    for at in range(most):
        if one[at] != other[at]:
            return at
    return most
