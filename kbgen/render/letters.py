"""Alphabetical lists: which letter a title stands under, and in which order, in each language."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

SIGNS, OTHERS = "0", ""
# Letters of their own that follow z; elsewhere accents do not count.
_AFTER_Z = {"sv": "åäö", "fi": "åäö", "nb": "æøå", "nn": "æøå", "no": "æøå", "da": "æøå", "is": "þæö", "et": "õäöü"}
_SAME = {"sv": {"æ": "ä", "ø": "ö"}, "nb": {"ä": "æ", "ö": "ø"}}
_SAME |= {"fi": _SAME["sv"], "nn": _SAME["nb"], "no": _SAME["nb"], "da": _SAME["nb"]}
_KANA_ROWS = (
    "あいうえお",
    "かきくけこ",
    "さしすせそ",
    "たちつてと",
    "なにぬねの",
    "はひふへほ",
    "まみむめも",
    "やゆよ",
    "らりるれろ",
    "わをん",
)
_SMALL_KANA = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
# Scripts up to here are alphabets; above lie kana, and signs that have no order without a dictionary.
_LAST_ALPHABET = "\u1fff"
_DIGIT, _LETTER, _OWN_LETTER, _KANA, _OTHER = 1, 2, 3, 4, 5
Key = tuple[tuple[int, str], ...]


def group_by_letter(titled: Iterable[tuple[str, T]], language: str) -> list[tuple[str, list[T]]]:
    """(letter, members) in the order of the language's alphabet, members by title; equal titles keep their order.

    The letter is upper case, `SIGNS` for digits and signs, which come first, the first of a kana row in Japanese, or
    `OTHERS` for what has no place in an alphabet, which comes last.
    """
    keyed = sorted(((collation_key(title, language), item) for title, item in titled), key=lambda pair: pair[0])
    groups: dict[str, list[T]] = {}
    for key, item in keyed:
        groups.setdefault(_letter(key), []).append(item)
    return list(groups.items())


def collation_key(title: str, language: str) -> Key:
    """Sorts titles as a dictionary of the language would: case and foreign accents aside, own letters after z."""
    base = language.partition("-")[0]
    keys = [_character_key(written, base) for written in unicodedata.normalize("NFKC", title).casefold()]
    # Quotes and brackets before the first letter do not count.
    first = next((index for index, key in enumerate(keys) if key[0]), len(keys))
    return tuple(keys[first:])


@lru_cache(maxsize=8192)  # more characters than one language writes titles with
def _character_key(written: str, base: str) -> tuple[int, str]:
    own, char = _AFTER_Z.get(base, ""), _SAME.get(base, {}).get(written, written)
    if char in own:
        return _OWN_LETTER, f"{own.index(char)}{char}"
    plain = unicodedata.normalize("NFD", char.translate(_TO_HIRAGANA))[0]
    if plain.isdigit():
        return _DIGIT, plain
    if plain.isalpha():
        kind = _LETTER if plain <= _LAST_ALPHABET else _KANA if "ぁ" <= plain <= "ゖ" else _OTHER
        return kind, plain.translate(_SMALL_KANA)
    return 0, plain


def _letter(key: Key) -> str:
    kind, char = key[0] if key else (_DIGIT, "")
    if kind == _DIGIT:
        return SIGNS
    if kind == _KANA:
        return next((row[0] for row in _KANA_ROWS if char in row), OTHERS)
    return OTHERS if kind == _OTHER else char[-1].upper()
