"""The text stage before Markdown: agents' blocks, snippets, variables; every line keeps its origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.content.snippets import Inclusion
from kbgen.content.variables import expand_variables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbgen.content.lines import Read
    from kbgen.model import Edition, Problem


@dataclass(frozen=True, slots=True)
class Expanded:
    """A body ready for Markdown.

    text: LF, NFC. lines: for every line of text the path of the file that wrote it and its 1-based line there.
    includes: every snippet path looked up with the SHA-256 hex of its bytes, or "" where there was none; sorted.
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

    path: of its file, relative to the site's folder. line: 1-based line of the body's first line there. folders: where
    snippets are looked up, first match wins (`snippet_folders`). imported: the front matter says `imported`, so that an
    unknown variable is a placeholder of the old system, which is an error.

    In this order: agents' blocks leave the public edition, snippets come in (each treated like the body), variables
    last. Code fences, code spans and HTML comments are left alone, except that an agents' block goes with all it holds.
    """
    if "{{" not in body and ":::" not in body:
        return Expanded(body, tuple((path, number) for number in range(line, line + body.count("\n") + 1)))
    inclusion = Inclusion(folders, edition, read)
    lines = inclusion.expand(body, path, line)
    lines, problems = expand_variables(lines, variables, imported=imported)
    return Expanded(
        "\n".join(text for text, _, _ in lines),
        # Even an empty text has a line.
        tuple((origin, number) for _, origin, number in lines) or ((path, line),),
        tuple(sorted(inclusion.includes.items())),
        (*inclusion.problems, *problems),
    )


def snippet_folders(content: str, language: str, *, multilingual: bool) -> tuple[str, ...]:
    """The `_snippets` folders of a language, relative to the site's folder, nearest first. content: [content] dir."""
    base = "" if content == "." else f"{content}/"
    own = (f"{base}{language}/_snippets",) if multilingual else ()
    return (*own, f"{base}_snippets")
