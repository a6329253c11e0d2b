"""`::: name` ... `:::`: steps, tabs, disclosures and agents' boxes. Grammar: kbgen.content.containers."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from kbgen.content.codeparts import CodeLines
from kbgen.content.containers import CLOSE, OPEN, find_closed
from kbgen.content.markdown.disclosure import parse_inside

# Containers whose opening line holds words for readers: the tokens they are made of.
_TITLED = {"details": ("details", "summary"), "tab": ("tab", "tab_title")}


def parse_container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule. A container that is never closed reaches to the end of what it stands in, and is noted as such.

    A closing line that closes nothing is noted and not shown.
    """
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    if not line.startswith(":::"):
        return False
    opening = OPEN.match(line)
    if opening is None:
        if CLOSE.match(line) is None:
            return False
        if not silent:
            state.env.setdefault("stray", []).append(start)
            state.line = start + 1
        return True
    if silent:
        return True
    closing, closed = _find_closing(state, start, end)
    if not closed:
        state.env.setdefault("unclosed", []).append((start, opening["name"]))
    name, title = opening["name"].casefold(), opening["rest"].strip().rstrip("}").strip()
    kind, caption = _TITLED.get(name, ("container", ""))
    token = state.push(f"{kind}_open", "div", 1)
    token.map, token.info = [start, closing], name
    if caption:
        _push_caption(state, caption, title, start)
    parse_inside(state, start + 1, closing)
    state.push(f"{kind}_close", "div", -1).info = name
    state.line = closing + 1 if closed else closing
    return True


def _push_caption(state: StateBlock, caption: str, title: str, line: int) -> None:
    state.push(f"{caption}_open", "p", 1)
    if title:
        token = state.push("inline", "", 0)
        token.content, token.map, token.children = title, [line, line + 1], []
    state.push(f"{caption}_close", "p", -1)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _find_closing(state: StateBlock, start: int, end: int) -> tuple[int, bool]:
    """The line that closes the container opened at `start`, or where it must end, and whether it is closed there."""
    opened: list[int] = []
    code = CodeLines()
    line = start
    while line < end:
        text = _line(state, line)
        if text and state.sCount[line] < state.blkIndent:
            return line, False
        # Inside lists the line's own indentation matters to fences, so the text is fed with it.
        if not code.feed(" " * max(0, state.sCount[line] - state.blkIndent) + text) and ":::" in text:
            closing = CLOSE.match(text)
            if closing is not None:
                index = find_closed(opened, len(closing["colons"]))
                if index == 0:
                    return line, True
                if index is not None:
                    del opened[index:]
            elif (opening := OPEN.match(text)) is not None:
                opened.append(len(opening["colons"]))
        line += 1
    return end, False
