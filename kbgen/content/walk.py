"""Walks a content folder: every file once, links kept inside, what cannot be used reported."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kbgen.content.names import judge_name
from kbgen.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

MANIFEST = ".kbgen-manifest"
"""A folder that holds this is an output of kbgen, never content."""


class Found(NamedTuple):
    """A file or folder met (a tuple, since ten thousand are made in one go).

    name: NFC. below: its path under the content folder, NFC. path: as on disk, from the site's folder. stat: see
    `Source`; empty for a folder.
    """

    name: str
    below: str
    path: str
    stat: tuple[int, int, int, int] | tuple[()]


@dataclass
class Walk:
    """A walk through one content folder; `problems` grow on the way.

    folder: absolute path of the site's folder. root: absolute path of the content folder. excluded: test of a path
    below the content folder. skipped: absolute, normalised paths of folders and files that are not content.
    """

    folder: str
    root: str
    excluded: Callable[[str], bool]
    skipped: frozenset[str]
    problems: list[Problem] = field(default_factory=list)

    def list_folder(self, place: str, path: str, below: str) -> tuple[list[Found], list[Found]]:
        """(files, folders) in a folder, unsorted.

        place: its absolute path. path, below: as in `Found`, both without a file's name; below is empty at the top.
        """
        files: list[Found] = []
        folders: list[Found] = []
        try:
            with os.scandir(place) as entries:
                listed = list(entries)
        except OSError as error:
            message = f"the folder cannot be read: {error.strerror}"
            self._report("folder-unreadable", message, path or place, "Check its permissions.")
            return files, folders
        if below and any(entry.name == MANIFEST for entry in listed):
            return files, folders
        for entry in listed:
            name = entry.name
            if name[0] == "." or name == "node_modules" or entry.path in self.skipped:
                continue
            nfc = name if name.isascii() else unicodedata.normalize("NFC", name)
            found_path = f"{path}/{name}" if path else name
            found_below = f"{below}/{nfc}" if below else nfc
            if self.excluded(found_below) or not self._may_use(name, found_path):
                continue
            try:
                found = self._examine(entry, place, found_path, found_below, nfc)
            except FileNotFoundError:
                continue  # gone since the listing: as if it had never been there
            except OSError as error:
                message = f"it cannot be read: {error.strerror}"
                self._report("file-unreadable", message, found_path, "Check its permissions.")
                continue
            if found is not None:
                (files if found.stat else folders).append(found)
        return files, folders

    def _examine(self, entry: os.DirEntry[str], place: str, path: str, below: str, name: str) -> Found | None:
        if entry.is_symlink() and not self._may_follow(entry.path, path, place):
            return None
        if entry.is_dir():
            return Found(name, below, path, ())
        if not entry.is_file():
            self._report("file-special", "this is no ordinary file", path, "Move it out of the content.")
            return None
        stat = entry.stat()
        return Found(name, below, path, (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino))

    def _may_use(self, name: str, path: str) -> bool:
        problem = judge_name(name, path)
        if problem is not None:
            self.problems.append(problem)
        return problem is None or problem.level == "warning"

    def _may_follow(self, link: str, path: str, place: str) -> bool:
        """Whether a symbolic link stays in the content folder and does not lead back to a folder it stands in."""
        target = os.path.realpath(link)
        shown = os.readlink(link).replace(os.sep, "/")
        if not _is_within(target, os.path.realpath(self.root)):
            hint = "Copy what it leads to into the content folder."
            self._report("link-outside", f"this link leads out of the content folder, to {shown}", path, hint)
            return False
        if not os.path.exists(target):
            self._report("link-dangling", f"this link leads to {shown}, where nothing is", path, "Mend or delete it.")
            return False
        # Through other links a folder may come back to itself without standing above: ask every folder on the way.
        above = place
        while True:
            if _is_within(os.path.realpath(above), target):
                message = f"this link leads to {shown}, which holds the link itself"
                self._report("link-cycle", message, path, "Delete the link.")
                return False
            if len(above) <= len(self.root):
                return True
            above = os.path.dirname(above)

    def _report(self, code: str, message: str, path: str, hint: str) -> None:
        self.problems.append(Problem("error", code, message, path, None, hint))


def _is_within(path: str, folder: str) -> bool:
    path, folder = os.path.normcase(path), os.path.normcase(folder)
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
