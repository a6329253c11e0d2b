"""Keeps one edition's output up to date, and tells what each build changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from kbgen.build.again import Memory, TooLargeError, build_again, recall_build, warm_up
from kbgen.build.apart import build_apart
from kbgen.build.cachefolder import STATE_FOLDER
from kbgen.build.packing import Packed, decode_article
from kbgen.config import BuildOptions, Config
from kbgen.model import Problem
from kbgen.options import build_options
from kbgen.preview.styles import find_styles, publish_styles

MOST_TOLD = 200
"""If more pages changed, all tabs load theirs again."""


@dataclass(frozen=True, slots=True)
class News:
    """What a build changed. changed, removed: URLs of pages. added: (title, URL) of articles. styles: URL of a style
    sheet -> of the one in its place. everything: whether every page may have changed.
    """

    seconds: float
    changed: tuple[str, ...] = ()
    everything: bool = False
    styles: Mapping[str, str] = field(default_factory=dict)
    added: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()


class Builder:
    """One edition. tell: is called with news as soon as pages lie in their places, maybe several times for one build.

    Its methods are called by one thread at a time.
    """

    def __init__(self, config: Config, edition: str, *, drafts: bool, tell: Callable[[News], None]) -> None:
        self.config = config
        name = edition + ("-drafts" if drafts else "")
        self.output = os.path.join(config.folder, STATE_FOLDER, "preview", name)
        self._edition = edition
        self._drafts = drafts
        self.tell = tell
        self._memory: Memory | None = None
        self._last: Memory | None = None
        self.problems: tuple[Problem, ...] = ()

    @property
    def options(self) -> BuildOptions:
        """Of a build that begins now: the day is today's."""
        return build_options(self.config, output=self.output, edition=self._edition, drafts=self._drafts)[1]

    @property
    def memory(self) -> Memory | None:
        """What is known of the last build that did not fail; None before the first."""
        return self._memory or self._last

    def build_whole(self, changed: Collection[str] = ()) -> None:
        """Build with whatever the disk holds. changed: absolute paths, if that is all. Raises KbgenError."""
        started = time.monotonic()
        before, options = self.memory, self.options
        styles: Mapping[str, str] = {}
        if before is not None and _are_styles(changed):
            # Every page names its style sheets: tabs show the new ones while the pages are made.
            styles = publish_styles(self.config, options, before)
            self.tell(News(time.monotonic() - started, styles=styles))
        self._memory, self._last = None, before
        result = build_apart(self.config, options)
        cache = os.path.join(self.config.folder, STATE_FOLDER)
        self._memory, self.problems = recall_build(self.config, options, cache), result.problems
        news = self._compare(before, restyled=bool(styles))
        self.tell(replace(news, seconds=time.monotonic() - started, styles=self._restyle(before)))
        if self._memory is not None:
            try:
                warm_up(self.config, options, self._memory)
            except TooLargeError:  # something has changed since, and will be told of
                self._memory, self._last = None, self._memory

    def build_again(self, changed: Collection[str]) -> None:
        """Build after these files changed (absolute paths). Raises KbgenError."""
        memory = self._memory
        if memory is None or _are_styles(changed):
            self.build_whole(changed)
            return
        started = time.monotonic()
        pages = memory.state.rows[0]

        def tell(written: Collection[str]) -> None:
            self.tell(News(time.monotonic() - started, self._urls(written)))

        try:
            result = build_again(self.config, self.options, memory, changed, tell)
        except TooLargeError:
            self.build_whole(changed)
            return
        except BaseException:
            self._memory, self._last = None, memory
            raise
        self.problems = result.problems
        added, removed = self._come_and_gone(pages, memory)
        self.tell(News(time.monotonic() - started, (), added=added, removed=removed))

    def _compare(self, before: Memory | None, *, restyled: bool) -> News:
        now = self._memory
        if before is None or now is None:
            return News(0, everything=True)
        written = [path for path, digest in now.listed.items() if before.listed.get(path) != digest]
        changed = () if restyled else self._urls(written)
        added, removed = self._come_and_gone(before.state.rows[0], now)
        if len(changed) > MOST_TOLD:
            return News(0, everything=True, added=added, removed=removed)
        return News(0, changed, added=added, removed=removed)

    def _restyle(self, before: Memory | None) -> dict[str, str]:
        """Where style sheets lie now that lay elsewhere."""
        if before is None or self._memory is None:
            return {}
        old, new = find_styles(before.state), find_styles(self._memory.state)
        lead = f"{self.config.prefix}/"
        return {lead + path: lead + new[name] for name, path in old.items() if new.get(name, path) != path}

    def _urls(self, paths: Iterable[str]) -> tuple[str, ...]:
        pages = [path for path in paths if path.endswith(".html")]
        return tuple(sorted(f"{self.config.prefix}/{path.removesuffix('index.html')}" for path in pages))

    def _come_and_gone(
        self, before: Mapping[str, Packed], memory: Memory
    ) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
        now, records = memory.state.rows[0], memory.state.records
        new = [row for ref, row in now.items() if ref not in before]
        added = tuple((decode_article(records[row[-1]].article).title, row[0]) for row in new[:MOST_TOLD])
        left = {row[0] for row in now.values()}
        gone = sorted(row[0] for row in before.values() if row[0] not in left)
        return added, tuple(gone[:MOST_TOLD])


def _are_styles(changed: Collection[str]) -> bool:
    return bool(changed) and all(path.endswith(".css") for path in changed)
