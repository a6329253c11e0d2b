"""One run of the build over one output folder: read what changed, gather, render what is stale, prune, remember."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kbgen.build.facts import SITE_KINDS, Facts
from kbgen.build.gather import Corpus, Related, TextLoader, gather_corpus, read_git, relate_pages
from kbgen.build.indexing import Indexing
from kbgen.build.indexstate import LanguageIndex, load_indexes
from kbgen.build.keylines import split_keys
from kbgen.build.lying import Lying, note_files
from kbgen.build.media import Media, publish_media, publish_static
from kbgen.build.output import FileStat, close_output, prune
from kbgen.build.packing import pack_palette, unpack_palette
from kbgen.build.plan import plan_targets
from kbgen.build.problems import collect_problems
from kbgen.build.reading import compact_texts, read_sources
from kbgen.build.rendering import render_tasks
from kbgen.build.searchesfile import verify_searches
from kbgen.build.state import Output, Record, State, fingerprint, state_folder
from kbgen.build.statefile import StateFile, forget_lost_outputs, note_output
from kbgen.build.survey import Survey
from kbgen.build.textstore import TextStore
from kbgen.build.workers import count_jobs
from kbgen.config import BuildOptions, Config
from kbgen.content.parse_settings import ParseSettings
from kbgen.model import Change, Problem, Source
from kbgen.progress import Reporter
from kbgen.publication import BuildResult, Target
from kbgen.render.brand.pictures import build_brand
from kbgen.render.pages import list_targets
from kbgen.render.reader import Memo, RenderContext
from kbgen.render.texts import Texts, load_texts
from kbgen.render.theme.chain import Theme, load_theme
from kbgen.render.theme.scripts import OPEN
from kbgen.render.theme.static import StaticFile, build_static

Look = tuple[Theme, Mapping[str, Texts], Mapping[str, StaticFile]]
"""The theme, its interface texts by language, and what is published of it."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the sources came to, before any page is rendered."""

    sources: tuple[Source, ...]
    records: dict[str, Record]
    corpus: Corpus
    media: Media
    related: Related
    context: RenderContext
    indexing: Indexing
    problems: tuple[Problem, ...]


class Run:
    """output: absolute path. cache: the `.kbgen` folder. survey: waits for what lies on the disk, with the output's
    manifest of the start.
    """

    def __init__(
        self,
        config: Config,
        options: BuildOptions,
        output: str,
        cache: str,
        survey: Callable[[], Survey],
        reporter: Reporter,
    ) -> None:
        self.config = config
        self.options = options
        self.output = output
        self.cache = cache
        self.survey = survey
        self.reporter = reporter
        self.jobs = count_jobs(options.jobs)
        self.folder = state_folder(cache, options)

    def update(self, *, clean: bool) -> BuildResult:
        """All stages; `seconds` is left to the caller. clean: as if there were no state. Raises KbgenError."""
        settings = ParseSettings.from_config(self.config, self.options.edition)
        kept, before = self._recall(clean=clean)
        if before.parse_key != repr(settings):
            # Every article must be parsed again; what was written may still be right, and an article that is broken
            # now still has a last good version.
            kept.forget()
            records = {path: record._replace(stat=(), digest="") for path, record in before.records.items()}
            before = replace(before, parse_key=repr(settings), records=records)
        texts = self._open_texts(before)
        try:
            return self._update(kept, settings, before, texts, clean=clean)
        finally:
            texts.close()

    def _update(
        self, kept: StateFile, settings: ParseSettings, before: State, texts: TextStore, *, clean: bool
    ) -> BuildResult:
        # First of all what is quick and can be wrong: a faulty theme should not wait for a thousand articles.
        look = theme, _, static = self._prepare_look(before)
        survey = self.survey()
        if clean:
            survey = replace(survey, lying=survey.lying.without_trust())
        lying = survey.lying
        outputs, written = publish_static(self.output, lying, static)
        gathered = self._gather(settings, look, survey, before, texts, kept.code)
        facts = Facts(gathered.context, gathered.corpus.shown)
        pages, of_pages, rendered = self._render(gathered, facts, lying, before)
        self._tell_pages(of_pages)
        indexing = gathered.indexing
        client = static[OPEN].output.rpartition("/")[2] if OPEN in static else ""
        indexing.publish(gathered.corpus.site, gathered.sources, pages, client, same=gathered.corpus.same)
        outputs |= gathered.media.outputs | pages | indexing.outputs
        wanted = {path: digest for output in outputs.values() for path, digest in output.files}
        written |= {**gathered.media.written, **of_pages, **indexing.written}
        removed = prune(self.output, lying.listed, wanted)
        close_output(self.output, lying.listed, wanted, self.options.edition)
        records, media = gathered.records, gathered.media.records
        problems, suggestions = collect_problems(
            gathered.sources, (*gathered.problems, *indexing.problems), (records, media, outputs), before, self.config
        )
        after = State(
            parse_key=before.parse_key,
            records=records,
            media=media,
            outputs=outputs,
            facts=facts.collect(key for name in rendered for key in split_keys(outputs[name].keys)),
            site=gathered.corpus.site_state,
            related=gathered.related,
            suggestions=suggestions,
            palette=pack_palette(theme.palette),
        )
        indexing.save(kept.code)
        note_files(self.folder, written, lying, wanted)
        self._remember(kept, texts, before, after)
        self._keep(gathered, before, after, wanted)
        return BuildResult(
            output=self.output,
            pages=len(gathered.corpus.site.pages),
            rendered=tuple(rendered),
            written=tuple(sorted(written)),
            removed=removed,
            problems=problems,
            kinds=dict(Counter(name.partition(":")[0] for name in rendered)),
        )

    def _open_texts(self, before: State) -> TextStore:
        # Without records nothing in the old store is of use.
        texts = TextStore(self.folder, *(before.texts if before.records else (before.texts[0] + 1, 0)))
        texts.open()
        return texts

    def _gather(
        self,
        settings: ParseSettings,
        look: Look,
        survey: Survey,
        before: State,
        texts: TextStore,
        code: str,
    ) -> Gathered:
        theme, wording, static = look
        found, lying = survey.found, survey.lying
        records = self._read(found.sources, settings, before, texts)
        corpus = self._assemble(found.sources, records, before)
        records |= corpus.stood
        kept = self._recall_indexes(lying, before, code)
        indexing = Indexing(self.config, self.options, self.output, lying, self.folder, kept, before)
        indexing.place(corpus.site, same=corpus.same)
        indexing.start(records, texts, self.jobs)
        media = self._publish_media(corpus, lying, before)
        load = TextLoader(texts, records)
        related = relate_pages(self.config, corpus, records, before, load.outline)
        changes, git_problems = self._ask_git()
        context = RenderContext(
            config=self.config,
            options=self.options,
            site=corpus.site,
            theme=theme,
            texts=wording,
            static={name: file.url for name, file in static.items()},
            load=load,
            assets=media.assets,
            related=related[1],
            changes=changes,
            slots=indexing.slots,
            cache_dir=os.path.join(self.cache, "templates"),
            memo=self._make_memo(),
        )
        wrong = verify_searches(self.config, found.sources, records)
        problems = (*found.problems, *corpus.problems, *git_problems, *theme.palette.problems, *wrong)
        return Gathered(found.sources, records, corpus, media, related, context, indexing, problems)

    # What a process that stays does otherwise (`again`).

    def _recall(self, *, clean: bool) -> tuple[StateFile, State]:
        """Where the state lies, and the last one."""
        kept = StateFile(self.folder, fingerprint())
        return kept, State() if clean else kept.load()

    def _recall_indexes(self, lying: Lying, before: State, code: str, /) -> Mapping[str, LanguageIndex]:
        """The last build's index of every language."""
        if self.options.offline:
            return {language: LanguageIndex() for language in self.config.site.languages}
        return load_indexes(self.config.site.languages, self.folder, lying, before.outputs, code)

    def _prepare_look(self, before: State) -> Look:
        theme = load_theme(self.config, unpack_palette(before.palette))
        wording = load_texts(self.config)
        return theme, wording, self._build_static(theme, wording)

    def _read(
        self, sources: Sequence[Source], settings: ParseSettings, before: State, texts: TextStore
    ) -> dict[str, Record]:
        return read_sources(self.config.folder, sources, settings, before, texts, self.jobs, self.reporter)

    def _assemble(self, sources: Sequence[Source], records: Mapping[str, Record], before: State) -> Corpus:
        return gather_corpus(self.config, self.options, sources, records, before)

    def _ask_git(self) -> tuple[Mapping[str, Change], tuple[Problem, ...]]:
        return read_git(self.config, self.cache)

    def _list_targets(self, corpus: Corpus) -> tuple[Target, ...]:
        return list_targets(corpus.site, self.config, self.options)

    def _find_same(self, _gathered: Gathered, _before: State, /) -> frozenset[str]:
        """Kinds of keys that are known to have no other facts, besides those that every build knows."""
        return frozenset()

    def _make_memo(self) -> Memo:
        """What rendering may use of an earlier build."""
        return Memo()

    def _tell_pages(self, written: Mapping[str, FileStat]) -> None:
        """The pages lie in their places; the index and what is gone are still to come."""

    def _check_size(self, stale: int) -> None:
        """So many targets are to be rendered."""

    def _keep(self, gathered: Gathered, before: State, after: State, wanted: Mapping[str, str]) -> None:
        """The build is done. wanted: the manifest."""

    def _build_static(self, theme: Theme, wording: Mapping[str, Texts]) -> Mapping[str, StaticFile]:
        static = dict(build_static(theme, self.config, offline=self.options.offline))
        titles = {language: texts("site.title") for language, texts in wording.items()}
        pictures = os.path.join(self.cache, "brand")
        return static | build_brand(theme, self.config, self.options, titles, static, pictures)

    def _publish_media(self, corpus: Corpus, lying: Lying, before: State) -> Media:
        images = os.path.join(self.cache, "images")
        media = publish_media(
            self.output,
            lying,
            self.config,
            corpus.site,
            ((ref.partition("/")[0], record.files) for ref, record in corpus.shown.items() if record.files),
            before,
            images,
            self.jobs,
            self.reporter,
        )
        if self.options.clean:
            # Not in every build: the images of the other edition are worth keeping.
            from kbgen.render.media.images import prune_images

            prune_images(images, [asset.digest for asset in media.assets.values()])
        return media

    def _render(
        self, gathered: Gathered, facts: Facts, lying: Lying, before: State
    ) -> tuple[dict[str, Output], dict[str, FileStat], list[str]]:
        same = SITE_KINDS if gathered.corpus.same else frozenset()
        if gathered.related is before.related:
            same |= {"related"}
        targets = self._list_targets(gathered.corpus)
        changed = facts.changed(before.facts, same | self._find_same(gathered, before))
        plan = plan_targets(targets, changed, before, lying)
        self._check_size(len(plan.stale))
        done, written = render_tasks(self.output, lying.listed, plan.stale, gathered.context, self.jobs, self.reporter)
        outputs = plan.current | done
        rendered = [task.target.name for task in plan.stale]
        return {name: outputs[name] for name in plan.names}, written, rendered

    def _remember(self, kept: StateFile, texts: TextStore, before: State, after: State) -> None:
        compact_texts(texts, after.records)
        after.texts = (texts.number, texts.length)
        texts.close()
        kept.save(before, after)
        texts.sweep()
        note_output(self.folder, self.output)
        forget_lost_outputs(self.cache)
