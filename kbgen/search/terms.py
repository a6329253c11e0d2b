"""The terms of one article: what the index needs of it, worked out from the article alone, so that it can be cached."""

from __future__ import annotations

import hashlib
import marshal
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kbgen.search.passages import list_passages
from kbgen.search.payload import EXACT, KEYWORD, SUMMARY, TITLE, encode_payload

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbgen.model import Article, Body, Outline
    from kbgen.search.language import SearchLanguage

MOST_TITLE = 255


@dataclass(frozen=True, slots=True)
class ArticleTerms:
    """length: words of the body. title: different terms of the title, at most 255. payloads: term -> where it stands
    (`payload`). forms: word as it is written -> its term.
    """

    length: int
    title: int
    payloads: Mapping[str, bytes]
    forms: Mapping[str, str]


def analyse_article(article: Article, outline: Outline, body: Body, language: SearchLanguage) -> ArticleTerms:
    """The terms of an article in its language.

    Words that carry no meaning count in titles, headings, keywords and summaries, not in the text: every article has
    them, and a question made of nothing else still finds titles.
    """
    collected = _Terms(language)
    meta = article.meta
    title = collected.note(f"{article.title}\n{body.heading}", TITLE)
    collected.note("\n".join((*meta.keywords, *meta.errors)), KEYWORD)
    for text in meta.errors:
        collected.mark_codes(text, whole=False)
    for text in meta.keywords:
        collected.mark_codes(text, whole=True)
    products = (f"{product} {' '.join(versions)}" for product, versions in meta.applies_to.items())
    collected.note("\n".join((article.summary, *products)), SUMMARY)
    length = 0
    for number, passage in enumerate(list_passages(outline, body)):
        length += collected.note_passage(number, passage.heading, passage.text)
    return ArticleTerms(length, min(title, MOST_TITLE), collected.encode(), collected.forms)


class _Terms:
    """Terms as they are met. flags: term -> bits of the head; passages: term -> (number -> count * 2 + heading)."""

    def __init__(self, language: SearchLanguage) -> None:
        self._language = language
        self.forms: dict[str, str] = {}
        self._flags: dict[str, int] = {}
        self._passages: dict[str, dict[int, int]] = {}

    def note(self, text: str, flag: int) -> int:
        """Note where the words of a text stand; how many different terms they have."""
        terms = {self._term(word) for word in self._language.words(text)}
        for term in terms:
            self._flags[term] = self._flags.get(term, 0) | flag
        return len(terms)

    def mark_codes(self, text: str, *, whole: bool) -> None:
        """Mark the codes of an error text, or a text that is one word (whole: only that)."""
        words = self._language.words(text)
        for word in words[:1] if len(text.split()) == 1 else ():
            self._flags[self._term(word)] |= EXACT
        for word in () if whole else words:
            if not word.isalpha() and not word.isdecimal():
                self._flags[self._term(word)] |= EXACT

    def note_passage(self, number: int, heading: str, text: str) -> int:
        """Note a passage; how many words its text has."""
        for word in set(self._language.words(heading)):
            self._passages.setdefault(self._term(word), {})[number] = 1
        words = self._language.words(text)
        stop, forms, passages = self._language.stop, self.forms, self._passages
        stem = self._language.stem
        for word, count in Counter(words).items():
            if word in stop:
                continue
            term = forms.get(word)
            if term is None:
                term = forms[word] = stem(word)
            where = passages.get(term)
            if where is None:
                where = passages[term] = {}
            where[number] = where.get(number, 0) + count * 2
        return len(words)

    def _term(self, word: str) -> str:
        term = self.forms.get(word)
        if term is None:
            term = self.forms[word] = self._language.stem(word)
        return term

    def encode(self) -> dict[str, bytes]:
        flags, passages = self._flags, self._passages
        found = {term: encode_payload(flags.get(term, 0), where.items()) for term, where in passages.items()}
        for term, flag in flags.items():
            if term not in passages:
                found[term] = bytes((flag,))
        return found


def pack_terms(terms: ArticleTerms) -> tuple[Any, ...]:
    """As plain values, in an order that the same article always gives."""
    return (terms.length, terms.title, dict(sorted(terms.payloads.items())), dict(sorted(terms.forms.items())))


def unpack_terms(packed: Iterable[Any]) -> ArticleTerms:
    """The inverse of `pack_terms`."""
    return ArticleTerms(*packed)


def digest_terms(packed: tuple[Any, ...]) -> bytes:
    """Eight bytes that name packed terms."""
    # Version 2 of marshal writes equal values as equal bytes.
    return hashlib.sha256(marshal.dumps(packed, 2)).digest()[:8]
