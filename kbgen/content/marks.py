"""Marks that stand for references in a parsed body until render knows where they lead.

A mark is `\\x02<kind><index>\\x03`: `a3` opens link 3 of the outline (in place of `<a ...>`), `z3` closes it,
`i2` is image 2 whole. Control characters cannot come from the source: reading strips them.
"""

from __future__ import annotations

import re

LINK_OPEN, LINK_CLOSE, IMAGE = "a", "z", "i"
MARK = re.compile("\x02([azi])([0-9]+)\x03")


def mark(kind: str, index: int) -> str:
    """The mark for entry `index` of the outline's links or images."""
    return f"\x02{kind}{index}\x03"
