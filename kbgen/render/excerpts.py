"""What search shows of an article: a small file with its title and passages, fetched for results alone."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from kbgen.model import Section
from kbgen.render.offline import relative_address
from kbgen.site.passages import list_passages
from kbgen.site.searchable import excerpt_name, wrap_file
from kbgen.site.urls import ASSETS, encode_url

if TYPE_CHECKING:
    from kbgen.model import Page
    from kbgen.render.reader import Reader

DIGITS = 6
"""Hex digits of the digest in its name; with the article's slot they tell every version apart."""


def render_excerpt(page: Page | Section, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """The file of a page that search finds, or nothing: path and bytes. `docs/search-format.md` describes it."""
    slot = reader.slot(f"{page.ref}/" if isinstance(page, Section) else page.ref)
    article = page.page if isinstance(page, Section) else page.article
    if slot is None or article is None:
        return ()
    body, outline = reader.text(article)
    above = page.parent if isinstance(page, Section) else page.section
    section = reader.section(above) if above else None
    offline, url = reader.options().offline, encode_url(page.url)
    card = {
        "id": article.id,
        "url": relative_address(url, "", reader.config("site").prefix) if offline else url,
        "title": page.title if isinstance(page, Section) else article.title,
        "section": section.title if section and section.parent is not None else "",
        "summary": article.summary,
        "type": article.meta.type,
        "status": article.meta.status,
        "passages": [[found.anchor, found.heading, _tidy(found.text)] for found in list_passages(outline, body)],
    }
    data = json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode()
    name = excerpt_name(page.language, slot, hashlib.sha256(data).hexdigest()[:DIGITS])
    if offline:
        name, data = wrap_file(name, data)
    return ((f"{ASSETS}/{name}", data),)


def _tidy(text: str) -> str:
    """Lines without blanks around and between words."""
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if not line.isspace())
