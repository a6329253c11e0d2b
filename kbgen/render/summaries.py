"""Summaries: what describes a page to search engines, and whether the text says it again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgen.model import Article, Body

# Share of a summary that the text's beginning must say for the summary to be left out above it.
SAME_SUMMARY = 0.8
# Characters of the text's beginning in which the summary may stand word for word.
OPENING = 1000
# Letters from which a summary is more than words that may stand anywhere.
SENTENCE = 15
_NO_LETTERS = re.compile(r"[\W_]+")


def shorten(text: str, limit: int = 155) -> str:
    """The beginning of a text in one line, cut between words, for descriptions."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head).rstrip(" ,.;:–-、。") + "…"


def describe(article: Article, body: Body) -> str:
    """For the meta element: the summary, else how the text begins."""
    if article.summary:
        return shorten(article.summary)
    start = ""
    for passage in body.passages:
        start = f"{start} {passage.text}"
        if len(start) > 200:
            break
    return shorten(start)


def opens_with(summary: str, body: Body) -> bool:
    """Whether the text begins with what the summary says, as imported articles often do: it need not be read twice.

    Word for word it may stand anywhere before the first heading, below a note perhaps. Else it is measured in threes of
    letters, since translators render the same sentence in two ways.
    """
    said = _letters(summary)
    start = next((passage.text for passage in body.passages if passage.text.strip()), "")
    opening = _letters(start[: 2 * len(summary) + OPENING])
    if len(said) < SENTENCE:
        return said != "" and opening.startswith(said)
    if said in opening:
        return True
    threes = _threes(said)
    return len(threes & _threes(opening[: len(said) * 5 // 4 + 40])) >= SAME_SUMMARY * len(threes)


def _threes(text: str) -> set[str]:
    return {text[index : index + 3] for index in range(len(text) - 2)}


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text.casefold())
