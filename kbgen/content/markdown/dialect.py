"""`[!DNL name]` and `[!UICONTROL label]`, as imported articles write product names and the words of an interface."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_OPEN = re.compile(r"\[!(DNL|UICONTROL)[ \t\n]+", re.IGNORECASE)
_WHOLE = re.compile(r"\[!(DNL|UICONTROL)\s+([^\[\]]*)\]", re.IGNORECASE)


def replace_dialect(text: str, opening: str, closing: str) -> str:
    """The dialect in a text that Markdown does not see; interface words go between `opening` and `closing`."""
    if "[!" not in text:
        return text
    return _WHOLE.sub(lambda found: found[2] if found[1].upper() == "DNL" else opening + found[2] + closing, text)


def parse_dialect(state: StateInline, silent: bool) -> bool:
    """Inline rule: a product name loses its brackets, an interface word becomes a `ui` span.

    Never matches in silent mode, where brackets must be counted as brackets: a link may hold the dialect.
    """
    if silent or not state.src.startswith("[!", state.pos):
        return False
    found = _OPEN.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    if end < found.end():
        return False
    interface = found[1].upper() == "UICONTROL"
    if interface:
        state.push("ui_open", "span", 1)
    maximum, state.posMax, state.pos = state.posMax, end, found.end()
    state.md.inline.tokenize(state)
    if interface:
        state.push("ui_close", "span", -1)
    state.posMax, state.pos = maximum, end + 1
    return True
