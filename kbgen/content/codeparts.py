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
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
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
        self._items: list[int] = []  # columns in which the text of the open list items begins
        self._blank = True

    def feed(self, line: str) -> bool:
        """Whether this line is code (or in a comment, if those count)."""
        if self._fence:
            if not self._left(line):
                if self._closes(line):
                    self._fence = ""
                return True
            self._fence = ""
        if self._comment:
            self._comment = "-->" not in line
            return True
        if "```" in line or "~~~" in line:
            found = _FENCE.match(line)
            if found and self._open(found):
                return True
        if self._comments and "<!--" in line and line.lstrip().startswith("<!--"):
            # One that ends in its own line is found by `replace_outside_code`, so that the rest of the line is text.
            self._comment = "-->" not in line
            return self._comment
        self._follow_lists(line)
        return False

    def _follow_lists(self, line: str) -> None:
        text = line.lstrip(" \t")
        if not text:
            self._blank = True
            return
        item = _ITEM.match(line)
        # Without a blank line between, plain text goes on with the item's paragraph; what begins a block does not.
        if item is not None or self._blank or text[0] in ">#:`~*_-":
            self._close_items(len(line[: len(line) - len(text)].expandtabs(4)))
        if item is not None:
            self._items.append(len(item[0].expandtabs(4)))
        self._blank = False

    def _close_items(self, column: int) -> None:
        while self._items and self._items[-1] > column:
            self._items.pop()

    def _open(self, found: re.Match[str]) -> bool:
        """Note the fence that begins here, unless it is indented so far that it is no fence."""
        prefix = found["prefix"]
        inner = prefix.rpartition(">")[2].expandtabs(4)
        if inner.strip():
            self._follow_lists(inner)
        else:
            self._close_items(len(inner))
        least = self._items[-1] if self._items else 0
        if len(inner) - least >= 4:
            return False
        self._fence, self._quotes, self._least = found["fence"], prefix.count(">"), least
        return True

    def _closes(self, line: str) -> bool:
        text = line.lstrip(" \t>")
        if not text.startswith(self._fence) or text.rstrip().strip(self._fence[0]):
            return False
        lead = line[: len(line) - len(text)].rpartition(">")[2].expandtabs(4)
        return self._quotes > 0 or len(lead) - self._least < 4

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
