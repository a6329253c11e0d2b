"""What a customer reads on an article's page: title, headings and text, for the engines that want plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
# What stands in an article but is not read: the way to it, drawings, and what only scripts see.
LEFT_OUT = ("nav", "svg", "script", "style", "template")
# They stand inside words; all other tags part words.
INLINE = ("a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "small", "span", "strong", "sub", "sup")


@dataclass(frozen=True, slots=True)
class PageText:
    """Plain text of one article. text: all but the title and the headings."""

    title: str
    headings: tuple[str, ...]
    text: str


@dataclass
class _Collector(HTMLParser):
    """Gathers text by where it stands. Only what is inside `<article>` counts."""

    parts: dict[str, list[str]] = field(default_factory=lambda: {"h1": [], "heading": [], "text": []})
    inside: int = 0
    left_out: int = 0
    place: str = "text"

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element."""
        del attrs
        self.inside += tag == "article"
        self.left_out += tag in LEFT_OUT
        if tag == "h1" or tag in HEADINGS:
            self.place = "h1" if tag == "h1" else "heading"
            self.parts[self.place].append("")
        if tag not in INLINE:
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self.inside -= tag == "article"
        self.left_out -= tag in LEFT_OUT
        if tag == "h1" or tag in HEADINGS:
            self.place = "text"
        if tag not in INLINE:
            self._add(" ")

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        self._add(data)

    def _add(self, text: str) -> None:
        if not self.inside or self.left_out:
            return
        if self.place == "text":
            self.parts["text"].append(text)
        else:
            self.parts[self.place][-1] += text


def read_page(page: Path) -> PageText:
    """Read an article's HTML file."""
    collector = _Collector()
    collector.feed(page.read_text(encoding="utf-8"))
    collector.close()
    parts = collector.parts
    headings = tuple(filter(None, map(_squeeze, parts["heading"])))
    return PageText(_squeeze(" ".join(parts["h1"])), headings, _squeeze("".join(parts["text"])))


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
