"""A preview from its first build to its end: changes in, builds, news to the open tabs and the terminal."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence

from kbgen.build.output import explain_errors
from kbgen.config import Config
from kbgen.errors import KbgenError
from kbgen.model import Problem
from kbgen.preview.builder import Builder, News
from kbgen.preview.contract import PageInfo
from kbgen.preview.gathering import Changes
from kbgen.preview.live import Hub
from kbgen.preview.pageinfo import describe_page, find_source
from kbgen.preview.places import Place
from kbgen.render.theme.fonts import split_fonts

_AWAY = ("node_modules", "site", "site-agents")


class Session:
    """A `contract.Preview`.

    reload: reads the configuration again. say: prints a line on the terminal. tell_problems: prints those that are new.
    rewatch: is called when other places are to be watched. Builds, one at a time, happen in the thread that asks for
    them: the watcher's, or one of the server's.
    """

    def __init__(
        self,
        config: Config,
        reload: Callable[[], Config],
        *,
        edition: str,
        drafts: bool,
        say: Callable[[str], None],
        tell_problems: Callable[[Sequence[Problem]], None],
    ) -> None:
        self._reload = reload
        self._say = say
        self._tell_problems = tell_problems
        self._building = threading.RLock()
        self._number = 0
        self._edition = edition
        self._drafts = drafts
        self._builder = Builder(config, edition, drafts=drafts, tell=self._tell)
        self._told: frozenset[Problem] = frozenset()
        self.rewatch: Callable[[Sequence[Place]], None] = lambda _: None
        self.hub = Hub(self.build)

    @property
    def prefix(self) -> str:
        """See `contract`."""
        return self._builder.config.prefix

    @property
    def edition(self) -> str:
        """See `contract`."""
        return self._edition

    @property
    def drafts(self) -> bool:
        """See `contract`."""
        return self._drafts

    def folder(self) -> str:
        """See `contract`."""
        return self._builder.output

    def build(self) -> int:
        """See `contract`."""
        return self._number

    def start(self) -> None:
        """The first build. A site that cannot be built is told of, and waited for."""
        with self._building:
            self._try(self._builder.build_whole)

    def take(self, changes: Changes) -> None:
        """What the watcher tells: build, whatever it takes."""
        with self._building:
            self.hub.publish("building", {})
            if changes.everything or self._builder.config.file in changes.paths:
                self._try(self._start_over)
            else:
                self._try(lambda: self._builder.build_again(changes.paths))

    def places(self) -> tuple[Place, ...]:
        """What is to be watched: the articles, the site's own themes, and the files that kbgen.toml names."""
        config = self._builder.config
        root = os.path.normpath(os.path.join(config.folder, *config.content.dir.split("/")))
        names = (*_AWAY, config.build.output)
        away = frozenset(os.path.normpath(os.path.join(config.folder, name)) for name in names)
        named = [config.site.logo] if config.site.logo and "://" not in config.site.logo else []
        named += [path for value in config.theme.tokens.values() for path in split_fonts(str(value))[0]]
        files = [config.file or os.path.join(config.folder, "kbgen.toml")]
        files += [os.path.normpath(os.path.join(config.folder, path)) for path in named]
        return (
            Place(root, left_out=away),
            Place(os.path.join(config.folder, "themes"), left_out=away),
            *(Place(path, is_file=True) for path in dict.fromkeys(files)),
        )

    def page_info(self, path: str) -> PageInfo:
        """See `contract`."""
        builder = self._builder
        return describe_page(path, builder.config, builder.memory, builder.problems)

    def mark_reviewed(self, path: str) -> str:
        """See `contract`."""
        from kbgen.authoring.review_date import mark_reviewed

        builder = self._builder
        source = find_source(path, builder.memory)
        if not source:
            raise KbgenError("this page is made of several articles, and has no date of its own")
        day = builder.options.date
        full = os.path.join(builder.config.folder, *source.split("/"))
        with explain_errors(full):
            mark_reviewed(full, day)
        return day

    def choose(self, edition: str, *, drafts: bool) -> None:
        """See `contract`."""
        with self._building:
            if (edition, drafts) == (self._edition, self._drafts):
                return
            self.hub.publish("building", {})
            other = Builder(self._builder.config, edition, drafts=drafts, tell=lambda _: None)
            try:
                other.build_whole()
            except KbgenError:
                self._tell(News(0))
                raise
            other.tell = self._tell
            self._builder = other
            self._edition, self._drafts = edition, drafts
            self._tell(News(0, everything=True))

    def _start_over(self) -> None:
        config = self._reload()
        if config != self._builder.config:
            self._builder = Builder(config, self._edition, drafts=self._drafts, tell=self._tell)
            self.rewatch(self.places())
        self._builder.build_whole()

    def _try(self, work: Callable[[], None]) -> None:
        """Build; what goes wrong is told, and the last good site stays."""
        try:
            work()
        except KbgenError as error:
            self._say(f"Error: {error}")
            told = {
                "message": error.message,
                "path": error.path or "",
                "line": error.line or 0,
                "hint": error.hint or "",
            }
            self.hub.publish("failed", told)
            return
        except Exception as error:  # noqa: BLE001  # the watcher's thread must live on: the next save may be better
            self._say(f"Error: the build failed ({type(error).__name__}: {error}).")
            self.hub.publish(
                "failed", {"message": f"{type(error).__name__}: {error}", "path": "", "line": 0, "hint": ""}
            )
            return
        problems = self._builder.problems
        fresh = [problem for problem in problems if problem not in self._told]
        self._told = frozenset(problems)
        self._tell_problems(fresh)

    def _tell(self, news: News) -> None:
        self._number += 1
        shown = ", ".join(news.changed[:3]) + (f" and {len(news.changed) - 3} more" if len(news.changed) > 3 else "")
        if news.changed or news.everything:
            self._say(f"Built in {news.seconds:.2f} s: {shown or 'the whole site'}")
        for title, url in news.added:
            self._say(f"New: {title}  {url}")
        self.hub.publish(
            "built",
            {
                "build": self._number,
                "seconds": round(news.seconds, 3),
                "changed": list(news.changed),
                "all": news.everything,
                "styles": dict(news.styles),
                "added": [{"title": title, "url": url} for title, url in news.added],
                "removed": list(news.removed),
                "problems": len(self._builder.problems),
            },
        )
