"""Files as answers over HTTP: their types, and tags by which a browser learns that it has a file already."""

from __future__ import annotations

import hashlib
import mimetypes
import os
from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from kbgen.preview.markup import insert_preview

HTML = "text/html; charset=utf-8"
STREAMED_BYTES = 1 << 20
"""Larger files are not read at once."""

# Written out, since the system's own table may say otherwise: on Windows, programs change what it says of `.js`.
_TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".avif": "image/avif",
        ".css": "text/css; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".gif": "image/gif",
        ".htm": HTML,
        ".html": HTML,
        ".ico": "image/x-icon",
        ".jpeg": "image/jpeg",
        ".jpg": "image/jpeg",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".md": "text/markdown; charset=utf-8",
        ".mjs": "text/javascript; charset=utf-8",
        ".mp3": "audio/mpeg",
        ".mp4": "video/mp4",
        ".pdf": "application/pdf",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
        ".wasm": "application/wasm",
        ".webm": "video/webm",
        ".webmanifest": "application/manifest+json",
        ".webp": "image/webp",
        ".woff": "font/woff",
        ".woff2": "font/woff2",
        ".xml": "text/xml; charset=utf-8",
        ".zip": "application/zip",
    }
)


def file_type(path: str) -> str:
    """The Content-Type of a file, by its name."""
    known = _TYPES.get(os.path.splitext(path)[1].lower())
    if known is not None:
        return known
    guessed, packed = mimetypes.guess_type(path)
    return guessed if guessed and not packed else "application/octet-stream"


def answer_file(
    request: Request, path: str, headers: Mapping[str, str], *, status: int = 200, build: int | None = None
) -> Response:
    """The file, or 304 if the browser has it.

    headers: lower-case names; they give way to those that the answer needs. build: number of the build for pages, which
    get the preview's script; None: no page gets it. Raises OSError if the file has gone meanwhile.
    """
    kind = file_type(path)
    headers = {**headers, "content-type": kind}
    if kind == HTML and build is not None:
        with open(path, "rb") as file:
            body = insert_preview(file.read(), build)
        return _answer(request, body, headers, f'"{hashlib.sha256(body).hexdigest()[:32]}"', status)
    with open(path, "rb") as file:
        stat = os.fstat(file.fileno())
        # kbgen never writes into a file that is there: other bytes are another file.
        tag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}-{stat.st_ino:x}"'
        if status != 200 or (stat.st_size <= STREAMED_BYTES and "range" not in request.headers):
            return _answer(request, file.read(), headers, tag, status)
    if _has(request, tag):
        return _answer(request, b"", headers, tag, status)
    return FileResponse(path, headers={**headers, "etag": tag}, stat_result=stat)


def _answer(request: Request, body: bytes, headers: Mapping[str, str], tag: str, status: int) -> Response:
    if status != 200:
        return Response(body, status, headers)
    headers = {**headers, "etag": tag}
    return Response(status_code=304, headers=headers) if _has(request, tag) else Response(body, status, headers)


def _has(request: Request, tag: str) -> bool:
    """Whether the browser says that it has the file with this tag."""
    asked = (part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(","))
    return any(part in (tag, "*") for part in asked)
