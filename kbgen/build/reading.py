"""From files to parsed articles: only what changed is read, only what really differs is parsed."""

from __future__ import annotations

import hashlib
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kbgen.build.output import FileStat, digest_bytes
from kbgen.build.packing import Packed, decode_card, encode_article, pack_body, pack_outline, pack_problem
from kbgen.build.sourcefiles import read_file, read_source, trusted_stat
from kbgen.build.state import Record, State
from kbgen.build.textstore import Entry, Place, TextStore, encode_entry
from kbgen.build.workers import run_parallel
from kbgen.model import Problem, Source, SourceKind
from kbgen.progress import Reporter

if TYPE_CHECKING:
    from kbgen.content.parse_settings import ParseSettings

CHUNK = 12
# encoded article, a digest of that, its ref and files, its entry for the store, digests of relatedness and terms
_Article = tuple[bytes, bytes, str, tuple[str, ...], Entry, bytes, bytes]
# digest, includes, the article if there is one, problems, hidden
_Answer = tuple[str, tuple[tuple[str, str], ...], _Article | None, tuple[Packed, ...], bool]


def read_sources(
    folder: str,
    sources: Sequence[Source],
    settings: ParseSettings,
    state: State,
    texts: TextStore,
    jobs: int,
    reporter: Reporter,
) -> dict[str, Record]:
    """Records of all articles and section pages; new texts are appended to the store.

    folder: the site's. state: the last build's; its records are taken over where nothing changed.
    """
    articles = [s for s in sources if s.kind in (SourceKind.ARTICLE, SourceKind.SECTION)]
    snippets = SnippetFiles(folder, sources)
    records: dict[str, Record] = {}
    pending: list[Source] = []
    for source in articles:
        old = state.records.get(source.path)
        if old is not None and old.stat == source.stat and (not old.includes or snippets.hold(old.includes)):
            records[source.path] = old
        else:
            pending.append(source)
    if not pending:
        return records
    reporter.stage("Reading articles", len(pending))
    asked = {source.path: source for source in pending}
    known = {s.path: old.digest for s in pending if (old := state.records.get(s.path)) and snippets.hold(old.includes)}
    make = partial(_make_reader, folder, settings, known, snippets)
    for count, answers in run_parallel(make, pending, jobs, CHUNK):
        entries = [answer[2][4] for _, answer, _ in answers if answer is not None and answer[2] is not None]
        places = iter(texts.append(entries))
        for path, answer, stat in answers:
            old = state.records.get(path)
            if answer is None:
                assert old is not None
                records[path] = old._replace(stat=stat)
            else:
                place = next(places) if answer[2] is not None else None
                records[path] = _record(answer, place, stat, _last_readable(asked[path], old))
        reporter.advance(count)
    return records


def compact_texts(texts: TextStore, records: dict[str, Record]) -> None:
    """Leave behind what no record points to, if that is most of the store; the records learn the new places."""
    live = {path: record.place for path, record in records.items() if record.place is not None}
    moved = texts.compact(list(live.values()))
    if moved is not None:
        for path, place in zip(live, moved, strict=True):
            records[path] = records[path]._replace(place=place)


def _last_readable(source: Source, old: Record | None) -> Record | None:
    """The old record if it is of the same place in the same language: settings may have changed since."""
    if old is None or not old.article or decode_card(old.article)[1:3] != (source.language, source.rel):
        return None
    return old


def _record(
    answer: _Answer,
    place: Place | None,
    stat: FileStat | tuple[()],
    old: Record | None,
) -> Record:
    digest, includes, article, problems, hidden = answer
    if article is not None:
        encoded, fact, ref, files, _, relatedness, terms = article
        return Record(
            stat, digest, includes, encoded, fact, ref, files, place, problems, relatedness=relatedness, terms=terms
        )
    # Unreadable now: the last readable version stands in, unless the writer has since taken it back.
    if old is None or hidden:
        return Record(stat, digest, includes, problems=problems, broken=True)
    return old._replace(stat=stat, digest=digest, includes=includes, problems=problems, broken=True)


class SnippetFiles:
    """The snippets that discovery found, and no other file: a link out of the folder must not be read.

    sources: of the whole site. Paths are asked for in NFC, however they lie on the disk.
    """

    def __init__(self, folder: str, sources: Sequence[Source]) -> None:
        self._folder = folder
        self._paths = {
            unicodedata.normalize("NFC", source.path): source.path
            for source in sources
            if source.kind is SourceKind.SNIPPET
        }
        self._known: dict[str, str] = {}

    def read(self, path: str) -> bytes | None:
        """A snippet's bytes, or None if there is none that may be read."""
        actual = self._paths.get(path)
        return None if actual is None else read_file(self._folder, actual)

    def hold(self, includes: tuple[tuple[str, str], ...]) -> bool:
        """Whether all of them are as recorded: path -> SHA-256 hex, or empty where there was none."""
        return all(self._digest(path) == digest for path, digest in includes)

    def _digest(self, path: str) -> str:
        if path not in self._known:
            data = self.read(path)
            self._known[path] = "" if data is None else digest_bytes(data)
        return self._known[path]


def _make_reader(
    folder: str, settings: ParseSettings, known: Mapping[str, str], snippets: SnippetFiles
) -> Callable[[Sequence[Source]], list[tuple[str, _Answer | None, FileStat | tuple[()]]]]:
    # Imported here: a build that finds nothing to read never pays for the Markdown parser.
    from kbgen.content.parse import parse_article
    from kbgen.search.language import load_language
    from kbgen.search.related import related_inputs
    from kbgen.search.terms import analyse_article, digest_terms, pack_terms

    def parse_chunk(chunk: Sequence[Source]) -> list[tuple[str, _Answer | None, FileStat | tuple[()]]]:
        answers: list[tuple[str, _Answer | None, FileStat | tuple[()]]] = []
        for source in chunk:
            now_ns = time.time_ns()
            data = read_source(folder, source)
            if isinstance(data, Problem):
                answers.append((source.path, ("", (), None, (pack_problem(data),), False), ()))
                continue
            # The stat was taken before the file was read: a change in between shows next time.
            stat = trusted_stat(source.stat, now_ns)
            digest = digest_bytes(data)
            if known.get(source.path) == digest:
                answers.append((source.path, None, stat))
                continue
            parsed = parse_article(source, data, settings, snippets.read)
            problems = tuple(pack_problem(problem) for problem in parsed.problems)
            article, outline, body = parsed.article, parsed.outline, parsed.body
            known_of_it: _Article | None = None
            if article is not None:
                terms = pack_terms(analyse_article(article, outline, body, load_language(article.language)))
                encoded = encode_article(article)
                known_of_it = (
                    encoded,
                    hashlib.sha256(encoded).digest()[:16],
                    article.ref,
                    article.files,
                    encode_entry(pack_outline(outline), pack_body(body), terms),
                    related_inputs(article, outline),
                    digest_terms(terms),
                )
            answer = (digest, parsed.includes, known_of_it, problems, parsed.hidden)
            answers.append((source.path, answer, stat))
        return answers

    return parse_chunk
