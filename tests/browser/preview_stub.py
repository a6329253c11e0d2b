"""A stand-in for the server of `kbgen serve`: it speaks to the preview in a page as that does, and says what a test wants."""

from __future__ import annotations

import functools
import json
import queue
import socket
import threading
from contextlib import contextmanager, suppress
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.browser.host import Handler, applies, read_rules
from tests.sites import SiteFolder

CLIENT = Path(__file__).parents[2] / "kbgen" / "client" / "preview"
BELOW = "/_kb/preview/"
HEAD = (
    '<link rel="stylesheet" href="/_kb/preview/preview.css">'
    '<script type="module" src="/_kb/preview/preview.js" data-build="{}"></script></head>'
)
PAGE = {
    "url": "",
    "title": "",
    "source": "",
    "editor": "",
    "id": "",
    "language": "en",
    "translations": [],
    "reviewed": "",
    "state": "",
    "problems": [],
    "site_problems": 0,
}
PROBLEM = {
    "level": "error",
    "code": "broken-link",
    "message": "The link leads to refund.md, which is not there.",
    "hint": "Did you mean refunds.md?",
    "path": "content/billing/pay.md",
    "line": 3,
    "editor": "vscode://file/srv/content/billing/pay.md:3",
}
BUILT = {"seconds": 0.08, "changed": [], "all": False, "styles": {}, "added": [], "removed": [], "problems": 0}
FAILED = {
    "message": "`title` is a text, not a number.",
    "path": "kbgen.toml",
    "line": 2,
    "hint": "Put it in quotation marks.",
}
PAY = "/billing/pay/"
REFUNDS = "/billing/refunds/"
ARTICLE = "---\ntitle: {title}\n---\n\n{parts}\n"


def lay_out_previewed(folder):
    """The output of a site with two articles, one of them long: `Part 1` to `Part 30`, each with a link."""
    site = SiteFolder(folder)
    parts = "\n\n".join(f"## Part {n}\n\nWhat to do in part {n}: [go to {n}](refunds.md)." for n in range(1, 31))
    site.write("content/billing/_section.md", "---\ntitle: Billing\n---\n")
    site.write("content/billing/pay.md", ARTICLE.format(title="Pay", parts=parts))
    site.write("content/billing/refunds.md", ARTICLE.format(title="Refunds", parts="Ask for it."))
    site.build()
    return site.output


class Stub:
    """What the server says. pages: what it knows of each path. posted: what was asked of it, (name, body).

    refusal: the answer to whatever is asked, if it is refused. away: no new tab is let in. got: every path asked for.
    recent: articles added lately, which every tab hears of first. carried: the number of the build that pages carry, if not that of the last.
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self.address = ""
        self.carried = None
        self.recent = []
        self.got = []
        self.number = 1
        self.edition = {"edition": "public", "drafts": False}
        self.pages = {}
        self.posted = []
        self.refusal = None
        self.away = False
        self.tabs = []
        self.changed = threading.Condition()

    def know(self, path, **facts):
        self.pages[path] = PAGE | {"url": path} | facts

    def edit(self, path, old, new):
        file = self.folder / path.strip("/") / "index.html"
        html = file.read_text(encoding="utf-8")
        assert old in html
        file.write_text(html.replace(old, new), encoding="utf-8")

    def built(self, **facts):
        self.number += 1
        self.send("built", BUILT | {"build": self.number} | facts)

    def failed(self, **facts):
        self.send("failed", FAILED | facts)

    def send(self, name, data):
        self.wait_for_tabs(1)
        for tab in list(self.tabs):
            tab.put((name, data))

    def hang_up(self):
        for tab in list(self.tabs):
            tab.put(None)

    def wait_for_tabs(self, number):
        """Wait until at least so many tabs listen; for none, until no tab does."""
        with self.changed:
            right = (lambda: len(self.tabs) >= number) if number else (lambda: not self.tabs)
            assert self.changed.wait_for(right, timeout=20), f"{len(self.tabs)} tabs listen"

    def wait_for(self, happened):
        with self.changed:
            assert self.changed.wait_for(happened, timeout=20)

    def note(self, path):
        with self.changed:
            self.got.append(path)
            self.changed.notify_all()

    def enter(self, tab):
        with self.changed:
            self.tabs.append(tab)
            self.changed.notify_all()

    def leave(self, tab):
        with self.changed:
            self.tabs.remove(tab)
            self.changed.notify_all()


class StubHandler(Handler):
    def __init__(self, *args, stub, **kwargs):
        self.stub = stub
        super().__init__(*args, directory=str(stub.folder), rules=read_rules(stub.folder), **kwargs)

    def do_GET(self):  # noqa: N802  # the name that http.server looks for
        address = urlsplit(self.path)
        self.stub.note(address.path)
        if not address.path.startswith(BELOW):
            super().do_GET()
        elif address.path == BELOW + "page":
            path = parse_qs(address.query)["path"][0]
            known = self.stub.pages.get(path, PAGE | {"url": path})
            self.answer(200, known | self.stub.edition | {"build": self.stub.number})
        elif address.path == BELOW + "events":
            self.keep_telling()
        else:
            file = CLIENT / address.path.removeprefix(BELOW)
            self.send_bytes(200, file.read_bytes(), self.guess_type(str(file)))

    def do_POST(self):  # noqa: N802  # as above
        name = self.path.removeprefix(BELOW)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.headers["Content-Type"] == "application/json"
        assert self.headers["Origin"] == f"http://{self.headers['Host']}"
        self.stub.posted.append((name, body))
        if self.stub.refusal:
            self.answer(409, self.stub.refusal)
        elif name == "reviewed":
            self.answer(200, {"reviewed": "2026-01-31"})
        else:
            self.stub.edition = body
            self.stub.number += 1
            self.send_bytes(204, b"", "text/plain")

    def keep_telling(self):
        if self.stub.away:
            self.answer(503, {})
            return
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        tab = queue.Queue()
        tab.put(("hello", {"build": self.stub.number, "added": self.stub.recent}))
        threading.Thread(target=self.wait_for_end, args=(tab,), daemon=True).start()
        self.stub.enter(tab)
        with suppress(OSError):
            while message := tab.get():
                name, data = message
                self.wfile.write(f"event: {name}\ndata: {json.dumps(data)}\n\n".encode())
        self.stub.leave(tab)
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def wait_for_end(self, tab):
        with suppress(OSError, ValueError):
            self.rfile.read(1)
        tab.put(None)

    def send_file(self, file, status):
        if file.suffix != ".html":
            super().send_file(file, status)
            return
        number = self.stub.number if self.stub.carried is None else self.stub.carried
        html = file.read_text(encoding="utf-8").replace("</head>", HEAD.format(number), 1)
        self.send_bytes(status, html.encode(), "text/html; charset=utf-8")

    def answer(self, status, data):
        self.send_bytes(status, json.dumps(data).encode(), "application/json")

    def send_bytes(self, status, data, kind):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        path = urlsplit(self.path).path
        for pattern, headers in self.rules:
            for name, value in headers if applies(pattern, path) else ():
                self.send_header(name, value)
        self.send_header("Cache-Control", "no-store" if path.startswith(BELOW) else "no-cache")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with suppress(ConnectionError):  # the browser has gone on to another page
            self.wfile.write(data)


@contextmanager
def previewing(folder):
    """The Stub of a site that is previewed while the context lasts."""
    stub = Stub(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(StubHandler, stub=stub))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        stub.address = f"http://127.0.0.1:{server.server_address[1]}"
        yield stub
    finally:
        stub.hang_up()
        server.shutdown()
        server.server_close()
        thread.join()
