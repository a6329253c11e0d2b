"""`_caddy.conf`: what Caddy has to know of the site, for an `import` in its site block. Asked for by `[build] server`.

The site block's `root` is the output folder; where the site's URL has a prefix, the folder that the output folder lies
in. Source: https://caddyserver.com/docs/caddyfile/directives.
"""

from __future__ import annotations

import json
import re
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

_NAME = re.compile(r"[A-Za-z0-9_-]+")  # what a placeholder can hold
_BACKTICK = "\\u0060"  # ends an expression, so it stands in it as an escape


def render_caddy(_target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """Redirects, error pages and headers, all bound to the addresses of the site.

    Of the agents' edition no old address is told: Caddy answers a `redir` before it asks for a password.
    """
    public = reader.options().edition == "public"
    prefix = reader.config("site").prefix
    rules = list_rules(reader) if public else ()
    moved = {rule.source: rule.target for rule in rules if rule.status == MOVED}
    gone = {rule.source: prefix + rule.target for rule in rules if rule.status != MOVED}
    headers = list_headers(reader)[EVERYTHING]
    hidden = " ".join([*(f"{prefix}/{name}" for name in HIDDEN), f"{prefix}/{STAGED}/*"])
    lines = [
        "# Written by kbgen with every build. Reload Caddy to let changes of it take effect.",
        mark_edition(reader.options().edition),
        f"@kbgen path {prefix}/*",
        "header @kbgen {",
        *(f"\t{name} {_quote(value)}" for name, value in headers),
        "}",
        "@kbgen_lasting {",
        f"\tpath {prefix}/{ASSETS}/*",
        "\tfile",
        "}",
        f"header @kbgen_lasting Cache-Control {_quote(FOREVER)}",
        "@kbgen_markdown {",
        f"\tpath_regexp ^{re.escape(prefix)}/.*\\.md$",
        "\tfile",
        "}",
        'header @kbgen_markdown Content-Type "text/markdown; charset=utf-8"',
        *_by_query(list_query_rules(reader) if public else ()),
        *_by_path("moved", moved),
        "redir @kbgen_moved {kbgen_moved} 301",
        *_by_path("gone", gone),
        "error @kbgen_gone 410",
        f"@kbgen_hidden path {hidden}",
        "error @kbgen_hidden 404",
        "handle_errors {",
        # Whom the server turns away (401, 403) sees no page of the site.
        "\t@kbgen_missing expression {http.error.status_code} == 404 || {http.error.status_code} == 410",
        "\troute @kbgen_missing {",
        *_error_page("@kbgen_gone", "{kbgen_gone}"),
        *(
            line
            for language, page in list_missing(reader)
            for line in _error_page(f"{prefix}/{language}/*", prefix + page)
        ),
        *_error_page(f"{prefix}/*", f"{prefix}/404.html"),
        "\t}",
        "}",
    ]
    return ((SERVER_FILES["caddy"], "".join(f"{line}\n" for line in lines).encode()),)


def _by_path(name: str, targets: dict[str, str]) -> Iterator[str]:
    """A placeholder `{kbgen_<name>}` for the target of the address asked for, and a matcher of those that have one."""
    yield f"map {{http.request.uri.path}} {{kbgen_{name}}} {{"
    for source, target in targets.items():
        for place in dict.fromkeys([source, source.rstrip("/")]):
            if place:
                yield f"\t{_quote(place)} {_quote(target)}"
    yield '\tdefault ""'
    yield "}"
    yield f"@kbgen_{name} vars_regexp {{kbgen_{name}}} ^(/|https?:)"


def _by_query(rules: Iterable[Rule]) -> Iterator[str]:
    # Not the `query` matcher: of several names, older versions want any, newer ones all.
    for number, rule in enumerate(rules):
        if all(_NAME.fullmatch(name) for name, _ in rule.query):
            wanted = [("{http.request.uri.path}", rule.source)]
            wanted += [(f"{{http.request.uri.query.{name}}}", unquote(value)) for name, value in rule.query]
            condition = " && ".join(f"{name} == {json.dumps(value)}" for name, value in wanted)
            yield f"@kbgen_query_{number} expression `{condition.replace('`', _BACKTICK)}`"
            yield f"redir @kbgen_query_{number} {_quote(rule.target)} {rule.status}"


def _error_page(matcher: str, page: str) -> Iterator[str]:
    yield f"\t\thandle {matcher} {{"
    yield f"\t\t\trewrite * {page}"
    yield "\t\t\tfile_server"
    yield "\t\t}"


def _quote(text: str) -> str:
    """One token of a Caddyfile."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
