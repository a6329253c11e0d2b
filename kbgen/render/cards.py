"""Lists of cards that several kinds of page show: popular articles, sections with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.model import Problem
from kbgen.nearest import did_you_mean
from kbgen.render.theme.environment import Markup
from kbgen.render.theme.icons import draw_icon
from kbgen.render.views import Card, lang_attribute
from kbgen.site.links import find_page
from kbgen.site.urls import encode_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbgen.model import Section
    from kbgen.render.frame import Frame
    from kbgen.render.reader import Reader


def popular_cards(frame: Frame) -> tuple[Card, ...]:
    """The articles that `[nav] popular` names, their translations or the pages borrowed for them."""
    reader = frame.reader
    found = (find_page(name, frame.language, reader) for name in reader.config("nav").nav.popular)
    return frame.cards([page.ref for page in found if page is not None], summary=False)


def section_cards(refs: Sequence[str], frame: Frame) -> tuple[Card, ...]:
    """Sections with the number of articles in them, at any depth, if there are any."""
    cards = []
    for ref in refs:
        section = frame.reader.section(ref)
        if section is not None:
            articles = count_articles(ref, frame.reader)
            language = section.page.language if section.page else frame.language
            cards.append(
                Card(
                    title=section.title,
                    url=encode_url(section.url),
                    summary=section.summary,
                    lang=lang_attribute(language, frame.language),
                    count=frame.t.count("count.articles", articles) if articles else "",
                    icon=section_icon(section, frame.reader),
                )
            )
    return tuple(cards)


def known_issues(frame: Frame) -> tuple[Card, ...]:
    """What is broken in the language's part of the site and not put aside yet, in the order of the site."""
    pages = (page for page in frame.reader.corpus(frame.language) if page.article.meta.type == "known-issue")
    return tuple(frame.card(page) for page in pages if page.article.meta.state != "archived")


def section_icon(section: Section, reader: Reader, *, report: bool = False) -> Markup:
    """The icon that the folder's own page names, or nothing. report: tell of a name that the theme does not draw."""
    name = section.page.meta.extra.get("icon") if section.page else None
    if section.page is None or name is None:
        return Markup()
    drawing = reader.icon(str(name))
    if drawing is not None:
        return draw_icon(drawing)
    if report:
        hint = did_you_mean(str(name), reader.context.theme.icons)
        reader.problems.append(
            Problem(
                "warning",
                "icon-unknown",
                f"the theme draws no icon `{name}`",
                section.page.path,
                hint=hint or "Take one of those in the theme's icons.svg, or draw it there.",
            )
        )
    return Markup()


def count_articles(ref: str, reader: Reader) -> int:
    """Articles in a section and the sections below it."""
    section = reader.children(ref)
    return len(section.pages) + sum(count_articles(child, reader) for child in section.sections)
