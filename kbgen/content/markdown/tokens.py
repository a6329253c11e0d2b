"""Tokens and parser states that cost less to make than markdown-it's own.

A dataclass with thirteen slots is built for every paragraph and every word in bold; here only what differs from the
defaults is stored. Rules of markdown-it and its plugins see the same attributes.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Literal

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_NONE: Any = MappingProxyType({})


class LightToken(Token):
    """A token whose defaults live on the class. `attrs` and `meta` are replaced whole, never changed in place."""

    attrs = _NONE
    map: list[int] | None = None
    level = 0
    children: list[Token] | None = None
    content = ""
    markup = ""
    info = ""
    meta = _NONE
    block = False
    hidden = False

    def __init__(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> None:
        self.type = ttype
        self.tag = tag
        self.nesting = nesting

    def attrSet(self, name: str, value: str | float) -> None:  # noqa: N802 - markdown-it's name
        """Set one attribute."""
        self.attrs = {**self.attrs, name: value}


class BlockState(StateBlock):
    """markdown-it's block state, with light tokens."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token at the present level."""
        token = LightToken(ttype, tag, nesting)
        token.block = True
        if nesting < 0:
            self.level -= 1
        token.level = self.level
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token


class InlineState(StateInline):
    """markdown-it's inline state, with light tokens."""

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        """Turn the text gathered so far into a token."""
        token = LightToken("text", "", 0)
        token.content = self.pending
        token.level = self.pendingLevel
        self.tokens.append(token)
        self.pending = ""
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token at the present level, after the text gathered so far."""
        if self.pending:
            self.pushPending()
        token = LightToken(ttype, tag, nesting)
        meta: dict[str, Any] | None = None
        if nesting < 0:
            self.level -= 1
            self.delimiters = self._prev_delimiters.pop()
        token.level = self.level
        if nesting > 0:
            self.level += 1
            self._prev_delimiters.append(self.delimiters)
            self.delimiters = []
            meta = {"delimiters": self.delimiters}
        self.pendingLevel = self.level
        self.tokens.append(token)
        self.tokens_meta.append(meta)
        return token
