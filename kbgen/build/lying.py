"""What lies in the output folder: which of the listed files are still as the last build left them.

`files` in the state's folder remembers each file's digest and stat, a line a file; of several lines for a path the last
one counts. An equal stat, change time included, spares reading the file. A line that is torn or old only makes it be
read: what is believed of a file is what its bytes, or a stat noted beside their digest, say.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kbgen.build.manifest import PENDING
from kbgen.build.output import FileStat, digest_bytes, stat_file

File = tuple[str, str]
"""Path below the output, SHA-256 hex."""

_NAME = "files"


@dataclass(frozen=True, slots=True)
class Lying:
    """listed: the manifest of the start. changed: listed paths whose file is gone or has other bytes. lines: of files
    whose stat is new and whose bytes are not. crowded: whether the file of lines is mostly old ones.
    """

    listed: Mapping[str, str]
    changed: frozenset[str]
    lines: tuple[str, ...] = ()
    crowded: bool = False

    def digest(self, path: str) -> str | None:
        """SHA-256 hex of what certainly lies there."""
        return None if path in self.changed else self.listed.get(path)

    def holds(self, files: Iterable[File], /) -> bool:
        """Whether every file lies there with these bytes."""
        listed, changed = self.listed, self.changed
        return all(listed.get(path) == digest and path not in changed for path, digest in files)

    def without_trust(self) -> Lying:
        """The same, as if nothing were known of any file."""
        return Lying(self.listed, frozenset(self.listed), crowded=True)


class Untouched(Lying):
    """An output that this process made and nobody has touched since: every file of the state lies there."""

    __slots__ = ()

    def holds(self, _files: Iterable[File], /) -> bool:
        """They do."""
        return True


def examine_output(output: str, listed: Mapping[str, str], folder: str) -> Lying:
    """Look at every listed file. folder: of the state."""
    known, count = _read_lines(folder)
    changed: set[str] = set()
    lines = []
    for path, digest in listed.items():
        place = f"{output}/{path}"
        stat = None if digest == PENDING else stat_file(place)
        if stat is None:
            changed.add(path)
            continue
        line = _join(path, digest, stat)
        if known.get(path) == line:
            continue
        if _has_digest(place, digest):
            lines.append(line)
        else:
            changed.add(path)
    return Lying(listed, frozenset(changed), tuple(lines), count > 1000 + 2 * len(listed))


def note_files(folder: str, written: Mapping[str, FileStat], lying: Lying, wanted: Mapping[str, str]) -> None:
    """Remember the files that were written, and those of which `lying` learned a new stat. Raises OSError.

    folder: of the state. written: path -> stat. wanted: path -> SHA-256 hex of all files of the output now.
    """
    kept: list[str] = []
    if lying.crowded:
        known, _ = _read_lines(folder)
        kept = [line for path, line in known.items() if path in wanted]
    new = [_join(path, wanted[path], stat) for path, stat in written.items() if path in wanted]
    text = "".join(f"{line}\n" for line in (*kept, *lying.lines, *new))
    if text:
        with open(os.path.join(folder, _NAME), "wb" if lying.crowded else "ab") as file:
            file.write(text.encode())


def _read_lines(folder: str) -> tuple[dict[str, str], int]:
    """Path -> line, and how many lines there are."""
    try:
        with open(os.path.join(folder, _NAME), "rb") as file:
            lines = file.read().decode("utf-8", "replace").split("\n")
    except OSError:
        return {}, 0
    return {line.partition("  ")[2]: line for line in lines}, len(lines)


def _join(path: str, digest: str, stat: FileStat) -> str:
    """`<digest> <stat>  <path>`."""
    return f"{digest} {stat[0]} {stat[1]} {stat[2]} {stat[3]}  {path}"


def _has_digest(place: str, digest: str) -> bool:
    try:
        if not os.path.isfile(place):
            return False
        with open(place, "rb") as file:
            return digest_bytes(file.read()) == digest
    except OSError:
        return False
