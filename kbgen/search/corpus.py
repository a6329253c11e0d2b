"""One language's articles and their index, from build to build: what is known of it, how it is brought up to date."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kbgen.search.compounds import Compounds
from kbgen.search.index import Block, Member, Update, build_index, update_index
from kbgen.search.language import SearchLanguage
from kbgen.search.manifest import NAME_DIGITS, file_name
from kbgen.search.payload import merge_parts
from kbgen.search.slots import slot_space
from kbgen.search.spelling import format_spelling, group_spelling, parse_spelling
from kbgen.search.terms import ArticleTerms

_MOST_CHANGED = 0.1
"""Where more of the articles changed than this share, building from nothing is faster."""


class Listed(NamedTuple):
    """One article. terms: digest of its terms. path: of its source. length: words. title: as in `table`."""

    slot: int
    terms: bytes
    path: str
    length: int = 0
    title: int = 0


@dataclass(slots=True)
class CorpusIndex:
    """What is known of a language's index.

    listed: by ref, in the order of slots. blocks: (first key, last key, digest). spelling: first letter -> digest.
    known, splits: as in `compounds`.
    """

    listed: dict[str, Listed] = field(default_factory=dict)
    blocks: list[tuple[str, str, str]] = field(default_factory=list)
    spelling: dict[str, str] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    splits: dict[str, tuple[str, str]] = field(default_factory=dict)


class Corpus:
    """The articles of one language, now and as the last build left them.

    before: of the last build; empty if there is none, or its files are not all there. load: terms of an article of now
    by its ref; load_before: the same as the last build had them. read: bytes of an index file of the last build.
    """

    def __init__(
        self,
        language: SearchLanguage,
        before: CorpusIndex,
        load: Callable[[str], ArticleTerms],
        load_before: Callable[[str], ArticleTerms],
        read: Callable[[str], bytes],
    ) -> None:
        self._language = language
        self._before = before
        self._load = load
        self._load_before = load_before
        self._read = read
        self.files: dict[str, bytes] = {}

    def update(self, listed: Mapping[str, Listed]) -> CorpusIndex:
        """The index of these articles (lengths and titles are filled in); new files are in `files`, by name."""
        before = self._before.listed
        changed = [
            ref
            for ref in listed.keys() | before.keys()
            if ref not in before or ref not in listed or _identity(before[ref]) != _identity(listed[ref])
        ]
        space = slot_space(len(listed))
        same_size = before and space == slot_space(len(before))
        if not same_size or len(changed) > max(8, _MOST_CHANGED * len(listed)):
            return self._build(listed, space)
        if not changed:
            return self._before
        return self._edit(listed, changed, space)

    def _build(self, listed: Mapping[str, Listed], space: int) -> CorpusIndex:
        compounds = Compounds(self._language.stem)
        if self._language.compounds:
            for ref in listed:
                compounds.add(self._load(ref).forms, 1)
            compounds.resplit()
        rows: dict[str, Listed] = {}

        def members() -> Iterable[Member]:
            for ref, entry in listed.items():
                terms = self._load(ref)
                rows[ref] = _fill(entry, terms)
                yield _member(entry.slot, terms, compounds)

        update = build_index(members(), space)
        spelling = {
            letter: self._name("s", format_spelling(group)) for letter, group in group_spelling(update.spelling).items()
        }
        return CorpusIndex(rows, self._name_blocks(update), spelling, compounds.known, compounds.splits)

    def _edit(self, listed: Mapping[str, Listed], changed: Sequence[str], space: int) -> CorpusIndex:
        old = self._before
        was = {ref: self._load_before(ref) for ref in changed if ref in old.listed}
        now = {ref: self._load(ref) for ref in changed if ref in listed}
        compounds = Compounds(self._language.stem, dict(old.known), dict(old.splits))
        earlier = Compounds(self._language.stem, old.known, old.splits)
        if self._language.compounds:
            self._split_again(compounds, listed, was, now)
        update = update_index(
            [Block(first, last, None, digest) for first, last, digest in old.blocks],
            lambda digest: self._read(file_name(self._language.code, "w", digest)),
            (_member(old.listed[ref].slot, terms, earlier) for ref, terms in was.items()),
            (_member(listed[ref].slot, terms, compounds) for ref, terms in now.items()),
            space,
        )
        rows = {ref: _fill(entry, now[ref]) if ref in now else old.listed[ref] for ref, entry in listed.items()}
        spelling = self._respell(update.spelling)
        return CorpusIndex(rows, self._name_blocks(update), spelling, compounds.known, compounds.splits)

    def _split_again(
        self,
        compounds: Compounds,
        listed: Mapping[str, Listed],
        was: dict[str, ArticleTerms],
        now: dict[str, ArticleTerms],
    ) -> None:
        """Let the splits follow the words of now; articles with a word that is split otherwise join those changed."""
        gone = set().union(*(compounds.add(terms.forms, -1) for terms in was.values())) if was else set()
        new = set().union(*(compounds.add(terms.forms, 1) for terms in now.values())) if now else set()
        moved = compounds.resplit(gone ^ new)
        if not moved:
            return
        for ref in self._before.listed.keys() & listed.keys() - now.keys():
            terms = self._load(ref)
            if not moved.isdisjoint(terms.forms):
                was[ref] = now[ref] = terms

    def _respell(self, weights: Mapping[str, int]) -> dict[str, str]:
        spelling = dict(self._before.spelling)
        for letter, group in group_spelling(weights).items():
            digest = spelling.get(letter)
            known = parse_spelling(self._read(file_name(self._language.code, "s", digest))) if digest else {}
            known |= group
            if any(known.values()):
                spelling[letter] = self._name("s", format_spelling(known))
            else:
                spelling.pop(letter, None)
        return dict(sorted(spelling.items()))

    def _name_blocks(self, update: Update) -> list[tuple[str, str, str]]:
        return [
            (block.first, block.last, block.name if block.data is None else self._name("w", block.data))
            for block in update.blocks
        ]

    def _name(self, kind: str, data: bytes) -> str:
        digest = name_digest(data)
        self.files[file_name(self._language.code, kind, digest)] = data
        return digest


def name_digest(data: bytes) -> str:
    """What stands for a file's bytes in its name."""
    return hashlib.sha256(data).hexdigest()[:NAME_DIGITS]


def _identity(entry: Listed) -> tuple[object, ...]:
    return entry[:3]


def _fill(entry: Listed, terms: ArticleTerms) -> Listed:
    return Listed(entry.slot, entry.terms, entry.path, terms.length, terms.title)


def _member(slot: int, terms: ArticleTerms, compounds: Compounds) -> Member:
    payloads = merge_parts(terms.payloads, compounds.parts(terms.forms)) if compounds.splits else terms.payloads
    return Member(slot, payloads, terms.forms)
