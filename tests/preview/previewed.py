"""A folder that is served as `kbgen serve` does, with a stand-in for the session, and somebody who asks."""

from __future__ import annotations

import json
import socket
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection

from kbgen.preview.app import make_app
from kbgen.preview.contract import PageInfo, PageProblem
from kbgen.preview.listen import Server, open_socket
from kbgen.preview.live import Hub
from tests.hosts import recipes

PATIENCE = 30  # seconds; only a failure takes so long
PROBLEM = PageProblem("warning", "link", "a link leads nowhere", "Mend it.", "content/x.md", 3, "vscode://file/x.md:3")
INFO = PageInfo(
    "/x/", "Fråga", "content/x.md", "vscode://file/x.md", "x", "en", (("en", "/x/"),), "", "verified", (PROBLEM,), 2
)


@dataclass
class FakePreview:
    """What the session would say."""

    output: str
    prefix: str = ""
    edition: str = "public"
    drafts: bool = False
    number: int = 1
    error: Exception | None = None
    asked: list = field(default_factory=list)

    def folder(self):
        return self.output

    def build(self):
        return self.number

    def page_info(self, path):
        return self._note(path, INFO)

    def mark_reviewed(self, path):
        return self._note(path, "2026-01-31")

    def choose(self, edition, *, drafts):
        return self._note((edition, drafts), None)

    def _note(self, what, answer):
        self.asked.append(what)
        if self.error:
            raise self.error
        return answer


class Answer(recipes.Answer):
    @property
    def json(self):
        return json.loads(self.body)


@dataclass
class Served:
    """A preview that runs, and its client. port: of 127.0.0.1."""

    preview: FakePreview
    hub: Hub
    server: Server
    port: int

    @property
    def host(self):
        return f"127.0.0.1:{self.port}"

    def ask(self, path, method="GET", body=None, **headers):
        """The answer; headers with `_` for `-`."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body, headers=names)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def post(self, path, body, **headers):
        """A post as a page of the preview sends it."""
        sent = {"Origin": f"http://{self.host}", "Content-Type": "application/json", **headers}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.ask(path, "POST", data, **{name: value for name, value in sent.items() if value is not None})

    def say(self, *lines):
        """The answer to a request that is written by hand, which no client has tidied."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as line:
            line.sendall(b"\r\n".join([part if isinstance(part, bytes) else part.encode() for part in lines]))
            line.sendall(b"\r\nConnection: close\r\n\r\n")
            return b"".join(iter(lambda: line.recv(65536), b""))

    def listen(self, **headers):
        return Stream(self, headers)


class Stream:
    """The events that a tab hears. Use as a context manager."""

    def __init__(self, served, headers):
        self._connection = HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
        self._connection.request("GET", "/_kb/preview/events", headers=headers)
        self.answer = self._connection.getresponse()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.answer.close()
        self._connection.close()

    def line(self):
        return self.answer.readline().decode()

    def event(self):
        """(name, data); heartbeats are passed over; None at the end."""
        name = ""
        while line := self.line():
            if line.startswith("event: "):
                name = line.removeprefix("event: ").strip()
            elif line.startswith("data: "):
                return name, json.loads(line.removeprefix("data: "))
        return None


@contextmanager
def serving(preview, *, host="127.0.0.1", heartbeat_seconds=15.0):
    """Serve on a free port while the context lasts."""
    hub = Hub(preview.build, heartbeat_seconds)
    listening = open_socket(host, 0)
    server = Server(make_app(preview, hub, host, listening.port), listening.socket)
    server.start()
    try:
        yield Served(preview, hub, server, listening.port)
    finally:
        server.stop()


def put(folder, files):
    """Write files below a folder: path -> text or bytes."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
