"""Where a file's front matter ends and its body begins."""

from __future__ import annotations

import re

_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def split_head(text: str) -> tuple[str, str, int] | None:
    """(YAML, body, 1-based line of the body's first line) of cleaned text; None if the front matter is never closed.

    Only a `---` in the very first line opens front matter; a file without has an empty YAML part.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return "", text, 1
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return None
    head = text[opening.end() : closing.start()]
    return head, text[closing.end() + 1 :], head.count("\n") + 3
