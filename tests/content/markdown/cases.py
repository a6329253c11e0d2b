"""Reads fixtures of cases: a title, the Markdown and what comes of it, each closed by a line with a dot."""

from __future__ import annotations

from pathlib import Path

from kbgen.content.markdown.body import RenderedBody, render_markdown

FIXTURES = Path(__file__).parent / "fixtures"
PATH = "content/en/a.md"


def read_cases(path: Path) -> list[tuple[str, str, str]]:
    parts = path.read_text(encoding="utf-8").split("\n.\n")
    triples = zip(parts[0::3], parts[1::3], parts[2::3], strict=False)
    return [(title.strip(), source, expected) for title, source, expected in triples]


def all_cases() -> list[tuple[str, str, str]]:
    return [case for path in sorted(FIXTURES.glob("*.md")) for case in read_cases(path)]


def render(text: str, **options) -> RenderedBody:
    lines = [(PATH, number) for number in range(1, text.count("\n") + 2)]
    options.setdefault("title", "The title")
    return render_markdown(text, lines, PATH, "content/en", **options)


def readable(html: str) -> str:
    return html.replace("\x02", "‹").replace("\x03", "›")


def show(text: str) -> str:
    """HTML with visible marks, then links, images and problems, one a line."""
    body = render(text)
    lines = [readable(body.body.html).strip("\n")]
    for index, link in enumerate(body.outline.links):
        lines.append(f"! link {index}: {link.target} | {link.text} | line {link.line}")
    for index, image in enumerate(body.outline.images):
        lines.append(f"! image {index}: {image.src} | {image.alt} | {image.title} | {image.width} | line {image.line}")
    lines += [f"! {found.level} {found.code} line {found.line}: {found.message}" for found in body.problems]
    return "\n".join(lines).lstrip("\n")
