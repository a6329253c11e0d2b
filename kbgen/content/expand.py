"""The text stage before Markdown: agents' blocks, snippets, variables; every line keeps its origin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kbgen.model import Edition, Problem

Read = Callable[[str], bytes | None]
"""A file's bytes by its path relative to the site's folder, or None if there is none."""


@dataclass(frozen=True, slots=True)
class Expanded:
    """A body ready for Markdown.

    text: LF, NFC. lines: for every line of text the path of the file that wrote it and its 1-based line there. includes: every
    snippet path looked up with the SHA-256 hex of its bytes, or "" where there was none.
    """

    text: str
    lines: tuple[tuple[str, int], ...]
    includes: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


def expand_text(
    body: str,
    *,
    path: str,
    line: int,
    folders: Sequence[str],
    variables: Mapping[str, str],
    edition: Edition,
    imported: bool,
    read: Read,
) -> Expanded:
    """Expand a body (cleaned text without front matter).

    path: of its file, relative to the site's folder. line: 1-based line of the body's first line there. folders: where snippets
    are looked up, first match wins (`snippet_folders`). imported: the front matter says `imported`, so that an unknown
    variable is a placeholder of the old system, which is an error.
    """
    raise NotImplementedError


def snippet_folders(content: str, language: str, *, multilingual: bool) -> tuple[str, ...]:
    """The `_snippets` folders of a language, relative to the site's folder, nearest first. content: [content] dir."""
    base = "" if content == "." else f"{content}/"
    own = (f"{base}{language}/_snippets",) if multilingual else ()
    return (*own, f"{base}_snippets")
