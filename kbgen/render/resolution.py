"""Where the links and images of one page lead: asked once a page, used by its HTML and its Markdown twin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.model import Article, Image, Page
from kbgen.site.links import ResolvedLink, resolve_asset, resolve_link

if TYPE_CHECKING:
    from kbgen.model import Link, Section
    from kbgen.render.reader import Reader


def own_article(page: Page | Section) -> Article:
    """The article whose text a page shows. A section must have a page of its own."""
    article = page.article if isinstance(page, Page) else page.page
    if article is None:
        raise ValueError(f"{page.ref} has no text of its own")
    return article


def resolve_reference(reference: Link | Image, page: Page | Section, reader: Reader) -> ResolvedLink:
    """Where a link or image of the page's text leads."""
    if isinstance(reference, Image):
        key: tuple[str, ...] = (page.ref, reference.src, reference.origin)
    else:
        key = (page.ref, reference.target)
    found = reader.resolved.get(key)
    if found is None:
        reader.config("site")
        config, article = reader.config("content"), own_article(page)
        if isinstance(reference, Image):
            found = resolve_asset(reference.src, article, config, reader, reference.origin)
        else:
            found = resolve_link(reference.target, page.language, article, config, reader)
        reader.resolved[key] = found
    return found
