"""File and folder names that cannot travel: what is wrong with them, and what to do."""

from __future__ import annotations

import re

from kbgen.model import Problem

_UNSAFE = re.compile(
    r'[<>:"|?*\\\x00-\x1f\x7f]|[. ]$|^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)', re.IGNORECASE
)


def judge_name(name: str, path: str) -> Problem | None:
    """What is wrong with a file's or folder's name, or None.

    An error means that the file cannot be used at all. path: of the file, relative to the site's folder.
    """
    if not name.isascii():
        try:
            name.encode("utf-8")
        except UnicodeEncodeError:
            shown = path.encode("utf-8", "backslashreplace").decode("utf-8")
            message = "the name is not UTF-8, so no URL can be made of it"
            return Problem("error", "name-encoding", message, shown, None, "Rename it.")
    found = _UNSAFE.search(name)
    if found is None:
        return None
    if found[0] < " " or found[0] == "\x7f":
        shown = path.encode("unicode_escape").decode("ascii")
        return Problem("error", "name-control", "the name has a control character", shown, None, "Rename it.")
    if found[0] in {".", " "}:
        why = "ends with a full stop" if found[0] == "." else "ends with a space"
    elif len(found[0]) > 1:
        why = f"is `{found[0].rstrip('.')}`, which Windows keeps for a device"
    else:
        why = f"holds `{found[0]}`, which Windows does not allow"
    message = f"the name {why}: nobody can check this repository out there"
    return Problem("warning", "name-windows", message, path, None, "Rename it.")
