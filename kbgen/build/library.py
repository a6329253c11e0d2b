"""A site's articles as they lie in content/ now, with their texts, for commands that search without a built site.

What is read of them is kept in `.kbgen/fulltext/`, so that the next command reads what changed and no more. The first
one takes over what a build with the same options knows.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

from kbgen.build.cachefolder import open_cache
from kbgen.build.gather import Corpus, Loaded, TextLoader, gather_corpus
from kbgen.build.lock import lock_output
from kbgen.build.reading import compact_texts, read_sources
from kbgen.build.state import Record, State, fingerprint, state_folder
from kbgen.build.statefile import StateFile
from kbgen.build.textstore import TextStore
from kbgen.build.workers import count_jobs
from kbgen.config import BuildOptions, Config
from kbgen.content.discover import discover_sources
from kbgen.content.parse_settings import ParseSettings
from kbgen.errors import KbgenError, OutputError, StateError
from kbgen.model import Article, Site, Source
from kbgen.progress import Reporter
from kbgen.search.terms import ArticleTerms, unpack_terms

FOLDER = "fulltext"


@dataclass(frozen=True, slots=True)
class Library:
    """folder: where more may be kept of these articles. code: fingerprint of what does. records: by source path."""

    site: Site
    sources: tuple[Source, ...]
    records: Mapping[str, Record]
    folder: str
    code: str
    texts: TextStore

    def text(self, article: Article) -> Loaded:
        """Body and outline of an article. Raises StateError if the store is damaged."""
        return TextLoader(self.texts, self.records)(article)

    def terms(self, article: Article) -> ArticleTerms:
        """The search terms of an article. Raises StateError if the store is damaged."""
        return unpack_terms(self.texts.read_terms(self.records[article.path].stored))

    @property
    def broken(self) -> int:
        """How many articles cannot be read as they are now."""
        return sum(record.broken for record in self.records.values())


@contextmanager
def open_library(config: Config, options: BuildOptions, reporter: Reporter) -> Iterator[Library]:
    """The articles that a build with these options would publish; nobody else brings them up to date meanwhile.

    Raises KbgenError if somebody else does so for long, or the disk fails.
    """
    with open_cache(config, reporter, "what is read will not be kept") as cache:
        identity = (options.edition, options.drafts, os.path.abspath(config.file or config.folder))
        folder = os.path.join(cache, FOLDER, hashlib.sha256(repr(identity).encode()).hexdigest()[:16])
        with _lock(cache, folder):
            try:
                library = _read(config, options, reporter, (cache, folder))
            except (StateError, OSError):
                shutil.rmtree(folder, ignore_errors=True)
                library = _read(config, options, reporter, (cache, folder))
            reporter.finish()
            try:
                yield library
            except OSError as error:
                raise KbgenError(
                    f"cannot keep what was read in {error.filename or folder}: {error.strerror or error}",
                    hint="Mend that and ask again.",
                ) from error
            finally:
                library.texts.close()


@contextmanager
def _lock(cache: str, folder: str) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(lock_output(cache, folder))
        except OutputError:
            raise KbgenError(
                "another kbgen is reading the articles for a search right now", hint="Wait a moment and ask again."
            ) from None
        yield


def _read(config: Config, options: BuildOptions, reporter: Reporter, folders: tuple[str, str]) -> Library:
    cache, folder = folders
    code = fingerprint()
    kept = StateFile(folder, code)
    settings = ParseSettings.from_config(config, options.edition)
    before = kept.load()
    if before.parse_key != repr(settings):
        kept.forget()
        before = _take_over(state_folder(cache, options), folder, code, repr(settings))
    texts = TextStore(folder, *(before.texts if before.records else (before.texts[0] + 1, 0)))
    texts.open()
    found = discover_sources(config)
    records = read_sources(config.folder, found.sources, settings, before, texts, count_jobs(options.jobs), reporter)
    corpus = gather_corpus(config, options, found.sources, records, before)
    records |= corpus.stood
    _remember(kept, texts, before, records, corpus)
    return Library(corpus.site, found.sources, records, folder, code, texts)


def _take_over(built: str, folder: str, code: str, parse_key: str) -> State:
    """What a build knows of the articles, with a copy of its texts; an empty state if it does not fit."""
    state = StateFile(built, code).load()
    if state.parse_key == parse_key and state.records:
        theirs, ours = TextStore(built, *state.texts), TextStore(folder, *state.texts)
        os.makedirs(folder, exist_ok=True)
        with suppress(OSError):
            shutil.copyfile(theirs.path, ours.path)
            if os.path.getsize(ours.path) >= state.texts[1]:
                return State(parse_key=parse_key, texts=state.texts, records=state.records, site=state.site)
    return State(parse_key=parse_key)


def _remember(kept: StateFile, texts: TextStore, before: State, records: dict[str, Record], corpus: Corpus) -> None:
    compact_texts(texts, records)
    after = State(
        parse_key=before.parse_key,
        records=records,
        texts=(texts.number, texts.length),
        site=corpus.site_state,
    )
    kept.save(before, after)
    texts.sweep()
