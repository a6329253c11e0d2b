"""What the frame of a page and the lists on it show, as templates see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.render.texts import is_right_to_left
from kbgen.render.theme.environment import Markup

if TYPE_CHECKING:
    from kbgen.render.announce.heads import SiteHead
    from kbgen.render.routes import RouteView

NONE = Markup()


@dataclass(frozen=True, slots=True)
class SiteView:
    """The site in one language. contact: empty if it names no way to reach anyone. ticket: the page for tickets; empty
    but in the agents' edition. logo: URL or empty. policy: the Content-Security-Policy, for hosts that send no headers.
    routes: the ways to reach a person. fonts: URLs of the site's own font files that text of the language is set in.
    """

    title: str
    description: str
    home: str
    search: str
    contact: str
    ticket: str
    logo: str
    head: SiteHead
    agents: bool
    scheme: str
    policy: str
    routes: tuple[RouteView, ...]
    fonts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language, for search engines. url: absolute if the site has a URL."""

    lang: str
    url: str


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """An entry of the language menu. name: as its readers call it."""

    lang: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """What the frame of one page shows. title: with the site's. canonical, description, robots: empty for none. social:
    Open Graph properties with their values. data: JSON-LD, or empty.
    """

    kind: str
    lang: str
    rtl: bool
    title: str
    description: str
    canonical: str
    robots: str
    alternates: tuple[Alternate, ...]
    languages: tuple[LanguageChoice, ...]
    social: tuple[tuple[str, str], ...]
    data: Markup


@dataclass(frozen=True, slots=True)
class Card:
    """A page as others show it. lang: lang attribute if it is in another language than the page it stands on.

    count: of a section's articles, as words. icon: of a section, or empty. type, status, next_update: of an article, as
    its front matter says, or empty.
    """

    title: str
    url: str
    summary: str = ""
    lang: Markup = NONE
    count: str = ""
    icon: Markup = NONE
    type: str = ""
    status: str = ""
    next_update: str = ""


def lang_attribute(language: str, page_language: str) -> Markup:
    """` lang="sv"` for text in another language than the page's (and ` dir` if it runs the other way), else nothing."""
    if language == page_language:
        return NONE
    rtl = is_right_to_left(language)
    direction = f' dir="{"rtl" if rtl else "ltr"}"' if rtl != is_right_to_left(page_language) else ""
    return Markup(f' lang="{Markup.escape(language)}"{direction}')
