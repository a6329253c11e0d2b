"""Parsed texts on disk: one append-only file, so that memory does not grow with the corpus.

An entry is found by its place and checked by CRC-32. Old entries stay until the file is mostly waste, then the
live ones move to a new file; whatever a killed build appended lies beyond the length that the state knows, and is cut.
"""

from __future__ import annotations

import marshal
import os
import zlib
from collections.abc import Iterable
from typing import BinaryIO

from kbgen.build.packing import Packed
from kbgen.errors import StateError

# offset, then length and CRC-32 of the outline, of the body, which follows it, and of the terms after that
Place = tuple[int, int, int, int, int, int, int]
Entry = tuple[bytes, bytes, bytes]

# Below this size, waste is not worth a copy.
KEEP_BELOW_BYTES = 1 << 20


def encode_entry(outline: Packed, body: Packed, terms: bytes) -> Entry:
    """An entry's bytes; in three parts, since outlines and search terms are also asked for alone."""
    return marshal.dumps(outline), marshal.dumps(body), terms


class TextStore:
    """The file `texts-<number>` in a build's state folder."""

    def __init__(self, folder: str, number: int, length: int) -> None:
        self.folder = folder
        self.number = number
        self.length = length
        self._reading: BinaryIO | None = None

    def __getstate__(self) -> dict[str, object]:
        """For a spawned worker: everything but the open file."""
        return {**self.__dict__, "_reading": None}

    @property
    def path(self) -> str:
        """Where the entries lie now."""
        return os.path.join(self.folder, f"texts-{self.number}")

    def open(self) -> None:
        """Make the file ready for appending after `length`. Raises StateError if it is shorter than the state says."""
        os.makedirs(self.folder, exist_ok=True)
        have = os.path.getsize(self.path) if os.path.exists(self.path) else 0
        if have < self.length:
            raise StateError("the store of parsed texts is shorter than its index")
        if have > self.length:
            os.truncate(self.path, self.length)

    def append(self, entries: Iterable[Entry]) -> list[Place]:
        """Add entries; where they lie."""
        places = []
        with open(self.path, "ab") as file:
            for entry in entries:
                outline, body, terms = entry
                file.writelines(entry)
                places.append(
                    (
                        self.length,
                        len(outline),
                        zlib.crc32(outline),
                        len(body),
                        zlib.crc32(body),
                        len(terms),
                        zlib.crc32(terms),
                    )
                )
                self.length += sum(len(part) for part in entry)
        return places

    def read_outline(self, place: Place) -> Packed:
        """The outline at a place. Raises StateError if it is not whole."""
        offset, length, crc = place[:3]
        return _decode(self._read(offset, length), length, crc)

    def read_terms(self, place: Place) -> bytes:
        """The search terms at a place. Raises StateError if they are not whole."""
        offset, outline, _, body, _, length, crc = place
        return _check(self._read(offset + outline + body, length), length, crc)

    def read(self, place: Place) -> tuple[Packed, Packed]:
        """Outline and body at a place. Raises StateError if they are not whole."""
        offset, length, crc, body_length, body_crc = place[:5]
        data = self._read(offset, length + body_length)
        return _decode(data[:length], length, crc), _decode(data[length:], body_length, body_crc)

    def _read(self, offset: int, length: int) -> bytes:
        if self._reading is None:
            self._reading = open(self.path, "rb", buffering=0)  # noqa: SIM115  # closed by close()
        # One file object is shared by forked readers, and so is its offset: pread where there is one.
        if hasattr(os, "pread"):
            return os.pread(self._reading.fileno(), length, offset)
        self._reading.seek(offset)
        return self._reading.read(length)

    def close(self) -> None:
        """Let go of the file."""
        if self._reading is not None:
            self._reading.close()
            self._reading = None

    def compact(self, live: list[Place]) -> list[Place] | None:
        """Move live entries to a new file if most of this one is waste; their new places, or None if nothing moved.

        The old file stays until `sweep`, since the state on disk still points into it.
        """
        useful = sum(outline + body + terms for _, outline, _, body, _, terms, _ in live)
        if self.length < KEEP_BELOW_BYTES or useful * 2 > self.length:
            return None
        target = TextStore(self.folder, self.number + 1, 0)
        with open(self.path, "rb") as source, open(target.path, "wb") as file:
            places = []
            for place in live:
                size = place[1] + place[3] + place[5]
                source.seek(place[0])
                file.write(source.read(size))
                places.append((target.length, *place[1:]))
                target.length += size
        self.close()
        self.number, self.length = target.number, target.length
        return places

    def sweep(self) -> None:
        """Remove files of earlier numbers."""
        current = os.path.basename(self.path)
        for name in os.listdir(self.folder):
            if name.startswith("texts-") and name != current:
                os.unlink(os.path.join(self.folder, name))


def _check(data: bytes, length: int, crc: int) -> bytes:
    if len(data) != length or zlib.crc32(data) != crc:
        raise StateError("an entry in the store of parsed texts is damaged")
    return data


def _decode(data: bytes, length: int, crc: int) -> Packed:
    packed: Packed = marshal.loads(_check(data, length, crc))  # noqa: S302  # our own file, checked
    return packed
