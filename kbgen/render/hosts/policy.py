"""The Content-Security-Policy of every page, from what the configuration lets pages talk to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from kbgen.config import Config

_SUBDOMAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")


def content_policy(config: Config, *, in_page: bool = False) -> str:
    """The policy as one line. in_page: for a `<meta>` element, which may not say who frames the page.

    No inline script or style, no script from elsewhere. Images may come from any https address, since articles may
    show such images; with `[content] html = "trust"` the same holds for frames and media.
    """
    contact = _contact_origin(config.contact.target)
    events = _origin(config.insights.endpoint) if config.insights.mode != "off" else ""
    directives: list[tuple[str, list[str]]] = [
        ("default-src", ["'self'"]),
        ("img-src", ["'self'", "https:", "data:"]),
        ("connect-src", ["'self'", contact, events]),
        ("form-action", ["'self'", contact]),
        ("object-src", ["'none'"]),
        ("base-uri", ["'none'"]),
    ]
    if config.content.html == "trust":
        directives += [("frame-src", ["'self'", "https:"]), ("media-src", ["'self'", "https:"])]
    if not in_page:
        directives.append(("frame-ancestors", ["'self'", *(_origin(origin) for origin in config.widget_origins)]))
    return "; ".join(f"{name} {' '.join(_unique(sources))}" for name, sources in directives)


def _contact_origin(target: str) -> str:
    """Where the contact form sends: empty for mail, for the site itself and for a collector beside it."""
    kind, _, name = target.partition(":")
    if kind == "zendesk" and _SUBDOMAIN.fullmatch(name):
        return f"https://{name.lower()}.zendesk.com"
    return _origin(target)


def _origin(address: str) -> str:
    """`https://x.se` of `https://x.se/a`, empty for anything that is no plain http(s) address."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not re.fullmatch(
        r"[A-Za-z0-9.\-]+(?::[0-9]+)?|\[[0-9A-Fa-f:]+\](?::[0-9]+)?", parts.netloc
    ):
        return ""
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _unique(sources: list[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, sources)))
