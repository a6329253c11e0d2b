"""Inline tokens to HTML with marks, in one pass that also gathers their text."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from kbgen.content.markdown.collector import BLANKS, Collector
from kbgen.content.markdown.headings import plain_text
from kbgen.content.markdown.rawhtml import RawHtml
from kbgen.content.marks import text_mark
from kbgen.escaping import escape

_TAGS = {
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "em_open": "<em>",
    "em_close": "</em>",
    "s_open": "<s>",
    "s_close": "</s>",
    "ui_open": '<span class="ui">',
    "ui_close": "</span>",
}


def render_words(  # noqa: C901, PLR0912 - one branch a type of token
    tokens: Sequence[Token], line: int, collector: Collector, raw: RawHtml
) -> str:
    """HTML of one block's inline tokens. line: 0-based line of the block's first line of text."""
    out: list[str] = []
    text = collector.text
    alt = ""
    opened = 0
    for token in tokens:
        kind = token.type
        if kind in {"text", "text_special"}:
            out.append(escape(token.content))
            text.append(token.content)
        elif kind in _TAGS:
            out.append(_TAGS[kind])
        elif kind == "code_inline":
            out.append(f"<code>{escape(token.content)}</code>")
            text.append(token.content)
        elif kind == "softbreak":
            out.append("\n")
            text.append(" ")
            line += 1
        elif kind == "link_open":
            alt = ""
            out.append(
                raw.close_anchors()
                + collector.open_link(str(token.attrs["href"]), str(token.attrs.get("title", "")), line)
            )
            opened = len(out)
        elif kind == "link_close":
            after = _move_blanks(out, opened)
            out.append(collector.close_link(alt) + after)
        elif kind == "html_inline":
            out.append(raw.rewrite_inline(token.content, line))
            line += token.content.count("\n")
        elif kind == "image":
            alt = " ".join(plain_text(token.children).split())
            attrs = {name: str(value) for name, value in token.attrs.items()}
            out.append(collector.add_image(attrs["src"], alt, attrs.get("title", ""), attrs.get("width", ""), line))
        elif kind == "hardbreak":
            out.append("<br>\n")
            text.append(" ")
            line += 1
        elif kind == "footnote_ref":
            out.append(_footnote_reference(token, collector))
        elif kind == "footnote_anchor":
            out.append(footnote_back(token))
        elif kind == "anchor":
            name = str(token.attrs["id"])
            if name not in collector.anchors:
                collector.anchors[name] = None
                out.append(f'<span id="{escape(name)}"></span>')
    out.append(raw.close())
    return "".join(out)


def _move_blanks(out: list[str], opened: int) -> str:
    """Move blanks at the ends of a link's text before it, or give them to put after it, so that no line is under them.

    opened: where in `out` the text begins; the link's tag stands before it.
    """
    first, last = opened, len(out) - 1
    while first < last and not out[first].strip(BLANKS):
        first += 1
    while last > first and not out[last].strip(BLANKS):
        last -= 1
    if first > last or not out[first].strip(BLANKS):
        return ""
    begin = out[first].lstrip(BLANKS)
    before = "".join(out[opened:first]) + out[first][: len(out[first]) - len(begin)]
    out[first] = begin
    end = out[last].rstrip(BLANKS)
    after = out[last][len(end) :] + "".join(out[last + 1 :])
    out[last] = end
    out[opened - 1 :] = [_narrow(before) + out[opened - 1], *out[first : last + 1]]
    return _narrow(after)


def _narrow(blanks: str) -> str:
    return " " if blanks.strip("\u200b\ufeff") else ""


def only_images(tokens: Sequence[Token] | None) -> bool:
    """Whether a paragraph holds nothing but images, linked or not."""
    images = 0
    for token in tokens or ():
        if token.type == "image":
            images += 1
        elif token.type not in {"softbreak", "hardbreak", "link_open", "link_close"} and token.content.strip():
            return False
    return images > 0


def _footnote_number(token: Token) -> tuple[int, str]:
    number = int(token.meta["id"]) + 1
    again = int(token.meta.get("subId", 0) or 0)
    return number, f"fnref{number}-{again}" if again > 0 else f"fnref{number}"


def _footnote_reference(token: Token, collector: Collector) -> str:
    number, name = _footnote_number(token)
    collector.anchors[name] = None
    return f'<sup class="footnote-ref"><a href="#fn{number}" id="{name}" role="doc-noteref">{number}</a></sup>'


def footnote_back(token: Token) -> str:
    """The link from a footnote back to where it is referred to."""
    _, name = _footnote_number(token)
    label = text_mark("body.footnote_back")
    return f' <a href="#{name}" class="footnote-back" role="doc-backlink" aria-label="{label}">\u21a9\ufe0e</a>'
