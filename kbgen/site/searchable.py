"""What search finds: articles and the pages of folders, in their own language; and where it finds their text."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

from kbgen.site.passages import list_passages
from kbgen.site.visibility import is_internal, is_listed

if TYPE_CHECKING:
    from kbgen.model import Article, Body, Outline, Section, Site


class Card(TypedDict):
    """What results show of an article; what is empty is left out. passages: (anchor, heading, text) each. internal:
    customers cannot see it.
    """

    id: str
    url: str
    title: str
    section: NotRequired[str]
    summary: NotRequired[str]
    type: NotRequired[str]
    status: NotRequired[str]
    passages: list[list[str]]
    internal: NotRequired[Literal[True]]


def make_card(article: Article, shown: tuple[str, str], above: Section | None, outline: Outline, body: Body) -> Card:
    """The card of an article or a folder's page. shown: its address and title. above: the section that it lies in."""
    url, title = shown
    card: Card = {
        "id": article.id,
        "url": url,
        "title": title,
        "passages": [[found.anchor, found.heading, _tidy(found.text)] for found in list_passages(outline, body)],
    }
    if above is not None and above.parent is not None:
        card["section"] = above.title
    if article.summary:
        card["summary"] = article.summary
    if article.meta.type:
        card["type"] = article.meta.type
    if article.meta.status:
        card["status"] = article.meta.status
    if is_internal(article):
        card["internal"] = True
    return card


def _tidy(text: str) -> str:
    """Lines without blanks around and between words."""
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if not line.isspace())


def list_searchable(site: Site, language: str) -> dict[str, Article]:
    """Ref of a page, or of a section that has a page of its own with a slash at its end -> its article.

    Borrowed pages are found in the language that they are written in. Archived articles are not found.
    """
    found = {
        page.ref: page.article
        for page in site.pages.values()
        if page.language == language and not page.fallback and is_listed(page.article)
    }
    for section in site.sections.values():
        page = section.page
        if section.language == language and section.parent is not None and page is not None and not section.fallback:
            found[f"{section.ref}/"] = page
    return found


def excerpt_name(language: str, slot: int, digest: str) -> str:
    """Name of an article's excerpt file, in the folder of hashed files. digest: six hex digits."""
    return f"{language}-{slot}-{digest}.json"


def wrap_file(name: str, data: bytes) -> tuple[str, bytes]:
    """A file that search reads as a script that hands it over, for pages opened from a folder: name and bytes."""
    script = f"kbgenFile({json.dumps(name)}, {json.dumps(b64encode(data).decode())});\n"
    return f"{name}.js", script.encode()
