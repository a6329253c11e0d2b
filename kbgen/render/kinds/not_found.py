"""The page that a host shows for an address that leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.render.cards import popular_cards
from kbgen.render.frame import Frame
from kbgen.site.urls import output_path

if TYPE_CHECKING:
    from kbgen.publication import Target
    from kbgen.render.reader import Reader


def render_not_found(target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """The language's 404.html."""
    frame = Frame(reader, target.language)
    url = f"{frame.home}404.html"
    page = frame.page_view("not-found", url, frame.t("missing.title"))
    html = frame.render("not-found.html", page, popular=popular_cards(frame))
    return ((output_path(url, frame.config), html),)
