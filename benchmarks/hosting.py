"""Serve a built site on this machine alone, with a blank page in each language to start from."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

# Below it lies one page a language that loads nothing at all: whatever is fetched there, the search fetches.
BLANK = "/_blank/"


class _Handler(SimpleHTTPRequestHandler):
    """Files as they are, and the blank pages."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer one request."""
        with suppress(ConnectionError):  # the browser has gone on to another page
            if not self.path.startswith(BLANK):
                super().do_GET()
                return
            language = self.path.removeprefix(BLANK)
            page = f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Blank</title></html>'.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

    def end_headers(self) -> None:
        """Isolate pages: the browser then tells the time to 5 microseconds instead of 100."""
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """The address of a folder (no slash at its end), which is served while the context lasts."""
    handler = functools.partial(_Handler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def blank_page(address: str, language: str) -> str:
    """URL of the blank page in a language."""
    return f"{address}{BLANK}{language}"
