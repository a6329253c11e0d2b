"""What a preview watches: folders with all below them, single files, and which names in them count."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from stat import S_ISDIR

# What editors put beside a file for the moment of saving it, or for as long as it is open.
_PASSING_STARTS = (".", "#")
_PASSING_ENDS = ("~", ".swp", ".swx", ".swo", ".tmp", ".bak", "___")
_PASSING_NAMES = frozenset({"4913"})
"""By this name Vim tries whether it may write into a folder."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder and all below it, or a single file.

    path: absolute and normalised; nothing may lie there yet. A folder may be a link, links in it are not followed.
    left_out: absolute paths of folders and files below it that do not count.
    """

    path: str
    is_file: bool = False
    left_out: frozenset[str] = frozenset()


class Scope:
    """Which paths count: those in the places, but for hidden ones, `node_modules`, and what editors leave behind."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self.folders = tuple(place for place in self.places if not place.is_file)
        self.files = frozenset(place.path for place in self.places if place.is_file)

    def holds(self, path: str, *, is_folder: bool) -> bool:
        """Whether a file or folder counts, by its absolute path alone: it may be gone."""
        if not is_folder and path in self.files:
            return True
        return any(_lies_in(place, path, is_folder=is_folder) for place in self.folders)

    def tops(self) -> tuple[str, ...]:
        """The folders of the places, and those that single files lie in."""
        return tuple(dict.fromkeys([*(place.path for place in self.folders), *map(os.path.dirname, self.files)]))

    def identities(self) -> tuple[tuple[int, int] | None, ...]:
        """What tells each of the tops from a folder that comes to its path later; None where there is none."""
        return tuple(_identify(top) for top in self.tops())


def list_counting(folder: str, left_out: frozenset[str]) -> tuple[list[os.DirEntry[str]], list[str]]:
    """(files, paths of folders) that count, one level deep. Raises OSError if the folder cannot be read."""
    files, folders = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if _counts_as_folder(entry.name) and entry.path not in left_out:
                    folders.append(entry.path)
            elif _counts_as_file(entry.name) and entry.path not in left_out:
                files.append(entry)
    return files, folders


def _counts_as_folder(name: str) -> bool:
    return name[0] != "." and name != "node_modules"


def _counts_as_file(name: str) -> bool:
    return not (name.startswith(_PASSING_STARTS) or name.endswith(_PASSING_ENDS) or name in _PASSING_NAMES)


def _lies_in(place: Place, path: str, *, is_folder: bool) -> bool:
    if path == place.path:
        return is_folder
    lead = place.path.rstrip(os.sep) + os.sep
    if not path.startswith(lead):
        return False
    *folders, name = path[len(lead) :].split(os.sep)
    if not (_counts_as_folder if is_folder else _counts_as_file)(name) or not all(map(_counts_as_folder, folders)):
        return False
    return not any(path == out or path.startswith(out + os.sep) for out in place.left_out)


def _identify(folder: str) -> tuple[int, int] | None:
    try:
        stat = os.stat(folder)
    except OSError:
        return None
    return (stat.st_dev, stat.st_ino) if S_ISDIR(stat.st_mode) else None
