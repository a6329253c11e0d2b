"""`_nginx.conf`: what nginx has to know of the site, for an `include` in a `server` block.

Asked for by `[build] server`. The server's `root` is the output folder; where the site's URL has a prefix, the folder
that the output folder lies in.
nginx compares a `location = "..."` with the decoded path, and gives the longest matching location its turn.
Source: https://nginx.org/en/docs/http/ngx_http_core_module.html and .../ngx_http_headers_module.html.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbgen.addresses import MOVED
from kbgen.publication import mark_edition
from kbgen.render.hosts.rules import (
    EVERYTHING,
    FOREVER,
    HIDDEN,
    SERVER_FILES,
    STAGED,
    Rule,
    list_headers,
    list_missing,
    list_query_rules,
    list_rules,
)
from kbgen.site.urls import ASSETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbgen.publication import Target
    from kbgen.render.reader import Reader

_TYPES = "text/html text/plain text/css text/markdown text/xml text/javascript application/javascript application/json"
_ARGUMENT = re.compile(r"[A-Za-z0-9_]+")  # what nginx can name with $arg_


def render_nginx(_target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """One location for the site, with redirects, error pages and headers; nothing beside it is touched.

    Of the agents' edition no old address is told: nginx answers a `return` before it asks for a password.
    """
    public = reader.options().edition == "public"
    prefix = reader.config("site").prefix
    missing = list_missing(reader)
    headers = [f"add_header {name} {_quote(value)} always;" for name, value in list_headers(reader)[EVERYTHING]]
    lines = [
        "# Written by kbgen with every build. Reload nginx to let changes of it take effect.",
        mark_edition(reader.options().edition),
        *(_old_addresses([*list_query_rules(reader), *list_rules(reader)], prefix, missing) if public else ()),
        *([f"location = {prefix} {{ absolute_redirect off; return 301 {prefix}/; }}"] if prefix else []),
        f"location {prefix}/ {{",
        "    index index.html;",
        "    absolute_redirect off;",
        "    include mime.types;",
        "    types { text/markdown md; }",
        "    charset utf-8;",
        f"    charset_types {_TYPES};",
        *(f"    {header}" for header in headers),
        f"    error_page 404 {prefix}/404.html;",
        *(f"    location {prefix}/{language}/ {{ error_page 404 {prefix}{page}; }}" for language, page in missing),
        f"    location {prefix}/{ASSETS}/ {{",
        *(f"        {header}" for header in headers),
        f"        add_header Cache-Control {_quote(FOREVER)};",
        "    }",
        *(f"    location = {prefix}/{name} {{ return 404; }}" for name in HIDDEN),
        f"    location {prefix}/{STAGED}/ {{ return 404; }}",
        "}",
    ]
    return ((SERVER_FILES["nginx"], "".join(f"{line}\n" for line in lines).encode()),)


def _old_addresses(rules: Iterable[Rule], prefix: str, missing: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A location for every old address; where several rules share one, those that ask for a query come first."""
    by_source = sorted(rules, key=lambda rule: (rule.source, not rule.query))
    for source, shared in groupby(by_source, key=lambda rule: rule.source):
        found = list(shared)
        answers = [line for rule in found for line in _answer(rule, prefix)]
        if answers and found[-1].query:
            # Another query asks for what lies there, or for nothing.
            page = next((page for code, page in missing if source.startswith(f"{prefix}/{code}/")), "/404.html")
            answers.append(f"error_page 404 {prefix}{page};")
        for place in dict.fromkeys([source, source.rstrip("/")]):
            if answers and place:
                yield f"location = {_quote(place)} {{"
                yield from (f"    {line}" for line in ["absolute_redirect off;", *answers])
                yield "}"


def _answer(rule: Rule, prefix: str) -> Iterator[str]:
    target = _quote(rule.target.replace("$", "%24"))
    if rule.query:
        if not all(_ARGUMENT.fullmatch(name) for name, _ in rule.query):
            return
        names = "&".join(f"$arg_{name}" for name, _ in rule.query)
        values = "&".join(value for _, value in rule.query)
        yield f'set $kbgen_query "{names}";'
        yield f"if ($kbgen_query = {_quote(values)}) {{ return {rule.status} {target}; }}"
    elif rule.status == MOVED:
        yield f"return {rule.status} {target};"
    else:
        # Unlike a redirect, this names the file: nginx does not decode it.
        yield f"error_page {rule.status} {_quote(prefix + unquote(rule.target))};"
        yield f"return {rule.status};"


def _quote(text: str) -> str:
    """A word of the configuration."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
