"""Looks at all files again and again, where the system does not tell of changes."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Mapping
from stat import S_ISDIR

from kbgen.preview.gathering import Gathering
from kbgen.preview.places import Scope, list_counting

LEAST_PAUSE_SECONDS = 0.2
LATELY = 30
"""So many files that changed last are looked at after each least pause: they are the likeliest to change again."""
_PAUSE_PER_CPU_SECOND = 9
"""So that all sweeps together take a tenth of a core."""

_FOLDER = 0
"""Stands for any folder in a stock."""


def take_stock(scope: Scope) -> dict[str, int]:
    """Absolute path -> stamp of every file and folder that counts. Links are looked at, not followed.

    A stamp stands for a file's size, times and inode. It is one number, since ten thousand tuples would keep Python's
    garbage collector busy.
    """
    stock: dict[str, int] = {}
    for place in scope.folders:
        waiting = [place.path]
        while waiting:
            folder = waiting.pop()
            try:
                files, folders = list_counting(folder, place.left_out)
            except OSError:
                continue  # gone since it was listed
            stock[folder] = _FOLDER
            waiting += folders
            for entry in files:
                try:
                    stock[entry.path] = _stamp(entry.stat(follow_symlinks=False))
                except OSError:
                    continue
    for file in scope.files:
        stamp = read_stamp(file)
        if stamp is not None:
            stock[file] = stamp
    return stock


def read_stamp(path: str) -> int | None:
    """The stamp of one file or folder, None if nothing is there."""
    try:
        stat = os.lstat(path)
    except OSError:
        return None
    return _FOLDER if S_ISDIR(stat.st_mode) else _stamp(stat)


def compare_stocks(before: Mapping[str, int], now: Mapping[str, int]) -> set[str]:
    """The paths that came, went or look different."""
    if before == now:
        return set()
    return {path for path, _ in before.items() ^ now.items()}


def _stamp(stat: os.stat_result) -> int:
    return hash((stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino))


class Polling:
    """Sweeps over a scope from a thread of its own and adds what differs to a gathering."""

    def __init__(self, scope: Scope, gathering: Gathering, *, least_pause_seconds: float = LEAST_PAUSE_SECONDS) -> None:
        self._scope = scope
        self._gathering = gathering
        self._least_pause_seconds = least_pause_seconds
        self._stock: dict[str, int] = {}
        self._lately: deque[str] = deque(maxlen=LATELY)
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="kbgen-polling", daemon=True)

    def start(self) -> None:
        """Whatever differs from now on is told."""
        self._stock = take_stock(self._scope)
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._end.set()
        self._wake.set()
        self._thread.join()

    def is_current(self) -> bool:
        """Always: a sweep goes by paths, so that folders may come and go."""
        return True

    def look(self, path: str) -> None:
        """Something may have happened to a file. If a folder is there or was, all files are looked at soon."""
        with self._lock:
            before, now = self._stock.get(path), read_stamp(path)
            if _FOLDER in (before, now):
                self._wake.set()
            elif before != now:
                if now is None:
                    del self._stock[path]
                else:
                    self._stock[path] = now
                self._tell(path)

    def look_around(self) -> None:
        """Something may have happened anywhere."""
        self._wake.set()

    def _run(self) -> None:
        rest_seconds, pause_seconds = 0.0, self._least_pause_seconds
        while not self._end.wait(rest_seconds):
            self._pause(pause_seconds - rest_seconds)
            clock, cpu = time.monotonic(), time.thread_time()
            self._sweep()
            # As long as a sweep takes by the clock: nothing hurries that, and a slow file server has half of its time.
            rest_seconds = time.monotonic() - clock
            cpu = time.thread_time() - cpu
            pause_seconds = max(self._least_pause_seconds, rest_seconds, _PAUSE_PER_CPU_SECOND * cpu)

    def _pause(self, seconds: float) -> None:
        """Wait, with an eye on what changed lately; shorter if a sweep is wanted."""
        due = time.monotonic() + seconds
        while (left := due - time.monotonic()) > 0 and not self._wake.wait(min(left, self._least_pause_seconds)):
            for path in tuple(self._lately):
                self.look(path)
        self._wake.clear()

    def _sweep(self) -> None:
        with self._lock:
            now = take_stock(self._scope)
            differing = compare_stocks(self._stock, now)
            self._stock = now
            for path in differing:
                self._tell(path)

    def _tell(self, path: str) -> None:
        if path not in self._lately:
            self._lately.append(path)
        self._gathering.add(path)
