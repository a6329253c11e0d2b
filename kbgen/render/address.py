"""Where kbgen's own pages are, and addresses with a host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbgen.site.urls import encode_url

if TYPE_CHECKING:
    from kbgen.render.reader import Reader

_HOST = re.compile(r"https?://[^/]+", re.IGNORECASE)


def site_origin(reader: Reader) -> str:
    """Scheme and host that the site is published under (`--base-url` before `[site] url`), or empty."""
    match = _HOST.match(reader.options().base_url or reader.config("site").site.url)
    return match[0] if match else ""


def absolute_url(url: str, reader: Reader) -> str:
    """A root-relative URL percent-encoded, with scheme and host if the site has them."""
    return site_origin(reader) + encode_url(url)
