"""Lists of cards that several kinds of page show: popular articles, sections with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.render.frame import Card, lang_attribute
from kbgen.site.links import find_page
from kbgen.site.urls import encode_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbgen.render.frame import Frame
    from kbgen.render.reader import Reader


def popular_cards(frame: Frame) -> tuple[Card, ...]:
    """The articles that `[nav] popular` names, their translations or the pages borrowed for them."""
    reader = frame.reader
    found = (find_page(name, frame.language, reader) for name in reader.config("nav").nav.popular)
    return frame.cards([page.ref for page in found if page is not None], summary=False)


def section_cards(refs: Sequence[str], frame: Frame) -> tuple[Card, ...]:
    """Sections with the number of articles in them, at any depth."""
    cards = []
    for ref in refs:
        section = frame.reader.section(ref)
        if section is not None:
            language = section.page.language if section.page else frame.language
            cards.append(
                Card(
                    title=section.title,
                    url=encode_url(section.url),
                    summary=section.summary,
                    lang=lang_attribute(language, frame.language),
                    count=frame.t.count("count.articles", count_articles(ref, frame.reader)),
                )
            )
    return tuple(cards)


def count_articles(ref: str, reader: Reader) -> int:
    """Articles in a section and the sections below it."""
    section = reader.children(ref)
    return len(section.pages) + sum(count_articles(child, reader) for child in section.sections)
