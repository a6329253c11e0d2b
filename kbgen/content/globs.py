"""[content] exclude: patterns as in .gitignore, compiled to one expression."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def compile_globs(patterns: Sequence[str]) -> Callable[[str], bool]:
    """A test for paths below the content folder (POSIX, NFC; a folder's without a trailing slash).

    `*` and `?` stay within a name, `**` crosses folders, `[a-z]` is a class. A pattern with a slash before its end
    counts from the content folder, one without matches names at any depth. What lies in an excluded folder is excluded
    by whoever walks.
    """
    if not patterns:
        return lambda _path: False
    matcher = re.compile("|".join(f"(?:{_translate(pattern)})" for pattern in patterns))
    return lambda path: matcher.fullmatch(path) is not None


def _translate(pattern: str) -> str:
    body = pattern.rstrip("/")
    anchored = "/" in body
    body = body.removeprefix("/").removeprefix("./")
    parts: list[str] = [] if anchored else ["(?:.*/)?"]
    index = 0
    while index < len(body):
        if body.startswith("**/", index):
            parts.append("(?:.*/)?")
            index += 3
        elif body.startswith("**", index):
            parts.append(".*")
            index += 2
        elif body[index] == "[" and "]" in body[index + 2 :]:
            end = body.index("]", index + 2)
            inner = body[index + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            parts.append(f"[^{inner[1:]}]" if inner[0] in "!^" else f"[{inner}]")
            index = end + 1
        else:
            parts.append({"*": "[^/]*", "?": "[^/]"}.get(body[index]) or re.escape(body[index]))
            index += 1
    return "".join(parts)
