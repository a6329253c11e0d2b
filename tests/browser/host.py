"""A static host for built sites: their 404 pages, the rules of their _headers file, and compression."""

from __future__ import annotations

import functools
import gzip
import re
import threading
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

RULE = re.compile(r"^(/\S*)\n((?:[ \t]+.*\n?)+)", re.MULTILINE)
TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md")


def read_rules(folder):
    """[(path, [(name, value)])] of a _headers file; a path may end in `*`."""
    file = Path(folder, "_headers")
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return [
        (
            path,
            [(name.strip(), value.strip()) for name, _, value in (line.partition(":") for line in body.splitlines())],
        )
        for path, body in RULE.findall(text)
    ]


def applies(pattern, path):
    return path.startswith(pattern[:-1]) if pattern.endswith("*") else path == pattern


class Handler(SimpleHTTPRequestHandler):
    """Answers as Netlify does: the nearest 404.html for what is missing, text compressed."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args, rules, **kwargs):
        self.rules = rules
        super().__init__(*args, **kwargs)

    def do_GET(self):
        file = Path(self.translate_path(self.path))
        if file.is_dir() and urlsplit(self.path).path.endswith("/"):
            file /= "index.html"
        if file.is_file():
            self.send_file(file, 200)
        elif file.is_dir():
            super().do_GET()
        else:
            self.send_missing()

    def send_missing(self):
        parts = unquote(urlsplit(self.path).path).strip("/").split("/")
        for folder in (Path(self.directory, parts[0]), Path(self.directory)):
            if (folder / "404.html").is_file():
                self.send_file(folder / "404.html", 404)
                return
        self.send_error(404)

    def send_file(self, file, status):
        data = file.read_bytes()
        self.send_response(status)
        self.send_header(
            "Content-Type", self.guess_type(str(file)) + ("; charset=utf-8" if file.suffix == ".html" else "")
        )
        if file.suffix in TEXT and "gzip" in self.headers.get("Accept-Encoding", ""):
            data = gzip.compress(data, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        path = urlsplit(self.path).path
        for pattern, headers in self.rules:
            for name, value in headers if applies(pattern, path) else ():
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with suppress(ConnectionError):  # the browser has gone on to another page
            self.wfile.write(data)

    def log_message(self, *args):
        pass


@contextmanager
def serving(folder):
    """The address of a site that is served while the context lasts."""
    handler = functools.partial(Handler, directory=str(folder), rules=read_rules(folder))
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
