"""Variables: `{{ name }}` becomes the value that [content] variables gives it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kbgen.content.codeparts import CodeLines, IndentedCode, replace_outside_code
from kbgen.model import Meta, Problem
from kbgen.nearest import find_nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbgen.content.lines import Line

VARIABLE = re.compile(r"\{\{[ \t]*([A-Za-z_][\w.-]*)[ \t]*\}\}")


def expand_meta(
    meta: Meta, lines: Mapping[str, int], path: str, variables: Mapping[str, str], *, imported: bool
) -> tuple[Meta, list[Problem]]:
    """Expand the variables of title, summary and workaround. lines: front matter key -> its line, for messages."""
    problems: list[Problem] = []
    changed: dict[str, Any] = {}
    for key in ("title", "summary", "workaround"):
        text = getattr(meta, key)
        if text is None or "{{" not in text:
            continue
        line = lines.get(key, lines.get("description", 1))

        def value(found: re.Match[str], line: int = line) -> str:
            return _value(found, variables, path, line, problems, imported=imported)

        # Split at escapes first, so that a value that holds a backslash is not taken for one.
        changed[key] = "{{".join(VARIABLE.sub(value, part) for part in text.split("\\{{"))
    return (replace(meta, **changed) if changed else meta), problems


def expand_variables(
    lines: Sequence[Line], variables: Mapping[str, str], *, imported: bool
) -> tuple[list[Line], list[Problem]]:
    """Expand variables outside code, comments and escapes (a backslash before the braces); values are not looked into.

    An unknown name stays as written, with a warning; imported: with an error, since it is a placeholder of the old
    system.
    """
    problems: list[Problem] = []
    done: list[Line] = []
    chunk: list[Line] = []
    fences, indented = CodeLines(comments=True), IndentedCode()

    def flush() -> None:
        if any("{{" in line[0] for line in chunk):
            done.extend(_expand_chunk(chunk, variables, problems, imported=imported))
        else:
            done.extend(chunk)
        chunk.clear()

    for line in lines:
        text = line[0]
        if fences.feed(text) or indented.feed(text) or not text.strip():
            flush()
            done.append(line)
        else:
            chunk.append(line)
    flush()
    return done, problems


def _expand_chunk(
    chunk: Sequence[Line], variables: Mapping[str, str], problems: list[Problem], *, imported: bool
) -> list[Line]:
    """A paragraph at once, since a code span may go over its lines. A value has no line feed, so lines stay lines."""

    def value(found: re.Match[str]) -> str:
        _, path, number = chunk[found.string.count("\n", 0, found.start())]
        return _value(found, variables, path, number, problems, imported=imported)

    joined = "\n".join(line[0] for line in chunk)
    texts = replace_outside_code(joined, VARIABLE, value).split("\n")
    return [(text, path, number) for text, (_, path, number) in zip(texts, chunk, strict=True)]


def _value(
    found: re.Match[str],
    variables: Mapping[str, str],
    path: str,
    line: int,
    problems: list[Problem],
    *,
    imported: bool,
) -> str:
    name = found[1]
    if name in variables:
        return variables[name]
    if imported:
        message = f"`{found[0]}` is a placeholder of the system this article was imported from"
        hint = f"Write the text itself, or set `{name}` in [content] variables of kbgen.toml."
        problems.append(Problem("error", "placeholder", message, path, line, hint))
        return found[0]
    near = find_nearest(name, variables)
    message = f"`{found[0]}` names no variable, and stays as it is"
    hint = (
        f"Did you mean `{near}`?"
        if near
        else f"Set `{name}` in [content] variables of kbgen.toml, or write `\\{found[0]}` if the braces are meant."
    )
    problems.append(Problem("warning", "variable-unknown", message, path, line, hint))
    return found[0]
