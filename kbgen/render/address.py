"""Addresses with a host, for what is read outside the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.site.urls import encode_url

if TYPE_CHECKING:
    from kbgen.render.reader import Reader


def site_origin(reader: Reader) -> str:
    """Scheme and host of the site (`https://x.se`); empty if it has no URL, so that links are root-relative."""
    scheme, separator, rest = reader.config("site").site.url.partition("://")
    return f"{scheme}{separator}{rest.partition('/')[0]}" if separator else ""


def absolute_url(url: str, reader: Reader) -> str:
    """A root-relative URL percent-encoded, with scheme and host if the site has them."""
    return site_origin(reader) + encode_url(url)
