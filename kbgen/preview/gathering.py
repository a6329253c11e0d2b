"""Changes are gathered until they are quiet, so that a save or a checkout is told of once."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Protocol

MANY = 500
"""More paths than this, and it is quicker to look at all files."""
LONGEST_MS = 500
"""So long after the first change it is told, though others still come."""


@dataclass(frozen=True, slots=True)
class Changes:
    """paths: absolute, of files that were written, made, moved or deleted. everything: more than that, or unknown."""

    paths: frozenset[str] = frozenset()
    everything: bool = False


class Gathering:
    """Takes changes from any thread, gives them to one. quiet_ms: so long without a change, and it is told."""

    def __init__(self, quiet_ms: float, longest_ms: float = LONGEST_MS) -> None:
        self._quiet_seconds = quiet_ms / 1000
        self._longest_seconds = longest_ms / 1000
        self._news = threading.Condition()
        self._paths: set[str] = set()
        self._everything = False
        self._first = self._last = 0.0  # when; on the monotonic clock
        self._closed = False

    def add(self, path: str) -> None:
        """A file has changed."""
        self._note(path)

    def add_everything(self) -> None:
        """Anything may have changed."""
        self._note(None)

    def wait(self, patience_seconds: float) -> bool:
        """Wait until changes have settled; False if there were none for so long, or once it is closed."""
        deadline = time.monotonic() + patience_seconds
        with self._news:
            while not self._closed:
                some = bool(self._paths) or self._everything
                due = min(self._last + self._quiet_seconds, self._first + self._longest_seconds) if some else deadline
                left = due - time.monotonic()
                if left <= 0:
                    return some
                self._news.wait(left)
        return False

    def take(self) -> Changes:
        """All that has been gathered; it is forgotten here."""
        with self._news:
            changes = Changes(everything=True) if self._everything else Changes(frozenset(self._paths))
            self._paths.clear()
            self._everything = False
        return changes

    def close(self) -> None:
        """Nobody need wait any longer."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    def _note(self, path: str | None) -> None:
        with self._news:
            self._last = time.monotonic()
            if not self._paths and not self._everything:
                self._first = self._last
                self._news.notify_all()
            if path is not None:
                self._paths.add(path)
            if path is None or len(self._paths) > MANY:
                self._everything = True


class Source(Protocol):
    """What adds changes to a gathering. It lives once, from start to stop."""

    def start(self) -> None:
        """Whatever changes after this is told. Raises OSError if the system does not let it watch."""

    def stop(self) -> None:
        """End its threads, close its files."""

    def is_current(self) -> bool:
        """Whether it still watches what lies at the paths; else another has to be started in its place."""
