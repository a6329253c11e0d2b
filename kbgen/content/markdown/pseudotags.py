"""Placeholders such as `<project-id>`: no HTML, though CommonMark would take them for it."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block

from kbgen.content.markdown.elements import ALLOWED, REMOVED, UNWRAPPED

_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_BARE = re.compile(r"</?([A-Za-z][^\s/>]*)>")


def is_element(name: str) -> bool:
    """Whether a tag of this name is HTML rather than a placeholder that readers must see."""
    name = name.lower()
    return name in ALLOWED or name in REMOVED or name in UNWRAPPED


def is_placeholder(tag: str) -> bool:
    """Whether this tag is words: no HTML by its name, and nothing but its name."""
    found = _BARE.fullmatch(tag)
    return found is not None and not is_element(found[1])


def html_block_unless_placeholder(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a line that begins with a placeholder is text, in which Markdown goes on."""
    position = state.bMarks[start] + state.tShift[start]
    if state.md.options["html"]:
        found = _NAME.match(state.src, position, state.eMarks[start])
        if found is not None and not is_element(found[1]):
            return False
    return html_block(state, start, end, silent)
