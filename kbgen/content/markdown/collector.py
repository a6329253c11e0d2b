"""What a body is made of, gathered while it is rendered: links, images, anchors, text under headings, problems."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from urllib.parse import unquote

from kbgen.content.markdown.destination_kinds import classify_url
from kbgen.content.marks import IMAGE, LINK_CLOSE, LINK_OPEN, mark
from kbgen.escaping import escape
from kbgen.model import Heading, Image, Level, Link, Passage, Problem

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,12}$")
# Spaces of every kind, and those without width that machine translation leaves around names.
BLANKS = " \t\n\u00a0\u200b\u3000\ufeff"
_PAGES = (".md", ".markdown", ".html", ".htm")


def relate(path: str, folder: str) -> str:
    """A POSIX path as seen from a folder, both relative to the same place; the disk is not asked."""
    parts = posixpath.normpath(path).split("/")
    base = posixpath.normpath(folder).split("/") if folder.strip("/.") else []
    common = 0
    while common < min(len(base), len(parts) - 1) and base[common] == parts[common]:
        common += 1
    return "/".join([".."] * (len(base) - common) + parts[common:])


class Collector:
    """One article's findings. lines: origin and 1-based line of every line; folder: that of its language."""

    def __init__(self, path: str, lines: Sequence[tuple[str, int]], folder: str) -> None:
        self.path, self.lines, self.folder = path, lines, folder
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.headings: list[Heading] = []
        self.passages: list[Passage] = []
        self.anchors: dict[str, None] = {}
        self.files: dict[str, None] = {}
        self.problems: list[Problem] = []
        self.text: list[str] = []
        self._heading: int | None = None
        self._open: list[tuple[str, str, int, int, int]] = []  # closing HTML, target, line, start of its text, index

    def locate(self, line: int) -> tuple[str, int]:
        """Path and 1-based line of a 0-based line of the text."""
        if 0 <= line < len(self.lines):
            return self.lines[line]
        return self.lines[-1] if self.lines else (self.path, 1)

    def note(self, level: Level, code: str, message: str, line: int, hint: str = "") -> None:
        """Keep a problem. line: 0-based, of the text."""
        path, number = self.locate(line)
        self.problems.append(Problem(level, code, message, path, number, hint))

    def open_link(self, href: str, title: str, line: int) -> str:
        """HTML that opens a link; its text is what is gathered until `close_link`."""
        kind = classify_url(href)
        if kind == "local":
            index = len(self.links)
            self.links.append(Link("", "", 0))
            self._open.append((mark(LINK_CLOSE, index), unquote(href), line, len(self.text), index))
            return mark(LINK_OPEN, index)
        if kind == "blocked":
            self.note(
                "warning", "link-unsafe", f"a link to `{href[:60]}` was removed", line, "Link to a page or a file."
            )
            self._open.append(("", "", 0, 0, -1))
            return ""
        self._open.append(("</a>", "", 0, 0, -1))
        rel = "" if href[:7].lower() == "mailto:" or href[:4].lower() == "tel:" else ' rel="noopener"'
        named = f' title="{escape(title)}"' if title else ""
        return f'<a href="{escape(href)}"{named}{rel}>'

    @property
    def in_link(self) -> bool:
        """Whether a link is open."""
        return bool(self._open)

    def close_link(self, alt: str = "") -> str:
        """HTML that closes the innermost open link. alt: its text if it has none of its own."""
        if not self._open:
            return ""
        closing, target, line, start, index = self._open.pop()
        if index >= 0:
            origin, number = self.locate(line)
            target = self._rebase(target, origin)
            text = " ".join("".join(self.text[start:]).split()).strip(BLANKS) or alt
            self.links[index] = Link(target, text, number, origin)
            self._want(target, self.path)
        return closing

    def add_image(self, src: str, alt: str, title: str, width: str, line: int) -> str:
        """HTML of an image."""
        alt = alt.strip(BLANKS)
        kind = classify_url(src, image=True)
        if kind == "local":
            origin, number = self.locate(line)
            target = unquote(src)
            self.images.append(Image(target, alt, title, width, number, origin))
            self._want(target, origin)
            return mark(IMAGE, len(self.images) - 1)
        if kind == "blocked":
            self.note(
                "warning",
                "link-unsafe",
                f"the image `{src[:60]}` was removed",
                line,
                "Put the image beside the article.",
            )
            return escape(alt)
        named = f' title="{escape(title)}"' if title else ""
        wide = f' width="{width}"' if width.isdecimal() else ""
        return f'<img src="{escape(src)}" alt="{escape(alt)}"{named}{wide} loading="lazy" decoding="async">'

    def start_passage(self, heading: int | None) -> None:
        """Close the passage gathered so far; what follows stands under this heading."""
        text = "".join(self.text).strip()
        if text:
            self.passages.append(Passage(self._heading, text))
        self.text.clear()
        self._heading = heading

    def _rebase(self, target: str, origin: str) -> str:
        """A snippet's relative link as the article would have to write it."""
        if origin == self.path or not target or target.startswith(("#", "/", "id:")):
            return target
        path, mark_, anchor = target.partition("#")
        relative = relate(posixpath.join(posixpath.dirname(origin), path), posixpath.dirname(self.path))
        return f"{relative}{'/' if path.endswith('/') else ''}{mark_}{anchor}"

    def _want(self, target: str, origin: str) -> None:
        """Note a local file that the article needs, as a path below the language's folder."""
        path = target.partition("#")[0].partition("?")[0]
        if not path or target.startswith("id:") or path.lower().endswith(_PAGES) or not _SUFFIX.search(path):
            return
        if path.startswith("/"):
            self.files[path] = None
            return
        self.files[relate(posixpath.join(posixpath.dirname(origin), path), self.folder)] = None
