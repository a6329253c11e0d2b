"""The piece of a passage that shows why it was found, with what to mark in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kbgen.search.tokens import UNSPACED, expand_token, normalise, split_tokens

WIDTH = 170
"""Letters of an excerpt; half as many where the text has no spaces, since its letters are wide."""
_LEAD = 50
_UNSPACED = re.compile(f"[{UNSPACED}]")
_PIECE = re.compile(f"[{UNSPACED}]+|[^\\s{UNSPACED}]+")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]")
_END = re.compile(r"[.!?:。！？]\s+|[。！？]|\n")

Mark = tuple[int, int]


def find_marks(text: str, forms: frozenset[str], *, elide: bool) -> list[Mark]:
    """(start, end) of the words of a text that are among forms, in order; pairs of letters that overlap are one."""
    marks: list[Mark] = []
    for piece in _PIECE.finditer(text):
        if _UNSPACED.match(piece[0]):
            spans = _find_pairs(piece[0], forms)
        else:
            tokens = split_tokens(normalise(piece[0]), elide=elide)
            spans = _trim(piece[0]) if any(word in forms for token in tokens for word in expand_token(token)) else []
        marks += [(start + piece.start(), end + piece.start()) for start, end in spans]
    return marks


def _find_pairs(piece: str, forms: frozenset[str]) -> list[Mark]:
    """The runs of pairs of a text without spaces. A lone pair inside a longer katakana word says nothing."""
    letters = normalise(piece)
    if len(letters) != len(piece):
        return []
    if len(letters) == 1:
        return [(0, 1)] if letters in forms else []
    runs: list[Mark] = []
    for at in range(len(letters) - 1):
        if letters[at : at + 2] not in forms:
            continue
        if runs and at < runs[-1][1]:
            runs[-1] = (runs[-1][0], at + 2)
        else:
            runs.append((at, at + 2))
    return [
        (start, end)
        for start, end in runs
        if end - start > 2 or not (_KATAKANA.search(letters[start:end]) and _is_inside(letters, start, end))
    ]


def _is_inside(letters: str, start: int, end: int) -> bool:
    """Whether katakana goes on before or after."""
    return bool(_KATAKANA.match(letters[max(0, start - 1) : start]) or _KATAKANA.match(letters[end : end + 1]))


def _trim(piece: str) -> list[Mark]:
    """The piece without the signs around it."""
    start, end = 0, len(piece)
    while start < end and not piece[start].isalnum():
        start += 1
    while end > start and not piece[end - 1].isalnum():
        end -= 1
    return [(start, end)] if end > start else []


def cut_excerpt(text: str, forms: frozenset[str], *, elide: bool) -> tuple[str, list[Mark]]:
    """The most telling piece of a text, and its marks."""
    marks = find_marks(text, forms, elide=elide)
    width = WIDTH // 2 if _UNSPACED.search(text) else WIDTH
    if len(text) <= width:
        return text, marks
    start = _begin(text, _densest(text, marks, width), width)
    end = min(len(text), start + width)
    if end < len(text):
        blank = text.rfind(" ", start, end)
        end = blank if blank > start + width // 2 else end
    before, after = "…" if start else "", "…" if end < len(text) else ""
    moved = len(before) - start
    inside = [(one + moved, other + moved) for one, other in marks if one >= start and other <= end]
    return f"{before}{text[start:end]}{after}", inside


def _densest(text: str, marks: Sequence[Mark], width: int) -> int:
    """Where the window begins that holds most different marked words, then most marks."""
    best, place = (0, 0), 0
    for number, (start, _) in enumerate(marks):
        inside = [mark for mark in marks[number:] if mark[1] <= start + width - _LEAD]
        found = (len({text[one:other].lower() for one, other in inside}), len(inside))
        if found > best:
            best, place = found, start
    return place


def _begin(text: str, place: int, width: int) -> int:
    """Where an excerpt that shows a place begins: at a sentence if one begins near, else at a word."""
    earliest = max(0, place - _LEAD)
    if earliest == 0 or place + width - _LEAD >= len(text) + _LEAD:
        earliest = max(0, min(earliest, len(text) - width))
    ends = [match.end() for match in _END.finditer(text, earliest, place)]
    if ends:
        return ends[0]
    if earliest == 0:
        return 0
    blank = text.find(" ", earliest, place)
    return blank + 1 if blank >= 0 else earliest
