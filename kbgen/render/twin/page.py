"""The Markdown twin of a page: public front matter and the body as published, with absolute links."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING

from kbgen.render.address import absolute_url, site_origin
from kbgen.render.resolution import resolve_reference
from kbgen.render.twin.rewrite import rewrite_targets

if TYPE_CHECKING:
    from kbgen.model import Article, Image, Link, Outline, Page
    from kbgen.render.reader import Reader
    from kbgen.site.links import ResolvedLink

# What JSON leaves as it is but YAML reads as a line's end or refuses.
_NO_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def render_twin(page: Page, reader: Reader) -> bytes:
    """UTF-8 text of `index.md` beside a page. Problems are not reported: the page itself has reported them."""
    body, outline = reader.text(page.article)
    address = absolute_url(page.url, reader)
    text = body.markdown
    if outline.links or outline.images or "<!--" in text:
        targets = _Targets(page, outline, reader, address)
        text = rewrite_targets(text, targets.resolve_link, targets.resolve_image)
    return f"---\n{_describe(page, address, reader)}---\n\n{text.strip(chr(10))}\n".encode()


def _describe(page: Page, address: str, reader: Reader) -> str:
    """The front matter. JSON is YAML, and quotes whatever needs quotes."""
    article, meta = page.article, page.article.meta
    change = reader.change(article.path)
    entries: tuple[tuple[str, object], ...] = (
        ("title", article.title),
        ("summary", article.summary),
        ("language", article.language),
        ("url", address),
        ("updated", change.last if change is not None else ""),
        ("type", meta.type),
        ("applies_to", {product: list(versions) for product, versions in meta.applies_to.items()}),
        ("keywords", list(meta.keywords)),
    )
    return "".join(f"{key}: {_to_yaml(value)}\n" for key, value in entries if value)


def _to_yaml(value: object) -> str:
    return _NO_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


class _Targets:
    """Where the targets written in one article lead; each is resolved once, when it is met."""

    def __init__(self, page: Page, outline: Outline, reader: Reader, address: str) -> None:
        self._page, self._reader, self._address = page, reader, address
        self._origin = site_origin(reader)
        self._links: dict[str, Link] = {}
        for link in outline.links:
            self._links.setdefault(link.target, link)
            if link.origin and link.origin != page.article.path:
                self._links.setdefault(_as_in_snippet(link, page.article), link)
        self._images: dict[str, Image] = {}
        for image in outline.images:
            self._images.setdefault(image.src, image)

    def resolve_link(self, target: str) -> str | None:
        """The absolute address, None for what is no link of this article, empty for what leads nowhere."""
        link = self._links.get(target) or self._links.get(posixpath.normpath(target))
        return None if link is None else self._absolute(resolve_reference(link, self._page, self._reader))

    def resolve_image(self, target: str) -> str | None:
        """As `resolve_link`, for images."""
        image = self._images.get(target)
        return None if image is None else self._absolute(resolve_reference(image, self._page, self._reader))

    def _absolute(self, resolved: ResolvedLink) -> str:
        if resolved.url is None:
            return ""
        if resolved.url.startswith("#"):
            return self._address + resolved.url
        return self._origin + resolved.url if resolved.url.startswith("/") else resolved.url


def _as_in_snippet(link: Link, article: Article) -> str:
    """A snippet's link as the snippet writes it: parsing has rewritten it to begin at the article's folder."""
    path, hash_sign, anchor = link.target.partition("#")
    there = posixpath.normpath(posixpath.join(posixpath.dirname(article.path), path))
    return posixpath.relpath(there, posixpath.dirname(link.origin) or ".") + hash_sign + anchor
