"""Where `::: name` containers open and close: one grammar for the text stage and for Markdown.

A container opens with three or more colons and a name, alone on its line (after any indentation, quote marks and list
markers); it closes at a line of colons alone. Containers nest: a line of n colons closes the innermost open one that
was opened with exactly n, else the innermost opened with fewer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PREFIX = r"(?P<prefix>(?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])*)"
"""Indentation, quote marks and list markers before a line's text."""

OPEN = re.compile(PREFIX + r"(?P<colons>:{3,})[ \t]*\{?[ \t]*\.?(?P<name>[^\W\d_][\w-]*)(?P<rest>.*)$")
"""An opening line: `::: agent`, `::: details Title`, `- :::: steps`."""

CLOSE = re.compile(PREFIX + r"(?P<colons>:{3,})[ \t]*$")
"""A closing line."""

AGENT_NAMES = frozenset({"agent", "agents"})
"""Containers for the agents' edition alone."""


def find_closed(opened: Sequence[int], colons: int) -> int | None:
    """Index of the open container that a line of `colons` colons closes (and all inside it), or None.

    opened: the number of colons of every open container, outermost first.
    """
    for index in range(len(opened) - 1, -1, -1):
        if opened[index] == colons:
            return index
    for index in range(len(opened) - 1, -1, -1):
        if opened[index] < colons:
            return index
    return None
