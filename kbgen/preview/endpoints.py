"""The preview's own addresses, below `/_kb/preview/`: what the toolbar asks and does, and its scripts."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import TypeVar

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from kbgen.preview.callers import Callers
from kbgen.preview.contract import Preview
from kbgen.preview.files import answer_file
from kbgen.preview.live import Hub
from kbgen.preview.markup import PREVIEW
from kbgen.preview.paths import find_file, split_path
from kbgen.preview.posts import RefusedError, read_json
from kbgen.preview.received import Received

T = TypeVar("T")
SCRIPTS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "client", "preview")
EDITIONS = ("public", "agents")
_HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


class Endpoints:
    """Each method answers one address; KbgenError and RefusedError are for the application to tell."""

    def __init__(self, preview: Preview, hub: Hub, callers: Callers, received: Received) -> None:
        self._preview = preview
        self._hub = hub
        self._callers = callers
        self._received = received

    def routes(self) -> list[BaseRoute]:
        """All of them."""
        return [
            Route(f"{PREVIEW}/page", self.page),
            Route(f"{PREVIEW}/events", self.events),
            Route(f"{PREVIEW}/events-received", self.events_received),
            Route(f"{PREVIEW}/reviewed", self.reviewed, methods=["POST"]),
            Route(f"{PREVIEW}/choose", self.choose, methods=["POST"]),
            Route(f"{PREVIEW}/{{name:path}}", self.script),
        ]

    async def page(self, request: Request) -> Response:
        """What is known of the page `?path=`."""
        path = _take_path(request.query_params.get("path"))
        info = await _ask(partial(self._preview.page_info, path))
        preview = self._preview
        now = {"edition": preview.edition, "drafts": preview.drafts, "build": preview.build()}
        return JSONResponse({**asdict(info), **now}, headers=_HEADERS)

    async def events(self, request: Request) -> Callable[..., object]:
        """What happens, as it happens."""
        return Response(headers=_HEADERS) if request.method == "HEAD" else self._hub.stream

    async def events_received(self, _request: Request) -> Response:
        """What pages have sent to analytics and by forms."""
        return JSONResponse([asdict(message) for message in self._received.messages()], headers=_HEADERS)

    async def reviewed(self, request: Request) -> Response:
        """Note that a page was reviewed today."""
        path = _take_path((await read_json(request, self._callers)).get("path"))
        day = await _ask(partial(self._preview.mark_reviewed, path))
        return JSONResponse({"reviewed": day}, headers=_HEADERS)

    async def choose(self, request: Request) -> Response:
        """Show another edition, with drafts or without."""
        asked = await read_json(request, self._callers)
        edition, drafts = asked.get("edition"), asked.get("drafts")
        if edition not in EDITIONS or not isinstance(drafts, bool):
            raise RefusedError(400, "Say `edition`, public or agents, and `drafts`, true or false.")
        await _ask(partial(self._preview.choose, str(edition), drafts=drafts))
        return Response(status_code=204, headers=_HEADERS)

    async def script(self, request: Request) -> Response:
        """A script or style that pages get."""
        segments = split_path(f"/{request.path_params['name']}")
        file = find_file(SCRIPTS, segments) if segments and segments[-1] else None
        if file is None:
            raise RefusedError(404, "The preview has no such file.")
        return answer_file(request, file, _HEADERS)


def _take_path(value: object) -> str:
    if not isinstance(value, str) or not value.startswith("/"):
        raise RefusedError(400, "Say `path`, the path of a page.")
    return value


async def _ask(call: Callable[[], T]) -> T:
    """What the session says. Whoever asked is not waited for when the server stops."""
    return await run_sync(call, abandon_on_cancel=True)
