"""The output folder: what may be written there, whole files only, and pruning.

A file appears by rename from a staging folder inside the output, so that a reader, or a kill, never meets half of one.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress

from kbgen.build.manifest import NAME, is_inside, note_pending, read_edition, read_manifest, write_manifest
from kbgen.errors import OutputError
from kbgen.model import Edition

# (size, mtime_ns, ctime_ns, inode)
FileStat = tuple[int, int, int, int]

STAGING = ".kbgen-tmp"
NO_STAT: FileStat = (0, 0, 0, 0)
_SHOWN = 5
_HINTS = {
    errno.ENOSPC: "The disk is full: make room and build again.",
    errno.EDQUOT: "Your disk quota is used up: make room and build again.",
    errno.EACCES: "There is no permission: check who owns the folder.",
    errno.EROFS: "The disk is read-only: choose another folder with --output.",
    errno.ENAMETOOLONG: "The name is too long for this disk: give the article a shorter slug.",
}


def digest_bytes(data: bytes) -> str:
    """SHA-256 hex."""
    return hashlib.sha256(data).hexdigest()


def stat_file(path: str) -> FileStat | None:
    """The stat, or None if there is no such file."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def open_output(folder: str, edition: Edition = "public") -> dict[str, str]:
    """Make sure the folder is ours or empty, ready for writing; what its manifest lists.

    Raises OutputError, with nothing touched, if it holds files of somebody else and no manifest, or if the agents'
    edition would take the place of a public one: somebody publishes that folder. The other way round is fine. The
    manifest then tells of the agents' edition until the last of its files is gone.
    """
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise OutputError(f"the output {folder} is a file", hint="Name a folder with --output.")
    entries = read_manifest(folder)
    if entries is None:
        foreign = sorted(set(os.listdir(folder)) - {STAGING}) if os.path.isdir(folder) else []
        if foreign:
            shown = ", ".join(foreign[:_SHOWN]) + (
                f" and {len(foreign) - _SHOWN} more" if len(foreign) > _SHOWN else ""
            )
            raise OutputError(
                f"the output folder {folder} is not empty and has no {NAME}: it holds {shown}",
                hint="Empty it yourself, or choose another folder with --output. Nothing was touched.",
            )
    elif edition == "agents" and entries and read_edition(folder) != edition:
        raise OutputError(
            f"{folder} holds the public edition; the agents' edition may not take its place",
            hint="Choose another folder with --output, or leave --output out. Nothing was touched.",
        )
    with explain_errors(folder):
        os.makedirs(folder, exist_ok=True)
        shutil.rmtree(os.path.join(folder, STAGING), ignore_errors=True)
        if not entries:
            write_manifest(folder, {}, edition)
    return entries or {}


class Writer:
    """Writes files below the output folder; one a process. listed: paths that the manifest knows at the start.
    written: path -> stat, as soon as the file lies in its place.
    """

    def __init__(self, folder: str, listed: Mapping[str, str]) -> None:
        self.folder = folder
        self.written: dict[str, FileStat] = {}
        self._listed = listed
        self._made: set[str] = set()
        self._count = 0

    def announce(self, paths: Iterable[str]) -> None:
        """Note paths that are new to the manifest, before they are written."""
        with explain_errors(self.folder):
            note_pending(self.folder, [path for path in paths if path not in self._listed])

    def write(self, path: str, data: bytes, digest: str, known: str | None) -> bool:
        """Put the file there unless its bytes are there already; whether it was written.

        known: SHA-256 of what certainly lies there now, if somebody checked.
        """
        staged = self.stage(path, data, digest, known)
        if staged:
            self.put(staged, path)
        return bool(staged)

    def stage(self, path: str, data: bytes, digest: str, known: str | None) -> str:
        """Lay the file ready for `put`; where, or an empty string if its bytes are in place already."""
        if known == digest:
            return ""
        assert is_inside(path), path
        full = os.path.join(self.folder, path)
        with explain_errors(full):
            if known is None and _holds(full, data):
                return ""
            staged = self._name_staged()
            try:
                _write_new(staged, data)
            except OSError:
                with suppress(OSError):
                    os.unlink(staged)
                raise
        return staged

    def put(self, staged: str, path: str) -> None:
        """Move a staged file, of this or another process, to its place."""
        full = os.path.join(self.folder, path)
        with explain_errors(full):
            try:
                self._make_folder(os.path.dirname(full))
                self._move(staged, full)
                self.written[path] = stat_file(full) or NO_STAT
            except OSError:
                with suppress(OSError):
                    os.unlink(staged)
                raise

    def put_all(self, staged: Iterable[tuple[str, str]]) -> None:
        """Move (staged file, path) pairs to their places in this order, but paths where nothing lies yet first.

        So nothing that was there before ever links to what is not there yet.
        """
        pairs = list(staged)
        self.announce(path for _, path in pairs)
        for file, path in sorted(pairs, key=lambda pair: os.path.exists(os.path.join(self.folder, pair[1]))):
            self.put(file, path)

    def _name_staged(self) -> str:
        # A folder for each process: in a common one they would wait for each other's turn.
        self._count += 1
        folder = os.path.join(self.folder, STAGING, str(os.getpid()))
        if self._count == 1:
            os.makedirs(folder, exist_ok=True)
        return os.path.join(folder, str(self._count))

    def _make_folder(self, folder: str) -> None:
        if folder in self._made:
            return
        try:
            os.makedirs(folder, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            # A page's folder now stands where an older build of ours had a file.
            self._drop_old_file_above(folder)
            os.makedirs(folder, exist_ok=True)
        self._made.add(folder)

    def _drop_old_file_above(self, folder: str) -> None:
        while len(folder) > len(self.folder):
            if os.path.isfile(folder) and self._is_listed(folder):
                os.unlink(folder)
                return
            folder = os.path.dirname(folder)

    def _is_listed(self, full: str) -> bool:
        return os.path.relpath(full, self.folder).replace(os.sep, "/") in self._listed

    def _move(self, temporary: str, full: str) -> None:
        try:
            os.replace(temporary, full)
        except (IsADirectoryError, PermissionError):
            if not os.path.isdir(full):
                raise
            # The reverse: a file now stands where an older build of ours had a folder.
            for folder, _, names in os.walk(full, topdown=False):
                for name in names:
                    inner = os.path.join(folder, name)
                    if not self._is_listed(inner):
                        raise OutputError(
                            f"{inner} is not kbgen's and stands in the way of {full}",
                            hint="Move it away and build again.",
                        ) from None
                    os.unlink(inner)
                os.rmdir(folder)
            os.replace(temporary, full)


def prune(folder: str, listed: Iterable[str], wanted: Mapping[str, str]) -> tuple[str, ...]:
    """Remove listed files that are no longer wanted, and folders that this empties; the removed paths, sorted."""
    removed = []
    parents = set()
    with explain_errors(folder):
        for path in sorted(set(listed) - wanted.keys()):
            if not is_inside(path):  # whoever wrote that into the manifest, it was not kbgen
                continue
            full = os.path.join(folder, path)
            if os.path.islink(full) or os.path.isfile(full):
                os.unlink(full)
                removed.append(path)
            parents.add(os.path.dirname(full))
        for parent in sorted(parents, reverse=True):
            _remove_empty(parent, folder)
    return tuple(removed)


def _remove_empty(place: str, folder: str) -> None:
    """Remove a folder, and those above it, as far as nothing is in them."""
    while len(place) > len(folder) and os.path.isdir(place):
        try:
            os.rmdir(place)
        except OSError as error:
            if error.errno in {errno.ENOTEMPTY, errno.EEXIST}:
                return
            raise
        place = os.path.dirname(place)


def close_output(
    folder: str, listed: Mapping[str, str], entries: Mapping[str, str], edition: Edition = "public"
) -> None:
    """The manifest of what is there. listed: the manifest of the start."""
    with explain_errors(folder):
        if listed != entries or read_edition(folder) != edition:
            write_manifest(folder, entries, edition)


def discard_staged(folder: str) -> None:
    """Remove what was laid ready and, since the build failed, not put in place: it may be all that fills the disk."""
    shutil.rmtree(os.path.join(folder, STAGING), ignore_errors=True)


def _write_new(path: str, data: bytes) -> None:
    # Half the system calls of open(): there are thousands of files to write.
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
    finally:
        os.close(descriptor)


def _holds(full: str, data: bytes) -> bool:
    try:
        if os.path.getsize(full) != len(data):
            return False
        with open(full, "rb") as file:
            return file.read() == data
    except OSError:
        return False


@contextmanager
def explain_errors(path: str) -> Iterator[None]:
    """Turn what the system says into an OutputError that tells what to do. path: what is being written."""
    try:
        yield
    except OSError as error:
        hint = _HINTS.get(error.errno or 0, "Mend that and build again.")
        raise OutputError(
            f"cannot write {error.filename or path}: {error.strerror or error}",
            hint=f"{hint} What was published before still works.",
        ) from error
