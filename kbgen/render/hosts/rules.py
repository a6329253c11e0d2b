"""What a host has to do beside serving files: redirects, pages for what is missing, headers; in no host's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kbgen.addresses import MOVED
from kbgen.render.announce.announced import robots_rule
from kbgen.render.hosts.policy import content_policy
from kbgen.site.old_urls import encode_target
from kbgen.site.urls import ASSETS

if TYPE_CHECKING:
    from kbgen.config import Server
    from kbgen.render.reader import Reader

FOREVER = "public, max-age=31536000, immutable"
"""Cache-Control of files with a digest in their name."""

EVERYTHING = "/*"
"""The path of the headers that every answer has."""

SERVER_FILES: Mapping[Server, str] = MappingProxyType({"nginx": "_nginx.conf", "caddy": "_caddy.conf"})
"""Server -> the file of its configuration, at the output's root."""

HIDDEN = (".kbgen-manifest", "_headers", "_redirects", *SERVER_FILES.values())
"""Files at the output's root that are for hosts, not for readers."""

STAGED = ".kbgen-tmp"
"""The folder in the output in which a build lays files ready."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One address at which no page of its own is shown.

    source: URL as people read it, with the prefix. target: percent-encoded; where the reader is sent, for 301, and the
    page to show, below the output, for 410. query: names and values that the address must have, percent-encoded.
    """

    source: str
    target: str
    status: int
    query: tuple[tuple[str, str], ...] = ()


def list_rules(reader: Reader) -> tuple[Rule, ...]:
    """Old addresses that are known by their path, in a stable order."""
    return tuple(rule for rule in _list_all(reader) if not rule.query)


def list_query_rules(reader: Reader) -> tuple[Rule, ...]:
    """Old addresses that are known by their query, in a stable order: for hosts that can tell them apart.

    They come before those of `list_rules`, which hold whatever the query is.
    """
    return tuple(rule for rule in _list_all(reader) if rule.query)


def _list_all(reader: Reader) -> Iterator[Rule]:
    prefix = reader.config("site").prefix
    for redirect in reader.redirects():
        source, _, query = redirect.source.partition("?")
        fields = (field.partition("=") for field in query.split("&") if field)
        target = redirect.target if redirect.status == MOVED else redirect.target.removeprefix(prefix)
        yield Rule(source, encode_target(target), redirect.status, tuple((name, value) for name, _, value in fields))


def list_missing(reader: Reader) -> tuple[tuple[str, str], ...]:
    """(language, its 404 page below the output) of every language that has its own folder: all but the first."""
    site = reader.config("site").site
    return tuple((language, f"/{language}/404.html") for language in site.languages if language != site.language)


def list_headers(reader: Reader) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Path -> headers: security for everything, lasting caches for files with a digest in their name.

    No header stands under two paths that overlap: hosts disagree on which of them would count.
    """
    for part in ("content", "contact", "insights", "widget_origins"):
        reader.config(part)
    config = reader.config("site")
    everywhere = [
        ("Content-Security-Policy", content_policy(config)),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    robots = robots_rule(reader.options())
    if robots:
        everywhere.append(("X-Robots-Tag", robots))
    rules = {EVERYTHING: tuple(everywhere)}
    for root in dict.fromkeys([config.prefix, ""]):
        rules[f"{root}/{ASSETS}/*"] = (("Cache-Control", FOREVER),)
    return rules
