"""Between blocks and words: alerts, task lists, explicit anchors, then the inline text of every block."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_tail

from kbgen.content.markdown.alerts import shape_alerts
from kbgen.content.markdown.collector import Collector
from kbgen.content.markdown.headings import Anchors, plain_text, same_title, split_explicit
from kbgen.content.markdown.inline import DispatchingInline
from kbgen.content.markdown.slips import note_code, note_names, note_tables

_TASK = re.compile(r"\[([ xX])\][ \t\n]+(?=\S)")


def parse_tokens(parser: MarkdownIt, text: str, collector: Collector) -> list[Token]:
    """Tokens of a body, shaped for rendering. An inline token without special characters keeps its children empty."""
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    parser.block.parse(text, parser, env, tokens)
    if ">" in text and "[!" in text:
        tokens = shape_alerts(tokens, lambda word, line: _note_unknown(collector, word, line))
    _shape_blocks(tokens)
    note_tables(tokens, text, collector)
    note_code(tokens, text, collector)
    _parse_words(parser, tokens, env)
    note_names(tokens, collector)
    if "footnotes" in env:
        core = StateCore("", parser, env, tokens)
        footnote_tail(core)
        tokens = core.tokens
    _note_problems(env, collector)
    return tokens


def _note_unknown(collector: Collector, word: str, line: int) -> None:
    collector.note(
        "warning", "alert-unknown", f"`[!{word}]` is no kind of alert; it is shown as a note", line,
        "Use NOTE, TIP, IMPORTANT, WARNING, CAUTION or INFO.",
    )  # fmt: skip


def _shape_blocks(tokens: list[Token]) -> None:
    """Take what speaks of a block out of its text: `[x]` of a task, `{#id}` of a heading."""
    for index, token in enumerate(tokens):
        if token.type != "inline" or not token.content:
            continue
        opening = tokens[index - 1]
        if opening.type == "heading_open":
            token.content, explicit = split_explicit(token.content)
            if explicit:
                opening.attrs = {"id": explicit}
        elif (
            token.content[0] == "[" and opening.type == "paragraph_open" and tokens[index - 2].type == "list_item_open"
        ):
            found = _TASK.match(token.content)
            if found is not None:
                token.content = token.content[found.end() :]
                token.meta = {"task": found[1] != " "}
                tokens[index - 2].meta = {"task": True}


def _parse_words(parser: MarkdownIt, tokens: list[Token], env: dict[str, Any]) -> None:
    inline = parser.inline
    find_special = inline.find_special if isinstance(inline, DispatchingInline) else re.compile("").search
    for token in tokens:
        if token.type == "inline":
            if find_special(token.content) is None:
                token.children = None
                continue
            token.children = []
            inline.parse(token.content, parser, env, token.children)
            if env.get("too_deep_inline"):
                env["too_deep_inline"] = False
                env.setdefault("too_deep", (token.map or [0])[0])


def _note_problems(env: dict[str, Any], collector: Collector) -> None:
    for line, name in env.get("unclosed", ()):
        collector.note(
            "error", "container-unclosed", f"`::: {name}` is never closed", line, "Close it with a line `:::`."
        )
    for line in env.get("stray", ()):
        collector.note(
            "warning", "container-stray", "this `:::` closes nothing", line, "Remove it, or open a container above."
        )
    if "too_deep" in env:
        collector.note(
            "error", "nested-too-deep", "lists, quotes or brackets are nested too deep here; the rest is left out",
            env["too_deep"], "Make it flatter.",
        )  # fmt: skip


def shape_headings(tokens: list[Token], title: str | None, collector: Collector) -> tuple[list[Token], str | None, str]:
    """Give headings their anchors, and take away the one that heads the page.

    A page has one `h1`; a further one of the body becomes an `h2`, so that screen readers hear one outline. title: from
    the front matter, or None: then the first H1 is the title. Gives tokens, the first H1's text, if any, and what heads
    the page in the title's place, if anything: an H1 that opens the text, is the only one and says something else.
    """
    found = [index for index, token in enumerate(tokens) if token.type == "heading_open"]
    explicit = [str(tokens[index].attrs["id"]) for index in found if "id" in tokens[index].attrs]
    anchors = Anchors(explicit)
    seen: set[str] = set()
    drop: int | None = None
    first: str | None = None
    lone = sum(tokens[index].tag == "h1" for index in found) == 1
    heading = ""
    for index in found:
        token, inline = tokens[index], tokens[index + 1]
        text = " ".join((plain_text(inline.children) if inline.children else inline.content).split())
        name = str(token.attrs.get("id", ""))
        if name and name in seen:
            collector.note(
                "warning", "anchor-twice", f"the anchor `{name}` is given twice", (token.map or [0])[0], "Rename one."
            )
            name = ""
        name = name or anchors.take(text)
        seen.add(name)
        collector.anchors[name] = None
        token.attrs, token.content = {"id": name}, text
        if token.tag == "h1" and first is None and text:
            first = text
            if title is None or same_title(title, text):
                drop = index
            elif lone and index == 0:
                drop, heading = index, text
        if token.tag == "h1":
            token.tag = tokens[index + 2].tag = "h2"
    if drop is not None:
        del tokens[drop : drop + 3]
    return tokens, first, heading
