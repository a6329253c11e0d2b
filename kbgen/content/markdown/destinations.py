"""Link texts, destinations and URLs, read at a glance where they are plain, by markdown-it where they are not."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import helpers
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline

_LABEL = re.compile(r"[^\[\]\\`<]*\]")
_DESTINATION = re.compile(r"(?!<)[^\x00-\x20\x7f()\\]+")
_NORMAL = re.compile(
    r"(?:https?://[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?:/[A-Za-z0-9/._~=&,;+!*@$-]*"
    r"(?:\?[A-Za-z0-9/._~=&,;+!*@$-]+)?)?"
    r"|[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*)?"
    r"(?:#[A-Za-z0-9_.=&-]+)?"
)


class Destination:
    """What a destination is: `ok` whether there is one, `pos` its end, `str` the URL without escapes."""

    __slots__ = ("ok", "pos", "str")

    def __init__(self, ok: bool, pos: int, text: str) -> None:
        self.ok = ok
        self.pos = pos
        self.str = text


class FastHelpers:
    """Stands in for markdown-it's `helpers`."""

    parseLinkTitle = staticmethod(helpers.parseLinkTitle)  # noqa: N815 - markdown-it's name

    @staticmethod
    def parseLinkLabel(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: N802, N803 - markdown-it's names
        """Position of the `]` that ends the text begun at `start`, or -1."""
        if state.level < state.md.options.maxNesting:
            plain = _LABEL.match(state.src, start + 1, state.posMax)
            if plain is not None:
                return plain.end() - 1
        return helpers.parseLinkLabel(state, start, disableNested)

    @staticmethod
    def parseLinkDestination(string: str, pos: int, maximum: int) -> Any:  # noqa: N802 - markdown-it's name
        """The destination that starts at `pos`."""
        plain = _DESTINATION.match(string, pos, maximum)
        if plain is not None:
            end = plain.end()
            if end == maximum or string[end] not in "(\\":
                return Destination(True, end, unescapeAll(plain[0]))
        return helpers.parseLinkDestination(string, pos, maximum)


def normalise_link(url: str) -> str:
    """What markdown-it's normalizeLink gives: percent-encoded, host in ASCII."""
    return url if _NORMAL.fullmatch(url) else normalizeLink(url)
