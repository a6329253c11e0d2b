"""`_redirects` and `_headers` of a site, read and matched as Netlify does.

Source: https://docs.netlify.com/manage/routing/redirects/overview/, .../redirect-options/ and .../routing/headers/.
Rules that hold for some readers only (`Country=`, `Role=`, another domain) hold for nobody here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar
from urllib.parse import parse_qsl, quote, unquote

T = TypeVar("T")

REDIRECTING = frozenset({301, 302, 303, 307, 308})
"""Statuses that send the reader elsewhere; with any other, the target is shown at the address asked for."""

SPLAT = "splat"
_STATUS = re.compile(r"([1-5][0-9]{2})(!?)")
_TARGET = re.compile(r"/|https?://")
_NAME = re.compile(r"[a-z0-9_-]+")
_SERVERS_OWN = frozenset({"connection", "content-encoding", "content-length", "content-range", "date", "location"}) | {
    "accept-ranges",
    "trailer",
    "transfer-encoding",
    "upgrade",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A path with placeholders (`:name`, one segment) and `*` (anything); a last slash means nothing.

    plain: the decoded path, if it has neither.
    """

    regex: re.Pattern[str]
    names: tuple[str, ...]
    plain: str | None

    def match(self, path: str) -> dict[str, str] | None:
        """What stands for each placeholder in a decoded path; None if the path is another."""
        found = self.regex.fullmatch(path.rstrip("/"))
        return None if found is None else dict(zip(self.names, found.groups(default=""), strict=True))


@dataclass(frozen=True, slots=True)
class Redirection:
    """A line of `_redirects`. query: what the address must have, and nothing beside it; None: whatever it has.

    forced: holds even where a file lies.
    """

    pattern: Pattern
    query: Mapping[str, str] | None
    target: str
    status: int
    forced: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule says. target: percent-encoded, placeholders filled in."""

    target: str
    status: int
    forced: bool


class Redirections:
    """The lines of a `_redirects`; the first that holds counts."""

    def __init__(self, rules: tuple[Redirection, ...] = ()) -> None:
        # Old addresses are many and plain, patterns few.
        self._plain: dict[str, list[tuple[int, Redirection]]] = {}
        self._patterns: list[tuple[int, Redirection]] = []
        for number, rule in enumerate(rules):
            plain = rule.pattern.plain
            (self._patterns if plain is None else self._plain.setdefault(plain, [])).append((number, rule))

    def find(self, path: str, query: str) -> Answer | None:
        """What holds for an address. path: decoded, with the prefix. query: percent-encoded, without `?`."""
        rules = [*self._plain.get(path.rstrip("/"), ()), *self._patterns]
        for _, rule in sorted(rules, key=lambda numbered: numbered[0]):
            filled = rule.pattern.match(path)
            asked = None if rule.query is None else _match_query(rule.query, query)
            if filled is not None and (rule.query is None or asked is not None):
                target = _fill(rule.target, filled, asked or {})
                if rule.query is None and rule.status in REDIRECTING:
                    target = pass_on(target, query)
                return Answer(target, rule.status, rule.forced)
        return None


class Headers:
    """The blocks of a `_headers`; all that hold count, and of the same header the last."""

    def __init__(self, blocks: tuple[tuple[Pattern, tuple[tuple[str, str], ...]], ...] = ()) -> None:
        self._blocks = blocks

    def find(self, path: str) -> dict[str, str]:
        """Lower-case name -> value, for a decoded path with the prefix."""
        return {
            name: value
            for pattern, headers in self._blocks
            if pattern.match(path) is not None
            for name, value in headers
        }


class HostRules:
    """The rules of the site that lies in a folder; a file is read again when it is another."""

    def __init__(self) -> None:
        self._redirects = _Reading("_redirects", parse_redirects)
        self._headers = _Reading("_headers", parse_headers)

    def redirects(self, folder: str) -> Redirections:
        """Those of `_redirects`; none if there is no such file."""
        return self._redirects.of(folder)

    def headers(self, folder: str) -> Headers:
        """Those of `_headers`; none if there is no such file."""
        return self._headers.of(folder)


class _Reading(Generic[T]):
    def __init__(self, name: str, parse: Callable[[str], T]) -> None:
        self._name = name
        self._parse = parse
        self._state: object = None
        self._value = parse("")

    def of(self, folder: str) -> T:
        path = os.path.join(folder, self._name)
        try:
            stat = os.stat(path)
            state = (path, stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if state != self._state:
                with open(path, encoding="utf-8", errors="replace") as file:
                    self._value = self._parse(file.read())
                self._state = state
        except OSError:
            self._value, self._state = self._parse(""), None
        return self._value


def parse_redirects(text: str) -> Redirections:
    """Lines of `from [name=value ...] to [status[!]] [condition ...]`; others are left out, as they are there."""
    rules = []
    for line in text.splitlines():
        words = line.split()
        comment = next((place for place, word in enumerate(words) if word.startswith("#")), len(words))
        rule = _parse_redirection(words[:comment])
        if rule is not None:
            rules.append(rule)
    return Redirections(tuple(rules))


def _parse_redirection(words: list[str]) -> Redirection | None:
    place = next((place for place, word in enumerate(words) if place and _TARGET.match(word)), 0)
    if not place or not words[0].startswith("/"):
        return None
    status = _STATUS.fullmatch(words[place + 1]) if len(words) > place + 1 else None
    if len(words) > place + (1 if status is None else 2):
        return None
    fields = (word.partition("=") for word in words[1:place])
    query = MappingProxyType({unquote(name): value for name, _, value in fields})
    return Redirection(
        pattern=_compile(words[0]),
        query=query or None,
        target=words[place],
        status=int(status[1]) if status else 301,
        forced=bool(status and status[2]),
    )


def parse_headers(text: str) -> Headers:
    """Blocks of a path and lines of `name: value`; a name that comes twice in one has both values."""
    blocks: list[tuple[Pattern, dict[str, str]]] = []
    for line in text.splitlines():
        words = line.strip()
        name, _, value = (part.strip() for part in words.partition(":"))
        name = name.lower()
        if words.startswith("/"):
            blocks.append((_compile(words), {}))
        elif blocks and value and _NAME.fullmatch(name) and value.isascii() and name not in _SERVERS_OWN:
            headers = blocks[-1][1]
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return Headers(tuple((pattern, tuple(headers.items())) for pattern, headers in blocks))


def _compile(path: str) -> Pattern:
    """Decoded only after placeholders are found: `%3A` and `%2A` mean themselves."""
    parts: list[str] = []
    names: list[str] = []
    segments = path.rstrip("/").split("/")[1:]
    for segment in segments:
        if segment == "*" and len(parts) == len(segments) - 1:
            parts.append("(?:/(.*))?")
            names.append(SPLAT)
        elif segment.startswith(":") and segment[1:].isidentifier():
            parts.append("/([^/]+)")
            names.append(segment[1:])
        else:
            parts.append("/" + ".*".join(re.escape(unquote(piece)) for piece in segment.split("*")))
    plain = "".join(f"/{unquote(segment)}" for segment in segments)
    fixed = not names and not any("*" in segment for segment in segments)
    return Pattern(re.compile("".join(parts), re.DOTALL), tuple(names), plain if fixed else None)


def _match_query(wanted: Mapping[str, str], query: str) -> dict[str, str] | None:
    """What stands for each placeholder in a query that has just the fields that are wanted; None if it has not."""
    given = dict(parse_qsl(query, keep_blank_values=True))
    if given.keys() != wanted.keys():
        return None
    filled = {}
    for name, value in wanted.items():
        if value.startswith(":"):
            filled[value[1:]] = given[name]
        elif unquote(value) != given[name]:
            return None
    return filled


def _fill(target: str, path: Mapping[str, str], query: Mapping[str, str]) -> str:
    """A target with what stands for its placeholders, percent-encoded, so that nothing is filled in twice."""
    values = {name: quote(value, safe="/" if name == SPLAT else "") for name, value in path.items()}
    values |= {name: quote(value, safe="") for name, value in query.items()}
    for name in sorted(values, key=len, reverse=True):
        target = target.replace(f":{name}", values[name])
    return target


def pass_on(target: str, query: str) -> str:
    """A target with the query of the address, unless it has one."""
    place, sign, anchor = target.partition("#")
    return f"{place}?{query}{sign}{anchor}" if query and "?" not in place else target
