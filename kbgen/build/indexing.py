"""The search index of every language: brought up to date beside the pages, published before the entry that names it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from kbgen.build.indexfiles import list_names, make_digests, make_entry, make_facets, make_manifest, make_table
from kbgen.build.indexstate import LanguageIndex, output_name, save_index
from kbgen.build.lying import File, Lying
from kbgen.build.output import FileStat, Writer, digest_bytes
from kbgen.build.sourcefiles import read_synonyms
from kbgen.build.state import Output, Record, State
from kbgen.build.textstore import TextStore
from kbgen.build.workers import start_aside
from kbgen.errors import StateError
from kbgen.model import Problem, Source
from kbgen.search.corpus import Corpus, CorpusIndex, Listed, name_digest
from kbgen.search.language import load_language
from kbgen.search.lexicon import compile_lexicon, encode_lexicon
from kbgen.search.manifest import file_name
from kbgen.search.slots import assign_slots
from kbgen.search.terms import ArticleTerms, unpack_terms
from kbgen.site.searchable import list_searchable, wrap_file
from kbgen.site.urls import ASSETS

if TYPE_CHECKING:
    from kbgen.config import BuildOptions, Config
    from kbgen.model import Site

ENTRY = "_kb/search.js"
MANY = 200
"""So many articles that are new to the index are worth a process of their own."""

# The corpus' index, and its new files by name.
_Updated = tuple[CorpusIndex, dict[str, bytes]]


class Indexing:
    """The indexes of one build. output: the folder; lying: what is left in it. folder: of the state. kept: the last
    build's, of every language.

    First `place`, then `start`, then, once the pages are written, `publish`, and at the end `save`.
    """

    def __init__(
        self,
        config: Config,
        options: BuildOptions,
        output: str,
        lying: Lying,
        folder: str,
        kept: Mapping[str, LanguageIndex],
        before: State,
    ) -> None:
        self._config = config
        self._offline = options.offline
        self._output = output
        self._folder = folder
        self._kept = kept
        self._before = before
        self._writer = Writer(output, lying.listed)
        self._languages = config.site.languages
        self._paths: dict[str, dict[str, str]] = {}
        self._update: Callable[[], list[_Updated]] = list
        self.indexes: dict[str, LanguageIndex] = {}
        self.slots: dict[str, int] = {}
        self.outputs: dict[str, Output] = {}
        self.problems: tuple[Problem, ...] = ()

    @property
    def written(self) -> Mapping[str, FileStat]:
        """Paths written, with their stats."""
        return self._writer.written

    def place(self, site: Site, *, same: bool) -> None:
        """Give every article its slot. same: the site is the last build's, but for texts."""
        for language in self._languages:
            kept = self._kept[language].corpus.listed
            if same and kept:
                slots = {ref: row.slot for ref, row in kept.items()}
                self._paths[language] = {ref: row.path for ref, row in kept.items()}
            else:
                found = list_searchable(site, language)
                slots = assign_slots(found)
                self._paths[language] = {ref: found[ref].path for ref in slots}
            self.slots |= slots

    def start(self, records: Mapping[str, Record], texts: TextStore, jobs: int) -> None:
        """Begin to bring the blocks up to date; if there is much to do, in a process beside those that make pages."""
        new = sum(len(self._paths[language]) - len(self._kept[language].corpus.listed) for language in self._languages)

        def update() -> list[_Updated]:
            return [self._update_blocks(language, records, texts) for language in self._languages]

        self._update = start_aside(update, apart=jobs > 1 and new >= MANY)

    def publish(
        self, site: Site, sources: Sequence[Source], outputs: Mapping[str, Output], client: str, *, same: bool
    ) -> None:
        """Write what is new. outputs: of the pages, whose excerpts the index points to. client: file name of the script
        that opens an index. same: the site is the last build's, but for texts.
        """
        groups, self.problems = read_synonyms(self._config, sources)
        for language, (corpus, files) in zip(self._languages, self._update(), strict=True):
            kept = self._kept[language]
            index = LanguageIndex(corpus, kept.facets, kept.lexicon)
            if not (same and kept.facets):
                index.facets = _add(files, language, "f", make_facets(site, language, self.slots))
            own = groups.get(language, ())
            index.lexicon_of = digest_bytes(repr(own).encode())
            if index.lexicon_of != kept.lexicon_of:
                lexicon = compile_lexicon(load_language(language), own)
                index.lexicon = _add(files, language, "l", encode_lexicon(lexicon))
            index.table = _add(files, language, "t", make_table(corpus))
            index.excerpts = [_add(files, language, "e", data) for data in make_digests(corpus, outputs)]
            index.manifest = _add(files, language, "m", make_manifest(language, index))
            self._write(language, index, files)
            self.indexes[language] = index
        manifests = {language: index.manifest for language, index in self.indexes.items()}
        entry = make_entry(self._config.site.language, manifests, client, offline=self._offline)
        self._writer.announce([ENTRY])
        self.outputs["index:"] = Output((self._put(ENTRY, entry),))

    def save(self, code: str) -> None:
        """Keep what the next build starts from. code: fingerprint. Raises OSError."""
        for language, index in self.indexes.items():
            if not self._offline and index != self._kept[language]:
                save_index(self._folder, language, index, code)

    def _update_blocks(self, language: str, records: Mapping[str, Record], texts: TextStore) -> _Updated:
        paths, kept, old = self._paths[language], self._kept[language].corpus, self._before.records
        listed = {ref: Listed(self.slots[ref], records[path].terms, path) for ref, path in paths.items()}

        def load(ref: str) -> ArticleTerms:
            return _read_terms(records[paths[ref]], texts)

        def load_before(ref: str) -> ArticleTerms:
            row = kept.listed[ref]
            record = old.get(row.path)
            if record is None or record.terms != row.terms:
                raise StateError("the search index does not fit the state")
            return _read_terms(record, texts)

        corpus = Corpus(load_language(language), kept, load, load_before, self._read_file)
        return corpus.update(listed), corpus.files

    def _read_file(self, name: str) -> bytes:
        with open(f"{self._output}/{ASSETS}/{name}", "rb") as file:
            return file.read()

    def _write(self, language: str, index: LanguageIndex, files: Mapping[str, bytes]) -> None:
        """Publish the files of an index: new ones are written, the others lie where the last build left them."""
        old = self._before.outputs.get(output_name(language))
        lying = {file[0]: file for file in old.files} if old else {}
        made = dict(wrap_file(name, data) if self._offline else (name, data) for name, data in files.items())
        self._writer.announce(f"{ASSETS}/{name}" for name in made)
        paths = (f"{ASSETS}/{name}{'.js' if self._offline else ''}" for name in list_names(language, index))
        published = (
            self._put(path, made[name]) if (name := path.rpartition("/")[2]) in made else lying[path]
            for path in sorted(paths)
        )
        self.outputs[output_name(language)] = Output(tuple(published))

    def _put(self, path: str, data: bytes) -> File:
        digest = digest_bytes(data)
        self._writer.write(path, data, digest, None)
        return path, digest


def _add(files: dict[str, bytes], language: str, kind: str, data: bytes) -> str:
    digest = name_digest(data)
    files[file_name(language, kind, digest)] = data
    return digest


def _read_terms(record: Record, texts: TextStore) -> ArticleTerms:
    return unpack_terms(texts.read_terms(record.stored))
