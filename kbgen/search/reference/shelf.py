"""What a question is answered from, and an index as it is published, opened as that."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import Protocol

from kbgen.search.blocks import Entry, decode_entry, split_block
from kbgen.search.lexicon import Lexicon, decode_lexicon
from kbgen.search.manifest import Manifest, file_name
from kbgen.search.payload import Payload, decode_payload, read_varint
from kbgen.search.spelling import parse_spelling
from kbgen.search.table import RANGE, Row, decode_table, find_digest
from kbgen.search.tokens import fold
from kbgen.site.searchable import excerpt_name


class Shelf(Protocol):
    """One language's articles as search asks for them. rows: slot -> what ranking knows of the article."""

    manifest: Manifest
    rows: dict[int, Row]
    lexicon: Lexicon

    def entry(self, key: str) -> Entry | None:
        """What stands under a key."""

    def following(self, key: str) -> list[str]:
        """Other keys that begin with a key, in order."""

    def forms_of(self, term: str) -> list[str]:
        """The forms of a term."""

    def spelling(self, letter: str) -> dict[str, int]:
        """The words of a first letter with their weights."""


class BlockShelf:
    """The published files: blocks of entries, spelling, the table of articles. read: bytes of one by its name."""

    def __init__(self, manifest: Manifest, read: Callable[[str], bytes]) -> None:
        self.manifest = manifest
        self._read = read
        self._blocks: dict[int, dict[str, bytes]] = {}
        self._spelling: dict[str, dict[str, int]] = {}
        self.rows: dict[int, Row] = {row.slot: row for row in decode_table(self._file("t", manifest.table))}
        self._slots = list(self.rows)
        self.lexicon: Lexicon = decode_lexicon(self._file("l", manifest.lexicon))

    def entry(self, key: str) -> Entry | None:
        """What stands under a key."""
        data = self._block(key).get(key)
        return None if data is None else decode_entry(key, data)

    def following(self, key: str) -> list[str]:
        """The other keys of the same block that begin with a key, in order."""
        return [other for other in self._block(key) if other != key and other.startswith(key)]

    def forms_of(self, term: str) -> list[str]:
        """The forms of a term that stand in the block of the term itself, where nearly all of them are."""
        block = self._block(fold(term))
        entries = (decode_entry(key, data) for key, data in block.items() if data[0])
        return [name for entry in entries for name, form in entry.forms.items() if form.term == term]

    def spelling(self, letter: str) -> dict[str, int]:
        """The words of a first letter with their weights."""
        if letter not in self._spelling:
            digest = self.manifest.spelling.get(letter)
            self._spelling[letter] = parse_spelling(self._file("s", digest)) if digest else {}
        return self._spelling[letter]

    def excerpt(self, slot: int) -> str:
        """Name of an article's excerpt file."""
        digests = self._file("e", self.manifest.excerpts[slot // RANGE])
        return excerpt_name(self.manifest.language, slot, find_digest(digests, slot, self._slots))

    def _block(self, key: str) -> dict[str, bytes]:
        number = bisect_right(self.manifest.firsts, key) - 1
        if number < 0:
            return {}
        if number not in self._blocks:
            self._blocks[number] = dict(split_block(self._file("w", self.manifest.blocks[number])))
        return self._blocks[number]

    def _file(self, kind: str, digest: str) -> bytes:
        return self._read(file_name(self.manifest.language, kind, digest))


def read_places(postings: bytes) -> dict[int, Payload]:
    """Slot -> where the term stands."""
    found: dict[int, Payload] = {}
    at = slot = 0
    while at < len(postings):
        gap, at = read_varint(postings, at)
        slot += gap
        found[slot], at = decode_payload(postings, at)
    return found
