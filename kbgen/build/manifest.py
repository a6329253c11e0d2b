"""`.kbgen-manifest`: every file that kbgen wrote into an output folder, with its SHA-256, and the folder's edition.

While a build writes, each new path is noted here first (digest `-`), so that whatever a killed build left behind
is known to be ours, and the next build can prune it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import get_args

from kbgen.model import Edition
from kbgen.publication import mark_edition

NAME = ".kbgen-manifest"
PENDING = "-"
# One space between words: two make an entry.
_HEADER = "# Files written by kbgen, with their SHA-256. What is listed and no longer needed is removed; do not edit.\n"


def read_manifest(folder: str) -> dict[str, str] | None:
    """Path -> SHA-256 hex (or `-` for a file that a build was about to write); None if there is no manifest."""
    try:
        with open(os.path.join(folder, NAME), encoding="utf-8") as file:
            lines = file.read().split("\n")
    except FileNotFoundError:
        return None
    entries: dict[str, str] = {}
    for line in lines:
        digest, separator, path = line.partition("  ")
        # A line cut short by a kill has no path, or one that leads nowhere.
        if separator and path:
            entries[path] = digest
    return entries


def read_edition(folder: str) -> Edition | None:
    """The edition that an output folder holds; None if there is no manifest, or it does not tell."""
    try:
        with open(os.path.join(folder, NAME), encoding="utf-8") as file:
            head = {file.readline().rstrip("\n") for _ in range(2)}
    except FileNotFoundError:
        return None
    return next((edition for edition in get_args(Edition) if mark_edition(edition) in head), None)


def is_inside(path: str) -> bool:
    """Whether a relative POSIX path stays below its folder."""
    return not path.startswith("/") and ".." not in path.split("/") and "\\" not in path and "\0" not in path


def write_manifest(folder: str, entries: Mapping[str, str], edition: Edition = "public") -> None:
    """Replace the manifest, sorted by path."""
    text = f"{_HEADER}{mark_edition(edition)}\n" + "".join(f"{entries[path]}  {path}\n" for path in sorted(entries))
    temporary = os.path.join(folder, f"{NAME}.tmp")
    with open(temporary, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    os.replace(temporary, os.path.join(folder, NAME))


def note_pending(folder: str, paths: Iterable[str]) -> None:
    """Append paths about to be written; one write, so that several processes may do it at once."""
    lines = "".join(f"{PENDING}  {path}\n" for path in paths)
    if lines:
        with open(os.path.join(folder, NAME), "ab") as file:
            file.write(lines.encode())
