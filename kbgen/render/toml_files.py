"""The TOML files of themes and texts: read with errors that name file and line."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from kbgen.settings.lines import find_lines, nearest_line

if TYPE_CHECKING:
    from pathlib import Path

    from kbgen.errors import KbgenError


def read_text(path: Path, shown: str, error: type[KbgenError]) -> str:
    """A text file with LF line ends, so that a checkout on Windows gives the same pages. Raises `error`."""
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as found:
        line = bytes(found.object[: found.start]).count(b"\n") + 1
        raise error("the file is not UTF-8", path=shown, line=line, hint="Save it as UTF-8.") from None
    except OSError as found:
        raise error(f"the file cannot be read: {found.strerror}", path=shown) from None


def parse_toml(text: str, shown: str, error: type[KbgenError]) -> dict[str, object]:
    """The tables of a TOML file. Raises `error` with the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as found:
        line = re.search(r"line (\d+)", str(found))
        raise error(
            "this line is not TOML",
            path=shown,
            line=int(line[1]) if line else len(text.rstrip().split("\n")),
            hint='It is written key = "value", with texts in double quotes.',
        ) from None


def find_line(text: str, *keys: str) -> int | None:
    """The line of a key in TOML that could be read, else of the table it stands in, else None."""
    return nearest_line(find_lines(text), keys)
