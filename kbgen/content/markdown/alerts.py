"""Alerts: quotes that begin with `[!NOTE]` and its kin."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.token import Token

from kbgen.content.markdown.tokens import LightToken

_MARKER = re.compile(r"\[!([^\W\d_][\w-]*)\](?!\()[ \t]*([^\n]*)(?:\n|\Z)")

KINDS = {
    "note": "note", "tip": "tip", "important": "important", "warning": "warning", "caution": "caution", "info": "info",
    "hint": "tip", "success": "tip", "check": "tip", "attention": "warning", "danger": "caution", "error": "caution",
    "more": "info", "morelikethis": "info", "example": "note", "prerequisites": "important", "availability": "info",
    "admin": "important", "adminnote": "important", "quote": "note", "question": "note", "faq": "note",
}  # fmt: skip
"""Words after `[!`, in lower case, and the kind of alert each is shown as."""

OWN_NAMES = frozenset({"note", "tip", "important", "warning", "caution", "info"})
"""Words that an interface text stands for; other known words are shown by their kind's."""


def shape_alerts(tokens: list[Token], note_unknown: Callable[[str, int], None]) -> list[Token]:
    """Tokens with every alert's quote turned into `alert_open` ... `alert_close`.

    alert_open: info is the kind; meta["word"] is the writer's word where it is unknown. A title is an inline token
    between `alert_title_open` and `alert_title_close`. Text behind the marker is the title if more follows, else the
    alert's text.
    note_unknown: told of words that are no kind, with their 0-based line.
    """
    shaped: list[Token] = []
    closing: list[int] = []  # levels of open alerts
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "blockquote_close" and closing and closing[-1] == token.level:
            closing.pop()
            token.type = "alert_close"
        if token.type != "blockquote_open" or index + 2 >= len(tokens) or tokens[index + 2].type != "inline":
            shaped.append(token)
            index += 1
            continue
        inline = tokens[index + 2]
        found = _MARKER.match(inline.content) if tokens[index + 1].type == "paragraph_open" else None
        shaped.append(token)
        index += 1
        if found is None:
            continue
        closing.append(token.level)
        index = _shape_alert(found, tokens, index, shaped, note_unknown)
    return shaped


def _shape_alert(
    found: re.Match[str], tokens: list[Token], index: int, shaped: list[Token], note_unknown: Callable[[str, int], None]
) -> int:
    """Shape one alert; index: of its paragraph. Gives the index of the first token not yet dealt with."""
    token, inline = shaped[-1], tokens[index + 1]
    line = inline.map[0] if inline.map else 0
    word, behind, rest = found[1], found[2].strip(), inline.content[found.end() :]
    kind = KINDS.get(word.lower())
    token.type, token.tag, token.info = "alert_open", "div", kind or "note"
    if kind is None:
        token.meta = {"word": word}
        note_unknown(word, line)
    alone = not rest and tokens[index + 3].level == token.level
    if behind and not alone:
        title = LightToken("inline", "", 0)
        title.content = behind
        title.map = [line, line + 1]
        shaped += (LightToken("alert_title_open", "p", 1), title, LightToken("alert_title_close", "p", -1))
    if alone and behind:
        inline.content = behind
    elif rest:
        inline.content = rest
        inline.map = [line + 1, inline.map[1] if inline.map else line + 2]
    else:
        return index + 3
    return index
