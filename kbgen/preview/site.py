"""What answers at an address of the site: a file, an old address, or the page that says that nothing is there."""

from __future__ import annotations

import string
from dataclasses import dataclass
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from kbgen.escaping import escape
from kbgen.preview.callers import Callers
from kbgen.preview.contract import Preview
from kbgen.preview.files import HTML, answer_file
from kbgen.preview.hostrules import REDIRECTING, HostRules, Redirections, pass_on
from kbgen.preview.markup import make_page
from kbgen.preview.paths import INDEX, find_file, split_path
from kbgen.preview.posts import SENT_BY_PAGES, read_post
from kbgen.preview.received import Received

# A preview is never stale; that also goes for 301, which browsers otherwise keep for good, whatever site comes next.
ALWAYS_ASK = "no-cache"
COLLECTED = ("/_kb/events", "/_kb/contact")
"""Where pages send to, below the prefix."""


@dataclass(frozen=True, slots=True)
class Found:
    """What lies at an address. file: the absolute path of what is shown; empty: nothing. location: where the reader is
    sent instead, percent-encoded.
    """

    status: int
    file: str = ""
    location: str = ""


def find_answer(
    folder: str, redirections: Redirections, prefix: tuple[str, ...], segments: tuple[str, ...], query: str
) -> Found:
    """What the host would answer. prefix, segments: of the whole path, decoded. query: percent-encoded."""
    path = "/" + "/".join(segments)
    below = segments[len(prefix) :]
    rule = redirections.find(path, query)
    if rule is None or not rule.forced:
        file = find_file(folder, below)
        if file:
            return Found(200, file)
        if (not below or below[-1]) and find_file(folder, (*below, INDEX)):
            return Found(301, location=pass_on(f"{quote(path)}/", query))
    if rule is not None and rule.status in REDIRECTING:
        return Found(rule.status, location=quote(rule.target, safe=string.punctuation))
    if rule is not None:
        shown = _find_target(folder, rule.target)
        if shown or rule.status != 200:
            return Found(rule.status, shown)
    return Found(404, find_file(folder, ("404.html",)) or "")


def _find_target(folder: str, target: str) -> str:
    """The file that a rule shows, empty if there is none. target: a path below the output, without the prefix."""
    place = split_path(target.partition("#")[0].partition("?")[0])
    return (place and (find_file(folder, place) or find_file(folder, (*place, INDEX)))) or ""


class Site:
    """Answers every address that is not the preview's own."""

    def __init__(self, preview: Preview, callers: Callers, received: Received) -> None:
        self._preview = preview
        self._callers = callers
        self._received = received
        self._rules = HostRules()

    async def answer(self, request: Request) -> Response:
        """For GET, HEAD and POST. Raises RefusedError."""
        prefix = unquote(self._preview.prefix)
        path = request.scope["raw_path"].decode("ascii", "replace")
        segments = split_path(path)
        if request.method == "POST":
            return await self._collect(request, prefix, segments)
        begin = split_path(prefix) or () if prefix else ()
        if begin and segments == ("",):
            return Response(status_code=302, headers={"location": f"{quote(prefix)}/", "cache-control": ALWAYS_ASK})
        if begin and (segments or ())[: len(begin)] != begin:
            link = escape(f"{prefix}/")
            return self._say(
                404, "Nothing is here", f'This site begins at <a href="{escape(quote(prefix))}/">{link}</a>.'
            )
        # Asked before the file is read: a page newer than its number is loaded again, an older one would stay.
        build = self._preview.build()
        if not build:
            text = "This page shows the site as soon as it is there."
            return self._say(503, "The site is being built", text, {"retry-after": "1"})
        return self._show(request, begin, segments, build)

    def _show(
        self, request: Request, prefix: tuple[str, ...], segments: tuple[str, ...] | None, build: int
    ) -> Response:
        folder = self._preview.folder()
        query = request.scope["query_string"].decode("ascii", "replace")
        if segments is None:
            found = Found(404, find_file(folder, ("404.html",)) or "")
        else:
            found = find_answer(folder, self._rules.redirects(folder), prefix, segments, query)
        if found.location:
            headers = {"location": found.location, "cache-control": ALWAYS_ASK}
            return Response(status_code=found.status, headers=headers)
        if found.file:
            headers = self._rules.headers(folder).find("/" + "/".join(segments or ()))
            headers["cache-control"] = ALWAYS_ASK
            try:
                return answer_file(request, found.file, headers, status=found.status, build=build)
            except OSError:  # gone since, with the build that runs
                return self._say(404, "Nothing is here", "This file has just gone.")
        return self._say(found.status, "Nothing is here", "The site has no page at this address.")

    async def _collect(self, request: Request, prefix: str, segments: tuple[str, ...] | None) -> Response:
        path = "/" + "/".join(segments or ())
        if path not in {prefix + place for place in COLLECTED}:
            return Response(status_code=405, headers={"allow": "GET, HEAD"})
        data = await read_post(request, self._callers, SENT_BY_PAGES)
        self._received.keep(path, request.headers["content-type"], data)
        return Response(status_code=204, headers={"cache-control": "no-store"})

    def _say(self, status: int, title: str, text: str, more: dict[str, str] | None = None) -> Response:
        """A page of the preview's own. text: HTML."""
        headers = {"cache-control": "no-store", "content-security-policy": "default-src 'self'", **(more or {})}
        return Response(make_page(title, text, self._preview.build()), status, headers, HTML)
