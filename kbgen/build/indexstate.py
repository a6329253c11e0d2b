"""What a build knows of its search indexes, one file a language in `.kbgen/`.

A file counts only if the state says that the build which wrote it published the same manifest; else the index is built
from the terms of all articles again.
"""

from __future__ import annotations

import hashlib
import marshal
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kbgen.atomic import replace_file
from kbgen.build.lying import Lying
from kbgen.build.state import Output
from kbgen.search.corpus import CorpusIndex, Listed
from kbgen.search.manifest import file_name
from kbgen.site.urls import ASSETS

_DIGEST_BYTES = 32


@dataclass(slots=True)
class LanguageIndex:
    """One language's index. lexicon_of: digest of the synonyms in the lexicon; the others: digests of files."""

    corpus: CorpusIndex = field(default_factory=CorpusIndex)
    facets: str = ""
    lexicon: str = ""
    lexicon_of: str = ""
    table: str = ""
    excerpts: list[str] = field(default_factory=list)
    manifest: str = ""


def output_name(language: str) -> str:
    """The name by which the state knows the files of an index."""
    return f"index:{language}"


def load_indexes(
    languages: Iterable[str], folder: str, lying: Lying, outputs: Mapping[str, Output], code: str
) -> dict[str, LanguageIndex]:
    """What the last build left, by language: an empty index where its files do not lie as it left them.

    folder: of the state. outputs: what the state says was published. code: fingerprint.
    """
    indexes = {}
    for language in languages:
        output = outputs.get(output_name(language))
        whole = output is not None and lying.holds(output.files)
        indexes[language] = _load_index(folder, language, output, code) if whole and output else LanguageIndex()
    return indexes


def _load_index(folder: str, language: str, output: Output, code: str) -> LanguageIndex:
    try:
        with open(_path(folder, language), "rb") as file:
            digest, blob = file.read(_DIGEST_BYTES), file.read()
        if hashlib.sha256(blob).digest() != digest:
            return LanguageIndex()
        made_by, listed, blocks, spelling, known, splits, rest = marshal.loads(blob)  # noqa: S302  # our own file, digest checked
    except (OSError, ValueError, EOFError, TypeError):
        return LanguageIndex()
    index = LanguageIndex(CorpusIndex({}, blocks, spelling, known, splits), *rest)
    published = {path for path, _ in output.files}
    if made_by != code or f"{ASSETS}/{file_name(language, 'm', index.manifest)}" not in published:
        return LanguageIndex()
    index.corpus.listed = {ref: Listed._make(entry) for ref, entry in listed.items()}
    return index


def save_index(folder: str, language: str, index: LanguageIndex, code: str) -> None:
    """Keep what `load_index` reads. Raises OSError."""
    corpus = index.corpus
    listed = {ref: tuple(row) for ref, row in corpus.listed.items()}
    rest = (index.facets, index.lexicon, index.lexicon_of, index.table, index.excerpts, index.manifest)
    blob = marshal.dumps((code, listed, corpus.blocks, corpus.spelling, corpus.known, corpus.splits, rest))
    replace_file(_path(folder, language), hashlib.sha256(blob).digest() + blob)


def _path(folder: str, language: str) -> str:
    return os.path.join(folder, f"search-{language}")
