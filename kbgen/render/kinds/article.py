"""Article pages: the text, what it applies to, how old it is, and where to go from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.render.announce.structured import describe_article, describe_trail
from kbgen.render.body import render_body
from kbgen.render.breadcrumb import render_breadcrumb
from kbgen.render.excerpts import render_excerpt
from kbgen.render.frame import Frame
from kbgen.render.notices import Notice, list_notices
from kbgen.render.repository import edit_url
from kbgen.render.summaries import describe, opens_with
from kbgen.render.theme.environment import Markup
from kbgen.render.twin.page import render_twin
from kbgen.render.views import Card, lang_attribute
from kbgen.site.urls import output_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbgen.model import Article, Body, Heading, Outline, Page
    from kbgen.publication import Target
    from kbgen.render.reader import Reader

# A contents list helps when the text is longer than a few screens of a phone and has parts to choose from.
CONTENTS_FROM_CHARACTERS = 6000
CONTENTS_FROM_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the contents list with those below it."""

    id: str
    text: str
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Product:
    """What an article applies to."""

    name: str
    versions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article. lang: lang attribute if it is in another language than the page. changed, reviewed, next_update: ISO
    dates or empty. extra: front matter that kbgen does not know, as written.
    """

    title: str
    summary: str
    type: str
    lang: Markup
    body: Markup
    contents: tuple[Entry, ...]
    notices: tuple[Notice, ...]
    products: tuple[Product, ...]
    status: str
    next_update: str
    workaround: str
    breadcrumb: Markup
    section: str
    related: tuple[Card, ...]
    previous: Card | None
    next: Card | None
    changed: str
    reviewed: str
    edit: str
    extra: object


def render_article(target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """index.html, its Markdown twin, and what search shows of it."""
    frame = Frame(reader, target.language)
    page = reader.page(target.ref)
    assert page is not None
    place = reader.place(target.ref)
    article = page.article
    body, outline = reader.text(article)
    description = describe(article, body)
    view = _view_article(frame, place, body, outline)
    html = frame.render(
        "article.html",
        frame.page_view(
            "article",
            page.url,
            article.title,
            description=description,
            canonical=original_url(page, reader) if page.fallback else "",
            translations=reader.translations(article.id) if frame.config.multilingual else (),
            others=fallback_urls(article, frame),
            things=lambda: (
                describe_article(page, description, frame),
                describe_trail(place.section, article.title, frame),
            ),
        ),
        article=view,
    )
    output = output_path(page.url, frame.config)
    return (
        (output, html),
        (output.removesuffix(".html") + ".md", render_twin(page, reader)),
        *render_excerpt(place, reader),
    )


def original_url(page: Page, reader: Reader) -> str:
    """Where a fallback page's text lives."""
    original = reader.page(page.article.ref)
    return original.url if original is not None else page.url


def fallback_urls(article: Article, frame: Frame) -> dict[str, str]:
    """Where the same text stands in languages that borrow it."""
    if not frame.config.multilingual:
        return {}
    found = {}
    for language in frame.config.site.languages:
        page = frame.reader.page(f"{language}/{article.id}")
        if page is not None:
            found[language] = page.url
    return found


def _view_article(frame: Frame, page: Page, body: Body, outline: Outline) -> ArticleView:
    reader, article, meta = frame.reader, page.article, page.article.meta
    section = reader.section(page.section)
    change = reader.change(article.path)
    long = len(body.html) > CONTENTS_FROM_CHARACTERS
    before = reader.page(page.previous) if page.previous else None
    after = reader.page(page.next) if page.next else None
    return ArticleView(
        title=body.heading or article.title,
        summary="" if opens_with(article.summary, body) else article.summary,
        type=meta.type or "",
        lang=lang_attribute(article.language, page.language),
        body=Markup(render_body(body, outline, page, reader)),
        contents=list_contents(outline.headings) if long else (),
        notices=list_notices(article, frame, fallback=page.fallback),
        products=tuple(Product(name, versions) for name, versions in meta.applies_to.items()),
        status=meta.status or "",
        next_update=meta.next_update or "",
        workaround=meta.workaround or "",
        breadcrumb=render_breadcrumb(page.section, frame),
        section=section.title if section else "",
        related=frame.cards(reader.related(page.ref), summary=False),
        previous=frame.card(before, summary=False) if before else None,
        next=frame.card(after, summary=False) if after else None,
        changed=change.last if change else "",
        reviewed=meta.reviewed or "",
        edit=edit_url(article, reader.config("git").git),
        extra=meta.extra,
    )


def list_contents(headings: Sequence[Heading]) -> tuple[Entry, ...]:
    """Headings of level 2 with those of level 3 below them; nothing if both are too few to choose from."""
    entries: list[tuple[Heading, list[Entry]]] = []
    for heading in headings:
        if heading.level == 2:
            entries.append((heading, []))
        elif heading.level == 3 and entries:
            entries[-1][1].append(Entry(heading.id, heading.text))
    if len(entries) + sum(len(children) for _, children in entries) < CONTENTS_FROM_HEADINGS:
        return ()
    return tuple(Entry(heading.id, heading.text, tuple(children)) for heading, children in entries)
