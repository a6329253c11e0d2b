"""`+++Title` ... `+++`: a part of the text that opens on demand."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from kbgen.content.codeparts import CodeLines


def parse_disclosure(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule. Without a closing line it is not a disclosure but text: a diff's `+++ b/file` needs no excuse."""
    if state.is_code_block(start):
        return False
    first = state.bMarks[start] + state.tShift[start]
    line = state.src[first : state.eMarks[start]]
    title = line[3:].strip()
    if not line.startswith("+++") or not title or title.startswith("+"):
        return False
    closing = _find_closing(state, start + 1, end)
    if closing is None:
        return False
    if silent:
        return True
    token = state.push("details_open", "details", 1)
    token.map = [start, closing + 1]
    state.push("summary_open", "summary", 1)
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = title, [start, start + 1], []
    state.push("summary_close", "summary", -1)
    parse_inside(state, start + 1, closing)
    state.push("details_close", "details", -1)
    state.line = closing + 1
    return True


def parse_inside(state: StateBlock, start: int, end: int) -> None:
    """Parse the lines from `start` up to `end` as if the text ended there."""
    line_max, parent = state.lineMax, state.parentType
    state.lineMax, state.parentType = end, "container"
    state.md.block.tokenize(state, start, end)
    state.lineMax, state.parentType = line_max, parent


def _find_closing(state: StateBlock, line: int, end: int) -> int | None:
    code = CodeLines()
    while line < end:
        first = state.bMarks[line] + state.tShift[line]
        text = state.src[first : state.eMarks[line]]
        if text and state.sCount[line] < state.blkIndent:
            return None
        if not code.feed(text) and text.startswith("+++"):
            return line if not text[3:].strip() else None
        line += 1
    return None
