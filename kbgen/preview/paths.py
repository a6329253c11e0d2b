"""From the path of a URL to a file of a folder, and to nothing outside of it."""

from __future__ import annotations

import os
import re
from urllib.parse import unquote

from kbgen.render.hosts.rules import HIDDEN

INDEX = "index.html"
_OWN = ".kbgen"
_IMPOSSIBLE = re.compile(r"[/\\\x00-\x1f\x7f]")


def split_path(path: str) -> tuple[str, ...] | None:
    """The segments of a percent-encoded URL path, decoded: `/a%20b/` -> `("a b", "")`.

    None for a path that means no page anywhere: with an empty segment but the last, one of dots, or a character in a
    segment that separates segments or is none.
    """
    if not path.startswith("/"):
        return None
    try:
        segments = tuple(unquote(segment, errors="strict") for segment in path[1:].split("/"))
    except UnicodeDecodeError:
        return None
    if "" in segments[:-1] or any(segment in (".", "..") or _IMPOSSIBLE.search(segment) for segment in segments):
        return None
    return segments


def find_file(folder: str, segments: tuple[str, ...]) -> str | None:
    """The absolute path of the file that segments mean below a folder, None if there is no such file.

    An empty last segment means the folder's index. What kbgen keeps for itself or for hosts is not found.
    The real path has to be the very one that was asked for: so no link leads out, and a system that takes `Start`,
    `start.` and `START~1` for the same file finds none that a host would not.
    """
    names = (*segments[:-1], segments[-1] or INDEX) if segments else ()
    plain = [name.casefold() for name in names]
    if not names or any(name.startswith(_OWN) or (":" in name and os.name == "nt") for name in plain):
        return None
    if len(plain) == 1 and plain[0] in HIDDEN:
        return None
    full = os.path.realpath(folder).rstrip(os.sep) + os.sep + os.sep.join(names)
    if os.path.realpath(full) != full or not os.path.isfile(full):
        return None
    return full
