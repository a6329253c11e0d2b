"""What search knows of a language: its stems, the words that carry no meaning, the words that only ask, synonyms."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kbgen.search.stems import Stemmer
from kbgen.search.tokens import LONGEST, expand_token, is_unspaced, normalise, split_tokens, words_of

_WORDS = Path(__file__).parent / "words"
_COMPOUNDING = frozenset({"sv", "nb", "nn", "no", "da", "de", "nl", "fi"})
# word, its term, whether it is left out of texts
Found = tuple[str, str, bool]
_ELIDING = frozenset({"fr", "it", "ca"})


@dataclass(frozen=True, slots=True)
class SearchLanguage:
    """One language of the site. stop, asking: words as `tokens.words_of` gives them. synonyms: groups of phrases.

    compounds: words are written together, so that parts are found too. elide: an apostrophe parts words.
    """

    code: str
    stem: Stemmer
    stop: frozenset[str]
    asking: frozenset[str]
    synonyms: tuple[tuple[str, ...], ...]
    compounds: bool
    elide: bool
    _found: dict[str, tuple[Found, ...]] = field(default_factory=dict, compare=False, repr=False)

    def tokens(self, text: str) -> list[str]:
        """The tokens of a text, in order."""
        return split_tokens(normalise(text), elide=self.elide)

    def find_words(self, token: str) -> tuple[Found, ...]:
        """The words of a token, each with its term and whether it is left out of texts; worked out once."""
        found = self._found.get(token)
        if found is None:
            found = tuple(
                (word, self.stem(word), word in self.stop and not is_unspaced(word)) for word in expand_token(token)
            )
            if len(token) < LONGEST:  # a whole sentence without spaces is not met again
                self._found[token] = found
        return found

    def words(self, text: str) -> list[str]:
        """The words of a text, in order."""
        return words_of(text, elide=self.elide)


@cache
def load_language(code: str) -> SearchLanguage:
    """The language of a code of kbgen.toml (`en`, `pt-BR`); one that kbgen has no words for works without them."""
    base = code.partition("-")[0].lower()
    base = "nb" if base in {"nn", "no"} else base
    path = _WORDS / f"{base}.toml"
    lists = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return SearchLanguage(
        code=code,
        stem=Stemmer(code),
        stop=frozenset(normalise(word) for word in lists.get("stop", ())),
        asking=frozenset(normalise(word) for word in lists.get("asking", ())),
        synonyms=tuple(tuple(group) for group in lists.get("synonyms", ())),
        compounds=base in _COMPOUNDING,
        elide=base in _ELIDING,
    )
