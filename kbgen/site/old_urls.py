"""Old URLs as people write them become addresses of this site."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from kbgen.site.urls import encode_url

if TYPE_CHECKING:
    from kbgen.config import Config

_FILE = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_CONTROLS = re.compile("[\x00-\x1f\x7f\\\\]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_OUTWARD_SAFE = "/:?#[]@!$&'()*+,;=%-._~"


def alias_url(alias: str, config: Config) -> str:
    """The URL on this site that an old address means: `old/x`, `/old/x/?q=1`, `https://x.se/old/x` all are `/old/x/`.

    Only the path counts; it gets the site's prefix unless it has it. A name like `x.html` is a file, anything else a
    folder (`index.html` is its folder).
    """
    scheme, found, rest = alias.strip().partition("://")
    path = "/" + rest.partition("/")[2] if found and "/" not in scheme else alias.strip()
    path = unicodedata.normalize("NFC", unquote(re.split(r"[?#]", path, maxsplit=1)[0]))
    path = posixpath.normpath("/" + _CONTROLS.sub("", path).lstrip("/"))
    if config.prefix and path != config.prefix and not path.startswith(f"{config.prefix}/"):
        path = f"{config.prefix}{path}"
    if path.endswith(("/index.html", "/index.htm")):
        path = posixpath.dirname(path)
    return path if _FILE.search(path) else path.rstrip("/") + "/"


def source_url(written: str, config: Config) -> str:
    """As `alias_url`, but what stands behind a question mark counts: `/a.php?b=2&a=1` -> `/a.php?a=1&b=2`."""
    query = written.partition("#")[0].partition("?")[2]
    fields = sorted(parse_qsl(query, keep_blank_values=True))
    path = alias_url(written, config)
    return f"{path}?{'&'.join(f'{quote(name)}={quote(value)}' for name, value in fields)}" if fields else path


def fragment_of(written: str) -> str:
    """`#part` of an address, or nothing."""
    _, sign, fragment = written.partition("#")
    return f"#{quote(unquote(fragment), safe=_OUTWARD_SAFE)}" if sign and fragment else ""


def has_scheme(written: str) -> bool:
    """Whether an address is written with its scheme or host, not as a path."""
    return _SCHEME.match(written) is not None


def outward_url(written: str) -> str | None:
    """A whole address of the web, percent-encoded; None for anything else (`mailto:`, `javascript:`, `//host/`)."""
    try:
        parts = urlsplit(written)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or parts.username or _CONTROLS.search(written):
        return None
    return quote(written, safe=_OUTWARD_SAFE)


def encode_target(target: str) -> str:
    """Where a redirect leads, percent-encoded, for HTML and for hosts' rules."""
    if "://" in target:
        return target
    path, sign, fragment = target.partition("#")
    return encode_url(path) + sign + fragment


def gone_url(url: str, config: Config) -> str:
    """Where the page lies that says that the article of a URL is gone: a host's rule cannot lead to itself."""
    return f"{config.prefix}/_kb/gone{url.removeprefix(config.prefix).rstrip('/')}.html"


def is_own(written: str, config: Config) -> bool:
    """Whether a whole address lies on this site, by `[site] url`."""
    own, other = urlsplit(config.site.url), urlsplit(written)
    if not own.netloc or own.netloc.casefold() != other.netloc.casefold():
        return False
    return f"{other.path}/".startswith(f"{config.prefix}/")
