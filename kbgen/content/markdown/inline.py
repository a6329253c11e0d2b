"""Inline parsing that jumps from one special character to the next and tries only the rules it can start.

The result is markdown-it's to the token, up to text tokens that stand side by side; a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline

from kbgen.content.markdown.tokens import InlineState, LightToken

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

InlineRule = Callable[[StateInline, bool], bool]

# The characters each rule can start at; a rule not named here is not asked.
STARTS = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "dialect": "[",
    "link": "[",
    "image": "!",
    "footnote_inline": "^",
    "footnote_ref": "[",
    "attributes": "{",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
}
# These do nothing but say no when they are only asked where a token would end.
_LOUD_ONLY = {"strikethrough", "emphasis", "dialect", "attributes"}


class DispatchingInline(ParserInline):
    """An inline parser that looks before it asks. Made from a stock one, with all its rules enabled that are."""

    def __init__(self, stock: ParserInline) -> None:
        super().__init__()
        self._loud: dict[str, tuple[InlineRule, ...]] = {}
        self._silent: dict[str, tuple[InlineRule, ...]] = {}
        for rule in stock.ruler.__rules__:
            if not rule.enabled:
                continue
            for character in STARTS.get(rule.name, ""):
                function = _only_footnotes(rule.fn) if rule.name == "footnote_ref" else rule.fn
                self._loud[character] = (*self._loud.get(character, ()), function)
                if rule.name not in _LOUD_ONLY:
                    self._silent[character] = (*self._silent.get(character, ()), function)
        self._pairs = tuple(rule.fn for rule in stock.ruler2.__rules__ if rule.enabled)
        special = re.escape("".join(sorted(self._loud)))
        self.find_special = re.compile(f"[{special}]").search
        # Brackets count when the end of a link's text is looked for, even where no rule starts.
        self._find_silent = re.compile(rf"[{special}\[\]]").search

    def tokenize(self, state: StateInline) -> None:
        """Parse from the state's position to its end."""
        src, end, rules = state.src, state.posMax, self._loud
        if state.level >= state.md.options.maxNesting:
            state.env.setdefault("too_deep_inline", True)
            state.append_pending(src[state.pos : end])
            state.pos = end
        while state.pos < end:
            position = state.pos
            found = self.find_special(src, position, end)
            stop = found.start() if found else end
            if stop > position:
                state.append_pending(src[position:stop])
                state.pos = stop
                if found is None:
                    break
            for rule in rules[src[stop]]:
                if rule(state, False):
                    break
            else:
                state.append_pending(src[stop])
                state.pos = stop + 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - markdown-it's name
        """Move the state's position past one token, without making any."""
        position, cache = state.pos, state.cache
        known = cache.get(position)
        if known is not None:
            state.pos = known
            return
        if state.level >= state.md.options.maxNesting:
            state.pos = cache[position] = state.posMax
            return
        found = self._find_silent(state.src, position, state.posMax)
        stop = found.start() if found else state.posMax
        if stop > position:
            state.pos = cache[position] = stop
            return
        state.level += 1
        for rule in self._silent.get(state.src[position], ()):
            if rule(state, True):
                break
        else:
            state.pos = position + 1
        state.level -= 1
        cache[position] = state.pos

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parse a text into `tokens`."""
        if self.find_special(src) is None:
            if src:
                token = LightToken("text", "", 0)
                token.content = src
                tokens.append(token)
            return tokens
        state = InlineState(src, md, env, tokens)
        self.tokenize(state)
        if "*" in src or "_" in src or "~" in src:
            for rule in self._pairs:
                rule(state)
        return state.tokens


def _only_footnotes(rule: InlineRule) -> InlineRule:
    """The footnote rule, asked only at `[^`: it sets up its records before it looks."""

    def look_first(state: StateInline, silent: bool) -> bool:
        return state.src.startswith("[^", state.pos) and rule(state, silent)

    return look_first
