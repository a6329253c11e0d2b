"""Chromium, and a web server for built sites.

Without Chromium these tests are skipped, unless KBGEN_REQUIRE_BROWSER is set (as `make test` does): then they fail.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Quiet: no first run, no calls home. Root (a container) has no sandbox to offer.
ARGUMENTS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def find_chromium():
    wanted = os.environ.get("KBGEN_CHROMIUM")
    return next((path for path in map(shutil.which, (wanted, *NAMES) if wanted else NAMES) if path), None)


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    path = find_chromium()
    if path is None:
        message = "no Chromium: install it, or say where it is with KBGEN_CHROMIUM"
        (pytest.fail if os.environ.get("KBGEN_REQUIRE_BROWSER") else pytest.skip)(message)
    from playwright.sync_api import sync_playwright

    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=ARGUMENTS + ["--no-sandbox"] * root)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A fresh page; whatever its console or its scripts complain of fails the test."""
    context = chromium.new_context()
    page = context.new_page()
    complaints = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.complaints = complaints
    yield page
    context.close()


class Handler(SimpleHTTPRequestHandler):
    """Serves a site as a static host does: its 404.html, and the headers of its _headers file for every path."""

    def __init__(self, *args, extra, **kwargs):
        self.extra = extra
        super().__init__(*args, **kwargs)

    def end_headers(self):
        for name, value in self.extra:
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code, message=None, explain=None):
        body = Path(self.directory, "404.html")
        if code != 404 or not body.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.read_bytes())

    def log_message(self, *args):
        pass


def headers_for_all(folder):
    """(name, value) of the `/*` rule of a _headers file."""
    file = Path(folder, "_headers")
    if not file.is_file():
        return []
    rule = re.search(r"^/\*\n((?:[ \t]+.*\n?)+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    lines = rule[1].splitlines() if rule else []
    return [(name.strip(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]


@contextmanager
def serving(folder):
    handler = functools.partial(Handler, directory=str(folder), extra=headers_for_all(folder))
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


@pytest.fixture
def serve():
    """`serve(folder)` is a context manager that gives the site's address."""
    return serving
