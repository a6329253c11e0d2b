"""A repository's history as a set of events, and what it says of each path; pure.

Events (this path was changed then, by whom) and renames carry the time of their commit. Adding is a union, so its order
does not matter: the events of `old..HEAD` added to those of `old` are exactly those of a whole walk, whatever was
merged. Dates and authors are told afterwards: a path has its own events, and those that the path it was renamed from
had up to then.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from kbgen.model import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEWEST = 253402300799  # the last second of the year 9999


class Event(NamedTuple):
    """A commit changed a path's content. committed, written: seconds since 1970, UTC; author: as `.mailmap` has it."""

    committed: int
    written: int
    author: str


@dataclass(slots=True)
class History:
    """events: path -> its events. renames: new path -> (old path, seconds since 1970 of the commit)."""

    events: dict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))
    renames: dict[str, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))


def summarise(history: History) -> dict[str, Change]:
    """Path -> dates and authors. Pure; the order in which history was folded does not matter."""
    changes: dict[str, Change] = {}
    for path in sorted({*history.events, *history.renames}):
        events = history.events.get(path, [])
        if path in history.renames:
            events = [event for name, until in _ancestry(path, history) for event in _before(name, until, history)]
        if events:
            first_by: dict[str, int] = {}
            for event in events:
                first_by[event.author] = min(event.written, first_by.get(event.author, event.written))
            changes[path] = Change(
                _iso_day(min(event.written for event in events)),
                _iso_day(max(event.written for event in events)),
                tuple(sorted(first_by, key=lambda author: (first_by[author], author))),
            )
    return changes


def _ancestry(path: str, history: History) -> list[tuple[str, float]]:
    """The path and those it was renamed from, each with the time up to which its events belong to it."""
    until: dict[str, float] = {path: float("inf")}
    waiting = [path]
    while waiting:
        name = waiting.pop()
        for old, renamed in history.renames.get(name, ()):
            if renamed <= until[name] and renamed > until.get(old, -1):
                until[old] = renamed
                waiting.append(old)
    return sorted(until.items())


def _before(path: str, until: float, history: History) -> Iterator[Event]:
    return (event for event in history.events.get(path, ()) if event.committed <= until)


def _iso_day(seconds: int) -> str:
    return datetime.fromtimestamp(min(max(seconds, 0), _NEWEST), UTC).date().isoformat()


PackedHistory = tuple[dict[str, list[tuple[int, int, str]]], dict[str, list[tuple[str, int]]]]


def unpack_history(packed: PackedHistory) -> History:
    """A history as JSON gives it back (its events, then its renames), ready to be added to."""
    history = History()
    for path, events in packed[0].items():
        history.events[path] = [Event(*event) for event in events]
    for path, renames in packed[1].items():
        history.renames[path] = [(old, committed) for old, committed in renames]
    return history
