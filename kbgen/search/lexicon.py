r"""What a client has to know of a language's words: which a question is asked without, and which mean the same.

The groups are the language's own and those of `content/_data/synonyms.yml`. The published file is JSON; its phrases are
in the terms of the index, so that any form of a word is known: `{"stop": "a the", "asking": "how", "groups":
"invoic,bill\nnot work,broken"}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgen.search.language import SearchLanguage

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """stop: words that carry no meaning. asking: words that only ask. groups: phrases that mean the same, each the
    terms of its words. named: all terms of the groups.
    """

    stop: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    groups: tuple[tuple[Phrase, ...], ...] = ()
    named: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        named = frozenset(term for group in self.groups for phrase in group for term in phrase)
        object.__setattr__(self, "named", named)


def compile_lexicon(language: SearchLanguage, own: Iterable[Sequence[str]]) -> Lexicon:
    """The lexicon of a site in one language. own: the site's groups, each a list of words or phrases."""
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
    return Lexicon(language.stop, language.asking, tuple(dict.fromkeys(groups)))


def encode_lexicon(lexicon: Lexicon) -> bytes:
    """As JSON."""
    values = {
        "stop": " ".join(sorted(lexicon.stop)),
        "asking": " ".join(sorted(lexicon.asking)),
        "groups": "\n".join(",".join(" ".join(phrase) for phrase in group) for group in lexicon.groups),
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def decode_lexicon(data: bytes) -> Lexicon:
    """The inverse of `encode_lexicon`."""
    values = json.loads(data)
    lines = values["groups"].split("\n") if values["groups"] else []
    groups = tuple(tuple(tuple(phrase.split(" ")) for phrase in line.split(",")) for line in lines)
    return Lexicon(frozenset(values["stop"].split()), frozenset(values["asking"].split()), groups)
