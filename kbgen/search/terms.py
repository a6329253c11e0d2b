"""The terms of one article: what the index needs of it, worked out from the article alone, so that it can be cached."""

from __future__ import annotations

import hashlib
import marshal
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.search.payload import EXACT, KEYWORD, SUMMARY, TITLE, encode_payload
from kbgen.search.tokens import expand_token, is_unspaced
from kbgen.site.passages import list_passages

if TYPE_CHECKING:
    from kbgen.model import Article, Body, Outline
    from kbgen.search.language import SearchLanguage

MOST_TITLE = 16
"""Words of a title that count: no question is ranked by more."""


@dataclass(frozen=True, slots=True)
class ArticleTerms:
    """length: words of the body. title: different words of the title that carry meaning (all, if none does), at most
    MOST_TITLE. payloads: term -> where it stands (`payload`). forms: word as it is written -> its term.
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
    collected.note(f"{article.title}\n{body.heading}", TITLE)
    title = len(collected.telling_words(article.title))
    collected.note("\n".join((*meta.keywords, *meta.errors)), KEYWORD)
    for text in meta.errors:
        collected.mark_codes(text, whole=False)
    for text in meta.keywords:
        collected.mark_codes(text, whole=True)
    products = (f"{product} {' '.join(versions)}" for product, versions in meta.applies_to.items())
    # The file's name often says in other words, or in another language, what the title says.
    name = article.rel.rpartition("/")[2].rpartition(".")[0].replace("-", " ")
    collected.note("\n".join((article.summary, name, *products)), SUMMARY)
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

    def note(self, text: str, flag: int) -> None:
        """Note where the words of a text stand."""
        for word in dict.fromkeys(self._language.words(text)):
            term = self._term(word)
            self._flags[term] = self._flags.get(term, 0) | flag

    def telling_words(self, text: str) -> set[str]:
        """The words that a question made of this text is ranked by: of a joined one the whole, not its parts."""
        tokens = self._language.tokens(text)
        words = {word for token in tokens for word in expand_token(token)[: None if is_unspaced(token) else 1]}
        idle = self._language.stop | self._language.asking
        return {word for word in words if word not in idle or is_unspaced(word)} or words

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
        passages = self._passages
        for word in dict.fromkeys(self._language.words(heading)):
            passages.setdefault(self._term(word), {})[number] = 1
        forms, find_words = self.forms, self._language.find_words
        tokens = self._language.tokens(text)
        length = len(tokens)
        for token, count in Counter(tokens).items():
            words = find_words(token)
            length += (len(words) - 1) * count
            for word, term, stop in words:
                if stop:
                    continue
                forms[word] = term
                where = passages.get(term)
                if where is None:
                    passages[term] = {number: count * 2}
                else:
                    where[number] = where.get(number, 0) + count * 2
        return length

    def _term(self, word: str) -> str:
        term = self.forms[word] = self._language.stem(word)
        return term

    def encode(self) -> dict[str, bytes]:
        """Term -> payload."""
        flags, passages = self._flags, self._passages
        found = {term: encode_payload(flags.get(term, 0), where) for term, where in passages.items()}
        for term, flag in flags.items():
            if term not in passages:
                found[term] = bytes((flag,))
        return found


def pack_terms(terms: ArticleTerms) -> bytes:
    """As bytes, the same for the same article: what `marshal`, version 2, makes of plain values."""
    return marshal.dumps((terms.length, terms.title, dict(terms.payloads), dict(terms.forms)), 2)


def unpack_terms(packed: bytes) -> ArticleTerms:
    """The inverse of `pack_terms`. packed: known to be whole."""
    return ArticleTerms(*marshal.loads(packed))  # noqa: S302  # our own bytes, checked by whoever kept them


def digest_terms(packed: bytes) -> bytes:
    """Eight bytes that name packed terms."""
    return hashlib.sha256(packed).digest()[:8]
