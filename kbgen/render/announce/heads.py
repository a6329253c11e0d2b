"""What stands in the heads of pages for others than their readers: previews of links, icons, feeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.render.address import absolute_url, site_origin
from kbgen.render.announce.announced import is_announced
from kbgen.render.announce.feed import feed_url
from kbgen.render.brand.paint import hex_colour
from kbgen.render.brand.pictures import CARD_SIZE, DARK_ICON, FAVICON, ICON, TOUCH_ICON, card_name, draws_card
from kbgen.render.dates import locale_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbgen.render.reader import Reader

PAPER = "surface"  # the token that colours the page


@dataclass(frozen=True, slots=True)
class ThemeColour:
    """The colour of what the browser draws around the page. media: when it holds, empty for always."""

    value: str
    media: str


@dataclass(frozen=True, slots=True)
class SiteHead:
    """What is the same for all pages of a language.

    told: whether others than its readers are to know of the site. feed: address, or empty. locale: as Open Graph names
    the language, or empty. card: absolute URL of the picture shown with links, or empty; size: its width and height,
    empty if unknown. favicon, icon, dark_icon (the same as icon if there is but one), touch_icon: root-relative URLs.
    colours: one, or one for light and one for dark.
    """

    told: bool
    feed: str
    locale: str
    card: str
    size: tuple[int, ...]
    favicon: str
    icon: str
    dark_icon: str
    touch_icon: str
    colours: tuple[ThemeColour, ...]


def view_head(reader: Reader, language: str) -> SiteHead:
    """The heads' common part of a language."""
    told = is_announced(reader.options())
    card = reader.static(card_name(language)) if told and site_origin(reader) else ""
    return SiteHead(
        told=told,
        feed=feed_url(reader, language),
        locale=locale_name(language),
        card=absolute_url(card, reader) if card else "",
        # Which card there is follows from its address, which has been noted.
        size=CARD_SIZE if draws_card(reader.context.config, reader.context.theme) else (),
        favicon=reader.static(FAVICON),
        icon=reader.static(ICON),
        dark_icon=reader.static(DARK_ICON),
        touch_icon=reader.static(TOUCH_ICON),
        colours=_list_colours(reader),
    )


def list_social(
    kind: str, title: str, description: str, address: str, others: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """Open Graph properties of one page (ogp.me). title: without the site's. others: languages that it can be read in
    beside its own.
    """
    named = (
        ("og:type", "article" if kind == "article" else "website"),
        ("og:title", title),
        ("og:description", description),
        ("og:url", address),
    )
    elsewhere = [("og:locale:alternate", locale_name(language)) for language in others]
    return tuple((name, value) for name, value in (*named, *elsewhere) if value)


def _list_colours(reader: Reader) -> tuple[ThemeColour, ...]:
    tokens = reader.tokens()
    if PAPER not in tokens.light:
        return ()
    every = {"light": tokens.light, "dark": {**tokens.light, **tokens.dark}}
    colours = {scheme: hex_colour(values[PAPER], values) for scheme, values in every.items()}
    if tokens.scheme in colours:
        return (ThemeColour(colours[tokens.scheme], ""),)
    return tuple(ThemeColour(colour, f"(prefers-color-scheme: {scheme})") for scheme, colour in colours.items())
