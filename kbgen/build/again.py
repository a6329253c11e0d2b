"""Builds in a process that stays: after a small change, with all that the last build left in memory.

What such a build writes is what any build writes. It refuses what is large (`TooLargeError`) before it changes a page:
a process of its own, which may use every core, is the better place for that.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib import import_module

from kbgen.build.cachefolder import open_cache
from kbgen.build.facts import TEXT_KINDS
from kbgen.build.gather import Corpus, revive_site
from kbgen.build.indexstate import LanguageIndex, load_indexes
from kbgen.build.lock import lock_output
from kbgen.build.lying import Lying, Untouched
from kbgen.build.manifest import NAME, read_manifest
from kbgen.build.media import Media
from kbgen.build.output import FileStat, discard_staged, explain_errors, stat_file
from kbgen.build.run import Gathered, Look, Run
from kbgen.build.sitecache import same_cards
from kbgen.build.state import Record, State, fingerprint, state_folder
from kbgen.build.statefile import StateFile, StoredFacts
from kbgen.build.survey import Survey
from kbgen.build.textstore import TextStore
from kbgen.config import BuildOptions, Config
from kbgen.content.discover import Discovery, discover_sources
from kbgen.content.parse_settings import ParseSettings
from kbgen.model import Change, Problem, Source, SourceKind
from kbgen.progress import Quiet
from kbgen.publication import BuildResult, Target
from kbgen.render.reader import Memo
from kbgen.render.theme.environment import Templates
from kbgen.search.language import load_language

MOST_CHANGED = 24
"""So many files may have changed for a build to count as small,"""
MOST_STALE = 100
"""and so many pages may have to be made again, unless the caller says otherwise."""


class TooLargeError(Exception):
    """This is a build for a process of its own. What is in memory no longer fits what will lie on the disk then."""


@dataclass(slots=True)
class Memory:
    """What one build leaves to the next.

    manifest: stat of the output's, which tells whether somebody else built. day: that dates were compared with. What is
    None is found out by the next build.
    """

    kept: StateFile
    state: State
    found: Discovery
    listed: Mapping[str, str]
    manifest: FileStat | None
    indexes: Mapping[str, LanguageIndex]
    day: str
    look: Look | None = None
    templates: Templates | None = None
    git: tuple[Mapping[str, Change], tuple[Problem, ...]] | None = None
    gathered: Gathered | None = None
    targets: tuple[Target, ...] = ()


def recall_build(config: Config, options: BuildOptions, cache: str) -> Memory | None:
    """What the last build left on the disk; None if there is nothing to go on from. cache: the `.kbgen` folder."""
    folder = state_folder(cache, options)
    kept = StateFile(folder, fingerprint())
    state = kept.load()
    manifest = stat_file(os.path.join(options.output, NAME))
    listed = read_manifest(options.output)
    if not state.records or not listed:
        return None
    # Just built: nobody has been at the files yet.
    lying = Lying(listed, frozenset())
    indexes = load_indexes(config.site.languages, folder, lying, state.outputs, kept.code)
    return Memory(kept, state, discover_sources(config), listed, manifest, indexes, options.date)


def warm_up(config: Config, options: BuildOptions, memory: Memory) -> None:
    """Have at hand what the first small build wants, before somebody waits for it. Renders nothing.

    Raises TooLargeError if something has changed meanwhile, and as `build_again`.
    """
    build_again(config, options, memory, (), lambda _: None, most_stale=0)
    import_module("kbgen.content.parse")
    for language in config.site.languages:
        load_language(language)


def build_again(
    config: Config,
    options: BuildOptions,
    memory: Memory,
    changed: Collection[str],
    tell_pages: Callable[[Collection[str]], None],
    most_stale: int = MOST_STALE,
) -> BuildResult:
    """Bring the output up to date after some files changed. config, options: as `memory` was made with, the day aside.

    changed: absolute paths. tell_pages: called with the paths written once all pages lie in their places, before the
    search index does. most_stale: so many pages may have to be made again. Raises TooLargeError and KbgenError; after
    either the memory is of no use any more.
    """
    if len(changed) > MOST_CHANGED:
        raise TooLargeError
    with ExitStack() as stack:
        cache = stack.enter_context(open_cache(config, Quiet(), ""))
        stack.enter_context(lock_output(cache, options.output))
        if stat_file(os.path.join(options.output, NAME)) != memory.manifest:
            raise TooLargeError
        stack.callback(discard_staged, options.output)
        stack.enter_context(explain_errors(cache))
        run = _Again(config, replace(options, jobs=1), cache, memory, changed, tell_pages, most_stale)
        return run.update(clean=False)


class _Again(Run):
    """One such build; what it leaves is in its memory."""

    def __init__(
        self,
        config: Config,
        options: BuildOptions,
        cache: str,
        memory: Memory,
        changed: Collection[str],
        tell_pages: Callable[[Collection[str]], None],
        most_stale: int,
    ) -> None:
        super().__init__(config, options, options.output, cache, self._look_again, Quiet())
        self._memory = memory
        self._changed = changed
        self._told = tell_pages
        self._most_stale = most_stale
        # The articles that changed, if that is all that did; then the rest follows from the last build.
        self._edited: tuple[Source, ...] | None = None

    def _look_again(self) -> Survey:
        memory = self._memory
        found, edited = _find_again(self.config, memory.found, self._changed)
        memory.found = found
        if edited is not None and self.options.date == memory.day and memory.gathered is not None:
            self._edited = edited
        memory.day = self.options.date
        return Survey(found, Untouched(memory.listed, frozenset()))

    def _recall(self, *, clean: bool) -> tuple[StateFile, State]:
        assert not clean
        return self._memory.kept, self._memory.state

    def _recall_indexes(self, _lying: Lying, _before: State, _code: str, /) -> Mapping[str, LanguageIndex]:
        return self._memory.indexes

    def _prepare_look(self, before: State) -> Look:
        content = os.path.normpath(os.path.join(self.config.folder, *self.config.content.dir.split("/")))
        # Articles and their pictures have no say in it; interface texts lie among the data.
        aside = all(
            path.startswith(content + os.sep) and "_data" not in path[len(content) :].split(os.sep)
            for path in self._changed
        )
        if self._memory.look is None or not aside:
            self._memory.look = super()._prepare_look(before)
            self._memory.templates = Templates(self._memory.look[0], os.path.join(self.cache, "templates"))
        return self._memory.look

    def _make_memo(self) -> Memo:
        memo, templates = Memo(), self._memory.templates
        if templates is not None:
            memo.recall("templates", lambda: templates)
        return memo

    def _ask_git(self) -> tuple[Mapping[str, Change], tuple[Problem, ...]]:
        memory = self._memory
        if self._edited is None or memory.git is None:
            memory.git = super()._ask_git()
        return memory.git

    def _read(
        self, sources: Sequence[Source], settings: ParseSettings, before: State, texts: TextStore
    ) -> dict[str, Record]:
        if self._edited is None:
            return super()._read(sources, settings, before, texts)
        snippets = (source for source in sources if source.kind is SourceKind.SNIPPET)
        return before.records | super()._read((*self._edited, *snippets), settings, before, texts)

    def _assemble(self, sources: Sequence[Source], records: Mapping[str, Record], before: State) -> Corpus:
        last = self._memory.gathered.corpus if self._memory.gathered is not None else None
        if self._edited is not None and last is not None and not last.stood and before.site[1] is not None:
            edited = {source.path: records[source.path] for source in self._edited}
            if same_cards({path: before.records[path] for path in edited}, edited):
                site = revive_site(before.site[1][0], self.config, records, last.site.files)
                shown = {record.ref: record for record in edited.values() if record.ref in last.shown}
                return replace(last, site=site, shown={**last.shown, **shown}, site_state=before.site, same=True)
        self._edited = None
        return super()._assemble(sources, records, before)

    def _publish_media(self, corpus: Corpus, lying: Lying, before: State) -> Media:
        last = self._memory.gathered
        if self._edited is None or last is None:
            return super()._publish_media(corpus, lying, before)
        old = (before.records[source.path] for source in self._edited)
        if any(record.ref in corpus.shown and corpus.shown[record.ref].files != record.files for record in old):
            return super()._publish_media(corpus, lying, before)
        return replace(last.media, written={})

    def _list_targets(self, corpus: Corpus) -> tuple[Target, ...]:
        if self._edited is None or not self._memory.targets:
            self._memory.targets = super()._list_targets(corpus)
        return self._memory.targets

    def _find_same(self, gathered: Gathered, before: State, /) -> frozenset[str]:
        # Where texts alone have changed, so have the facts that depend on nothing else.
        alone = self._edited is not None and gathered.related is before.related
        return frozenset(before.facts) - TEXT_KINDS if alone else frozenset()

    def _check_size(self, stale: int) -> None:
        if stale > self._most_stale:
            raise TooLargeError

    def _tell_pages(self, written: Mapping[str, FileStat]) -> None:
        self._told(written)

    def _keep(self, gathered: Gathered, before: State, after: State, wanted: Mapping[str, str]) -> None:
        memory = self._memory
        assert isinstance(before.facts, StoredFacts)
        before.facts.add(after.facts)
        after.facts = before.facts
        memory.state, memory.listed, memory.indexes = after, wanted, gathered.indexing.indexes
        memory.gathered = gathered
        memory.manifest = stat_file(os.path.join(self.output, NAME))


def _find_again(
    config: Config, found: Discovery, changed: Collection[str]
) -> tuple[Discovery, tuple[Source, ...] | None]:
    """The sources: where only files changed that are known already, with new stats; else the whole folder is listed.

    Beside them the articles among those files, None if there is anything else.
    """
    number = {source.path: n for n, source in enumerate(found.sources)}
    sources = list(found.sources)
    edited: list[Source] = []
    for path in changed:
        below = os.path.relpath(path, config.folder).replace(os.sep, "/")
        known = number.get(below)
        stat = stat_file(path)
        if known is None or stat is None or os.path.islink(path):
            return discover_sources(config), None
        sources[known] = replace(sources[known], stat=stat)
        edited.append(sources[known])
    alone = all(source.kind in (SourceKind.ARTICLE, SourceKind.SECTION) for source in edited)
    return Discovery(tuple(sources), found.problems), tuple(edited) if alone else None
