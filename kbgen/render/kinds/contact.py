"""The contact page: every way to reach a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.render.frame import Frame
from kbgen.site.urls import output_path

if TYPE_CHECKING:
    from kbgen.publication import Target
    from kbgen.render.reader import Reader


def render_contact(target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """The language's contact page."""
    frame = Frame(reader, target.language)
    url = f"{frame.home}contact/"
    page = frame.page_view(
        "contact",
        url,
        frame.t("contact.title"),
        description=frame.t("contact.lead"),
        translations=frame.in_every_language("contact/"),
    )
    html = frame.render("contact.html", page)
    return ((output_path(url, frame.config), html),)
