"""Open tabs hear what happens, at once and in order; slow ones and those that are gone hold nobody up."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from kbgen.preview.live import Hub
from tests.preview.previewed import PATIENCE, FakePreview, serving


@pytest.fixture
def served(tmp_path):
    with serving(FakePreview(str(tmp_path), number=7)) as served:
        yield served


def until(holds):
    """Wait for what no event tells of."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_tab_hears_hello_first_and_then_what_happens(served):
    with served.listen() as tab:
        assert tab.answer.status == 200
        assert tab.answer.getheader("content-type") == "text/event-stream; charset=utf-8"
        assert tab.answer.getheader("cache-control") == "no-store"
        assert tab.event() == ("hello", {"build": 7, "added": []})
        built = {
            "build": 8,
            "seconds": 0.08,
            "changed": ["/sv/fråga/"],
            "added": [{"title": "a\nb\r\u2028"}],
            "all": False,
        }
        served.hub.publish("building", {})
        served.hub.publish("built", built)
        assert tab.event() == ("building", {})
        assert tab.event() == ("built", built)


def test_hello_says_the_build_of_now(served):
    served.preview.number = 9
    with served.listen() as tab:
        assert tab.event() == ("hello", {"build": 9, "added": []})


def test_who_comes_while_a_build_runs_or_has_failed_hears_of_it(served):
    for event, data in (("building", {}), ("failed", {"message": "no", "path": "kbgen.toml", "line": 3, "hint": ""})):
        served.hub.publish(event, data)
        with served.listen() as tab:
            assert (tab.event()[0], tab.event()) == ("hello", (event, data))
    served.hub.publish("built", {"build": 8})
    with served.listen() as tab:
        assert tab.event()[0] == "hello"
        served.hub.publish("building", {})
        assert tab.event() == ("building", {}), "what was before the last build is over"


def test_all_tabs_hear_the_same_from_whatever_thread(served):
    tabs = [served.listen() for _ in range(20)]
    for tab in tabs:
        assert tab.event()[0] == "hello"
    assert served.hub.tabs == len(tabs)
    threads = [
        threading.Thread(target=lambda n=n: [served.hub.publish("built", {"build": n * 10 + i}) for i in range(10)])
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    heard = [[tab.event()[1]["build"] for _ in range(40)] for tab in tabs]
    assert sorted(heard[0]) == list(range(40))
    assert all(one == heard[0] for one in heard)
    for tab in tabs:
        tab.__exit__()
    until(lambda: served.hub.tabs == 0)


def test_silence_is_broken(tmp_path):
    with serving(FakePreview(str(tmp_path)), heartbeat_seconds=0.01) as served, served.listen() as tab:
        assert tab.event()[0] == "hello"
        assert tab.line() == "\n"
        assert [tab.line() for _ in range(4)] == [": still here\n", "\n"] * 2
        served.hub.publish("built", {"build": 2})
        assert tab.event() == ("built", {"build": 2})


def test_a_tab_that_does_not_read_holds_nobody_up(served):
    with socket.socket() as slow, served.listen() as quick:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.settimeout(PATIENCE)
        slow.connect(("127.0.0.1", served.port))
        slow.sendall(f"GET /_kb/preview/events HTTP/1.1\r\nHost: {served.host}\r\nConnection: close\r\n\r\n".encode())
        slow.recv(1)
        assert quick.event()[0] == "hello"
        assert served.hub.tabs == 2
        for number in range(200):
            served.hub.publish("built", {"build": number, "changed": ["x" * 100_000]})
            assert quick.event()[1]["build"] == number
        # Once it reads again, its stream ends, so that it begins anew with what is then.
        heard = b"".join(iter(lambda: slow.recv(1 << 20), b""))
        assert heard.endswith(b"\r\n0\r\n\r\n")
        assert heard.count(b"event: built") < 200
        until(lambda: served.hub.tabs == 1)
        served.hub.publish("built", {"build": 200})
        assert quick.event() == ("built", {"build": 200})


def test_a_tab_that_is_gone_is_forgotten(served):
    for _ in range(30):
        with served.listen() as tab:
            assert tab.event()[0] == "hello"
    until(lambda: served.hub.tabs == 0)
    served.hub.publish("built", {"build": 8})


def test_a_question_for_the_head_of_the_stream_ends(served):
    answer = served.ask("/_kb/preview/events", "HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert served.hub.tabs == 0


def test_nobody_listens_after_the_end(tmp_path):
    with serving(FakePreview(str(tmp_path))) as served, served.listen() as tab:
        assert tab.event()[0] == "hello"
        served.server.stop()
        assert tab.event() is None
        served.hub.publish("built", {"build": 2})
        assert served.hub.tabs == 0


def test_a_hub_without_tabs_listens_to_the_session():
    Hub(lambda: 1).publish("built", {"build": 1})
