"""An article's text as the passages that search finds: what stands before the first heading, then each heading's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgen.model import Body, Outline


@dataclass(frozen=True, slots=True)
class Found:
    """anchor: id of the heading, empty before the first one. heading, text: plain."""

    anchor: str
    heading: str
    text: str


def list_passages(outline: Outline, body: Body) -> tuple[Found, ...]:
    """Every heading with the text below it, headings without text too, after what stands before the first heading."""
    texts: dict[int | None, list[str]] = {}
    for passage in body.passages:
        texts.setdefault(passage.heading, []).append(passage.text)
    before = [Found("", "", "\n".join(texts[None]))] if None in texts else []
    return (
        *before,
        *(
            Found(heading.id, heading.text, "\n".join(texts.get(number, ())))
            for number, heading in enumerate(outline.headings)
        ),
    )
