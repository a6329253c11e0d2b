"""Where a URL leads as far as one article can tell: out, to this site, or nowhere that is safe."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["local", "outward", "blocked"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_GAPS = re.compile(r"[\t\n\r]")
_IMAGE_DATA = re.compile(r"data:image/(?:gif|png|jpeg|webp|avif)[;,]", re.IGNORECASE)
_BLOCKED = frozenset(
    {
        "javascript",
        "vbscript",
        "livescript",
        "mocha",
        "data",
        "file",
        "blob",
        "filesystem",
        "view-source",
        "jar",
        "about",
    }
)
# A picture out of a mail (`cid:`) is nowhere else.
_PICTURES = frozenset({"http", "https"})


def clean_url(url: str) -> str:
    """A URL of raw HTML as browsers read it: without spaces around it and without line breaks and tabs in it."""
    return _GAPS.sub("", url.strip("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f \t\n\r"))


def classify_url(url: str, *, image: bool = False) -> Kind:
    """Where it leads. image: whether it is the source of one, which may be data of a raster format."""
    if url.startswith("//"):
        return "outward"
    scheme = _SCHEME.match(url)
    if scheme is None:
        return "local"
    name = scheme[1].lower()
    if name == "id":
        return "local"
    if name in _BLOCKED or (image and name not in _PICTURES):
        return "outward" if image and _IMAGE_DATA.match(url) else "blocked"
    return "outward"
