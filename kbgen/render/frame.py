"""What every page has around its own content: head, addresses, languages, interface texts, shared parts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kbgen.nearest import did_you_mean
from kbgen.render.address import absolute_url
from kbgen.render.announce.announced import ADRIFT, is_announced, robots_rule
from kbgen.render.announce.heads import list_social, view_head
from kbgen.render.announce.jsonld import write_things
from kbgen.render.dates import format_day, language_name
from kbgen.render.hosts.policy import content_policy
from kbgen.render.reader import Reader
from kbgen.render.routes import list_routes
from kbgen.render.texts import Texts, is_right_to_left
from kbgen.render.theme.environment import Markup, Templates
from kbgen.render.theme.icons import draw_icon
from kbgen.render.theme.scripts import script_tag
from kbgen.render.views import NONE, Alternate, Card, LanguageChoice, PageView, SiteView, lang_attribute
from kbgen.site.urls import encode_url, language_root

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kbgen.model import Page
    from kbgen.render.announce.jsonld import Thing


class Frame:
    """The tools that every page of a language is made with."""

    def __init__(self, reader: Reader, language: str) -> None:
        self.reader = reader
        self.language = language
        self.t: Texts = reader.texts(language)
        config = reader.config("site")
        self.config = config
        self.title = self.t("site.title")
        self.agents = reader.options().edition == "agents"
        self.home = language_root(language, config)
        self.ui = lang_attribute(self.t.written, language) if self.t.foreign else NONE
        self.site = reader.shared(("site", language), lambda inner: _view_site(inner, language))

    def date(self, iso: str) -> str:
        """A day in the language of the interface texts."""
        return format_day(iso, self.t.written)

    def card(self, page: Page, *, summary: bool = True) -> Card:
        """A page as a link with, if wanted, its summary."""
        article = page.article
        return Card(
            title=article.title,
            url=encode_url(page.url),
            summary=article.summary if summary else "",
            lang=lang_attribute(article.language, self.language),
            type=article.meta.type or "",
            status=article.meta.status or "",
            next_update=article.meta.next_update or "",
        )

    def cards(self, refs: Sequence[str], *, summary: bool = True) -> tuple[Card, ...]:
        """Pages by ref, those that are gone left out."""
        pages = (self.reader.page(ref) for ref in refs)
        return tuple(self.card(page, summary=summary) for page in pages if page is not None)

    def page_view(
        self,
        kind: str,
        url: str,
        title: str,
        *,
        description: str = "",
        canonical: str = "",
        translations: Sequence[tuple[str, str]] = (),
        others: Mapping[str, str] | None = None,
        things: Callable[[], Sequence[Thing]] = tuple,
    ) -> PageView:
        """The frame of one page.

        title: the page's own. things: makes what JSON-LD says of the page; asked only where it can be said.
        url, canonical: root-relative; canonical only if it is not the url. translations: (language, URL) of the real
        translations, the page itself included. others: language -> URL for languages without one, home by default.
        """
        options = self.reader.options()
        # A page that nobody is to be sent to has no place it could be found at, nor does a copy in a folder.
        target = canonical or (url if self.config.site.url and kind not in ADRIFT else "")
        address = absolute_url(target, self.reader) if target and not options.offline else ""
        apart = bool(canonical) or self.agents or options.offline or kind in ADRIFT
        alternates = () if apart else self._alternates(translations)
        elsewhere = [other.lang for other in alternates if other.lang not in (self.language, "x-default")]
        told = is_announced(options) and kind not in ADRIFT
        choices = dict(translations)
        return PageView(
            kind=kind,
            lang=self.language,
            rtl=is_right_to_left(self.language),
            title=page_title(title, self.title),
            description=description,
            canonical=address,
            robots=robots_rule(options, kind),
            alternates=alternates,
            languages=self._languages({**(others or {}), **choices, self.language: url}),
            social=list_social(kind, title, description, address, elsewhere) if told else (),
            data=write_things(things()) if told and address and not canonical else NONE,
        )

    def in_every_language(self, path: str = "") -> tuple[tuple[str, str], ...]:
        """(language, URL) of one of kbgen's own pages, which every language has. path: below the language's root."""
        languages = self.config.site.languages
        return tuple((language, language_root(language, self.config) + path) for language in languages)

    def render(self, template: str, page: PageView, **values: object) -> bytes:
        """The page as UTF-8. Raises ThemeError."""
        return self.fill(self.reader, template, {"page": page, **values}).encode()

    def fill(self, reader: Reader, template: str, values: Mapping[str, object]) -> str:
        """A template with the tools that all of them have. Raises ThemeError."""
        reader.keys.add(f"template:{template}")
        tools = {
            "site": self.site,
            "t": self.t,
            "count": self.t.count,
            "date": self.date,
            "static": reader.static,
            "script": lambda name: script_tag(reader, name),
            "icon": partial(_find_icon, reader),
            "shared": self._shared,
            "ui": self.ui,
        }
        return templates_of(reader).render(template, {**tools, **values})

    def _shared(self, template: str) -> Markup:
        """A part that is the same on all pages of the language, filled once and used again with what it read."""
        return self.reader.shared(
            ("part", template, self.language),
            lambda inner: Markup(Frame(inner, self.language).fill(inner, template, {})),
        )

    def _alternates(self, translations: Sequence[tuple[str, str]]) -> tuple[Alternate, ...]:
        if len(translations) < 2:
            return ()
        found = [Alternate(language, absolute_url(url, self.reader)) for language, url in translations]
        default = dict(translations).get(self.config.site.language, translations[0][1])
        return (*found, Alternate("x-default", absolute_url(default, self.reader)))

    def _languages(self, urls: Mapping[str, str]) -> tuple[LanguageChoice, ...]:
        if not self.config.multilingual:
            return ()
        return tuple(
            LanguageChoice(
                lang=language,
                name=name_language(language, self.reader),
                url=encode_url(urls.get(language) or language_root(language, self.config)),
                current=language == self.language,
            )
            for language in self.config.site.languages
        )


def name_language(language: str, reader: Reader) -> str:
    """What a language of the site is called by its readers."""
    texts = reader.texts(language)
    return language_name(language, language) if texts.foreign else texts("language.name")


def templates_of(reader: Reader) -> Templates:
    """The theme's templates, one set a process."""
    context = reader.context
    return context.memo.recall("templates", lambda: Templates(context.theme, context.cache_dir))


def page_title(title: str, site_title: str) -> str:
    """For the title element: the page first, since tabs and search results cut the end."""
    return f"{title} – {site_title}" if title != site_title else title


def _find_icon(reader: Reader, name: str) -> Markup:
    drawing = reader.icon(name)
    if drawing is None:
        near = did_you_mean(name, reader.context.theme.icons)
        raise LookupError(f"the theme's icons.svg has no icon `{name}`. {near}".strip())
    return draw_icon(drawing)


def _view_site(reader: Reader, language: str) -> SiteView:
    for part in ("content", "insights"):
        reader.config(part)
    config = reader.config("site")
    contact = reader.config("contact").contact
    home = language_root(language, config)
    logo = config.site.logo
    if logo and "://" not in logo:
        logo = reader.static("logo")
    agents = reader.options().edition == "agents"
    return SiteView(
        title=reader.texts(language)("site.title"),
        description=reader.texts(language)("site.description"),
        home=encode_url(home),
        search=encode_url(f"{home}search/"),
        contact=encode_url(f"{home}contact/") if contact.routes or contact.target else "",
        ticket=encode_url(f"{home}search/ticket/") if agents else "",
        logo=logo,
        head=view_head(reader, language),
        agents=agents,
        scheme=reader.scheme(),
        policy=content_policy(config, in_page=True),
        routes=list_routes(reader, reader.texts(language)),
        fonts=tuple(reader.static(name) for name in reader.fonts(language)),
    )
