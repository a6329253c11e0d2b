"""The preview's own addresses: what the toolbar asks and does, what pages send, and who may."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kbgen
from kbgen.errors import KbgenError
from kbgen.preview.received import MOST
from tests.preview.previewed import FakePreview, put, serving

OWN = "/_kb/preview"
CLIENT = Path(kbgen.__file__).parent / "client/preview"


@pytest.fixture(scope="module", params=["", "/help"], ids=["at the root", "below a path"])
def running(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    put(folder, {"index.html": "<html><head></head></html>"})
    with serving(FakePreview(str(folder), prefix=request.param, number=7, drafts=True)) as served:
        yield served


@pytest.fixture
def served(running):
    running.preview.asked, running.preview.error = [], None
    return running


def received(served):
    return served.ask(f"{OWN}/events-received").json


def test_the_toolbar_learns_what_is_known_of_a_page(served):
    answer = served.ask(f"{OWN}/page?path=/help/fr%C3%A5ga/")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json == {
        "url": "/x/",
        "title": "Fråga",
        "source": "content/x.md",
        "editor": "vscode://file/x.md",
        "id": "x",
        "language": "en",
        "translations": [["en", "/x/"]],
        "reviewed": "",
        "state": "verified",
        "problems": [
            {
                "level": "warning",
                "code": "link",
                "message": "a link leads nowhere",
                "hint": "Mend it.",
                "path": "content/x.md",
                "line": 3,
                "editor": "vscode://file/x.md:3",
            }
        ],
        "site_problems": 2,
        "edition": "public",
        "drafts": True,
        "build": 7,
    }
    assert served.preview.asked == ["/help/fråga/"]


@pytest.mark.parametrize("query", ["", "?path=", "?path=x", "?other=/x/"])
def test_a_page_is_asked_for_by_its_path(served, query):
    answer = served.ask(f"{OWN}/page{query}")
    assert answer.status == 400
    assert "path" in answer.json["message"]


def test_an_article_is_marked_as_reviewed(served):
    answer = served.post(f"{OWN}/reviewed", {"path": "/x/"})
    assert (answer.status, answer.json) == (200, {"reviewed": "2026-01-31"})
    assert served.preview.asked == ["/x/"]


def test_another_edition_is_chosen(served):
    answer = served.post(f"{OWN}/choose", {"edition": "agents", "drafts": False})
    assert (answer.status, answer.body) == (204, b"")
    assert served.preview.asked == [("agents", False)]


@pytest.mark.parametrize(
    ("name", "body"), [("reviewed", {"path": "/x/"}), ("choose", {"edition": "agents", "drafts": True})]
)
def test_what_cannot_be_done_is_said(served, name, body):
    served.preview.error = KbgenError("it is read-only", path="content/x.md", line=2, hint="Change that.")
    answer = served.post(f"{OWN}/{name}", body)
    assert (answer.status, answer.json) == (409, {"message": "content/x.md:2: it is read-only", "hint": "Change that."})
    served.preview.error = KbgenError("it is")
    assert served.post(f"{OWN}/{name}", body).json == {"message": "it is", "hint": ""}


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("reviewed", b""),
        ("reviewed", b"{"),
        ("reviewed", b"\xff"),
        ("reviewed", b"[" * 60_000),
        ("reviewed", []),
        ("reviewed", {}),
        ("reviewed", {"path": 7}),
        ("reviewed", {"path": "x"}),
        ("choose", {"edition": "agents"}),
        ("choose", {"edition": "agents", "drafts": 1}),
        ("choose", {"edition": "other", "drafts": True}),
        ("choose", {"edition": [], "drafts": True}),
    ],
)
def test_a_wrong_question_gets_a_sentence(served, name, body):
    answer = served.post(f"{OWN}/{name}", body)
    assert answer.status == 400
    assert answer.json["message"].endswith(".")
    assert not served.preview.asked


POSTS = [
    (f"{OWN}/reviewed", {"path": "/x/"}),
    (f"{OWN}/choose", {"edition": "agents", "drafts": True}),
    ("/_kb/events", {"ev": "view"}),
    ("/_kb/contact", {"message": "help"}),
]


def address(served, path):
    return path if path.startswith(OWN) else served.preview.prefix + path


@pytest.mark.parametrize(("path", "body"), POSTS)
@pytest.mark.parametrize("origin", [None, "null", "https://evil.example.com", "http://localhost:1", "http://127.0.0.1"])
def test_no_other_site_can_press_the_buttons(served, path, body, origin):
    before = received(served)
    assert served.post(address(served, path), body, Origin=origin).status == 403
    assert not served.preview.asked
    assert received(served) == before


@pytest.mark.parametrize(("path", "body"), POSTS)
@pytest.mark.parametrize("kind", [None, "", "application/octet-stream", "text/html"])
def test_a_post_says_what_it_sends(served, path, body, kind):
    assert served.post(address(served, path), body, **{"Content-Type": kind}).status == 415
    assert not served.preview.asked


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
def test_a_form_of_another_page_cannot_press_the_buttons(served, kind):
    assert served.post(f"{OWN}/reviewed", {"path": "/x/"}, **{"Content-Type": kind}).status == 415


@pytest.mark.parametrize(("path", "body"), POSTS)
def test_a_post_is_not_large(served, path, body):
    answer = served.post(address(served, path), json.dumps(body).encode() + b" " * 64 * 1024)
    assert answer.status == 413
    assert "64 KiB" in answer.json["message"]
    assert not served.preview.asked
    assert served.post(address(served, path), body).status in (200, 204)


def test_a_post_in_many_parts_is_not_large_either(served):
    answer = served.say(
        f"POST {OWN}/reviewed HTTP/1.1",
        f"Host: {served.host}",
        f"Origin: http://{served.host}",
        "Content-Type: application/json",
        "Transfer-Encoding: chunked",
        "Connection: close",
        "",
        *["8000", "x" * 0x8000] * 3,
        "0",
    )
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_what_pages_send_is_kept_and_can_be_looked_at(served):
    prefix = served.preview.prefix
    assert (
        served.post(f"{prefix}/_kb/events", [{"ev": "view"}], **{"Content-Type": "text/plain;charset=UTF-8"}).status
        == 204
    )
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = served.post(f"{prefix}/_kb/contact", "name=Åsa".encode(), **form)
    assert (answer.status, answer.body) == (204, b"")
    first, second = received(served)[-2:]
    assert first.pop("at") <= second.pop("at")
    assert first == {"path": f"{prefix}/_kb/events", "type": "text/plain;charset=UTF-8", "body": [{"ev": "view"}]}
    assert second == {"path": f"{prefix}/_kb/contact", "type": form["Content-Type"], "body": "name=Åsa"}


def test_only_the_last_of_what_pages_send_is_kept(served):
    # Over one connection: a new one for each takes long.
    events = f"{served.preview.prefix}/_kb/events"
    head = (
        f"POST {events} HTTP/1.1\r\nHost: {served.host}\r\nOrigin: http://{served.host}\r\nContent-Type: text/plain\r\n"
    )
    parts = [f"{head}Content-Length: {len(str(number))}\r\n\r\n{number}" for number in range(MOST + 3)]
    served.say("".join(parts) + f"GET /x HTTP/1.1\r\nHost: {served.host}")
    assert [message["body"] for message in received(served)] == list(range(3, MOST + 3))


def test_the_collector_is_only_sent_to(served):
    assert served.ask(f"{served.preview.prefix}/_kb/events").status == 404
    if served.preview.prefix:
        assert served.post("/_kb/events", {}).status == 405


@pytest.mark.parametrize(
    "path", ["/page?path=/x/", "/events-received", "/preview.js", "/preview.css", "/none.js", "/page"]
)
def test_nothing_of_it_is_kept_by_the_browser(served, path):
    assert served.ask(OWN + path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("name", "kind"), [("preview.js", "text/javascript"), ("preview.css", "text/css")])
def test_scripts_and_style_come_from_the_package(served, name, kind):
    answer = served.ask(f"{OWN}/{name}")
    assert (answer.status, answer.headers["content-type"]) == (200, f"{kind}; charset=utf-8")
    assert answer.body == (CLIENT / name).read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "none.js",
        "../search-box.js",
        "%2e%2e/search-box.js",
        "..%2fsearch-box.js",
        "..%5csearch-box.js",
        "/etc/passwd",
    ],
)
def test_only_scripts_and_style_of_the_preview_do(served, name):
    assert served.say(f"GET {OWN}/{name} HTTP/1.1", f"Host: {served.host}").split(b" ")[1] == b"404"


@pytest.mark.parametrize("path", ["/", "/help/", f"{OWN}/page?path=/x/", f"{OWN}/events", f"{OWN}/preview.js"])
def test_a_foreign_name_gets_nothing(served, path):
    answer = served.ask(path, Host=f"evil.example.com:{served.port}")
    assert answer.status == 403
    assert answer.body.decode() == f"This preview does not answer to that name. Open http://{served.host}/ instead.\n"
    assert not served.preview.asked


def test_the_methods_of_the_buttons_are_posts(served):
    for name in ("reviewed", "choose"):
        assert served.ask(f"{OWN}/{name}").status == 404
    for name in ("page", "events", "events-received", "preview.js"):
        assert served.post(f"{OWN}/{name}", {}).status == 405
