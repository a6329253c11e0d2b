"""Whoosh's articles as the reference asks for them: commands answer as the browser does, without a built site."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from kbgen.search.blocks import REST, Entry, Form, Term
from kbgen.search.manifest import Manifest
from kbgen.search.payload import as_part
from kbgen.search.postings import pack_postings
from kbgen.search.slots import assign_slots, slot_space
from kbgen.search.spelling import weigh_key
from kbgen.search.table import Row, length_class
from kbgen.search.tiers import common_limit, part_entry
from kbgen.search.tokens import fold

if TYPE_CHECKING:
    from kbgen.search.fulltext import FullText
    from kbgen.search.language import SearchLanguage
    from kbgen.search.lexicon import Lexicon
    from kbgen.search.vocabulary import Vocabulary


class FullTextShelf:
    """A `Shelf`. vocabulary: of the same articles as the full text. refs: slot -> ref."""

    def __init__(self, language: SearchLanguage, fulltext: FullText, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self._fulltext = fulltext
        self._vocabulary = vocabulary
        self._entries: dict[str, Entry | None] = {}
        self.lexicon = lexicon
        listed = vocabulary.listed
        self._slots = assign_slots(listed)
        self.refs = {slot: ref for ref, slot in self._slots.items()}
        self.rows = {
            slot: Row(slot, length_class(listed[ref].length), listed[ref].title) for ref, slot in self._slots.items()
        }
        total = sum(known.length for known in listed.values())
        self.manifest = Manifest(
            language=language.code,
            articles=len(listed),
            length=length_class(total / len(listed)) if listed else 0,
            common=common_limit(slot_space(len(listed))),
            compounds=language.compounds,
            elide=language.elide,
            firsts=(),
            blocks=(),
            spelling={},
            excerpts=(),
            table="",
            facets="",
            lexicon="",
        )

    def entry(self, key: str) -> Entry | None:
        """What stands under a key."""
        if key not in self._entries:
            whole = key.removeprefix(REST)
            terms = {term: found for term in self._terms.get(whole, ()) if (found := self._term(term)).postings}
            entry = Entry(dict(self._forms.get(whole, {})), terms)
            for name, part in zip((whole, REST + whole), part_entry(entry, self.manifest.common), strict=True):
                self._entries[name] = part if part.forms or part.terms else None
        return self._entries[key]

    def following(self, key: str) -> list[str]:
        """Other keys that begin with a key, in order."""
        keys = self._keys
        found = []
        for other in keys[bisect_left(keys, key) :]:
            if not other.startswith(key):
                break
            if other != key:
                found.append(other)
        return found

    def forms_of(self, term: str) -> list[str]:
        """The forms of a term."""
        return self._forms_by_term.get(term, [])

    def spelling(self, letter: str) -> dict[str, int]:
        """The words of a first letter with their weights."""
        return self._spelling.get(letter, {})

    def knows(self, word: str) -> bool:
        """Whether articles write a word so, or the language has it without any meaning."""
        return word in self._vocabulary.forms or word in self.lexicon.stop or word in self.lexicon.asking

    def _term(self, term: str) -> Term:
        """A term with its postings: those of the word itself, then those of compounds that it is a half of."""
        found = self._fulltext.places(term)
        for whole, form in self._wholes.get(term, ()):
            holders = self._fulltext.holders(form)
            if not holders <= found.keys():
                places = self._fulltext.places(whole)
                for ref in holders - found.keys():
                    found[ref] = as_part(places[ref])
        return pack_postings({self._slots[ref]: payload for ref, payload in found.items()})

    @cached_property
    def _forms(self) -> dict[str, dict[str, Form]]:
        groups: defaultdict[str, dict[str, Form]] = defaultdict(dict)
        for name, form in self._vocabulary.forms.items():
            groups[fold(name)][name] = form
        return dict(groups)

    @cached_property
    def _terms(self) -> dict[str, list[str]]:
        terms: defaultdict[str, list[str]] = defaultdict(list)
        for term in dict.fromkeys([*self._forms_by_term, *self._wholes]):
            terms[fold(term)].append(term)
        return dict(terms)

    @cached_property
    def _forms_by_term(self) -> dict[str, list[str]]:
        forms: defaultdict[str, list[str]] = defaultdict(list)
        for name, form in self._vocabulary.forms.items():
            forms[form.term].append(name)
        return dict(forms)

    @cached_property
    def _wholes(self) -> dict[str, list[tuple[str, str]]]:
        """Term of a half -> (term, form) of the compounds that have it, sorted."""
        wholes: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for form, halves in self._vocabulary.splits.items():
            term = self._vocabulary.forms[form].term
            for half in halves:
                if half != term:
                    wholes[half].add((term, form))
        return {half: sorted(found) for half, found in wholes.items()}

    @cached_property
    def _keys(self) -> list[str]:
        return sorted(self._forms)

    @cached_property
    def _spelling(self) -> dict[str, dict[str, int]]:
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for key in self._keys:
            weight = weigh_key(key, Entry(self._forms[key]))
            if weight:
                found[key[0]][key] = weight
        return dict(found)
