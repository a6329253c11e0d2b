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
    colons: list[int] = []
    starts: list[int | None] = []  # of the same containers: the line where an agents' block begins, None for others
    code = CodeLines()
    for index, (text, path, number) in enumerate(lines):
        if code.feed(text) or ":::" not in text:
            continue
        closing, opening = CLOSE.match(text), OPEN.match(text)
        if opening is not None:
            colons.append(len(opening["colons"]))
            starts.append(index if _is_agent(opening["name"], path, number, problems) else None)
        closed = find_closed(colons, len(closing["colons"])) if closing is not None else None
        if closed is None:
            continue
        # Closed by a container around it: a slip, and that one's closing line is not the block's.
        consequence = f"the container around it closes in line {number}"
        problems += [_unclosed(lines[start], consequence) for start in starts[closed + 1 :] if start is not None]
        ended = [start for start in starts[closed:] if start is not None]
        if ended and not any(start is not None for start in starts[:closed]):
            blocks.append((ended[0], index if starts[closed] is None else index + 1))
        del colons[closed:], starts[closed:]
    still_open = [start for start in starts if start is not None]
    if still_open:
        blocks.append((still_open[0], len(lines)))
        problems += [_unclosed(lines[start], "everything below it is kept back") for start in still_open[:1]]
    return blocks, bool(still_open), problems


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
