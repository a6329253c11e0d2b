"""The search page: all articles from A to Z, which also serves without scripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.render.frame import Frame
from kbgen.render.letters import group_by_letter
from kbgen.render.views import Card
from kbgen.site.urls import output_path

if TYPE_CHECKING:
    from kbgen.publication import Target
    from kbgen.render.reader import Reader


@dataclass(frozen=True, slots=True)
class LetterView:
    """Articles that begin alike. id: the anchor."""

    label: str
    id: str
    articles: tuple[Card, ...]


def render_search(target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """The language's search page."""
    frame = Frame(reader, target.language)
    url = f"{frame.home}search/"
    page = frame.page_view(
        "search",
        url,
        frame.t("search.title"),
        description=frame.t("search.all"),
        translations=frame.in_every_language("search/"),
    )
    pages = [page for page in reader.corpus(target.language) if page.article.meta.state != "archived"]
    groups = group_by_letter(((found.article.title, found) for found in pages), target.language)
    labels = {"0": frame.t("search.signs"), "": frame.t("search.others")}
    letters = tuple(
        LetterView(
            label=labels.get(letter, letter),
            id=f"letter-{letter.lower() or 'other'}",
            articles=tuple(frame.card(found) for found in members),
        )
        for letter, members in groups
    )
    return ((output_path(url, frame.config), frame.render("search.html", page, letters=letters)),)
