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
# A backtick ends an expression, and what stands in braces is replaced by Caddy even within its texts.
_IN_TEXT = str.maketrans({"`": "\\u0060", "{": "\\u007b", "}": "\\u007d"})
_IN_PATTERN = str.maketrans({"`": "\\x60", "{": "x7b", "}": "x7d"})  # braces have their backslash already


def render_caddy(_target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """Redirects, error pages and headers, all bound to the addresses of the site.

    Of the agents' edition no old address is told: Caddy answers a `redir` before it asks for a password.
    """
    public = reader.options().edition == "public"
    prefix = reader.config("site").prefix
    rules = list_rules(reader) if public else ()
    moved = {rule.source: rule.target for rule in rules if rule.status == MOVED}
    # Unlike a redirect's, these name files: what a placeholder puts into a rewrite is not decoded.
    gone = {rule.source: prefix + unquote(rule.target) for rule in rules if rule.status != MOVED}
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
                yield f"\t{_name_place(place)} {_quote(target)}"
    yield '\tdefault ""'
    yield "}"
    yield f"@kbgen_{name} vars_regexp {{kbgen_{name}}} ^(/|https?:)"


def _by_query(rules: Iterable[Rule]) -> Iterator[str]:
    # Not the `query` matcher: of several names, older versions want any, newer ones all.
    for number, rule in enumerate(rules):
        if all(_NAME.fullmatch(name) for name, _ in rule.query):
            wanted = [("{http.request.uri.path}", rule.source)]
            wanted += [(f"{{http.request.uri.query.{name}}}", unquote(value)) for name, value in rule.query]
            condition = " && ".join(f"{name} == {_text(value)}" for name, value in wanted)
            yield f"@kbgen_query_{number} expression `{condition}`"
            yield f"redir @kbgen_query_{number} {_quote(rule.target)} {rule.status}"


def _error_page(matcher: str, page: str) -> Iterator[str]:
    yield f"\t\thandle {matcher} {{"
    yield f"\t\t\trewrite * {page}"
    yield "\t\t\tfile_server"
    yield "\t\t}"


def _name_place(path: str) -> str:
    """A path as a map compares it: as it is, or, where Caddy would read a placeholder into it, as a pattern."""
    if "{" not in path:
        return _quote(path)
    return f"`~^{re.escape(path).translate(_IN_PATTERN)}$`"


def _text(value: str) -> str:
    """A text in an expression, which knows no letters in two halves, as JSON does."""
    return json.dumps(value, ensure_ascii=False).translate(_IN_TEXT)


def _quote(text: str) -> str:
    """One token of a Caddyfile."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
