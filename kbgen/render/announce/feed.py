"""`feed.xml`: what is new and what has changed in a language, as Atom (RFC 4287)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kbgen.escaping import escape
from kbgen.render.address import absolute_url, site_origin
from kbgen.render.announce.announced import announced_pages, is_announced
from kbgen.site.urls import language_root, output_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbgen.model import Page
    from kbgen.publication import Target
    from kbgen.render.reader import Reader

MOST_ENTRIES = 50
# XML 1.0 has no place for these, not even escaped.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# The format wants a time of the whole feed, even of one that has nothing to tell yet.
_NEVER = "1970-01-01"


class Entry(NamedTuple):
    """A page with its ISO dates; published may be empty."""

    updated: str
    published: str
    page: Page


def feed_url(reader: Reader, language: str) -> str:
    """The feed's address with its host; empty if there is none: without a site URL, or of what is not to be found."""
    if not is_announced(reader.options()) or not site_origin(reader):
        return ""
    return absolute_url(f"{language_root(language, reader.config('site'))}feed.xml", reader)


def render_feed(target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """The language's feed with its newest entries, or no file (see `feed_url`)."""
    address = feed_url(reader, target.language)
    if not address:
        return ()
    config = reader.config("site")
    home = language_root(target.language, config)
    entries = list_entries(reader, target.language)[:MOST_ENTRIES]
    texts = reader.texts(target.language)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(target.language)}">',
        f"<id>{_identify(reader, f'{target.language}/')}</id>",
        f"<title>{_text(texts('site.title'))}</title>",
        f"<updated>{_moment(entries[0].updated if entries else _NEVER)}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{escape(address)}"/>',
        f'<link rel="alternate" type="text/html" href="{escape(absolute_url(home, reader))}"/>',
        f"<author><name>{_text(texts('site.title'))}</name></author>",
    ]
    if texts("site.description"):
        lines.append(f"<subtitle>{_text(texts('site.description'))}</subtitle>")
    for entry in entries:
        lines += _write_entry(entry, reader)
    text = "\n".join([*lines, "</feed>\n"])
    return ((output_path(f"{home}feed.xml", config), text.encode()),)


def list_entries(reader: Reader, language: str) -> Sequence[Entry]:
    """Pages with a date, newest first; pages of one day in a stable order."""
    entries = []
    for page in announced_pages(reader, language):
        meta = page.article.meta
        change = reader.change(page.article.path)
        # What waited for its day is news on that day, however old its text is.
        updated = max(change.last if change is not None else meta.reviewed or "", meta.publish_at or "")
        if updated:
            entries.append(Entry(updated, meta.publish_at or (change.first if change is not None else ""), page))
    entries.sort(key=lambda entry: entry.page.ref)
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    return entries


def _write_entry(entry: Entry, reader: Reader) -> list[str]:
    article = entry.page.article
    lines = [
        "<entry>",
        f"<id>{_identify(reader, entry.page.ref)}</id>",
        f"<title>{_text(article.title)}</title>",
        f"<updated>{_moment(entry.updated)}</updated>",
        f'<link rel="alternate" type="text/html" href="{escape(absolute_url(entry.page.url, reader))}"/>',
    ]
    if entry.published:
        lines.append(f"<published>{_moment(entry.published)}</published>")
    if article.summary:
        lines.append(f"<summary>{_text(article.summary)}</summary>")
    return [*lines, "</entry>"]


def _identify(reader: Reader, ref: str) -> str:
    """A name that stays when the page moves: from the site's address and the article's id (RFC 9562, version 5)."""
    from uuid import NAMESPACE_URL, uuid5

    return uuid5(NAMESPACE_URL, f"{reader.config('site').site.url}#{ref}").urn


def _moment(day: str) -> str:
    """An ISO day as the RFC 3339 time at which it begins, in UTC."""
    return f"{day}T00:00:00Z"


def _text(text: str) -> str:
    return escape(_NO_XML.sub("", " ".join(text.split())))
