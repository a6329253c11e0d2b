"""Text to words, the same way for what is indexed and for what is asked; `client/search/tokens.js` is its twin.

A token is a run of letters and digits. What is joined inside (`E-4012`, `config.php`, `sign-in`) counts whole and in
parts; scripts written without spaces count as overlapping pairs of letters. `docs/search-format.md` has the rules.
"""

from __future__ import annotations

import re
import unicodedata

# Thai to Khmer, kana, Han, Hangul: no spaces between words, or endings that hide them.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u3096\u3099\u309a\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003fffd"
)
# Marks that belong to their letter: Latin and Cyrillic, Hebrew, Arabic, the scripts of India.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff"
)
_LETTER = f"(?:[^\\W_]|[{_MARKS}])"
_JOINER = "[-_.'\u2019\u2010\u2011]"
_ASCII_TOKEN = re.compile(r"[a-z0-9]+(?:[-_.'][a-z0-9]+)*")
_TOKEN = re.compile(f"{_LETTER}+(?:{_JOINER}{_LETTER}+)*")
_UNSPACED_RUN = re.compile(f"([{UNSPACED}]+)")
_APOSTROPHES = re.compile("['\u2019]")
_PARTS = re.compile("[-_.\u2010\u2011]")
_HYPHENS = re.compile("[-_\u2010\u2011]")
LONGEST = 60
"""Letters of a token that count: what is longer is data, and would only swell the index."""

_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_WHOLE = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_COMBINING = re.compile("[\u0300-\u036f]")


def normalise(text: str) -> str:
    """The one form in which texts are compared: NFKC, lower case."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())


def fold(word: str) -> str:
    """A normalised word as somebody types it who has no such key: without diacritics, katakana as hiragana."""
    if word.isascii():
        return word
    bare = _COMBINING.sub("", unicodedata.normalize("NFD", word.translate(_KATAKANA)))
    return unicodedata.normalize("NFC", bare).translate(_WHOLE)


def split_tokens(text: str, *, elide: bool = False) -> list[str]:
    """Tokens of a normalised text, in order, joined ones as written; runs without spaces whole.

    elide: an apostrophe parts words (l'article), as in French.
    """
    if text.isascii():
        found = _ASCII_TOKEN.findall(text)
    elif _UNSPACED_RUN.search(text):
        found = []
        for number, piece in enumerate(_UNSPACED_RUN.split(text)):
            found += [piece] if number % 2 else _TOKEN.findall(piece)
    else:
        found = _TOKEN.findall(text)
    if not elide:
        return found
    return [part for token in found for part in _APOSTROPHES.split(token) if part]


def expand_token(token: str) -> list[str]:
    """The words of one token: itself, or whole and in parts; the pairs of a run without spaces."""
    if token.isascii() and token.isalnum():
        return [token[:LONGEST]]
    if _UNSPACED_RUN.match(token):
        return [token[at : at + 2] for at in range(len(token) - 1)] or [token]
    token = _APOSTROPHES.sub("", token)
    parts = _PARTS.split(token)
    if len(parts) == 1:
        return [token[:LONGEST]]
    whole = _HYPHENS.sub("", token)
    # A single letter of a version or a code says nothing by itself.
    return [word[:LONGEST] for word in dict.fromkeys([whole, *(part for part in parts if len(part) > 1)])]


def words_of(text: str, *, elide: bool = False) -> list[str]:
    """All words of a text as it is written, in order."""
    words: list[str] = []
    for token in split_tokens(normalise(text), elide=elide):
        if token.isascii() and token.isalnum():
            words.append(token[:LONGEST])
        else:
            words += expand_token(token)
    return words


def is_unspaced(word: str) -> bool:
    """Whether a word is a piece of a run without spaces."""
    return _UNSPACED_RUN.match(word) is not None
