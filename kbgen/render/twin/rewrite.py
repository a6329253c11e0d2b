"""Link and image targets inside Markdown text, replaced without rendering it.

Which targets are real is known from the parsed article, so a look-alike in an indented example is rarely touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

from kbgen.render.twin.markdown_code import find_prose

Resolve = Callable[[str], "str | None"]
"""A target -> its new address, None to leave it as it is, or empty to drop it and keep its text."""

_PIECE = re.compile(r"\\.|`+|<!--|<(?:[aA]|[iI][mM][gG])\s[^<>]*>|!?\[|\]\(?", re.DOTALL)
_TITLE = r""""(?:[^"\\\n]|\\.|\n(?!\s*\n))*"|'(?:[^'\\\n]|\\.|\n(?!\s*\n))*'|\((?:[^()\\\n]|\\.|\n(?!\s*\n))*\)"""
_PLAIN = r"(?:[^\s()\\<]|\\.)(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*\))*"
_ADDRESS = rf"<(?P<angled>(?:[^<>\n\\]|\\.)*)>|(?P<plain>{_PLAIN})"
_TAIL = re.compile(rf"\][(][ \t]*\n?[ \t]*(?P<address>{_ADDRESS})(?:\s+(?:{_TITLE}))?\s*\)")
_DEFINITION = re.compile(rf"\[(?:[^\[\]\\\n]|\\.)+\]:[ \t]*\n?[ \t]*(?P<address>{_ADDRESS}|[^\s<]\S*)")
_ATTRIBUTE = re.compile(r"""\s(?P<name>href|src)\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_ALT = re.compile(r"""\salt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&#?[A-Za-z0-9]{1,32};")
_BRACES = re.compile(r"\{[^{}\n]*\}")
# Columns that quotes and lists may take before a definition or comment; more is no sane text.
_DEEPEST = 80
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")


def rewrite_targets(text: str, resolve_link: Resolve, resolve_image: Resolve) -> str:
    """The text with its link and image targets replaced, outside code, and without HTML comments.

    Comments go because no reader of the page sees them either.
    """
    rewriter = _Rewriter(text, resolve_link, resolve_image)
    for start, end in find_prose(text):
        rewriter.scan(max(start, rewriter.position), end)
    return rewriter.apply()


def decode_target(address: str) -> str:
    """A target as written in Markdown, without escapes, entities and percent-encoding."""
    if "\\" in address:
        address = _ESCAPED.sub(r"\1", address)
    if "&" in address:
        address = _ENTITY.sub(lambda match: unescape(match[0]), address)
    return unquote(address)


@dataclass(slots=True)
class _Rewriter:
    """edits: (start, end, replacement). brackets: open ones, with whether an image begins there. position: how far the
    text has been dealt with. blank: start of the next blank line, as far as it is known.
    """

    text: str
    resolve_link: Resolve
    resolve_image: Resolve
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    brackets: list[tuple[int, bool]] = field(default_factory=list)
    position: int = 0
    blank: int = -1
    comments_end: bool = True

    def scan(self, start: int, end: int) -> None:
        """Look for targets in a stretch without fences."""
        search = _PIECE.search
        self.position = start
        self.brackets.clear()
        while self.position < end:
            found = search(self.text, self.position, end)
            if found is None:
                break
            self.position = found.end()
            self._read_piece(found[0], found.start(), end)
        self.position = max(self.position, end)

    def _read_piece(self, piece: str, here: int, end: int) -> None:
        if piece in ("[", "!["):
            if not (piece == "[" and self._read_definition(here)):
                self.brackets.append((here, piece == "!["))
        elif piece[0] == "]":
            opened = self.brackets.pop() if self.brackets else None
            if piece == "](":
                self.position = here + 1
                if opened is not None:
                    self._read_tail(here, *opened)
        elif piece[0] == "`":
            self._skip_code(piece, end)
        elif piece == "<!--":
            self._drop_comment(here)
        elif piece[0] == "<":
            self._read_tag(here, piece)

    def apply(self) -> str:
        """The text with all edits made."""
        if not self.edits:
            return self.text
        parts: list[str] = []
        done = 0
        for start, end, replacement in sorted(self.edits):
            if start >= done:
                parts += (self.text[done:start], replacement)
                done = end
        return "".join(parts) + self.text[done:]

    def _read_tail(self, here: int, start: int, is_image: bool) -> None:  # noqa: FBT001 - as the brackets are kept
        tail = _TAIL.match(self.text, here)
        if tail is None:
            return
        self.position = tail.end()
        written = tail["angled"] if tail["angled"] is not None else tail["plain"]
        address = (self.resolve_image if is_image else self.resolve_link)(decode_target(written))
        if address:
            self.edits.append((*tail.span("address"), _as_destination(address)))
        elif address is not None and _BLANK_LINE.search(self.text, start, here) is None:
            braces = _BRACES.match(self.text, tail.end())
            self.position = braces.end() if braces else tail.end()
            self.edits += ((start, start + (2 if is_image else 1), ""), (here, self.position, ""))

    def _read_definition(self, here: int) -> bool:
        """Whether a reference definition of this article begins here; if so, it is dealt with."""
        before = self.text[max(0, here - _DEEPEST) : here]
        lead = before.rpartition("\n")[2]
        if lead.strip(" \t>") or len(lead) == _DEEPEST:
            return False
        definition = _DEFINITION.match(self.text, here)
        if definition is None:
            return False
        target = decode_target(definition["angled"] or definition["address"])
        # Nothing tells here whether a link or an image will use it.
        addresses = [self.resolve_link(target), self.resolve_image(target)]
        address = next(filter(None, addresses), None)
        if address:
            self.position = definition.end()
            self.edits.append((*definition.span("address"), _as_destination(address)))
        elif "" in addresses:
            stop = self.text.find("\n", definition.end())
            self.position = stop + 1 if stop >= 0 else len(self.text)
            self.edits.append((here - len(lead), self.position, ""))
        return address is not None or "" in addresses

    def _read_tag(self, here: int, tag: str) -> None:
        attribute = _ATTRIBUTE.search(tag)
        if attribute is None:
            return
        is_image = tag[1:4].lower() == "img"
        value = unescape(attribute["value"].strip("\"'"))
        address = (self.resolve_image if is_image else self.resolve_link)(unquote(value))
        if address:
            start, end = attribute.span("value")
            self.edits.append((here + start, here + end, f'"{address.replace("&", "&amp;")}"'))
        elif address is not None and is_image:
            alt = _ALT.search(tag)
            self.edits.append((here, here + len(tag), (alt[1] or alt[2] or "") if alt else ""))
        elif address is not None:
            self.edits.append((here + attribute.start(), here + attribute.end(), ""))

    def _skip_code(self, ticks: str, end: int) -> None:
        """Move behind a code span, which never crosses a blank line."""
        if self.blank < self.position:
            blank = _BLANK_LINE.search(self.text, self.position)
            self.blank = blank.start() + 1 if blank else len(self.text)
        closing = re.compile(rf"(?<!`)`{{{len(ticks)}}}(?!`)").search(self.text, self.position, min(self.blank, end))
        if closing is not None:
            self.position = closing.end()

    def _drop_comment(self, here: int) -> None:
        close = self.text.find("-->", here + 4) if self.comments_end else -1
        before = self.text[max(0, here - _DEEPEST) : here].rpartition("\n")[2]
        alone = not before.strip() and len(before) < _DEEPEST
        if close < 0:
            self.comments_end = False
            # Browsers and CommonMark hide everything behind a comment that begins a line and never ends.
            if alone:
                self.edits.append((here - len(before), len(self.text), ""))
                self.position = len(self.text)
            return
        self.position = close + 3
        if alone and self.text.startswith("\n", self.position):
            here, self.position = here - len(before), self.position + 1
        self.edits.append((here, self.position, ""))


def _as_destination(address: str) -> str:
    return address.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
