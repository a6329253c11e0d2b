"""sitemap.xml for search engines: every real page, when it changed, and its translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.escaping import escape
from kbgen.render.address import absolute_url, site_origin
from kbgen.render.announce.announced import announced_pages, is_announced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kbgen.model import Article
    from kbgen.publication import Target
    from kbgen.render.reader import Reader

# Limits of one file (sitemaps.org): 50,000 URLs and 50 MB; the wrapping needs a little of the latter.
MOST_URLS, MOST_BYTES = 50_000, 52_000_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def render_sitemap(_target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """`sitemap.xml`, and its parts where one file would be too big.

    No file for what is not to be found, nor without a site URL, since the format knows absolute URLs only.
    """
    if not is_announced(reader.options()) or not site_origin(reader):
        return ()
    return write_sitemap(tuple(_list_entries(reader)), reader)


def write_sitemap(
    entries: Sequence[bytes], reader: Reader, *, most_urls: int = MOST_URLS, most_bytes: int = MOST_BYTES
) -> tuple[tuple[str, bytes], ...]:
    """Files for these `<url>` elements: one, or an index and as many parts as the limits ask for."""
    parts: list[list[bytes]] = [[]]
    size = 0
    for entry in entries:
        if len(parts[-1]) >= most_urls or (parts[-1] and size + len(entry) > most_bytes):
            parts.append([])
            size = 0
        parts[-1].append(entry)
        size += len(entry)
    head = f'{_HEAD}<urlset {_SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'.encode()
    files = [head + b"".join(part) + b"</urlset>\n" for part in parts]
    if len(files) == 1:
        return (("sitemap.xml", files[0]),)
    names = [f"sitemap-{number}.xml" for number in range(1, len(files) + 1)]
    prefix = reader.config("site").prefix
    places = "".join(
        f"<sitemap><loc>{escape(absolute_url(f'{prefix}/{name}', reader))}</loc></sitemap>\n" for name in names
    )
    index = f"{_HEAD}<sitemapindex {_SPACE}>\n{places}</sitemapindex>\n".encode()
    return (("sitemap.xml", index), *zip(names, files, strict=True))


def _list_entries(reader: Reader) -> Iterator[bytes]:
    """Homes, sections and articles by language; borrowed pages and the like are left out."""
    for language in reader.config("site").site.languages:
        pages = announced_pages(reader, language)
        for section in reader.sections(language):
            # A language without a page of its own has a home, but nothing a search engine should send anyone to.
            if not section.fallback and (pages or section.parent is not None):
                yield _write_entry(section.url, reader.translations(f"{section.folder}/"), section.page, reader)
        for page in pages:
            yield _write_entry(page.url, reader.translations(page.article.id), page.article, reader)


def _write_entry(url: str, translations: tuple[tuple[str, str], ...], article: Article | None, reader: Reader) -> bytes:
    lines = [f"<url><loc>{escape(absolute_url(url, reader))}</loc>"]
    change = reader.change(article.path) if article is not None else None
    if change is not None:
        lines.append(f"<lastmod>{change.last}</lastmod>")
    if len(translations) > 1:
        default = dict(translations).get(reader.config("site").site.language, translations[0][1])
        lines += [
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(absolute_url(address, reader))}"/>'
            for language, address in (*translations, ("x-default", default))
        ]
    return ("\n".join(lines) + "</url>\n").encode()
