"""Section pages: the folder's own text, then what lies in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from kbgen.model import ArticleType
from kbgen.render.announce.structured import describe_trail
from kbgen.render.body import render_section_text
from kbgen.render.breadcrumb import render_breadcrumb
from kbgen.render.cards import section_cards, section_icon
from kbgen.render.excerpts import render_excerpt
from kbgen.render.frame import Frame
from kbgen.render.notices import Notice, list_notices
from kbgen.render.summaries import opens_with, shorten
from kbgen.render.theme.environment import Markup
from kbgen.render.views import Card, lang_attribute
from kbgen.site.urls import output_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbgen.model import Section
    from kbgen.publication import Target
    from kbgen.render.reader import Reader
    from kbgen.render.texts import Texts


# More than a screen or two of them is easier to read in groups.
GROUPS_FROM = 13


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of one type, in the section's order. label: of the type, or empty."""

    label: str
    articles: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section. icon, body: as its own page says, or empty. lang: lang attribute of title, summary and body.

    groups: its articles, in one group without a label unless they are many and of several types.
    """

    title: str
    summary: str
    lang: Markup
    body: Markup
    notices: tuple[Notice, ...]
    breadcrumb: Markup
    sections: tuple[Card, ...]
    articles: tuple[Card, ...]
    groups: tuple[Group, ...]
    icon: Markup


def render_section(target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """The section's index.html, and what search shows of its text."""
    frame = Frame(reader, target.language)
    reader.section(target.ref)
    section = reader.children(target.ref)
    view = view_section(frame, section)
    original = (
        reader.section(f"{section.page.language}/{section.folder}") if section.page and section.fallback else None
    )
    described = section.summary or ", ".join(card.title for card in (*view.sections, *view.articles)[:8])
    page = frame.page_view(
        "section",
        section.url,
        section.title,
        description=shorten(described),
        canonical=original.url if original else "",
        translations=reader.translations(f"{section.folder}/") if frame.config.multilingual else (),
        others=_same_folder(section, frame),
        things=lambda: (describe_trail(section.parent, section.title, frame),),
    )
    html = frame.render("section.html", page, section=view)
    return ((output_path(section.url, frame.config), html), *render_excerpt(section, reader))


def view_section(frame: Frame, section: Section) -> SectionView:
    """What a section contains, in order."""
    body = frame.reader.text(section.page)[0] if section.page is not None else None
    articles = frame.cards(section.pages)
    return SectionView(
        title=(body.heading if body is not None else "") or section.title,
        summary="" if body is not None and opens_with(section.summary, body) else section.summary,
        lang=lang_attribute(section.page.language, frame.language) if section.page else Markup(),
        body=Markup(render_section_text(section, frame.reader)),
        notices=list_notices(section.page, frame, fallback=section.fallback) if section.page else (),
        breadcrumb=render_breadcrumb(section.parent, frame),
        sections=section_cards(section.sections, frame),
        articles=articles,
        groups=group_by_type(articles, frame.t),
        icon=section_icon(section, frame.reader, report=not section.fallback),
    )


def group_by_type(articles: Sequence[Card], t: Texts) -> tuple[Group, ...]:
    """Articles by their type, types in a fixed order; all in one group if they are few, or of one type."""
    types = {card.type for card in articles}
    if len(articles) < GROUPS_FROM or len(types) < 2:
        return (Group("", tuple(articles)),) if articles else ()
    groups = ((kind, tuple(card for card in articles if card.type == kind)) for kind in (*get_args(ArticleType), ""))
    return tuple(Group(t(f"type.{kind or 'other'}"), members) for kind, members in groups if members)


def _same_folder(section: Section, frame: Frame) -> dict[str, str]:
    """URLs of the same folder by language, whether or not its text is translated."""
    if not frame.config.multilingual:
        return {}
    languages = frame.config.site.languages
    found = ((language, frame.reader.section(f"{language}/{section.folder}")) for language in languages)
    return {language: other.url for language, other in found if other is not None}
