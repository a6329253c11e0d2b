"""The build: read what changed, gather the site, render what is stale, write, prune, remember.

Correct or full, never approximately right: whatever the state lacks or contradicts is done again.
"""

from __future__ import annotations

import gc
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

from kbgen.build.facts import SITE_KINDS, Facts, digest_value
from kbgen.build.gather import Corpus, TextLoader, gather_corpus, read_git, relate_pages
from kbgen.build.lock import lock_output
from kbgen.build.media import Media, publish_media, publish_static
from kbgen.build.output import close_output, discard_staged, explain_errors, open_output, prune
from kbgen.build.packing import Packed, pack_problem, unpack_problem
from kbgen.build.plan import plan_targets
from kbgen.build.reading import read_sources
from kbgen.build.rendering import render_tasks
from kbgen.build.state import MediaRecord, Output, Record, State, fingerprint, state_folder
from kbgen.build.statefile import StateFile, forget_lost_outputs, note_output
from kbgen.build.textstore import TextStore
from kbgen.build.workers import count_jobs
from kbgen.config import BuildOptions, Config
from kbgen.content.discover import discover_sources
from kbgen.content.parse_settings import ParseSettings
from kbgen.errors import StateError
from kbgen.model import Problem, Source
from kbgen.progress import Reporter
from kbgen.publication import BuildResult
from kbgen.render.pages import list_targets
from kbgen.render.reader import RenderContext
from kbgen.render.static import build_static
from kbgen.render.texts import load_texts
from kbgen.render.theme import load_theme
from kbgen.site.suggest import PathIndex, add_suggestions

STATE_FOLDER = ".kbgen"


def build_site(config: Config, options: BuildOptions, reporter: Reporter) -> BuildResult:
    """Bring the output folder up to date.

    Articles with errors are reported in the result and the rest is built. Raises KbgenError (output folder refused,
    theme faulty, disk full): then what was published before still works, and the next build ends right.
    """
    started = time.monotonic()
    output = os.path.abspath(options.output)
    with ExitStack() as stack:
        stack.enter_context(_without_garbage_collection())
        cache = stack.enter_context(_cache_folder(config, reporter))
        stack.enter_context(lock_output(cache, output))
        listed = open_output(output)
        stack.callback(discard_staged, output)
        build = _Build(config, options, output, listed, cache, reporter)
        stack.enter_context(explain_errors(cache))
        try:
            result = build.run(clean=options.clean)
        except StateError:
            reporter.note("what .kbgen/ holds is damaged: building everything afresh")
            result = build.run(clean=True)
        reporter.finish()
    return BuildResult(
        output=output,
        pages=result.pages,
        rendered=result.rendered,
        written=result.written,
        removed=result.removed,
        problems=result.problems,
        seconds=round(time.monotonic() - started, 3),
        kinds=result.kinds,
    )


@dataclass(frozen=True, slots=True)
class _Result:
    """What `BuildResult` says, but for output and time."""

    pages: int
    rendered: tuple[str, ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]
    kinds: Mapping[str, int]


class _Build:
    """One run over one output folder."""

    def __init__(
        self,
        config: Config,
        options: BuildOptions,
        output: str,
        listed: Mapping[str, str],
        cache: str,
        reporter: Reporter,
    ) -> None:
        self.config = config
        self.options = options
        self.output = output
        self.listed = listed
        self.cache = cache
        self.reporter = reporter
        self.jobs = count_jobs(options.jobs)
        self.folder = state_folder(cache, options)

    def run(self, *, clean: bool) -> _Result:
        """All stages. clean: as if there were no state."""
        kept = StateFile(self.folder, fingerprint())
        settings = ParseSettings.from_config(self.config, self.options.edition)
        before = State() if clean else kept.load()
        if before.parse_key != repr(settings):
            # Every article must be parsed again; what was written may still be right, and an article that is broken
            # now still has a last good version.
            kept.forget()
            records = {path: replace(record, stat=(), digest="") for path, record in before.records.items()}
            before = replace(before, parse_key=repr(settings), records=records)
        texts = self._open_texts(before)
        try:
            return self._bring_up_to_date(kept, settings, before, texts)
        finally:
            texts.close()

    def _bring_up_to_date(self, kept: StateFile, settings: ParseSettings, before: State, texts: TextStore) -> _Result:
        # First of all what is quick and can be wrong: a faulty theme should not wait for a thousand articles.
        theme = load_theme(self.config)
        found = discover_sources(self.config)
        records = read_sources(self.config.folder, found.sources, settings, before, texts, self.jobs, self.reporter)
        corpus = gather_corpus(self.config, self.options, found.sources, records, before)
        records |= corpus.stood
        media = self._publish_media(corpus, before)
        static = build_static(theme, self.config)
        outputs, written = publish_static(self.output, self.listed, static, before.outputs)
        outputs |= media.outputs
        written += media.written
        load = TextLoader(texts, {path: record.place for path, record in records.items() if record.place})
        related = relate_pages(self.config, corpus, records, before, load.outline)
        changes, git_problems = read_git(self.config, self.cache)
        context = RenderContext(
            config=self.config,
            options=self.options,
            site=corpus.site,
            theme=theme,
            texts=load_texts(self.config),
            static={name: file.url for name, file in static.items()},
            load=load,
            assets=media.assets,
            related=related[1],
            changes=changes,
            cache_dir=os.path.join(self.cache, "templates"),
        )
        facts = Facts(context, corpus.packed)
        same = (SITE_KINDS if corpus.same else frozenset()) | (
            {"related"} if related is before.related else frozenset()
        )
        pages, page_paths, rendered = self._render(context, facts.changed(before.facts, same), before)
        outputs |= pages
        written += page_paths
        wanted = {path: digest for output in outputs.values() for path, digest, _ in output.files}
        removed = prune(self.output, self.listed, wanted)
        close_output(self.output, self.listed, wanted)
        problems, suggestions = _all_problems(
            found.sources, (*found.problems, *corpus.problems, *git_problems), (records, media.records, outputs), before
        )
        after = State(
            parse_key=before.parse_key,
            records=records,
            media=media.records,
            outputs=outputs,
            facts=facts.collect(key for name in rendered for key in outputs[name].keys),
            site=corpus.site_state,
            related=related,
            suggestions=suggestions,
        )
        self._remember(kept, texts, before, after)
        return _Result(
            pages=len(corpus.site.pages),
            rendered=tuple(rendered),
            written=tuple(sorted(written)),
            removed=removed,
            problems=problems,
            kinds=dict(Counter(name.partition(":")[0] for name in rendered)),
        )

    def _open_texts(self, before: State) -> TextStore:
        # A damaged or missing store costs a full reading, no more.
        if before.records:
            texts = TextStore(self.folder, *before.texts)
            texts.open()
            return texts
        texts = TextStore(self.folder, before.texts[0] + 1, 0)
        texts.open()
        return texts

    def _publish_media(self, corpus: Corpus, before: State) -> Media:
        return publish_media(
            self.output,
            self.listed,
            self.config,
            corpus.site,
            ((packed[1], packed[11]) for packed in corpus.packed.values() if packed[11]),
            before,
            os.path.join(self.cache, "images"),
            self.jobs,
            self.reporter,
        )

    def _render(
        self, context: RenderContext, changed_keys: set[str], before: State
    ) -> tuple[dict[str, Output], list[str], list[str]]:
        targets = list_targets(context.site, self.config, self.options)
        plan = plan_targets(self.output, targets, changed_keys, before)
        done, written = render_tasks(self.output, self.listed, plan.stale, context, self.jobs, self.reporter)
        outputs = plan.current | done
        rendered = [task.target.name for task in plan.stale]
        return {target.name: outputs[target.name] for target in targets}, written, rendered

    def _remember(self, kept: StateFile, texts: TextStore, before: State, after: State) -> None:
        live = {path: record.place for path, record in after.records.items() if record.place is not None}
        moved = texts.compact(list(live.values()))
        if moved is not None:
            for path, place in zip(live, moved, strict=True):
                after.records[path] = replace(after.records[path], place=place)
        after.texts = (texts.number, texts.length)
        texts.close()
        kept.save(before, after)
        texts.sweep()
        note_output(self.folder, self.output)
        forget_lost_outputs(self.cache)


def _all_problems(
    sources: Sequence[Source],
    found: Sequence[Problem],
    tables: Sequence[Mapping[str, Record] | Mapping[str, MediaRecord] | Mapping[str, Output]],
    before: State,
) -> tuple[tuple[Problem, ...], tuple[str, dict[Packed, Packed]]]:
    """Everything that is wrong now, with suggestions, in order of place; and the suggestions, for the next build."""
    # A fallback page repeats what its original already told: each problem once.
    told = dict.fromkeys(pack_problem(problem) for problem in found)
    told |= dict.fromkeys(problem for table in tables for item in table.values() for problem in item.problems)
    key = digest_value([source.path for source in sources]).hex()
    known = before.suggestions[1] if before.suggestions[0] == key else {}
    fresh = [problem for problem in told if problem not in known]
    if fresh:
        paths = PathIndex(source.path for source in sources)
        better = add_suggestions([unpack_problem(problem) for problem in fresh], paths)
        known = known | dict(zip(fresh, (pack_problem(problem) for problem in better), strict=True))
    complete = {problem: known[problem] for problem in told}
    suggestions = before.suggestions if complete == before.suggestions[1] and not fresh else (key, complete)
    problems = [unpack_problem(problem) for problem in complete.values()]
    problems.sort(key=lambda p: (p.path, p.line or 0, p.level, p.code, p.message))
    return tuple(problems), suggestions


@contextmanager
def _cache_folder(config: Config, reporter: Reporter) -> Iterator[str]:
    """`.kbgen/` in the site's folder, or a temporary one where that cannot be written."""
    folder = os.path.join(config.folder, STATE_FOLDER)
    try:
        os.makedirs(os.path.join(folder, "builds"), exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reporter.note(f"cannot write {folder} ({error.strerror}): every build will be a full one")
        with tempfile.TemporaryDirectory(prefix="kbgen-") as temporary:
            os.makedirs(os.path.join(temporary, "builds"))
            yield temporary
        return
    yield folder


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    # A build makes millions of small objects and no cycles worth finding; the collector would look at all of them
    # again and again, and touching them would copy memory that worker processes share.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
