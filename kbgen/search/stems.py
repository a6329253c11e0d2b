"""Words to stems: the Snowball algorithms, with a light rule where they leave endings that customers vary.

Source of the algorithms: https://snowballstem.org/, through the `snowballstemmer` package.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

_ALGORITHMS = MappingProxyType(
    {
        "en": "english",
        "sv": "swedish",
        "nb": "norwegian",
        "nn": "norwegian",
        "no": "norwegian",
        "da": "danish",
        "de": "german",
        "nl": "dutch",
        "fi": "finnish",
        "fr": "french",
        "es": "spanish",
    }
)
_SCANDINAVIAN = frozenset({"sv", "nb", "nn", "no", "da"})
_SHORTEST = 4


class Stemmer:
    """Stems of one language, each worked out once. language: a code of kbgen.toml; of others words stay as they are."""

    def __init__(self, language: str) -> None:
        base = language.partition("-")[0].lower()
        name = _ALGORITHMS.get(base)
        self._stem: Callable[[str], str] | None = None
        if name is not None:
            import snowballstemmer  # type: ignore[import-untyped]  # it ships no types

            self._stem = snowballstemmer.stemmer(name).stemWord
        self._scandinavian = base in _SCANDINAVIAN
        self._swedish = base == "sv"
        self._known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        """The stem of a normalised word; codes and numbers stay whole."""
        stem = self._known.get(word)
        if stem is None:
            stem = self._known[word] = self._work_out(word)
        return stem

    def _work_out(self, word: str) -> str:
        if self._stem is None or len(word) < _SHORTEST or not word.isalpha():
            return word
        stem = self._stem(word)
        if self._swedish:
            stem = _swedish_definite(stem)
        if self._scandinavian:
            # The definite form of a word in a vowel hides it from the first pass: fakturaen, faktura.
            stem = self._stem(stem)
        return stem


def _swedish_definite(stem: str) -> str:
    """Definite and plural endings that Snowball leaves: lösenordet, programmet, fakturan, kontot, konton."""
    if len(stem) > 5 and stem.endswith("et"):
        bare = stem[:-2]
        return bare[:-1] if bare.endswith(("mm", "nn")) else bare
    if len(stem) > 4 and stem[-2:] in {"an", "on", "ot"}:
        return stem[:-1]
    return stem
