"""`_redirects` and `_headers`, as Netlify reads them (Cloudflare Pages and others read the same form)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.render.policy import content_policy
from kbgen.site.urls import ASSETS, encode_url

if TYPE_CHECKING:
    from kbgen.publication import Target
    from kbgen.render.reader import Reader

_FOREVER = "public, max-age=31536000, immutable"


def render_redirects(_target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """`_redirects`: moved pages, then each further language's own "not found" page.

    Addresses are percent-encoded, so that `:name` and `*` mean themselves in a rule.
    The exclamation mark makes the host answer with the redirect although a page lies at the old address, for hosts that
    know no redirects. Where the site has a prefix, a rule serves both ways a host can see the address: with it, and
    without it behind a proxy that takes it off.
    """
    config = reader.config("site")
    lines = [
        f"{encode_url(source)} {encode_url(redirect.target)} 301!\n"
        for redirect in reader.redirects()
        for source in dict.fromkeys([redirect.source, redirect.source.removeprefix(config.prefix)])
    ]
    lines += [
        f"{root}/* /{language}/404.html 404\n"
        for language in config.site.languages
        if language != config.site.language
        for root in dict.fromkeys([f"{config.prefix}/{language}", f"/{language}"])
    ]
    return (("_redirects", "".join(lines).encode()),)


def render_headers(_target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """`_headers`: security for everything, lasting caches for files with a digest in their name.

    No header stands under two paths that overlap: hosts disagree on which of them would count.
    """
    for part in ("content", "contact", "insights", "widget_origins"):
        reader.config(part)
    config = reader.config("site")
    rules = {
        "/*": [
            ("Content-Security-Policy", content_policy(config)),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
            ("X-Content-Type-Options", "nosniff"),
        ]
    }
    if reader.options().edition == "agents":
        rules["/*"].append(("X-Robots-Tag", "noindex, nofollow"))
    for root in dict.fromkeys([config.prefix, ""]):
        rules[f"{root}/{ASSETS}/*"] = [("Cache-Control", _FOREVER)]
    text = "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in headers) for path, headers in rules.items()
    )
    return (("_headers", text.encode()),)
