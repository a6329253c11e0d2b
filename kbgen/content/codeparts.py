"""Which parts of Markdown are code, before Markdown itself is asked: fences by line, code spans by position.

The text stage must not touch what a writer shows as an example. It reads as CommonMark does wherever that can be known
line by line; where an indented line could be either, it counts as text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbgen.content.containers import PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable

_FENCE = re.compile(PREFIX + r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
_INDENT = re.compile(r"[ \t>]*")
_LIST = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_SCAN = re.compile(r"\\.|`+|<!--|\{\{", re.DOTALL)


class CodeLines:
    """Fed with every line of a text in turn, tells which lie in a fence (its delimiters included).

    comments: whether lines of an HTML comment that spans lines count too.
    """

    def __init__(self, *, comments: bool = False) -> None:
        self._fence = ""
        self._quotes = 0
        self._least = 0
        self._comments = comments
        self._comment = False

    def feed(self, line: str) -> bool:
        """Whether this line is code (or in a comment, if those count)."""
        if self._fence:
            if not self._left(line):
                text = line.lstrip(" \t>").rstrip()
                if text.startswith(self._fence) and not text.strip(self._fence[0]):
                    self._fence = ""
                return True
            self._fence = ""
        if self._comment:
            self._comment = "-->" not in line
            return True
        if "```" in line or "~~~" in line:
            found = _FENCE.match(line)
            if found:
                self._open(found)
                return True
        if self._comments and "<!--" in line and line.lstrip().startswith("<!--"):
            # One that ends in its own line is found by `replace_outside_code`, so that the rest of the line is text.
            self._comment = "-->" not in line
            return self._comment
        return False

    def _open(self, found: re.Match[str]) -> None:
        prefix = found["prefix"]
        self._fence = found["fence"]
        self._quotes = prefix.count(">")
        inner = prefix.rpartition(">")[2].expandtabs(4)
        # After a list marker the item's text begins right here; else the fence may be indented by up to three.
        self._least = len(inner) if inner.strip() else len(inner) - 3

    def _left(self, line: str) -> bool:
        """Whether this line ends the list item or quote that the open fence stands in, and so the fence."""
        if not self._quotes and self._least <= 0:
            return False
        if not line.strip():
            return self._quotes > 0
        indent = _INDENT.match(line)
        lead = indent[0] if indent else ""
        if lead.count(">") < self._quotes:
            return True
        return not self._quotes and len(lead.expandtabs(4)) < self._least


class IndentedCode:
    """Fed with every line outside fences in turn, tells which belong to an indented code block outside lists."""

    def __init__(self) -> None:
        self._blank = True
        self._list = False
        self._code = False

    def feed(self, line: str) -> bool:
        """Whether this line is indented code."""
        if not line.strip():
            self._blank = True
            return False
        indented = line.startswith(("    ", "\t"))
        if _LIST.match(line) and not self._code:
            self._list = True
        elif not indented and self._blank and line[0] not in " \t":
            self._list = False
        self._code = indented and not self._list and (self._blank or self._code)
        self._blank = False
        return self._code


def replace_outside_code(text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> str:
    """Replace matches of `pattern` (each begins with `{{`) outside code spans and comments.

    A match behind a backslash is left alone, backslash included. text: a line or paragraph without fences.
    """
    parts: list[str] = []
    done = position = 0
    while True:
        found = _SCAN.search(text, position)
        if found is None:
            break
        piece, position = found[0], found.end()
        if piece == "{{":
            match = pattern.match(text, found.start())
            if match is not None:
                parts += (text[done : found.start()], replace(match))
                done = position = match.end()
        elif piece == "<!--":
            end = text.find("-->", position)
            position = end + 3 if end >= 0 else position
        elif piece == "\\{" and text.startswith("{", position):
            position += 1
        elif piece[0] == "`":
            closing = re.compile(rf"(?<!`)`{{{len(piece)}}}(?!`)").search(text, position)
            position = closing.end() if closing else position
    return "".join(parts) + text[done:] if parts else text
