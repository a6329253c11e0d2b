"""The home page of a language: the search box first, then the ways on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.escaping import escape
from kbgen.render.announce.structured import describe_site
from kbgen.render.body import render_section_text
from kbgen.render.cards import known_issues, popular_cards, section_cards
from kbgen.render.frame import Frame
from kbgen.render.theme.environment import Markup
from kbgen.render.views import Card, lang_attribute
from kbgen.site.urls import output_path

if TYPE_CHECKING:
    from kbgen.model import Section
    from kbgen.publication import Target
    from kbgen.render.reader import Reader


@dataclass(frozen=True, slots=True)
class HomeView:
    """A language's home. issues: known issues. articles: those that lie in no section. body: text of the root folder's
    own page, or empty.
    """

    issues: tuple[Card, ...]
    popular: tuple[Card, ...]
    sections: tuple[Card, ...]
    articles: tuple[Card, ...]
    summary: str
    body: Markup
    lang: Markup


def render_home(target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """The language's index.html."""
    frame = Frame(reader, target.language)
    reader.section(f"{target.language}/")
    root = reader.children(f"{target.language}/")
    view = HomeView(
        issues=known_issues(frame),
        popular=popular_cards(frame),
        sections=section_cards(root.sections, frame),
        articles=frame.cards(root.pages),
        summary=root.summary,
        body=Markup(_render_text(root, reader)),
        lang=lang_attribute(root.page.language if root.page else target.language, target.language),
    )
    page = frame.page_view(
        "home",
        frame.home,
        frame.title,
        description=frame.t("site.description") or root.summary or frame.t("home.greeting"),
        translations=frame.in_every_language(),
        things=lambda: (describe_site(frame),),
    )
    return ((output_path(frame.home, frame.config), frame.render("home.html", page, home=view)),)


def _render_text(root: Section, reader: Reader) -> str:
    """The front page's own text, with the heading that opens it: the site heads that page, not the text."""
    heading = reader.text(root.page)[0].heading if root.page is not None else ""
    return (f"<h2>{escape(heading)}</h2>\n" if heading else "") + render_section_text(root, reader)
