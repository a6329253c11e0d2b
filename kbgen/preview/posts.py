"""What a post must be before it is believed: sent by a page of this server, of a known type, of bounded size."""

from __future__ import annotations

import json

from starlette.requests import Request

from kbgen.preview.callers import Callers

MOST_BYTES = 64 * 1024
JSON = "application/json"
SENT_BY_PAGES = (JSON, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data")
"""What `sendBeacon`, `fetch` and forms send."""


class RefusedError(Exception):
    """A request that is answered with a status and a sentence."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


async def read_post(request: Request, callers: Callers, types: tuple[str, ...]) -> bytes:
    """The body. types: the media types that are taken. Raises RefusedError."""
    if not callers.share_origin(request.headers.get("origin", ""), request.headers.get("host", "")):
        raise RefusedError(403, "Only pages of this preview may ask for that.")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in types:
        raise RefusedError(415, f"Send it as {' or '.join(types)}.")
    body, size = bytearray(), 0
    async for chunk in request.stream():  # to its end, since a browser reads no answer before it has sent all
        size += len(chunk)
        if size <= MOST_BYTES:
            body += chunk
    if size > MOST_BYTES:
        raise RefusedError(413, f"That is more than {MOST_BYTES // 1024} KiB.")
    return bytes(body)


async def read_json(request: Request, callers: Callers) -> dict[str, object]:
    """The JSON object of a post. Raises RefusedError."""
    try:
        value = json.loads(await read_post(request, callers, (JSON,)))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise RefusedError(400, "That is no JSON object.")
    return value
