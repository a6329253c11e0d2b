"""Which line of a TOML file holds which key, so that a message about a value can point at it.

tomllib reads values but keeps no lines. This scanner is only asked about text that tomllib has accepted.
"""

from __future__ import annotations

import re

KeyPath = tuple[str, ...]
"""Table names and key; after an array of tables its index: `("contact", "route", "0", "kind")`."""

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]")
_KEY = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")
_TOKEN = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|[\[\]{}]|#')


def find_lines(text: str) -> dict[KeyPath, int]:
    """1-based line of every table header and key that begins a line."""
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    state = _State()
    for number, row in enumerate(text.split("\n"), 1):
        if state.inside():
            state.feed(row)
            continue
        header = _HEADER.match(row)
        if header is not None:
            table = _resolve(_split(header[2]), counts)
            if header[1] == "[[":
                index = counts.get(table, 0)
                counts[table] = index + 1
                lines.setdefault(table, number)
                table = (*table, str(index))
            lines.setdefault(table, number)
            continue
        key = _KEY.match(row)
        if key is not None:
            lines.setdefault((*table, *_split(key[1])), number)
            state.feed(row[key.end() :])
    return lines


def nearest_line(lines: dict[KeyPath, int], path: KeyPath) -> int | None:
    """The line of a key, else of what it stands in, else None."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


class _State:
    """Whether a value goes on in the next line: an open bracket or a text of several lines."""

    def __init__(self) -> None:
        self._depth = 0
        self._quote = ""

    def inside(self) -> bool:
        return bool(self._depth or self._quote)

    def feed(self, row: str) -> None:
        position = 0
        while position < len(row):
            if self._quote:
                end = row.find(self._quote, position)
                if end < 0:
                    return
                position, self._quote = end + 3, ""
                continue
            found = _TOKEN.search(row, position)
            if found is None or found[0] == "#":
                return
            position = found.end()
            if found[0] in {'"""', "'''"}:
                self._quote = found[0]
            elif found[0] in "[{":
                self._depth += 1
            elif found[0] in "]}":
                self._depth -= 1


def _split(dotted: str) -> KeyPath:
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in re.findall(_PART, dotted))


def _resolve(path: KeyPath, counts: dict[KeyPath, int]) -> KeyPath:
    """A header below an array of tables means its latest entry."""
    resolved: KeyPath = ()
    for part in path[:-1]:
        resolved = (*resolved, part)
        if resolved in counts:
            resolved = (*resolved, str(counts[resolved] - 1))
    return (*resolved, path[-1])
