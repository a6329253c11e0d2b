"""`_redirects` and `_headers`, as Netlify reads them (Cloudflare Pages and others read the same form)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.publication import mark_edition
from kbgen.render.hosts.rules import list_headers, list_missing, list_query_rules, list_rules
from kbgen.site.urls import encode_url

if TYPE_CHECKING:
    from kbgen.publication import Target
    from kbgen.render.reader import Reader


def render_redirects(_target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """`_redirects`: moved and removed pages, then each further language's own "not found" page.

    Addresses are percent-encoded, so that `:name` and `*` mean themselves in a rule.
    The exclamation mark makes the host answer with the redirect although a page lies at the old address, for hosts that
    know no redirects. Where the site has a prefix, a rule serves both ways a host can see the address: with it, and
    without it behind a proxy that takes it off.
    """
    prefix = reader.config("site").prefix
    lines = [
        " ".join([encode_url(source.replace("%", "%25")), *map("=".join, rule.query), rule.target, f"{rule.status}!\n"])
        for rule in (*list_query_rules(reader), *list_rules(reader))
        for source in dict.fromkeys([rule.source, rule.source.removeprefix(prefix)])
    ]
    lines += [
        f"{root}/* {page} 404\n"
        for language, page in list_missing(reader)
        for root in dict.fromkeys([f"{prefix}/{language}", f"/{language}"])
    ]
    return (("_redirects", "".join(lines).encode()),)


def render_headers(_target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """`_headers`: the rules of `list_headers`; of the agents' edition it says so on its first line."""
    mark = f"{mark_edition('agents')}\n" if reader.options().edition == "agents" else ""
    text = "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in headers)
        for path, headers in list_headers(reader).items()
    )
    return (("_headers", (mark + text).encode()),)
