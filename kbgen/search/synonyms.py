"""Words that mean the same to customers: the language's own groups, and those of `content/_data/synonyms.yml`.

The published file holds groups of phrases in the terms of the index, so that any form of a word is known:
`[[["invoic"],["bill"]],[["log","in"],["login"]]]`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgen.search.language import SearchLanguage

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """groups: of phrases; a phrase is the terms of its words."""

    groups: tuple[tuple[Phrase, ...], ...]


def compile_synonyms(language: SearchLanguage, own: Iterable[Sequence[str]]) -> Synonyms:
    """The groups of a site in one language. own: those of the site, each a list of words or phrases."""
    groups = []
    for group in (*own, *language.synonyms):
        phrases = []
        for text in group:
            words = language.words(text)
            # What search drops from a question cannot be asked for; a phrase of nothing else stays as it is.
            kept = [word for word in words if word not in language.stop] or words
            phrases.append(tuple(language.stem(word) for word in kept))
        different = tuple(dict.fromkeys(phrase for phrase in phrases if phrase))
        if len(different) > 1:
            groups.append(different)
    return Synonyms(tuple(dict.fromkeys(groups)))


def encode_synonyms(synonyms: Synonyms) -> bytes:
    """As JSON."""
    return json.dumps(synonyms.groups, ensure_ascii=False, separators=(",", ":")).encode()


def decode_synonyms(data: bytes) -> Synonyms:
    """The inverse of `encode_synonyms`."""
    return Synonyms(tuple(tuple(tuple(phrase) for phrase in group) for group in json.loads(data)))
