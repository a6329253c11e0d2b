"""Reading browser scripts as far as publishing needs it: comments, and the modules that a module imports.

This is a reader of strings, comments and import statements, not of JavaScript. It takes a slash for the start of a
regular expression where an operand may stand, as the word or sign before it tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECE = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<template>`)
    |(?P<slash>/)
    |(?P<brace>[{}])""",
    re.DOTALL | re.VERBOSE,
)
_EXPRESSION = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*")
_TEMPLATE_PART = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(`|\$\{)", re.DOTALL)
# A word or sign that an operand follows, so that a slash after it opens a regular expression.
_BEFORE_OPERAND = re.compile(
    r"(?:^|[(,=:\[!&|?{};+\-*%~^<>]|(?<![\w$.])(?:return|typeof|case|in|of|delete|void|throw|new|else|do|await|yield))\s*$"
)
# The word first, then what is around it: one expression for all would try every place of the text.
_WORD = re.compile(r"(?<![\w$.])(?:im|ex)port\b")
_STARTS = re.compile(r"(?:^|[;}\n])[ \t]*$")
_STATIC = re.compile(
    r"(?:import\s*|(?:im|ex)port\b[^\"'`;()=.]*?\bfrom\s*)(?P<quote>[\"'])(?P<target>[^\"'\n]+)(?P=quote)"
)
_DYNAMIC = re.compile(r"import\(\s*(?P<quote>[\"'])(?P<target>[^\"'\n]+)(?P=quote)\s*\)")


@dataclass(frozen=True, slots=True)
class Import:
    """A module that another one names. start, end: of the target between its quotes, in the source. late: it is loaded
    when the script asks for it (`import("...")`).
    """

    target: str
    start: int
    end: int
    late: bool = False


def blank_comments(source: str) -> str:
    """The script with spaces in place of its comments, line ends kept: every offset stays."""
    kept, last = [], 0
    for start, end in _scan(source)[0]:
        kept += [source[last:start], re.sub(r"[^\n]", " ", source[start:end])]
        last = end
    return "".join([*kept, source[last:]])


def strip_comments(source: str) -> str:
    """The script without its comments and the lines that hold nothing else; all other bytes stay."""
    kept, last = [], 0
    for start, end in _scan(source)[0]:
        line = source.rfind("\n", 0, start) + 1
        rest = re.compile(r"[ \t]*(?:\n|$)").match(source, end)
        if rest and not source[max(line, last) : start].strip():
            kept.append(source[last : max(line, last)])
            last = rest.end()
        elif rest:
            kept.append(source[last:start].rstrip(" \t"))
            last = end
        else:
            kept.append(source[last:start])
            last = end
    return "".join([*kept, source[last:]])


def strip_indents(source: str) -> str:
    """The script without blanks at the beginnings of lines, but for those inside a text."""
    texts = _scan(source)[1]
    kept, last, text = [], 0, 0
    for match in re.finditer(r"^[ \t]+", source, re.MULTILINE):
        while text < len(texts) and texts[text][1] <= match.start():
            text += 1
        if text == len(texts) or match.start() < texts[text][0]:
            kept.append(source[last : match.start()])
            last = match.end()
    return "".join([*kept, source[last:]])


def find_imports(source: str) -> tuple[Import, ...]:
    """The modules that a script imports (`import` and `export ... from`, and `import("...")`), in order."""
    text = blank_comments(source)
    found = []
    for word in _WORD.finditer(text):
        start = word.start()
        late = match = _DYNAMIC.match(text, start)
        if match is None and _STARTS.search(text[max(0, start - 80) : start]):
            match = _STATIC.match(text, start)
        if match:
            found.append(Import(match["target"], match.start("target"), match.end("target"), late is not None))
    return tuple(found)


def _scan(source: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """(start, end) of every comment, and of every text that may go over several lines."""
    comments: list[tuple[int, int]] = []
    texts: list[tuple[int, int]] = []
    # For each template literal that is open, how many braces stand open inside its `${`.
    templates: list[int] = []
    position = 0
    while (match := _PIECE.search(source, position)) is not None:
        kind, position = match.lastgroup, match.end()
        if kind == "comment":
            comments.append(match.span())
        elif kind == "string":
            texts.append(match.span())
        elif kind == "slash":
            expression = _EXPRESSION.match(source, match.start())
            if expression and _BEFORE_OPERAND.search(source[max(0, match.start() - 40) : match.start()]):
                position = expression.end()
        elif kind == "template":
            position = _skip_template(source, position, templates)
            texts.append((match.start(), position))
        elif kind == "brace" and templates:
            templates[-1] += 1 if match[0] == "{" else -1
            if templates[-1] < 0:
                templates.pop()
                position = _skip_template(source, position, templates)
                texts.append((match.start(), position))
    return comments, texts


def _skip_template(source: str, position: int, templates: list[int]) -> int:
    """Where the text of a template literal ends; a `${` in it opens a level of `templates`."""
    part = _TEMPLATE_PART.match(source, position)
    if part and part[1] == "${":
        templates.append(0)
    return part.end() if part else len(source)
