"""Agents' blocks leave the text of the public edition, before anything else looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.content.codeparts import CodeLines
from kbgen.content.containers import AGENT_NAMES, CLOSE, OPEN, find_closed
from kbgen.model import Problem
from kbgen.nearest import find_nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbgen.content.lines import Line


def find_agent_blocks(lines: Sequence[Line]) -> tuple[list[tuple[int, int]], bool, list[Problem]]:
    """Ranges [start, end) of lines that belong to `::: agent` blocks, their delimiters included.

    Also whether the last one is never closed (then it reaches to the end), and what is wrong. A name that is nearly
    `agent` counts as such: a slip of the pen must not publish an internal note.
    """
    blocks: list[tuple[int, int]] = []
    problems: list[Problem] = []
    opened: list[int] = []
    agent: int | None = None  # index into opened
    start = 0
    code = CodeLines()
    for index, (text, path, number) in enumerate(lines):
        if code.feed(text) or ":::" not in text:
            continue
        closing = CLOSE.match(text)
        if closing is not None:
            closed = find_closed(opened, len(closing["colons"]))
            if closed is None:
                continue
            del opened[closed:]
            if agent is not None and agent >= closed:
                # Closed by a container around it: that one's closing line is not the block's.
                outer = agent > closed
                blocks.append((start, index if outer else index + 1))
                if outer:
                    problems.append(_unclosed(lines[start], f"the container around it closes in line {number}"))
                agent = None
            continue
        opening = OPEN.match(text)
        if opening is None:
            continue
        opened.append(len(opening["colons"]))
        if agent is None and _is_agent(opening["name"], path, number, problems):
            agent, start = len(opened) - 1, index
    if agent is None:
        return blocks, False, problems
    blocks.append((start, len(lines)))
    problems.append(_unclosed(lines[start], "everything below it is kept back"))
    return blocks, True, problems


def drop_blocks(lines: Sequence[Line], blocks: Sequence[tuple[int, int]]) -> list[Line]:
    """The lines without the blocks, so that no paragraphs join and no blank lines pile up where a block was.

    What is published must not show that there was a block, so the same text without it gives the same lines.
    """
    kept: list[Line] = []
    position = 0
    for start, end in blocks:
        kept.extend(lines[position:start])
        position = end
        if kept and kept[-1][0].strip(" \t>"):
            text, path, number = lines[start]
            quotes = text[: len(text) - len(text.lstrip(" \t>"))].rstrip()
            if end < len(lines) and lines[end][0].strip(" \t>"):
                kept.append((quotes, path, number))
        else:
            while position < len(lines) and not lines[position][0].strip(" \t>"):
                position += 1
    kept.extend(lines[position:])
    return kept


def _is_agent(name: str, path: str, number: int, problems: list[Problem]) -> bool:
    folded = name.casefold()
    if folded in AGENT_NAMES:
        return True
    if find_nearest(folded, AGENT_NAMES, 0.75) is None:
        return False
    message = f"`::: {name}` is no container; it is kept back like `::: agent`"
    problems.append(
        Problem("error", "agent-block", message, path, number, "Write `::: agent`, or give it another name.")
    )
    return True


def _unclosed(opening: Line, consequence: str) -> Problem:
    return Problem(
        "error",
        "agent-block",
        f"this `::: agent` block is never closed; {consequence}",
        opening[1],
        opening[2],
        "Close it with a line `:::` of as many colons.",
    )
