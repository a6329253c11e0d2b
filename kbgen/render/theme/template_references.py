"""Which templates a template may read, told from its source alone.

This is a reader of four statements, not of Jinja: it needs no jinja2, whose import a build that renders nothing
should not pay for. Where it cannot be sure it says so, and then everything counts.
"""

from __future__ import annotations

import re

_STATEMENT = re.compile(r"\{%[-+]?\s*(extends|include|import|from)\b(.*?)%\}", re.DOTALL)
_STRING = re.compile(r"\"([^\"\\]*)\"|'([^'\\]*)'")
# what may stand beside the quoted names without making them uncertain: lists and the words of `include`
_CERTAIN = re.compile(r"(?:\b(?:ignore|missing|with|without|context)\b|[\s\[\](),+-])*")


def find_references(source: str) -> tuple[str, ...] | None:
    """Names in extends, include, import and from, in order; None if one is worked out while rendering."""
    names: list[str] = []
    for statement in _STATEMENT.finditer(source):
        kind, rest = statement.groups()
        if kind == "import":
            rest = re.split(r"\bas\b", rest)[0]
        elif kind == "from":
            rest = re.split(r"\bimport\b", rest)[0]
        found = [first or second for first, second in _STRING.findall(rest)]
        if not found or not _CERTAIN.fullmatch(_STRING.sub("", rest)):
            return None
        names.extend(found)
    return tuple(dict.fromkeys(names))
