"""The index of one language: built from the terms of all articles, or brought up to date by those that changed.

Both ways give the same bytes. An update reads the blocks that hold a word of a changed article, and no other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kbgen.search.blocks import (
    REST,
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
from kbgen.search.spelling import weigh_key
from kbgen.search.tiers import common_limit, edit_term, part_entry
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
    """first, last: of its keys. data: its bytes; None where it is as it was. name: of one that is as it was."""

    first: str
    last: str
    data: bytes | None = None
    name: str = ""


@dataclass(slots=True)
class Update:
    """blocks: all of them, in order. spelling: key -> its weight now (`spelling`), 0 if it is gone; of changed keys."""

    blocks: list[Block]
    spelling: dict[str, int] = field(default_factory=dict)


def block_size(space: int) -> int:
    """The least bytes of a block: more in a large site, so that the list of blocks stays small."""
    return 1200 if space <= 1 << 11 else 2400 if space <= 1 << 14 else 4000


def build_index(members: Iterable[Member], space: int) -> Update:
    """The whole index. members: in the order of their slots. space: of the slots (`slot_space`)."""
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
    limit = common_limit(space)
    for key in {fold(term) for term, count in own.items() if count > limit}:
        entries[key], entries[REST + key] = part_entry(entries[key], limit)
    keys = sorted(key for key, entry in entries.items() if entry.forms or entry.terms)
    encoded = ((key, encode_entry(key, entries[key])) for key in keys)
    blocks = [_make_block(block) for block in cut_blocks(encoded, block_size(space))]
    spelling = {key: weight for key in keys if (weight := weigh_key(key, entries[key]))}
    return Update(blocks, spelling)


def update_index(
    blocks: Sequence[Block],
    read: Callable[[str], bytes],
    before: Iterable[Member],
    after: Iterable[Member],
    space: int,
) -> Update:
    """The index after some articles changed. blocks: as they are, each named. read: bytes of a block by its name.

    before, after: the changed articles as they were and as they are; one that is new or gone is in one of them only.
    space: of the slots, as it was when the blocks were made.
    """
    opened = _OpenedBlocks(blocks, read)
    update = Update([])
    for key, edit in _collect_edits(before, after).items():
        entry, weight = _edit_key(key, edit, opened, common_limit(space))
        if weigh_key(key, entry) != weight:
            update.spelling[key] = weigh_key(key, entry)
    update.blocks = list(_cut_again(blocks, read, opened.changed(), block_size(space)))
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


def _make_block(entries: Sequence[tuple[str, bytes]]) -> Block:
    return Block(entries[0][0], entries[-1][0], encode_block(entries))


class _OpenedBlocks:
    """Entries by key, in blocks that are read when a key is asked for; a new key belongs to the block before it."""

    def __init__(self, blocks: Sequence[Block], read: Callable[[str], bytes]) -> None:
        self._blocks = blocks
        self._read = read
        self._firsts = [block.first for block in blocks]
        self._entries: dict[int, dict[str, bytes]] = {}
        self._changed: set[int] = set()

    def get(self, key: str) -> Entry:
        """What stands under a key; an empty entry if nothing does."""
        data = self._open(key).get(key)
        return Entry() if data is None else decode_entry(key, data)

    def put(self, key: str, entry: Entry) -> None:
        """Let an entry stand under a key, or nothing if it is empty."""
        entries = self._open(key)
        data = encode_entry(key, entry) if entry.forms or entry.terms else None
        if entries.get(key) == data:
            return
        self._changed.add(self._number(key))
        if data is None:
            del entries[key]
        else:
            entries[key] = data

    def changed(self) -> dict[int, list[tuple[str, bytes]]]:
        """Number of a block -> its entries, of those that changed."""
        return {number: sorted(self._entries[number].items()) for number in self._changed}

    def _number(self, key: str) -> int:
        return max(0, bisect_right(self._firsts, key) - 1)

    def _open(self, key: str) -> dict[str, bytes]:
        number = self._number(key)
        entries = self._entries.get(number)
        if entries is None:
            entries = dict(split_block(self._read(self._blocks[number].name))) if self._blocks else {}
            self._entries[number] = entries
        return entries


def _edit_key(key: str, edit: _Edit, opened: _OpenedBlocks, limit: int) -> tuple[Entry, int]:
    """Change what stands under a key; its entry, and what its weight for spelling was."""
    entry = opened.get(key)
    weight = weigh_key(key, entry)
    common = any(term.count > limit for term in entry.terms.values())
    rest = opened.get(REST + key) if common else Entry()
    for name, (by, term) in edit.forms.items():
        form = entry.forms.get(name)
        count = by + (form.count if form else 0)
        if count:
            entry.forms[name] = Form(count, term)
        else:
            entry.forms.pop(name, None)
    for name, slots in edit.terms.items():
        edit_term(name, slots, entry, rest, limit)
    opened.put(key, entry)
    if common or rest.terms:
        opened.put(REST + key, rest)
    return entry, weight


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
            yield _make_block(block)
        size = sum(len(key) + len(data) for key, data in open_block)
        follows = number + 1 < len(blocks) and number + 1 not in dirty
        if open_block and follows and begins_block(blocks[number + 1].first, size, least):
            yield _make_block(open_block)
            open_block = []
    if open_block:
        yield _make_block(open_block)
