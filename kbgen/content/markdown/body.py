"""A text in Markdown to a body: the whole way from words to HTML with marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kbgen.config import HtmlPolicy
from kbgen.content.markdown.collector import Collector
from kbgen.content.markdown.parser import build_parser
from kbgen.content.markdown.render import BodyRenderer
from kbgen.content.markdown.shape import parse_tokens, shape_headings
from kbgen.escaping import escape
from kbgen.model import Body, Edition, Outline, Problem


@dataclass(frozen=True, slots=True)
class RenderedBody:
    """first_heading: text of the first H1, or None. anchors, files: as in `model.Article`."""

    body: Body
    outline: Outline
    first_heading: str | None
    anchors: tuple[str, ...]
    files: tuple[str, ...]
    problems: tuple[Problem, ...]


def render_markdown(
    text: str,
    lines: Sequence[tuple[str, int]],
    path: str,
    folder: str,
    title: str | None,
    policy: HtmlPolicy = "sanitise",
    edition: Edition = "public",
) -> RenderedBody:
    """Render an expanded text.

    lines: origin and 1-based line of every line. path: of the article; folder: of its language; both relative to the
    site's folder. title: from the front matter; without one the first H1 is the title and leaves the body.
    """
    collector = Collector(path, lines, folder)
    tokens = parse_tokens(build_parser(html=policy != "escape"), text, collector)
    tokens, first, heading = shape_headings(tokens, title, collector)
    headings = tuple(collector.anchors)
    renderer = BodyRenderer(collector, policy, edition)
    html = renderer.render(tokens)
    if renderer.raw.needs_sanitising and policy == "sanitise":
        from kbgen.content.sanitise import sanitise_html

        html = sanitise_html(html)
    shown = {heading.id for heading in collector.headings}
    wanted = {link.target for link in collector.links}
    # The title's own anchor is not in the text: a link "back to the top" must still lead there.
    html = (
        "".join(f'<span id="{escape(name)}"></span>' for name in headings if name not in shown and f"#{name}" in wanted)
        + html
    )
    return RenderedBody(
        Body(html, text, tuple(collector.passages), heading),
        Outline(tuple(collector.headings), tuple(collector.links), tuple(collector.images)),
        first,
        tuple(collector.anchors),
        tuple(collector.files),
        tuple(sorted(collector.problems, key=lambda problem: problem.line or 0)),
    )
