"""A line of text that knows where it was written."""

from __future__ import annotations

from collections.abc import Callable

Line = tuple[str, str, int]
"""Text, path of the file that wrote it (relative to the site's folder), 1-based line there."""

Read = Callable[[str], bytes | None]
"""A file's bytes by its path relative to the site's folder, or None if there is none."""


def split_lines(text: str, path: str, first: int) -> list[Line]:
    """The lines of a text whose first line is line `first` of the file at `path`. Only a line feed ends a line."""
    return [(line, path, number) for number, line in enumerate(text.split("\n"), first)]
