"""The Markdown parser: CommonMark, tables, strikethrough, footnotes, definition lists, and kbgen's own rules."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from kbgen.content.markdown.attributes import parse_attributes_rule
from kbgen.content.markdown.block import DispatchingBlock
from kbgen.content.markdown.container import parse_container
from kbgen.content.markdown.destinations import FastHelpers, normalise_link
from kbgen.content.markdown.dialect import parse_dialect
from kbgen.content.markdown.disclosure import parse_disclosure
from kbgen.content.markdown.inline import DispatchingInline
from kbgen.content.markdown.pseudotags import html_block_unless_placeholder

# A level of list is two of these. What lies deeper is left out, and reported.
MAX_NESTING = 100
_ENDS = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def build_stock(*, html: bool) -> MarkdownIt:
    """markdown-it with its plugins as they come: what the fast parser must agree with."""
    parser = MarkdownIt("commonmark", {"html": html, "maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin)
    return parser


def quicken(parser: MarkdownIt) -> MarkdownIt:
    """The same parser with rules dispatched by character; changes it in place."""
    fast: Any = parser  # markdown-it declares its parts by their stock classes
    fast.block = DispatchingBlock(parser.block)
    fast.inline = DispatchingInline(parser.inline)
    fast.helpers = FastHelpers
    fast.normalizeLink = normalise_link
    return parser


@lru_cache(maxsize=4)
def build_parser(*, html: bool) -> MarkdownIt:
    """The parser of articles. html: whether raw HTML is markup (else it is text)."""
    parser = build_stock(html=html)
    parser.block.ruler.before("table", "container", parse_container, _ENDS)  # type: ignore[arg-type]  # a TypedDict
    parser.block.ruler.before("table", "disclosure", parse_disclosure, _ENDS)  # type: ignore[arg-type]  # as above
    parser.block.ruler.at(
        "html_block", html_block_unless_placeholder, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    parser.inline.ruler.before("link", "dialect", parse_dialect)
    parser.inline.ruler.push("attributes", parse_attributes_rule)
    quicken(parser).validateLink = _leave_to_collector  # type: ignore[method-assign, assignment]  # markdown-it's own way
    return parser


def _leave_to_collector(_url: str) -> bool:
    """Unsafe links are links to the parser: the collector takes their address away and says so."""
    return True
