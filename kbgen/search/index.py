"""The index of one language: built from the terms of all articles, or brought up to date by those that changed.

Both ways give the same bytes. An update reads the blocks that hold a word of a changed article, and no other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kbgen.search.blocks import (
    Entry,
    Form,
    Term,
    begins_block,
    cut_blocks,
    decode_entry,
    encode_block,
    encode_entry,
    split_block,
)
from kbgen.search.payload import PART, varint
from kbgen.search.postings import edit_postings
from kbgen.search.spelling import weigh_key
from kbgen.search.tokens import fold

_GAPS = [varint(gap) for gap in range(1 << 12)]


@dataclass(frozen=True, slots=True)
class Member:
    """One article in the index. payloads: its terms, those of its compounds' halves among them; forms: word -> term."""

    slot: int
    payloads: Mapping[str, bytes]
    forms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Block:
    """first: its first key. data: its bytes; None where it is as it was. name: of one that is as it was."""

    first: str
    data: bytes | None = None
    name: str = ""


@dataclass(slots=True)
class Update:
    """blocks: all of them, in order. spelling: key -> its weight now (`spelling`), 0 if it is gone; of changed keys."""

    blocks: list[Block]
    spelling: dict[str, int] = field(default_factory=dict)


def block_size(space: int) -> int:
    """The least bytes of a block: more in a large site, so that the list of blocks stays small. space: of the slots."""
    return 1200 if space <= 1 << 11 else 2400 if space <= 1 << 14 else 4000


def build_index(members: Iterable[Member], least: int) -> Update:
    """The whole index. members: in the order of their slots. least: `block_size`."""
    postings: dict[str, bytearray] = {}
    last: dict[str, int] = {}
    own: dict[str, int] = {}
    counts: dict[str, int] = {}
    term_of: dict[str, str] = {}
    for member in members:
        slot = member.slot
        for term, payload in member.payloads.items():
            found = postings.get(term)
            if found is None:
                found = postings[term] = bytearray()
                gap = slot
                own[term] = 0
            else:
                gap = slot - last[term]
            last[term] = slot
            found += _GAPS[gap] if gap < 4096 else varint(gap)
            found += payload
            if not payload[0] & PART:
                own[term] += 1
        for form, term in member.forms.items():
            if form in counts:
                counts[form] += 1
            else:
                counts[form] = 1
                term_of[form] = term
    entries: dict[str, Entry] = {}
    for form, count in counts.items():
        entries.setdefault(fold(form), Entry()).forms[form] = Form(count, term_of[form])
    for term, whole in postings.items():
        entries.setdefault(fold(term), Entry()).terms[term] = Term(own[term], bytes(whole))
    keys = sorted(entries)
    encoded = ((key, encode_entry(key, entries[key])) for key in keys)
    blocks = [Block(block[0][0], encode_block(block)) for block in cut_blocks(encoded, least)]
    spelling = {key: weight for key in keys if (weight := weigh_key(key, entries[key]))}
    return Update(blocks, spelling)


def update_index(
    blocks: Sequence[Block],
    read: Callable[[str], bytes],
    before: Iterable[Member],
    after: Iterable[Member],
    least: int,
) -> Update:
    """The index after some articles changed. blocks: as they are, each named. read: bytes of a block by its name.

    before, after: the changed articles as they were and as they are; one that is new or gone is in one of them only.
    """
    edits = _collect_edits(before, after)
    update = Update([])
    dirty = _edit_blocks(blocks, read, edits, update.spelling)
    update.blocks = list(_cut_again(blocks, read, dirty, least))
    return update


@dataclass(slots=True)
class _Edit:
    """What changes under one key. forms: form -> (by how many, term). terms: term -> slot -> payload, or
    None where it is gone.
    """

    forms: dict[str, tuple[int, str]] = field(default_factory=dict)
    terms: dict[str, dict[int, bytes | None]] = field(default_factory=dict)


def _collect_edits(before: Iterable[Member], after: Iterable[Member]) -> dict[str, _Edit]:
    counts: dict[str, int] = {}
    term_of: dict[str, str] = {}
    old: dict[str, dict[int, bytes]] = {}
    new: dict[str, dict[int, bytes]] = {}
    for members, by, placed in ((before, -1, old), (after, 1, new)):
        for member in members:
            for form, term in member.forms.items():
                counts[form] = counts.get(form, 0) + by
                term_of[form] = term
            for term, payload in member.payloads.items():
                placed.setdefault(term, {})[member.slot] = payload
    edits: dict[str, _Edit] = {}
    for form, by in counts.items():
        if by:
            edits.setdefault(fold(form), _Edit()).forms[form] = (by, term_of[form])
    for term in old.keys() | new.keys():
        was, now = old.get(term, {}), new.get(term, {})
        if was != now:
            slots = {slot: now.get(slot) for slot in was.keys() | now.keys() if was.get(slot) != now.get(slot)}
            edits.setdefault(fold(term), _Edit()).terms[term] = slots
    return edits


def _edit_blocks(
    blocks: Sequence[Block], read: Callable[[str], bytes], edits: Mapping[str, _Edit], spelling: dict[str, int]
) -> dict[int, list[tuple[str, bytes]]]:
    """Number of a block -> its entries, of those that hold an edited key; a new key belongs to the block before it."""
    firsts = [block.first for block in blocks]
    by_block: dict[int, dict[str, _Edit]] = {}
    for key, edit in edits.items():
        by_block.setdefault(max(0, bisect_right(firsts, key) - 1), {})[key] = edit
    dirty: dict[int, list[tuple[str, bytes]]] = {}
    for number, inside in by_block.items():
        entries = dict(split_block(read(blocks[number].name))) if blocks else {}
        for key, edit in inside.items():
            entry = decode_entry(key, entries[key]) if key in entries else Entry()
            weight = weigh_key(key, entry)
            _apply(entry, edit)
            if entry.forms or entry.terms:
                entries[key] = encode_entry(key, entry)
            else:
                del entries[key]
            if weigh_key(key, entry) != weight:
                spelling[key] = weigh_key(key, entry)
        dirty[number] = sorted(entries.items())
    return dirty


def _apply(entry: Entry, edit: _Edit) -> None:
    for name, (by, term) in edit.forms.items():
        form = entry.forms.get(name)
        count = by + (form.count if form else 0)
        if count:
            entry.forms[name] = Form(count, term)
        else:
            entry.forms.pop(name, None)
    for name, slots in edit.terms.items():
        edited = edit_postings(entry.terms.get(name, Term(0, b"")), slots)
        if edited.postings:
            entry.terms[name] = edited
        else:
            del entry.terms[name]


def _cut_again(
    blocks: Sequence[Block], read: Callable[[str], bytes], dirty: Mapping[int, list[tuple[str, bytes]]], least: int
) -> Iterator[Block]:
    """All blocks, with those that changed cut as a build from nothing would cut them."""
    # A block whose first key went may have to join the one before it.
    moved = {n - 1 for n, entries in dirty.items() if n and (not entries or entries[0][0] != blocks[n].first)}
    open_block: list[tuple[str, bytes]] = []
    for number in range(max(len(blocks), 1 if dirty else 0)):
        if not open_block and number not in dirty and number not in moved:
            yield blocks[number]
            continue
        entries = dirty.get(number)
        open_block += list(split_block(read(blocks[number].name))) if entries is None else entries
        cut = list(cut_blocks(open_block, least))
        open_block = cut.pop() if cut else []
        for block in cut:
            yield Block(block[0][0], encode_block(block))
        size = sum(len(key) + len(data) for key, data in open_block)
        follows = number + 1 < len(blocks) and number + 1 not in dirty
        if open_block and follows and begins_block(blocks[number + 1].first, size, least):
            yield Block(open_block[0][0], encode_block(open_block))
            open_block = []
    if open_block:
        yield Block(open_block[0][0], encode_block(open_block))
