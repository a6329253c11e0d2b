"""The YAML block at the head of an article: found, read, and taken off the body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgen.model import Meta, Problem


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """meta: typed. body: the rest of the file. body_line: 1-based line of the body's first line.

    readable: False if the front matter holds an error; such an article must not be published from this text.
    lines: top-level key -> its line, for messages about values.
    """

    meta: Meta
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether nothing in it is an error: an article with an unreadable head must not be published from it."""
        return not any(problem.level == "error" for problem in self.problems)


def parse_front_matter(text: str, path: str) -> FrontMatter:
    """Read the front matter of cleaned text (`decode_source`). path: for messages. Never raises."""
    raise NotImplementedError


def guess_hidden(data: bytes) -> bool:
    """Whether an unreadable file's front matter seems to say audience agents, state draft or state unverified."""
    raise NotImplementedError
