r"""Marks that stand for references in a parsed body until render knows where they lead.

A mark is `\x02<kind><index>\x03`: `a3` opens link 3 of the outline (in place of `<a ...>`), `z3` closes it,
`i2` is image 2 whole, `t5` is the interface text `TEXT_KEYS[5]` in the language of the article (in text or inside a
quoted attribute value, so that what replaces it must be escaped for both). Control characters cannot come from the
source: reading strips them.
"""

from __future__ import annotations

import re

LINK_OPEN, LINK_CLOSE, IMAGE, TEXT = "a", "z", "i", "t"
MARK = re.compile("\x02([azit])([0-9]+)\x03")

# The interface texts a body may name. Bodies are cached by position: append, never reorder.
TEXT_KEYS = (
    "alert.note",  # titles of alerts
    "alert.tip",
    "alert.important",
    "alert.warning",
    "alert.caution",
    "alert.info",
    "alert.agent",  # title of a box that only the agents' edition has
    "body.details",  # summary of a disclosure without a title
    "body.table",  # name of a table's scrolling region, its number follows
    "body.footnotes",  # name of the footnotes' section
    "body.footnote_back",  # name of the link from a footnote back to the text
)
_TEXT_INDEX = {key: index for index, key in enumerate(TEXT_KEYS)}


def mark(kind: str, index: int) -> str:
    """The mark for entry `index` of the outline's links or images."""
    return f"\x02{kind}{index}\x03"


def text_mark(key: str) -> str:
    """The mark for an interface text; `KeyError` if `TEXT_KEYS` lacks it."""
    return f"\x02{TEXT}{_TEXT_INDEX[key]}\x03"
