"""TOML files, kbgen.toml's and those of themes and texts alike: read with errors that name file and line."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from kbgen.settings.lines import find_lines, nearest_line

if TYPE_CHECKING:
    from pathlib import Path

    from kbgen.errors import KbgenError

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def read_text(path: Path, shown: str, error: type[KbgenError]) -> str:
    """A text file with LF line ends and no byte order mark, so that a checkout on Windows reads alike.

    shown: its path for messages. Raises `error`.
    """
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as found:
        line = bytes(found.object[: found.start]).count(b"\n") + 1
        raise error("the file is not UTF-8", path=shown, line=line, hint="Save it as UTF-8.") from None
    except OSError as found:
        raise error(
            f"the file cannot be read: {found.strerror}",
            path=shown,
            hint="Check its permissions.",
        ) from None


def parse_toml(text: str, shown: str, error: type[KbgenError]) -> dict[str, object]:
    """The tables of a TOML file. Raises `error` with the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as found:
        message, line, hint = _explain(str(found), text)
        raise error(message, path=shown, line=line, hint=hint) from None


def find_line(text: str, *keys: str) -> int | None:
    """The line of a key in TOML that could be read, else of the table it stands in, else None."""
    return nearest_line(find_lines(text), keys)


def _explain(said: str, text: str) -> tuple[str, int, str]:
    """Message, 1-based line and hint for what tomllib said of a text."""
    found = _PLACE.search(said)
    rows = text.rstrip("\n").split("\n")
    line = int(found[1]) if found and found[1] else len(rows)
    what = said[: found.start()] if found else said
    row = rows[line - 1] if line <= len(rows) else ""
    hint = 'Texts stand in double quotes: `title = "Acme Help"`.'
    if "\\" in row and '"' in row:
        hint = "A backslash in a text is written twice, or the text put in single quotes."
    elif what.startswith(("Cannot overwrite", "Cannot declare", "Cannot redefine")):
        return "this key or table stands here a second time", line, "Keep one of them."
    elif "=" not in row:
        hint = 'Write `key = "value"`, or `[table]`.'
    what = what[:1].lower() + what[1:]
    return f"this is no TOML ({what.replace('invalid', 'unusable')})", line, hint
