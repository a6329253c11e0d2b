"""Section pages: the folder's own text, then what lies in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.render.body import render_section_text
from kbgen.render.breadcrumb import render_breadcrumb
from kbgen.render.cards import section_cards
from kbgen.render.environment import Markup
from kbgen.render.frame import Card, Frame, lang_attribute, page_title
from kbgen.render.notices import Notice, list_notices
from kbgen.render.summaries import opens_with, shorten
from kbgen.site.urls import output_path

if TYPE_CHECKING:
    from kbgen.model import Section
    from kbgen.publication import Target
    from kbgen.render.reader import Reader


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section. body: its own page's text, or empty. lang: lang attribute of title, summary and body."""

    title: str
    summary: str
    lang: Markup
    body: Markup
    notices: tuple[Notice, ...]
    breadcrumb: Markup
    sections: tuple[Card, ...]
    articles: tuple[Card, ...]


def render_section(target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """The section's index.html."""
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
        page_title(section.title, frame.config.site.title),
        description=shorten(described),
        canonical=original.url if original else "",
        translations=reader.translations(f"{section.folder}/") if frame.config.multilingual else (),
        others=_same_folder(section, frame),
    )
    return ((output_path(section.url, frame.config), frame.render("section.html", page, section=view)),)


def view_section(frame: Frame, section: Section) -> SectionView:
    """What a section contains, in order."""
    body = frame.reader.text(section.page)[0] if section.page is not None else None
    return SectionView(
        title=(body.heading if body is not None else "") or section.title,
        summary="" if body is not None and opens_with(section.summary, body) else section.summary,
        lang=lang_attribute(section.page.language, frame.language) if section.page else Markup(),
        body=Markup(render_section_text(section, frame.reader)),
        notices=list_notices(section.page, frame, fallback=section.fallback) if section.page else (),
        breadcrumb=render_breadcrumb(section.parent, frame),
        sections=section_cards(section.sections, frame),
        articles=frame.cards(section.pages),
    )


def _same_folder(section: Section, frame: Frame) -> dict[str, str]:
    """URLs of the same folder by language, whether or not its text is translated."""
    if not frame.config.multilingual:
        return {}
    languages = frame.config.site.languages
    found = ((language, frame.reader.section(f"{language}/{section.folder}")) for language in languages)
    return {language: other.url for language, other in found if other is not None}
