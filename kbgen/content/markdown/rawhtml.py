"""Raw HTML in articles: its links and images become references, its placeholders text, its leftovers classes."""

from __future__ import annotations

import html
import re

from kbgen.config import HtmlPolicy
from kbgen.content.markdown.collector import Collector
from kbgen.content.markdown.destination_kinds import classify_url, clean_url
from kbgen.content.markdown.dialect import replace_dialect
from kbgen.content.markdown.elements import PLAIN, REMOVED, UNWRAPPED, VOID
from kbgen.content.markdown.pseudotags import is_element
from kbgen.content.markdown.tints import find_tint
from kbgen.content.marks import text_mark
from kbgen.escaping import escape

_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/<>]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?""")
_SILENT = re.compile(r"<!--(?:-?>)?|<\?|<!\[CDATA\[|<![A-Za-z]")
_SILENT_ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}
_MARK_REFERENCE = re.compile(r"&(?=#(?:0*[23](?![0-9])|[xX]0*[23](?![0-9A-Fa-f])))")
_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right)", re.IGNORECASE)
# Parsers of HTML take time by the square of the depth.
DEEPEST = 200
_CLOSED_FOR_THEM = VOID | {"p", "li", "dt", "dd", "td", "th", "tr", "rt", "rp"}
_ALIGNED = frozenset({"td", "th", "tr", "p", "div", "col", "table", "h1", "h2", "h3", "h4", "h5", "h6", "img"})
_TINTED = frozenset({"td", "th", "tr"})


class RawHtml:
    """Rewrites the raw HTML of one article. needs_sanitising: whether anything in it must be sanitised."""

    def __init__(self, policy: HtmlPolicy, collector: Collector) -> None:
        self.policy = policy
        self.needs_sanitising = False
        self._collector = collector
        self._links: list[str | None] = []  # what closes each open raw <a>; None: the collector knows
        self._plain: list[str] = []
        self._tables = 0
        self._line = 0
        self._depth = 0
        self._deep = False
        self._unwrapped: dict[str, int] = {}  # opening tags that were left out and not closed yet

    def rewrite_inline(self, tag: str, line: int) -> str:
        """One tag or comment inside a paragraph. line: 0-based."""
        self._line = line
        if tag.startswith(("<!", "<?")):
            return tag if self.policy == "trust" else ""
        found = _TAG.fullmatch(tag)
        if found is None:
            self.needs_sanitising = True
            return tag
        name = found[2].lower()
        if self.policy == "sanitise" and name in PLAIN and not found[3].strip():
            return self._keep_plain(name, closes=bool(found[1]))
        return self._rewrite_tag(found)

    def rewrite_block(self, text: str, line: int) -> str:
        """A block of HTML. line: 0-based line of its first line. Its text goes to the collector."""
        self._line = line
        if self.policy != "trust":
            text = _drop_comments(text)
            if not text.strip():
                return ""
            self.needs_sanitising = True
            text = _MARK_REFERENCE.sub("&amp;", text)
        out: list[str] = []
        position = 0
        for found in _TAG.finditer(text):
            self._pass_text(text[position : found.start()], out)
            out.append(self._rewrite_tag(found))
            self._line += found[0].count("\n")
            position = found.end()
        self._pass_text(text[position:], out)
        return "".join(out) + self.close()

    def close(self) -> str:
        """HTML that closes what a paragraph or block of HTML left open and only kbgen can close."""
        if not self._links and not self._plain:
            return ""
        if self._plain:
            self.needs_sanitising = True
            self._plain.clear()
        return self.close_anchors()

    def close_anchors(self) -> str:
        """HTML that closes the raw links that are open."""
        closing = ""
        while self._links:
            closing += self._close_anchor()
        return closing

    def _pass_text(self, text: str, out: list[str]) -> None:
        if text:
            self._line += text.count("\n")
            out.append(replace_dialect(text, '<span class="ui">', "</span>"))
            text = replace_dialect(text, "", "")
            self._collector.text.append(html.unescape(text) if "&" in text else text)

    def _keep_plain(self, name: str, *, closes: bool) -> str:
        if not closes:
            if name != "br":
                self._plain.append(name)
            return f"<{name}>"
        if self._plain and self._plain[-1] == name:
            self._plain.pop()
        else:
            self.needs_sanitising = True
        return f"</{name}>"

    def _rewrite_tag(self, found: re.Match[str]) -> str:  # noqa: C901, PLR0911 - one return a kind of tag
        tag, name, closes = found[0], found[2].lower(), bool(found[1])
        if self.policy == "trust":
            self._note_anchor(_read_attributes(found[3]) if not closes else {})
        elif not is_element(name) or (name in UNWRAPPED and self._is_placeholder(found)):
            # `<project-id>`, `<title>`: words in angle brackets that a reader must see.
            self._collector.text.append(tag)
            return escape(tag)
        elif name in UNWRAPPED:
            return ""
        if name == "a":
            return self._close_anchor() if closes else self._open_anchor(found)
        if name == "img" and not closes:
            return self._image(_read_attributes(found[3]), tag)
        if self.policy == "trust":
            return tag
        self.needs_sanitising = self.needs_sanitising or name not in {"br", "wbr"} or bool(found[3].strip(" /"))
        if name not in _CLOSED_FOR_THEM:
            self._depth = max(0, self._depth + (-1 if closes else 1))
            if self._depth > DEEPEST:
                self._note_depth()
                return ""
        if name in REMOVED and not closes:
            self._collector.note(
                "warning",
                "html-removed",
                f"`<{name}>` was removed",
                self._line,
                "Articles may not hold scripts or frames.",
            )
        if name == "table":
            return self._table(found, closes=closes)
        return tag if closes else self._attributes(name, found)

    def _is_placeholder(self, found: re.Match[str]) -> bool:
        """Whether a tag that an article may not use is meant as words: it has no attributes, or ends nothing."""
        name = found[2].lower()
        if not found[1]:
            if found[3].strip(" /\n\t"):
                self._unwrapped[name] = self._unwrapped.get(name, 0) + 1
                return False
            return True
        left = self._unwrapped.get(name, 0)
        self._unwrapped[name] = max(0, left - 1)
        return left == 0

    def _note_depth(self) -> None:
        if not self._deep:
            self._deep = True
            self._collector.note(
                "error", "nested-too-deep", f"HTML elements are nested deeper than {DEEPEST} here; the rest is cut",
                self._line, "Close what is open.",
            )  # fmt: skip

    def _attributes(self, name: str, found: re.Match[str]) -> str:
        """An opening tag with alignment and colour as classes and ids that are not taken yet."""
        if not found[3].strip(" /\n\t") and name != "pre":
            return f"<{name}>"
        attributes = _read_attributes(found[3])
        if name == "pre":
            attributes["tabindex"] = "0"  # it may scroll, and is reached by keyboard like a fence
        self._note_anchor(attributes)
        style = attributes.pop("style", None)
        if name in _ALIGNED:
            align = attributes.pop("align", "") or ""
            told = _ALIGN.search(style or "")
            align = (told[1] if told else align).lower()
            if align in {"left", "center", "right"}:
                attributes["class"] = f"{attributes.get('class') or ''} align-{align}".strip()
        if name in _TINTED and (tint := find_tint(style or "", attributes.pop("bgcolor", "") or "")):
            attributes["class"] = f"{attributes.get('class') or ''} {tint}".strip()
        parts = [key if value is None else f'{key}="{escape(value)}"' for key, value in attributes.items()]
        return f"<{' '.join([name, *parts])}>"

    def _table(self, found: re.Match[str], *, closes: bool) -> str:
        if closes:
            return "</table></div>"
        return self.open_table() + self._attributes("table", found)

    def open_table(self) -> str:
        """HTML that opens a table's scrolling region, numbered, as no two regions may have the same name."""
        self._tables += 1
        return f'<div class="table" role="region" tabindex="0" aria-label="{text_mark("body.table")} {self._tables}">'

    def _open_anchor(self, found: re.Match[str]) -> str:
        attributes = _read_attributes(found[3])
        if self._links or self._collector.in_link:
            return ""
        href = attributes.get("href")
        if href is None:
            name = attributes.get("id") or attributes.get("name")
            if not name or not self._take_anchor(name):
                self._links.append("")
                return ""
            self._links.append("</a>")
            self.needs_sanitising = True
            return f'<a id="{escape(name)}">'
        href = clean_url(href)
        if self.policy == "trust" and classify_url(href) == "outward":
            self._links.append("</a>")
            return found[0]
        self._note_anchor(attributes)
        self._links.append(None)
        self.needs_sanitising = True
        return self._collector.open_link(href, attributes.get("title") or "", self._line)

    def _close_anchor(self) -> str:
        if not self._links:
            return ""
        closing = self._links.pop()
        return self._collector.close_link() if closing is None else closing

    def _image(self, attributes: dict[str, str | None], tag: str) -> str:
        src = clean_url(attributes.get("src") or "")
        if self.policy == "trust" and classify_url(src, image=True) == "outward":
            return tag
        self.needs_sanitising = True
        alt, title, width = (attributes.get(key) or "" for key in ("alt", "title", "width"))
        return self._collector.add_image(src, alt, title, width.removesuffix("px"), self._line)

    def _note_anchor(self, attributes: dict[str, str | None]) -> None:
        name = attributes.get("id")
        if name and not self._take_anchor(name):
            del attributes["id"]

    def _take_anchor(self, name: str) -> bool:
        """Whether an id is still free; it is taken from now on."""
        if name in self._collector.anchors:
            return False
        self._collector.anchors[name] = None
        return True


def _drop_comments(text: str) -> str:
    """HTML without comments, declarations and processing instructions; one that never ends takes the rest with it."""
    parts: list[str] = []
    position = 0
    while (found := _SILENT.search(text, position)) is not None:
        parts.append(text[position : found.start()])
        position = found.end()
        if not found[0].endswith(">"):
            closing = _SILENT_ENDS.get(found[0], ">")
            end = text.find(closing, position)
            position = end + len(closing) if end >= 0 else len(text)
    return "".join(parts) + text[position:] if parts else text


def _read_attributes(text: str) -> dict[str, str | None]:
    """Attributes of a tag, names in lower case, the first of a name wins. None: no value."""
    attributes: dict[str, str | None] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        value = double or single or bare
        cleaned = html.unescape(value).replace("\x02", "").replace("\x03", "") if value else None
        attributes.setdefault(name.lower(), cleaned if "=" in text else None)
    return attributes
