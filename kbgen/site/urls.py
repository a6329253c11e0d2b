"""Names become URLs: segments, addresses of articles and sections, output paths, percent-encoding.

Everywhere but in `encode_url` a URL is as people read it (`/sv/fråga/`), root-relative, with the site's prefix.
"""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbgen.config import Config

SUFFIXES = (".md", ".markdown")
"""What article files end in, lower case."""

ASSETS = "_kb/a"
"""Where files with a digest in their name are published, below the output; hosts may let them be kept for ever."""

FILES = (
    "404.html",
    "feed.xml",
    "sitemap.xml",
    "robots.txt",
    "llms.txt",
    "favicon.ico",
    "_redirects",
    "_headers",
    "_nginx.conf",
    "_caddy.conf",
    ".kbgen-manifest",
)
"""Files kbgen writes at the output's root; no folder may have their name."""

RESERVED: Mapping[str, str] = MappingProxyType(
    {
        "_kb": "the files that kbgen publishes (/_kb/)",
        "search": "the search page (/search/)",
        "contact": "the contact page (/contact/)",
        "service": "the state of the service (/service/)",
        "print": "printing (/print/)",
        "404": "the page that says a page is missing (/404.html)",
    }
    | {file: f"a file that kbgen publishes (/{file})" for file in FILES}
)
"""Segments that nothing directly below a language's root may have, and what they are for, beside language codes."""

_PLAIN = re.compile(r"[a-z0-9.-]*")
_ENCODE_SAFE = "/-._~%"
_ENCODED = re.compile(r"[A-Za-z0-9/._~%-]*")


def strip_suffix(rel: str) -> str:
    """`billing/refunds.md` -> `billing/refunds`; other names as they are."""
    if rel.endswith(".md"):
        return rel[:-3]
    lower = rel.lower()
    return next((rel[: -len(suffix)] for suffix in SUFFIXES if lower.endswith(suffix)), rel)


def segment(name: str) -> str:
    """A file's, folder's or slug's name as one part of a URL; may come out empty.

    NFC, lower case, white space and `_` to `-`, anything but letters (with their combining marks), decimal digits,
    `-` and `.` dropped. `segment(segment(x)) == segment(x)`.
    """
    if _PLAIN.fullmatch(name):
        return name
    kept: list[str] = []
    letter = False
    for char in unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).lower()):
        if char.isspace() or char in "_-":
            kept.append("-")
            letter = False
        elif char == ".":
            kept.append(char)
            letter = False
        else:
            category = unicodedata.category(char)
            # Marks belong to their letter: without them words of Hindi or Thai fall apart.
            if category[0] == "L" or category == "Nd" or (category[0] == "M" and letter):
                kept.append(char)
                letter = category != "Nd"
    return unicodedata.normalize("NFC", "".join(kept))


def name_problem(name: str, made: str, *, top: bool, config: Config) -> str:
    """Why a name cannot be a segment, as the end of a sentence that begins with the name; empty if it can.

    made: `segment(name)`. top: whether it would stand directly below a language's root.
    """
    if not made.strip("."):
        return "leaves nothing for a URL: it has no letter or digit"
    if made in ("index.html", "index.md"):
        return f"is the name of a file that every page has ({made})"
    if not top:
        return ""
    codes = {code.casefold(): f"the language `{code}` (/{code}/)" for code in config.site.languages}
    reserved = {**RESERVED, **codes}
    taken = reserved.get(name.casefold()) or reserved.get(made)
    return f"is reserved for {taken}" if taken else ""


def language_root(language: str, config: Config) -> str:
    """The URL of a language's home: `/`, `/help/`, `/help/sv/`."""
    return f"{config.prefix}/" if language == config.site.language else f"{config.prefix}/{language}/"


def output_path(url: str, config: Config) -> str:
    """Where a page's HTML lies below the output: `/help/a/` -> `a/index.html`, `/help/a.html` -> `a.html`."""
    path = url.removeprefix(config.prefix).lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def encode_url(url: str) -> str:
    """A URL's path percent-encoded, for HTML and for hosts' rules; encoding twice changes nothing."""
    return url if _ENCODED.fullmatch(url) else quote(url, safe=_ENCODE_SAFE)
