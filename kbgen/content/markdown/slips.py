"""What Markdown does not read as its writer meant it: tables, names with spaces, code without an end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_block.table import escapedSplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from kbgen.content.markdown.collector import Collector

_DASHES = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*")
_FENCES = 2  # lines
_QUOTED = re.compile(r"[> \t]*")
# `](my file.md)`: a name with a space ends a link before it begins.
_SPACED = re.compile(r"\]\(([^()<>\n\"']*[^()<>\n\"'\s] [^()<>\n\"']*\.[A-Za-z0-9]{2,5})\)")


def note_tables(tokens: Sequence[Token], text: str, collector: Collector) -> None:
    """Tell of tables that are shown as text, and of rows with more cells than their table has columns.

    tokens: shaped, of the whole text.
    """
    if "|" not in text:
        return
    lines: list[str] | None = None
    columns = 0
    for index, token in enumerate(tokens):
        if token.type == "inline":
            if token.content[:1] == "|" and tokens[index - 1].type == "paragraph_open":
                _note_shown_as_text(token, collector)
        elif token.type == "table_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tbody_open" and token.map:
            lines = lines if lines is not None else text.split("\n")
            for number in range(*token.map):
                _note_left_over(lines[number], columns, number, collector)


def note_code(tokens: Sequence[Token], text: str, collector: Collector) -> None:
    """Tell of code that is never closed, which takes all below it along."""
    if "```" not in text and "~~~" not in text:
        return
    last: Token | None = None
    for token in tokens:
        if token.type == "fence":
            last = token
    if last is None or last.map is None:
        return
    lines = text.rstrip("\n").split("\n")
    # Only the last code of a text can take the rest of it along.
    if last.map[1] >= len(lines) and (last.map[1] - last.map[0] < _FENCES or not _closes(lines[-1], last.markup)):
        message = "the code that begins here is never closed; all below it is shown as code"
        collector.note("warning", "code-unclosed", message, last.map[0], f"Close it with a line `{last.markup}`.")


def note_names(tokens: Sequence[Token], collector: Collector) -> None:
    """Tell of links and images that are shown as text because a name has spaces. tokens: with their words parsed."""
    for token in tokens:
        if token.type != "inline" or not token.children or "](" not in token.content:
            continue
        shown = "".join(child.content if child.type == "text" else "\n" for child in token.children)
        for found in _SPACED.finditer(shown):
            line = (token.map or [0])[0] + token.content.count("\n", 0, max(0, token.content.find(found[0])))
            collector.note(
                "warning", "name-spaced", f"`{found[1]}` has a space in it, and is shown as text", line,
                f"Write `<{found[1]}>` between the brackets, or rename the file.",
            )  # fmt: skip


def _closes(line: str, markup: str) -> bool:
    bare = _QUOTED.sub("", line, count=1).rstrip()
    return len(bare) >= len(markup) and not bare.strip(markup[0])


def _note_shown_as_text(token: Token, collector: Collector) -> None:
    line = (token.map or [0])[0]
    rows = token.content.split("\n")
    if len(rows) > 1 and _DASHES.fullmatch(rows[1]):
        above, dashes = len(_cells(rows[0])), len(_cells(rows[1]))
        message = (
            f"the table has {_count(above)} in its first line and {dashes} in the line of dashes; it is shown as text"
        )
        collector.note("warning", "table-broken", message, line, "Give both lines as many cells.")
    elif len(rows) > 1 and all(row.lstrip()[:1] == "|" for row in rows):
        message = "this looks like a table, and is shown as text: its line of dashes is missing"
        hint = f"Put `|{' --- |' * len(_cells(rows[0]))}` below the line with the headings."
        collector.note("warning", "table-broken", message, line, hint)


def _note_left_over(row: str, columns: int, line: int, collector: Collector) -> None:
    cells = _cells(_QUOTED.sub("", row, count=1))
    if any(cell.strip() for cell in cells[columns:]):
        message = f"this row has {_count(len(cells))}, its table {columns}; what is left over is not shown"
        collector.note(
            "warning", "table-cells", message, line, "Take a cell out, or write a `|` that is meant as `\\|`."
        )


def _cells(row: str) -> list[str]:
    """As markdown-it splits a row."""
    cells = escapedSplit(row.strip())
    if cells and not cells[0]:
        cells = cells[1:]
    return cells[:-1] if cells and not cells[-1] else cells


def _count(cells: int) -> str:
    return "1 cell" if cells == 1 else f"{cells} cells"
