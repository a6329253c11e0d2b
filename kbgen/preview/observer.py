"""macOS and Windows tell of changes through watchdog; a look at the file decides whether it is one.

Their events are hints. Windows tells of files that were only read, both leave events out when there are too many, and
macOS tells of folders in its own spelling. So an event makes `Polling` look where it points to, and now and then all
files are looked at.
"""

from __future__ import annotations

import os

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from kbgen.preview.gathering import Gathering
from kbgen.preview.places import Scope
from kbgen.preview.polling import Polling

SWEEP_SECONDS = 5.0
"""How late a change is seen that no event told of."""

_READING = frozenset({"opened", "closed_no_write"})


class Observed:
    """Watches a scope and adds what has changed to a gathering, from threads of its own."""

    def __init__(self, scope: Scope, gathering: Gathering) -> None:
        self._scope = Scope(scope.folders)
        self._sweeps = Polling(self._scope, gathering, least_pause_seconds=SWEEP_SECONDS)
        # Events of a folder on macOS are those of all below it: for a single file in it that would be too many.
        self._files = Polling(Scope(place for place in scope.places if place.is_file), gathering)

    def start(self) -> None:
        """What happens from now on is told. Raises OSError if the system cannot watch."""
        self._identities = self._scope.identities()
        self._observer = Observer()
        try:
            for place in self._scope.folders:
                if os.path.isdir(place.path):
                    real = os.path.realpath(place.path)
                    self._observer.schedule(_Handler(self._scope, self._sweeps, real, place.path), real, recursive=True)
            self._observer.start()
        except (RuntimeError, SystemError) as error:
            self._observer.stop()
            raise OSError(str(error)) from error
        except OSError:
            self._observer.stop()
            raise
        self._sweeps.start()
        self._files.start()

    def stop(self) -> None:
        """End the threads, give the watches back."""
        self._observer.stop()
        self._observer.join()
        self._sweeps.stop()
        self._files.stop()

    def is_current(self) -> bool:
        """False once a watched folder was replaced: start anew."""
        alive = all(emitter.is_alive() for emitter in self._observer.emitters)
        return alive and self._identities == self._scope.identities()


class _Handler(FileSystemEventHandler):
    """real: the watched folder as the system tells of it. path: as it is known here."""

    def __init__(self, scope: Scope, sweeps: Polling, real: str, path: str) -> None:
        self._scope = scope
        self._sweeps = sweeps
        self._real = real
        self._path = path

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Look where it points to."""
        if event.event_type in _READING or (event.is_directory and event.event_type == "modified"):
            return  # a folder is modified by what is in it, which has events of its own
        for path in filter(None, map(os.fsdecode, (event.src_path, event.dest_path))):
            if not path.startswith(self._real):
                self._sweeps.look_around()
                continue
            here = self._path + path[len(self._real) :]
            if self._scope.holds(here, is_folder=event.is_directory):
                self._sweeps.look(here)
