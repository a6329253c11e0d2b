"""The YAML block at the head of an article: found, read, and taken off the body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbgen.content.fields import type_fields
from kbgen.content.guess import guess_hidden
from kbgen.content.head import split_head
from kbgen.content.yamltree import FrontMatterError, compose_mapping
from kbgen.model import Meta, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FrontMatter", "guess_hidden", "parse_front_matter"]

_BARE = re.compile(r"\s*(?:---[ \t]*\n\s*)?(?P<key>id|title|slug|summary|type|audience|state):[ \t]+\S")
_KEEPS_BACK = re.compile(r"^(?:audience|state|publish_at|expires_at):", re.MULTILINE)
_REACH = 2_000  # characters; front matter is seldom longer


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """meta: typed. body: the rest of the file. body_line: 1-based line of its first line. lines: key -> its line."""

    meta: Meta
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def readable(self) -> bool:
        """Whether nothing in it is an error: an article with an unreadable head must not be published from it."""
        return not any(problem.level == "error" for problem in self.problems)


def parse_front_matter(text: str, path: str) -> FrontMatter:
    """Read the front matter of cleaned text (`decode_source`). path: for messages. Never raises."""
    parts = split_head(text)
    if parts is None:
        message = "the front matter that begins in line 1 is never closed"
        hint = "Close it with a line `---`; if line 1 is meant as a rule, put an empty line above it."
        return FrontMatter(Meta(), "", 1, (Problem("error", "front-matter-syntax", message, path, 1, hint),))
    head, body, line = parts
    if not head.strip():
        return FrontMatter(Meta(), body, line, _find_bare(body, path) if line == 1 else ())
    try:
        root = compose_mapping(head)
        meta, problems, lines = type_fields(root, head, path, 2) if root is not None else (Meta(), [], {})
    except FrontMatterError as error:
        problem = Problem("error", "front-matter-syntax", error.message, path, error.line + 1, error.hint)
        return FrontMatter(Meta(), body, line, (problem,))
    return FrontMatter(meta, body, line, tuple(problems), lines)


def _find_bare(text: str, path: str) -> tuple[Problem, ...]:
    """Front matter that is none: without its `---`, or not at the very top. Grave if it would keep the article back."""
    found = _BARE.match(text)
    if found is None:
        return ()
    line = text.count("\n", 0, found.start("key")) + 1
    if found["key"] != found[0].lstrip().partition(":")[0]:
        message = "front matter has to begin in line 1; here it is shown as text"
        hint = "Take out what is above its first `---`."
    else:
        message = f"`{found['key']}:` is shown as text: front matter stands between two lines `---`"
        hint = "Put a line `---` above it, as the first of the file, and one below its last key."
    grave = _KEEPS_BACK.search(text, 0, found.end() + _REACH) is not None
    return (Problem("error" if grave else "warning", "front-matter-bare", message, path, line, hint),)
