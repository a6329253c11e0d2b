"""Which stretches of a Markdown text are not fenced code."""

from __future__ import annotations

import re

# A comment that begins a line hides what looks like a fence inside it.
_OPENING = re.compile(
    r"^(?P<prefix>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t][ \t>]*)*)(?:(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})|<!--)",
    re.MULTILINE,
)


def find_prose(text: str) -> list[tuple[int, int]]:
    """(start, end) of every stretch outside code fences, in order. Fences inside lists and quotes count."""
    if "```" not in text and "~~~" not in text:
        return [(0, len(text))]
    stretches = []
    start = position = 0
    while True:
        opening = _OPENING.search(text, position)
        if opening is None:
            stretches.append((start, len(text)))
            return stretches
        if opening["fence"] is None:
            close = text.find("-->", opening.end())
            position = close + 3 if close >= 0 else len(text)
            continue
        stretches.append((start, opening.start()))
        start = position = _find_end(text, opening)


def _find_end(text: str, opening: re.Match[str]) -> int:
    """Where the line that ends a fence ends: its closing fence, or what leaves the list item or quote it stands in."""
    fence, prefix = opening["fence"], opening["prefix"]
    start = text.find("\n", opening.end())
    if start < 0:
        return len(text)
    closing = re.compile(rf"^[ \t>]*{fence[0]}{{{len(fence)},}}[ \t]*$", re.MULTILINE).search(text, start + 1)
    end = closing.end() if closing else len(text)
    quotes = prefix.count(">")
    inner = prefix.rpartition(">")[2].expandtabs(4)
    # After a list marker the item's text begins right here; else the fence may be indented by up to three.
    least = len(inner) if inner.strip() else len(inner) - 3
    if not quotes and least <= 0:
        return end
    while start + 1 < end:
        stop = text.find("\n", start + 1)
        stop = stop if stop >= 0 else len(text)
        line = text[start + 1 : stop]
        lead = line[: len(line) - len(line.lstrip(" \t>"))]
        if lead.count(">") < quotes or (not quotes and line.strip() and len(lead.expandtabs(4)) < least):
            return start + 1
        start = stop
    return end
