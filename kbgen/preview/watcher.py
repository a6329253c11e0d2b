"""Watches the places of a site and tells of changes once they are quiet."""

from __future__ import annotations

import errno
import sys
import threading
from collections.abc import Callable, Sequence

from kbgen.preview.gathering import Changes, Gathering, Source
from kbgen.preview.mounts import events_arrive, find_silent, read_mounts
from kbgen.preview.places import Place, Scope
from kbgen.preview.polling import Polling

DEBOUNCE_MS = 20.0
"""Saving takes an editor a few milliseconds; a writer notices from 100 on."""
CHECK_SECONDS = 1.0
"""How late it is seen that a watched folder was replaced as a whole, which no event tells of."""
_STOP_SECONDS = 1.0

_INSTEAD = "so kbgen looks at all files again and again, which is a little slower"


class Watcher:
    """Calls `on_change` from a thread of its own: never twice at a time; what comes meanwhile is for the next call.

    on_change: must not raise. poll: look at the files, whatever the system tells. debounce_ms: so long nothing may
    change before a change is told; no later than half a second after the first, though. probe_folder: an absolute path
    beside the places that kbgen may write to, to find out whether the system tells of changes; empty: believe it.
    note: is told in a sentence why the files are looked at instead.
    """

    def __init__(
        self,
        places: Sequence[Place],
        on_change: Callable[[Changes], None],
        *,
        poll: bool = False,
        debounce_ms: float = DEBOUNCE_MS,
        probe_folder: str = "",
        note: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._places = tuple(places)
        self._on_change = on_change
        self._poll = poll
        self._probe_folder = probe_folder
        self._note = note
        self._noted = ""
        self._gathering = Gathering(debounce_ms)
        self._lock = threading.RLock()  # around the source
        self._source: Source | None = None
        self._thread = threading.Thread(target=self._run, name="kbgen-watcher", daemon=True)

    def start(self) -> None:
        """Once this returns, whatever changes is told. A watcher is started once."""
        if not self._poll and not self._hears():
            self._say(f"{self._probe_folder}: the system does not tell of changes here, {_INSTEAD}")
            self._poll = True
        self._source = self._open()
        self._thread.start()

    def stop(self) -> None:
        """End all threads. A call of `on_change` under way is waited for a second, then left to itself."""
        with self._lock:
            source, self._source = self._source, None
        if source is None:
            return
        self._gathering.close()
        source.stop()
        if threading.current_thread() is not self._thread:
            self._thread.join(_STOP_SECONDS)

    def watch(self, places: Sequence[Place]) -> None:
        """Watch these places from now on. If they are others than before, a change of everything is told."""
        with self._lock:
            if tuple(places) == self._places:
                return
            self._places = tuple(places)
            if self._source is not None:
                self._reopen()

    def _run(self) -> None:
        while True:
            settled = self._gathering.wait(CHECK_SECONDS)
            with self._lock:
                if self._source is None:
                    return
                if not self._source.is_current():
                    self._reopen()
                    continue
            if settled:
                self._on_change(self._gathering.take())

    def _reopen(self) -> None:
        """Another source in place of the present one. What happened between the two is unknown."""
        before, self._source = self._source, self._open()
        if before is not None:
            before.stop()
        self._gathering.add_everything()

    def _open(self) -> Source:
        """A source that has been started."""
        scope = Scope(self._places)
        if not self._poll and self._tells_all():
            source = watch_events(scope, self._gathering)
            try:
                source.start()
            except OSError as error:
                self._say(_explain(error))
            else:
                return source
        sweeps = Polling(scope, self._gathering)
        sweeps.start()
        return sweeps

    def _hears(self) -> bool:
        """Whether the system tells of a change that is made on purpose. If it cannot be asked, opening will say why."""
        try:
            return not self._probe_folder or events_arrive(self._probe_folder, watch_events)
        except OSError:
            return True

    def _tells_all(self) -> bool:
        """Whether the places lie where the system knows of every change."""
        mounts = read_mounts()
        for place in self._places:
            kind = find_silent(place.path, mounts)
            if kind:
                self._say(f"{place.path}: a file system of the kind {kind} does not tell of every change, {_INSTEAD}")
                return False
        return True

    def _say(self, why: str) -> None:
        """Tell why the files are looked at; not twice the same."""
        if why != self._noted:
            self._noted = why
            self._note(why)


def watch_events(scope: Scope, gathering: Gathering) -> Source:
    """What hears of changes on this system; not started."""
    if sys.platform == "linux":
        from kbgen.preview.inotify import Inotify

        return Inotify(scope, gathering)
    from kbgen.preview.observer import Observed

    return Observed(scope, gathering)


def _explain(error: OSError) -> str:
    """Why nothing can be watched, and what to do about it."""
    if error.errno == errno.ENOSPC:
        mend = "sudo sysctl fs.inotify.max_user_watches=1048576"
        return f"the system watches no more folders for you, {_INSTEAD}; this lets it watch more: {mend}"
    if error.errno == errno.EMFILE:
        mend = "sudo sysctl fs.inotify.max_user_instances=1024"
        return f"too many programs watch folders for you, {_INSTEAD}; this allows more of them: {mend}"
    return f"changes cannot be watched ({error.strerror or error}), {_INSTEAD}"
