"""The page where support agents paste a ticket and get the articles to send; in their edition alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kbgen.render.frame import Frame
from kbgen.site.urls import output_path

if TYPE_CHECKING:
    from kbgen.publication import Target
    from kbgen.render.reader import Reader

PATH = "search/ticket/"
"""Below the language's root."""


def render_ticket(target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """The language's page for tickets."""
    frame = Frame(reader, target.language)
    url = frame.home + PATH
    page = frame.page_view(
        "ticket",
        url,
        frame.t("ticket.title"),
        description=frame.t("ticket.lead"),
        translations=frame.in_every_language(PATH),
    )
    public = urlsplit(reader.config("site").site.url)
    origin = f"{public.scheme}://{public.netloc}" if public.netloc else ""
    return ((output_path(url, frame.config), frame.render("ticket.html", page, origin=origin)),)
