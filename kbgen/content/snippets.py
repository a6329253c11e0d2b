"""Snippets: `{{ include name }}` brings in a reusable text, nested as deep as sense goes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from kbgen.content.agents import drop_blocks, find_agent_blocks
from kbgen.content.codeparts import CodeLines, replace_outside_code
from kbgen.content.containers import PREFIX
from kbgen.content.decode import decode_source
from kbgen.content.guess import guess_hidden
from kbgen.content.head import split_head
from kbgen.content.lines import Line, Read, split_lines
from kbgen.model import Edition, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_DEPTH = 12
MAX_LINES = 100_000
"""Ends snippets that include each other many times over, before memory does."""

INCLUDE = re.compile(r"\{\{[ \t]*include[ \t]+(?P<quote>[\"']?)(?P<name>[^\"'{}]+?)(?P=quote)[ \t]*\}\}")
_ALONE = re.compile(PREFIX + INCLUDE.pattern + r"[ \t]*$")
_MARKER = re.compile(r"[-*+]|\d{1,9}[.)]")


class Inclusion:
    """Expands the files of one article; `includes` and `problems` grow on the way.

    includes: every path looked up -> SHA-256 hex of its bytes, "" where there was none. cut: an agents' block of a
    snippet was never closed, so that in the public edition nothing after it may be shown.
    """

    def __init__(self, folders: Sequence[str], edition: Edition, read: Read) -> None:
        self.includes: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.cut = False
        self._folders = folders
        self._edition = edition
        self._read = read
        self._texts: dict[str, bytes | None] = {}
        self._lines = 0

    def expand(self, text: str, path: str, first: int, chain: tuple[str, ...] = ()) -> list[Line]:
        """The lines of a text with its agents' blocks gone (public edition) and its snippets in place.

        chain: paths of the snippets it stands in, outermost first.
        """
        lines = split_lines(text, path, first)
        open_end = False
        if ":::" in text:
            blocks, open_end, problems = find_agent_blocks(lines)
            self.problems += problems
            if self._edition == "public":
                lines = drop_blocks(lines, blocks)
        if "{{" in text:
            lines = self._bring_in(lines, chain)
        if open_end and self._edition == "public":
            self.cut = True
        self._lines += len(lines)
        return lines

    def _bring_in(self, lines: Sequence[Line], chain: tuple[str, ...]) -> list[Line]:
        done: list[Line] = []
        code = CodeLines(comments=True)
        for line in lines:
            if self.cut:
                break
            if code.feed(line[0]) or "{{" not in line[0]:
                done.append(line)
                continue
            alone = _ALONE.match(line[0])
            if alone is None:
                done += self._inline(line, chain)
            else:
                done += _indent(self._snippet(alone["name"], line, chain), alone["prefix"])
        return done

    def _inline(self, line: Line, chain: tuple[str, ...]) -> list[Line]:
        """A snippet within a line: its own line feeds stay, all lines count as the including one."""

        def insert(found: re.Match[str]) -> str:
            return "\n".join(part for part, _, _ in self._snippet(found["name"], line, chain))

        text = replace_outside_code(line[0], INCLUDE, insert)
        return [(part, line[1], line[2]) for part in text.split("\n")]

    def _snippet(self, name: str, line: Line, chain: tuple[str, ...]) -> list[Line]:
        path = self._find(name.strip(), line)
        if path is None:
            return []
        data = self._texts[path]
        assert data is not None
        if path in chain:
            circle = " -> ".join(self._short(step) for step in (*chain[chain.index(path) :], path))
            self._report(line, "snippet-cycle", f"snippets include each other in a circle: {circle}", "Take one out.")
            return []
        if len(chain) >= MAX_DEPTH or self._lines > MAX_LINES:
            self._report(
                line, "snippet-depth", "snippets in snippets grow out of hand here", "Include fewer, or less deep."
            )
            return []
        body, first = self._body(path, data)
        return self.expand(body, path, first, (*chain, path)) if body else []

    def _body(self, path: str, data: bytes) -> tuple[str, int]:
        """A snippet's text without front matter and outer blank lines ("" to show nothing), and its first line."""
        text = decode_source(data, path)
        if isinstance(text, Problem):
            self.problems.append(text)
            return "", 1
        if self._edition == "public" and guess_hidden(data):
            # A snippet for agents is no business of the public edition, wherever it is included.
            return "", 1
        parts = split_head(text)
        if parts is None:
            message = "the front matter that begins in line 1 is never closed"
            hint = "Close it with a line `---`."
            self.problems.append(Problem("error", "front-matter-syntax", message, path, 1, hint))
            return "", 1
        _, body, first = parts
        stripped = body.lstrip("\n")
        return stripped.rstrip("\n"), first + len(body) - len(stripped)

    def _find(self, name: str, line: Line) -> str | None:
        """Path of the snippet; every look counts as an include, so that a file that appears later is noticed."""
        parts = name.split("/")
        if "\\" in name or not all(parts) or any(part in {".", ".."} for part in parts):
            message = f"`{name}` is no name of a snippet"
            self._report(line, "snippet-missing", message, "Name a file below _snippets, with `/` between folders.")
            return None
        file = name if name.endswith(".md") else f"{name}.md"
        names = [file]
        if not file.isascii():
            names = list(dict.fromkeys((unicodedata.normalize("NFC", file), unicodedata.normalize("NFD", file))))
        for folder in self._folders:
            for each in names:
                path = f"{folder}/{each}"
                if path not in self._texts:
                    data = self._texts[path] = self._read(path)
                    self.includes[path] = "" if data is None else hashlib.sha256(data).hexdigest()
                if self._texts[path] is not None:
                    return path
        where = " or ".join(f"{folder}/{names[0]}" for folder in self._folders)
        self._report(line, "snippet-missing", f"there is no snippet `{name}`", f"Create {where}, or correct the name.")
        return None

    def _short(self, path: str) -> str:
        for folder in self._folders:
            if path.startswith(f"{folder}/"):
                return path[len(folder) + 1 :].removesuffix(".md")
        return path

    def _report(self, line: Line, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem("error", code, message, line[1], line[2], hint))


def _indent(lines: Sequence[Line], prefix: str) -> list[Line]:
    """Every line behind the prefix of the including one; a list marker stands only before the first."""
    if not prefix:
        return list(lines)
    rest = _MARKER.sub(lambda found: " " * len(found[0]), prefix)
    blank = rest.rstrip() if ">" in rest else ""
    indented: list[Line] = []
    for text, path, number in lines:
        lead = rest if indented else prefix
        indented.append((lead + text if text or not indented else blank, path, number))
    return indented
