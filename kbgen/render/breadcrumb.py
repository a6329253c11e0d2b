"""The way from home to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.render.frame import Frame
from kbgen.render.theme.environment import Markup
from kbgen.render.views import Card, lang_attribute
from kbgen.site.urls import encode_url

if TYPE_CHECKING:
    from kbgen.render.reader import Reader


def render_breadcrumb(section: str | None, frame: Frame) -> Markup:
    """Home and the sections down to one (a ref), outermost first; equal for all that lies in the section."""

    def make(reader: Reader) -> Markup:
        inner = Frame(reader, frame.language)
        return Markup(inner.fill(reader, "parts/breadcrumb.html", {"trail": find_trail(section, inner)}))

    return frame.reader.shared(("breadcrumb", frame.language, section), make)


def find_trail(section: str | None, frame: Frame) -> tuple[Card, ...]:
    """Home and the sections down to one (a ref), outermost first."""
    return frame.reader.shared(
        ("trail", frame.language, section), lambda reader: _follow_up(section, Frame(reader, frame.language))
    )


def _follow_up(section: str | None, frame: Frame) -> tuple[Card, ...]:
    trail: list[Card] = []
    while section:
        found = frame.reader.section(section)
        if found is None or found.parent is None:
            break
        language = found.page.language if found.page else frame.language
        trail.append(Card(found.title, encode_url(found.url), lang=lang_attribute(language, frame.language)))
        section = found.parent
    trail.append(Card(frame.t("page.home"), encode_url(frame.home)))
    return tuple(reversed(trail))
