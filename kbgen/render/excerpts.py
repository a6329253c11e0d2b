"""What search shows of an article: a small file with its title and passages, fetched for results alone."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from kbgen.model import Section
from kbgen.render.offline import relative_address
from kbgen.site.searchable import excerpt_name, make_card, wrap_file
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
    address = relative_address(url, "", reader.config("site").prefix) if offline else url
    title = page.title if isinstance(page, Section) else article.title
    card = make_card(article, (address, title), section, outline, body)
    data = json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode()
    name = excerpt_name(page.language, slot, hashlib.sha256(data).hexdigest()[:DIGITS])
    if offline:
        name, data = wrap_file(name, data)
    return ((f"{ASSETS}/{name}", data),)
