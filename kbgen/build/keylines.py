"""The keys of one output as lines of text: thousands of such texts are read faster than a million keys.

What every page reads (templates, interface texts, settings) is a text of its own, the same one for most pages.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

KeyLines = tuple[str, str]
"""The keys that many outputs share, and those of this one."""

NO_KEYS: KeyLines = ("\n", "\n")

_SHARED = ("config:", "icon:", "static:", "template:", "texts:")
# More keys than these are compared as sets.
_FEW = 40


def join_keys(keys: Iterable[str]) -> KeyLines:
    """Every key between line feeds."""
    shared, own = ["\n"], ["\n"]
    for key in keys:
        (shared if key.startswith(_SHARED) else own).append(_line(key))
    return "".join(shared), "".join(own)


def share_lines(lines: KeyLines) -> KeyLines:
    """The same, with the shared text as one object for all outputs of a process."""
    return sys.intern(lines[0]), lines[1]


def split_keys(lines: KeyLines) -> list[str]:
    """The inverse of `join_keys`."""
    return [key.replace("\0", "\n") for text in lines for key in text.split("\n") if key]


def make_finder(changed: set[str]) -> Callable[[KeyLines], bool]:
    """The function that tells whether one of these keys is among an output's."""
    if len(changed) > _FEW:
        return lambda lines: not changed.isdisjoint(split_keys(lines))
    if len(changed) == 1 and not next(iter(changed)).startswith(_SHARED):
        # What follows upon most edits: one body changed, which a few pages read.
        only = f"\n{_line(next(iter(changed)))}"
        return lambda lines: only in lines[1]
    shared = [f"\n{_line(key)}" for key in changed if key.startswith(_SHARED)]
    own = [f"\n{_line(key)}" for key in changed if not key.startswith(_SHARED)]

    def find(lines: KeyLines) -> bool:
        return any(line in lines[1] for line in own) or any(line in lines[0] for line in shared)

    return find


def _line(key: str) -> str:
    # An old address may hold a line feed; none holds a zero.
    return key.replace("\n", "\0") + "\n"
