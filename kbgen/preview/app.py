"""The application that `kbgen serve` runs: the site as its host would serve it, and the preview's own addresses."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kbgen.errors import KbgenError
from kbgen.preview.callers import Callers
from kbgen.preview.contract import Preview
from kbgen.preview.endpoints import Endpoints
from kbgen.preview.live import Hub
from kbgen.preview.posts import RefusedError
from kbgen.preview.received import Received
from kbgen.preview.site import Site

_HEADERS = {"cache-control": "no-store"}


def make_app(preview: Preview, hub: Hub, host: str, port: int) -> Starlette:
    """hub: where the session tells what happens. host: what the user bound to. port: the one in use."""
    callers = Callers(host, port)
    received = Received()
    site = Site(preview, callers, received)
    endpoints = Endpoints(preview, hub, callers, received)
    return Starlette(
        routes=[*endpoints.routes(), Route("/{path:path}", site.answer, methods=["GET", "HEAD", "POST"])],
        middleware=[Middleware(Gate, callers=callers)],
        exception_handlers={KbgenError: _tell_error, RefusedError: _tell_refusal},
    )


class Gate:
    """Lets only those requests through that call this server by its own name."""

    def __init__(self, app: ASGIApp, callers: Callers) -> None:
        self._app = app
        self._callers = callers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        app = self._app
        if not self._callers.know(Headers(scope=scope).get("host", "")):
            text = f"This preview does not answer to that name. Open {self._callers.address} instead.\n"
            app = PlainTextResponse(text, 403, headers=_HEADERS)
        with suppress(asyncio.CancelledError):  # the server stops, and whoever asked has been let go already
            await app(scope, receive, send)


async def _tell_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, KbgenError)
    message = f"{error.where}: {error.message}" if error.where else error.message
    return JSONResponse({"message": message, "hint": error.hint or ""}, 409, headers=_HEADERS)


async def _tell_refusal(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return JSONResponse({"message": error.message, "hint": ""}, error.status, headers=_HEADERS)
