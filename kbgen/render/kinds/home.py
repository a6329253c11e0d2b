"""The home page of a language: the search box first, then the ways on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.render.frame import Card, Frame, lang_attribute
from kbgen.render.kinds.contact import RouteView, list_routes
from kbgen.render.kinds.section import section_body, section_cards
from kbgen.site.links import find_page
from kbgen.site.urls import language_root, output_path

if TYPE_CHECKING:
    from kbgen.publication import Target
    from kbgen.render.environment import Markup
    from kbgen.render.reader import Reader


@dataclass(frozen=True, slots=True)
class HomeView:
    """A language's home. articles: those that lie in no section. body: text of the root folder's own page, or empty."""

    popular: tuple[Card, ...]
    sections: tuple[Card, ...]
    articles: tuple[Card, ...]
    routes: tuple[RouteView, ...]
    summary: str
    body: Markup
    lang: Markup


def render_home(target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """The language's index.html."""
    frame = Frame(reader, target.language)
    reader.section(f"{target.language}/")
    root = reader.children(f"{target.language}/")
    popular = frame.cards(popular_refs(target.language, reader), summary=False)
    view = HomeView(
        popular=popular,
        sections=section_cards(root.sections, frame),
        articles=frame.cards(root.pages),
        routes=list_routes(frame),
        summary=root.summary,
        body=section_body(root, reader),
        lang=lang_attribute(root.page.language if root.page else target.language, target.language),
    )
    page = frame.page_view(
        "home",
        frame.home,
        frame.config.site.title,
        description=frame.config.site.description or root.summary or frame.t("home.greeting"),
        translations=every_language(frame),
    )
    return ((output_path(frame.home, frame.config), frame.render("home.html", page, home=view)),)


def popular_refs(language: str, reader: Reader) -> tuple[str, ...]:
    """Refs of the articles that `[nav] popular` names, their translations or the pages borrowed for them."""
    found = (find_page(name, language, reader) for name in reader.config("nav").nav.popular)
    return tuple(page.ref for page in found if page is not None)


def every_language(frame: Frame, path: str = "") -> tuple[tuple[str, str], ...]:
    """(language, URL) of one of kbgen's own pages in all languages. path: below the language's root."""
    config = frame.config
    return tuple((language, language_root(language, config) + path) for language in config.site.languages)
