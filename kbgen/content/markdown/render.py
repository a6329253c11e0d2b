"""Block tokens to HTML with marks, in one pass that also gathers headings, passages and problems."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from kbgen.config import HtmlPolicy
from kbgen.content.containers import AGENT_NAMES
from kbgen.content.markdown.alerts import OWN_NAMES
from kbgen.content.markdown.code import parse_info, render_code
from kbgen.content.markdown.collector import Collector
from kbgen.content.markdown.rawhtml import RawHtml
from kbgen.content.markdown.words import footnote_back, only_images, render_words
from kbgen.content.marks import text_mark
from kbgen.escaping import escape
from kbgen.model import Edition, Heading

_TAGS = {
    "paragraph_close": "</p>\n",
    "bullet_list_open": "<ul>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "list_item_close": "</li>\n",
    "blockquote_open": "<blockquote>\n",
    "blockquote_close": "</blockquote>\n",
    "hr": "<hr>\n",
    "thead_open": "<thead>\n",
    "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n",
    "tbody_close": "</tbody>\n",
    "tr_open": "<tr>",
    "tr_close": "</tr>\n",
    "th_close": "</th>",
    "td_close": "</td>",
    "table_close": "</table></div>\n",
    "dl_open": "<dl>\n",
    "dl_close": "</dl>\n",
    "dt_open": "<dt>",
    "dt_close": "</dt>\n",
    "dd_open": "<dd>",
    "dd_close": "</dd>\n",
    "details_close": "</details>\n",
    "summary_close": "</summary>\n",
    "alert_close": "</div>\n",
    "tab_open": '<div class="tab">\n',
    "tab_title_open": '<p class="tab-title">',
    "tab_title_close": "</p>\n",
    "tab_close": "</div>\n",
    "footnote_block_close": "</ol>\n</section>\n",
    "footnote_close": "</li>\n",
}
# After these, text goes on in another block: words on both sides must not run together.
_BREAKS = frozenset(
    {
        "paragraph_close",
        "heading_close",
        "list_item_close",
        "th_close",
        "td_close",
        "dt_close",
        "dd_close",
        "summary_close",
        "tab_title_close",
    }
)
_CONTAINERS = frozenset({"steps", "tabs"}) | AGENT_NAMES


class BodyRenderer:
    """Renders one article's tokens."""

    def __init__(self, collector: Collector, policy: HtmlPolicy, edition: Edition) -> None:
        self._collector = collector
        self._edition = edition
        self.raw = RawHtml(policy, collector)
        self._out: list[str] = []
        self._steps: list[int] = []  # levels of the lists that are steps
        self._tables = 0
        self._line = 0

    def render(self, tokens: Sequence[Token]) -> str:  # noqa: C901 - the loop that every token passes
        """HTML of all tokens."""
        out, text = self._out, self._collector.text
        skip_from: int | None = None
        for index, token in enumerate(tokens):
            kind = token.type
            if skip_from is not None:
                if kind == "container_close" and token.level == skip_from:
                    skip_from = None
                continue
            if kind == "inline":
                self._words(token, tokens[index - 1])
            elif token.hidden:
                if kind == "paragraph_close":
                    text.append("\n")
            elif kind == "paragraph_open":
                out.append('<p class="image">' if only_images(tokens[index + 1].children) else "<p>")
            elif kind == "container_open" and token.info in AGENT_NAMES and self._edition == "public":
                # The text stage has removed what it found; whatever slipped through it must not be published either.
                skip_from = token.level
                line = (token.map or [0])[0]
                self._collector.note(
                    "error", "agent-block", "this agents' block was seen too late; it is kept back", line
                )
            else:
                tag = _TAGS.get(kind)
                if tag is not None:
                    out.append(tag)
                else:
                    self._special(kind, token, tokens, index)
                if kind in _BREAKS:
                    text.append("\n")
        self._collector.start_passage(None)
        return "".join(out)

    def _words(self, token: Token, opening: Token) -> None:
        if token.map:
            self._line = token.map[0]
        task = token.meta.get("task")
        if task is not None:
            self._out.append(f'<label><input type="checkbox" disabled{" checked" if task else ""}> ')
        if opening.type == "heading_open":
            # A heading has its text in `headings`; the passage begins below it.
            gathered = len(self._collector.text)
            self._inline(token)
            del self._collector.text[gathered:]
        else:
            self._inline(token)
        if task is not None:
            self._out.append("</label>")

    def _inline(self, token: Token) -> None:
        if token.children is None:
            if token.content:
                self._out.append(escape(token.content))
                self._collector.text.append(token.content)
            return
        self._out.append(render_words(token.children, self._line, self._collector, self.raw))

    def _special(  # noqa: C901, PLR0912 - one branch a type of token
        self, kind: str, token: Token, tokens: Sequence[Token], index: int
    ) -> None:
        """Tokens whose HTML depends on more than their type."""
        out, collector = self._out, self._collector
        if token.map:
            self._line = token.map[0]
        if kind in {"fence", "code_block"}:
            language, title = parse_info(token.info)
            out.append(render_code(token.content, language, title))
            collector.text.append(f"{token.content}\n")
        elif kind == "heading_open":
            line = collector.locate(self._line)[1]
            collector.start_passage(len(collector.headings))
            name = str(token.attrs["id"])
            collector.headings.append(Heading(int(token.tag[1]), name, token.content, line))
            out.append(f'<{token.tag} id="{escape(name)}">')
        elif kind == "heading_close":
            out.append(f"</{token.tag}>\n")
        elif kind == "list_item_open":
            out.append('<li class="task">' if token.meta.get("task") else "<li>")
        elif kind == "ordered_list_open":
            self._ordered_list(token)
        elif kind in {"td_open", "th_open"}:
            align = str(token.attrs.get("style", "")).removeprefix("text-align:")
            scope = ' scope="col"' if kind == "th_open" else ""
            out.append(f'<{token.tag} class="align-{align}"{scope}>' if align else f"<{token.tag}{scope}>")
        elif kind == "html_block":
            out.append(self.raw.rewrite_block(token.content, self._line))
            collector.text.append("\n")
        elif kind == "table_open":
            out.append(f"{self.raw.open_table()}<table>\n")
        elif kind == "details_open":
            out.append("<details>\n")
        elif kind == "summary_open":
            out.append("<summary>" if tokens[index + 1].type == "inline" else f"<summary>{text_mark('body.details')}")
        elif kind == "alert_open":
            self._alert(token, tokens[index + 1])
        elif kind == "alert_title_open":
            out.append(" ")
        elif kind == "alert_title_close":
            out.append("</p>\n")
            collector.text.append("\n")
        elif kind in {"container_open", "container_close"}:
            self._container(token, opens=kind == "container_open")
        elif kind.startswith("footnote_"):
            self._footnotes(kind, token)

    def _ordered_list(self, token: Token) -> None:
        start = f' start="{token.attrs["start"]}"' if "start" in token.attrs else ""
        steps = ' class="steps"' if self._steps and self._steps[-1] == token.level else ""
        self._out.append(f"<ol{steps}{start}>\n")

    def _alert(self, token: Token, following: Token) -> None:
        word = token.meta.get("word")
        label = escape(word) if word else text_mark(f"alert.{token.info if token.info in OWN_NAMES else 'note'}")
        self._out.append(f'<div class="alert alert-{token.info}" role="note">\n<p class="alert-title">')
        self._out.append(f'<span class="alert-kind">{label}</span>')
        if following.type != "alert_title_open":
            self._out.append("</p>\n")

    def _container(self, token: Token, *, opens: bool) -> None:
        """`steps` marks the ordered lists right inside it, `tabs` groups, `agent` is a box; others leave no trace."""
        name = token.info
        if name == "steps":
            if opens:
                self._steps.append(token.level + 1)
            else:
                self._steps.pop()
        elif name == "tabs":
            self._out.append('<div class="tabs">\n' if opens else "</div>\n")
        elif name in AGENT_NAMES:
            title = f'<p class="alert-title"><span class="alert-kind">{text_mark("alert.agent")}</span></p>\n'
            self._out.append(f'<div class="alert alert-agent" role="note">\n{title}' if opens else "</div>\n")
        elif opens:
            self._collector.note(
                "warning", "container-unknown", f"`::: {name}` is no container; its contents are shown without it",
                self._line, "Use steps, tabs, tab, details or agent.",
            )  # fmt: skip

    def _footnotes(self, kind: str, token: Token) -> None:
        if kind == "footnote_block_open":
            label = text_mark("body.footnotes")
            self._out.append(f'<section class="footnotes" role="doc-endnotes" aria-label="{label}">\n<ol>\n')
        elif kind == "footnote_open":
            name = f"fn{int(token.meta['id']) + 1}"
            self._collector.anchors[name] = None
            self._out.append(f'<li id="{name}">')
        elif kind == "footnote_anchor":
            self._out.append(footnote_back(token))
