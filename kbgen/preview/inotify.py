"""Linux tells of changes itself: a watch for each folder that counts, and nothing held back.

watchdog, which serves the other systems, cannot do here what a preview needs. It holds a file that is moved out of the
tree back for half a second, and with it all that follows (an editor that keeps its backups elsewhere saves like
that); it watches folders that are left out, such as the output; and it does not say when events were lost, or when the
system allows no more watches.
"""

from __future__ import annotations

import ctypes
import errno
import os
import select
import struct
import threading
from collections.abc import Iterator
from contextlib import suppress
from stat import S_ISREG

from kbgen.preview.gathering import Gathering
from kbgen.preview.places import Scope, list_counting

# <sys/inotify.h>. Left out on purpose: opening and reading, which builds do, and writing, which ends in a closing.
_ATTRIB, _CLOSE_WRITE, _MOVED_FROM, _MOVED_TO = 0x4, 0x8, 0x40, 0x80
_CREATE, _DELETE, _MOVE_SELF = 0x100, 0x200, 0x800
_OVERFLOW, _IGNORED = 0x4000, 0x8000
_ONLY_FOLDERS, _DONT_FOLLOW, _EXCLUDE_UNLINKED, _IS_FOLDER = 0x1000000, 0x2000000, 0x4000000, 0x40000000
_NEWS = _ATTRIB | _CLOSE_WRITE | _MOVED_FROM | _MOVED_TO | _CREATE | _DELETE | _MOVE_SELF
_WANTED = _NEWS | _ONLY_FOLDERS | _EXCLUDE_UNLINKED

_HEAD = struct.Struct("iIII")
_BUFFER_BYTES = 65_536
_OUT_OF_WATCHES = frozenset({errno.ENOSPC, errno.ENOMEM, errno.EMFILE})


class Inotify:
    """Watches a scope and adds what happens to a gathering, from a thread of its own."""

    def __init__(self, scope: Scope, gathering: Gathering) -> None:
        self._scope = scope
        self._gathering = gathering
        self._left_out = frozenset(path for place in scope.folders for path in place.left_out)
        self._folders: dict[int, str] = {}  # by the number of its watch
        self._lost = False
        self._thread = threading.Thread(target=self._run, name="kbgen-inotify", daemon=True)

    def start(self) -> None:
        """What happens from now on is told. Raises OSError if the system has no watch left."""
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._events = self._libc.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK)
        if self._events < 0:
            raise _last_error()
        self._end, self._ending = os.pipe()
        try:
            self._identities = self._scope.identities()
            for place in self._scope.folders:
                self._watch_tree(place.path)
            for file in self._scope.files:
                self._watch(os.path.dirname(file))
        except OSError:
            self._close()
            raise
        self._thread.start()

    def stop(self) -> None:
        """End the thread, give the watches back."""
        os.write(self._ending, b"!")
        self._thread.join()
        self._close()

    def is_current(self) -> bool:
        """False once a watched folder was replaced, or a watch was lost: start anew."""
        return not self._lost and self._identities == self._scope.identities()

    def _close(self) -> None:
        for descriptor in (self._events, self._end, self._ending):
            os.close(descriptor)

    def _watch(self, folder: str, flags: int = 0) -> bool:
        """Watch one folder; False if it is gone or may not be read. flags: besides what is wanted of all."""
        number = self._libc.inotify_add_watch(self._events, os.fsencode(folder), _WANTED | flags)
        if number >= 0:
            self._folders[number] = folder
            return True
        error = _last_error()
        if error.errno in _OUT_OF_WATCHES:
            raise error
        return False

    def _watch_tree(self, top: str) -> None:
        """Watch a folder and all below it. Each is watched before it is read, so that nothing falls in between."""
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            if self._watch(folder, 0 if folder == top else _DONT_FOLLOW):
                with suppress(OSError):
                    waiting += list_counting(folder, self._left_out)[1]

    def _forget_tree(self, top: str) -> None:
        """A folder was moved: its watches went along, and would tell of paths that are no more."""
        for number, folder in list(self._folders.items()):
            if folder == top or folder.startswith(top + os.sep):
                del self._folders[number]
                self._libc.inotify_rm_watch(self._events, number)

    def _run(self) -> None:
        poll = select.poll()
        poll.register(self._events, select.POLLIN)
        poll.register(self._end, select.POLLIN)
        while all(descriptor != self._end for descriptor, _ in poll.poll()):
            try:
                for number, mask, name in _parse(os.read(self._events, _BUFFER_BYTES)):
                    self._take(number, mask, name)
            except BlockingIOError:
                continue
            except OSError:  # no watch is left for a new folder
                self._lose()

    def _take(self, number: int, mask: int, name: str) -> None:
        if mask & _OVERFLOW:
            self._lose()
        elif mask & _IGNORED:
            if self._folders.pop(number, "") in self._scope.tops():
                self._lose()
        elif mask & _MOVE_SELF:
            self._gathering.add_everything()
        elif name and number in self._folders:
            self._take_named(os.path.join(self._folders[number], name), mask)

    def _lose(self) -> None:
        """Events or watches are gone: what happened meanwhile is unknown."""
        self._lost = True
        self._gathering.add_everything()

    def _take_named(self, path: str, mask: int) -> None:
        """Something happened to what a folder holds under a name."""
        is_folder = bool(mask & _IS_FOLDER)
        if not self._scope.holds(path, is_folder=is_folder):
            return
        if not is_folder:
            if not (mask & _CREATE and _is_begun(path)):
                self._gathering.add(path)
            return
        if mask & (_MOVED_FROM | _DELETE):
            self._forget_tree(path)
        else:
            self._watch_tree(path)
        self._gathering.add_everything()


def _is_begun(path: str) -> bool:
    """Whether a file that was just made is still to be written; its closing is told as well, and then it is whole.

    A link is not written: nothing but its making is told.
    """
    try:
        stat = os.lstat(path)
    except OSError:
        return False
    return S_ISREG(stat.st_mode) and stat.st_size == 0 and stat.st_nlink == 1


def _parse(data: bytes) -> Iterator[tuple[int, int, str]]:
    """(number of the watch, mask, name in the folder) of each event."""
    at = 0
    while at < len(data):
        number, mask, _, length = _HEAD.unpack_from(data, at)
        at += _HEAD.size + length
        yield number, mask, os.fsdecode(data[at - length : at].rstrip(b"\0"))


def _last_error() -> OSError:
    number = ctypes.get_errno()
    return OSError(number, os.strerror(number))
