"""Reporters: where stages and problems go while long work runs.

A reporter is passed in, never global, so that a test can assert what was reported. The console reporter imports
rich only when there is a terminal to draw on.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Protocol


class Reporter(Protocol):
    """What the engine tells while it works."""

    def stage(self, name: str, total: int = 0) -> None:
        """A stage begins. total: how many steps it has, 0 if unknown."""

    def advance(self, steps: int = 1) -> None:
        """Steps of the current stage are done."""

    def note(self, text: str) -> None:
        """One line worth reading in a log."""

    def finish(self) -> None:
        """All stages are over; nothing may stay on the screen."""


class Quiet:
    """Reports nothing."""

    def stage(self, name: str, total: int = 0) -> None:
        """Ignore."""

    def advance(self, steps: int = 1) -> None:
        """Ignore."""

    def note(self, text: str) -> None:
        """Ignore."""

    def finish(self) -> None:
        """Ignore."""


@dataclass
class Recording:
    """Keeps everything, for tests."""

    stages: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    steps: dict[str, int] = field(default_factory=dict)

    def stage(self, name: str, total: int = 0) -> None:  # noqa: ARG002  # the protocol's
        """Remember the stage."""
        self.stages.append(name)
        self.steps[name] = 0

    def advance(self, steps: int = 1) -> None:
        """Count the steps of the current stage."""
        if self.stages:
            self.steps[self.stages[-1]] += steps

    def note(self, text: str) -> None:
        """Remember the line."""
        self.notes.append(text)

    def finish(self) -> None:
        """Nothing to clear."""


class Plain:
    """One line a stage on stderr, for logs and CI."""

    def stage(self, name: str, total: int = 0) -> None:
        """Print the stage and its size."""
        print(f"{name} ({total})" if total else name, file=sys.stderr)

    def advance(self, steps: int = 1) -> None:
        """Say nothing: a log does not need every step."""

    def note(self, text: str) -> None:
        """Print the line."""
        print(text, file=sys.stderr)

    def finish(self) -> None:
        """Nothing to clear."""


# A bar that appears for a tenth of a second is noise, and importing rich costs more than a small build.
BAR_FROM_STEPS = 200


class Console:
    """A progress bar on a terminal, by rich, for stages long enough to deserve one."""

    def __init__(self) -> None:
        self._progress: object | None = None
        self._task: object | None = None

    def stage(self, name: str, total: int = 0) -> None:
        """Start a bar if the stage is long."""
        self.finish()
        if total < BAR_FROM_STEPS:
            return
        from rich.console import Console as RichConsole
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            transient=True,
            console=RichConsole(stderr=True),
        )
        progress.start()
        self._progress, self._task = progress, progress.add_task(name, total=total)

    def advance(self, steps: int = 1) -> None:
        """Move the bar."""
        from rich.progress import Progress, TaskID

        if isinstance(self._progress, Progress) and isinstance(self._task, int):
            self._progress.update(TaskID(self._task), advance=steps)

    def note(self, text: str) -> None:
        """Print above the bar."""
        print(text, file=sys.stderr)

    def finish(self) -> None:
        """Take the bar away."""
        from_rich = self._progress
        self._progress = self._task = None
        if from_rich is not None:
            from_rich.stop()  # type: ignore[attr-defined]  # held as object so that rich loads late


def reporter_for(*, quiet: bool) -> Reporter:
    """The reporter for this run: none, a bar on a terminal, or plain lines."""
    if quiet:
        return Quiet()
    return Console() if sys.stderr.isatty() else Plain()
