"""The port that is free, and a server that starts, and ends at once and without a trace, whatever is open."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import threading
from http.client import HTTPConnection
from pathlib import Path

import pytest

from kbgen.errors import KbgenError
from kbgen.preview import listen
from kbgen.preview.listen import MORE_PORTS, Server, open_socket
from tests.preview.previewed import PATIENCE, FakePreview, put, serving

DESCRIPTORS = Path("/proc/self/fd")


def take_port():
    """A socket that has a port whose next ones are there too."""
    while True:
        taken = open_socket("127.0.0.1", 0)
        if taken.port + MORE_PORTS < 65535:
            return taken
        taken.socket.close()


def test_the_port_that_was_asked_for_is_taken_if_it_is_free():
    free = take_port()
    free.socket.close()
    found = open_socket("127.0.0.1", free.port)
    with found.socket:
        assert (found.port, found.note) == (free.port, "")
        assert found.socket.getsockname() == ("127.0.0.1", free.port)
        assert found.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) or sys.platform == "win32"


def test_the_next_port_is_taken_if_it_is_not(monkeypatch):
    taken = take_port()
    with taken.socket:
        found = open_socket("127.0.0.1", taken.port)
        with found.socket:
            assert taken.port < found.port <= taken.port + MORE_PORTS
            assert found.note == f"Port {taken.port} is in use, so the preview is at {found.port}."


def test_no_answer_waits_for_another_packet(tmp_path):
    put(tmp_path, {"index.html": "here"})
    with serving(FakePreview(str(tmp_path))) as served, served.listen() as tab:
        assert tab.event()[0] == "hello"
        (connection,) = served.server._server.server_state.connections
        kept = connection.transport.get_extra_info("socket")
        assert kept.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def refusing(number):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    return refuse


def test_after_twenty_more_it_gives_up(monkeypatch):
    tried = []

    def refuse(_, address):
        tried.append(address[1])
        raise OSError(errno.EADDRINUSE, "in use")

    monkeypatch.setattr(listen, "_listen", refuse)
    with pytest.raises(KbgenError) as caught:
        open_socket("127.0.0.1", 8000)
    assert tried == list(range(8000, 8021))
    assert str(caught.value) == "the ports 8000 to 8020 are all in use\n  Choose another with --port."
    tried.clear()
    with pytest.raises(KbgenError, match="65530 to 65535"):
        open_socket("127.0.0.1", 65530)
    assert tried[-1] == 65535


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-name.invalid", "not a name", "x" * 300, "2001:db8::1"])
def test_a_host_that_is_not_this_machine_is_said(host):
    with pytest.raises(KbgenError) as caught:
        open_socket(host, 8000)
    assert caught.value.message == f"{host} is no address of this machine"
    assert "--host 127.0.0.1" in caught.value.hint


@pytest.mark.skipif(sys.platform == "win32", reason="there, small ports are nothing special")
def test_small_ports_may_want_permission(monkeypatch):
    monkeypatch.setattr(listen, "_listen", refusing(errno.EACCES))
    with pytest.raises(KbgenError) as caught:
        open_socket("127.0.0.1", 80)
    assert caught.value.message == "there is no permission to listen on port 80"
    assert "--port" in caught.value.hint


def test_whatever_else_is_wrong_is_said(monkeypatch):
    monkeypatch.setattr(listen, "_listen", refusing(errno.ENOBUFS))
    with pytest.raises(KbgenError, match=r"cannot listen on 127\.0\.0\.1, port 8000: "):
        open_socket("127.0.0.1", 8000)


@pytest.mark.parametrize("host", ["localhost", "0.0.0.0"])
def test_a_name_or_all_addresses_can_be_listened_on(tmp_path, host):
    put(tmp_path, {"index.html": "here"})
    with serving(FakePreview(str(tmp_path)), host=host) as served:
        assert b"here" in served.ask("/").body


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6")
def test_ipv6_can_be_listened_on():
    try:
        found = open_socket("::1", 0)
    except KbgenError:
        pytest.skip("no address of IPv6")
    with found.socket:
        assert found.socket.getsockname()[0] == "::1"


def traces():
    """Threads, and handles where they can be counted."""
    return set(threading.enumerate()), len(list(DESCRIPTORS.iterdir())) if DESCRIPTORS.is_dir() else 0


def test_the_end_comes_at_once_and_leaves_nothing(tmp_path):
    put(tmp_path, {"index.html": "here", "_kb/a/film.mp4": b"x" * (4 << 20)})
    before = traces()
    never = threading.Event()
    preview = FakePreview(str(tmp_path))
    preview.choose = lambda *_, **__: never.wait(PATIENCE)
    with serving(preview) as served:
        tabs = [served.listen() for _ in range(3)]
        for tab in tabs:
            assert tab.event()[0] == "hello"
        kept = HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)  # a connection that may be used again
        kept.request("GET", "/")
        assert kept.getresponse().read()
        film, half, choosing = (socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) for _ in "123")
        film.sendall(f"GET /_kb/a/film.mp4 HTTP/1.1\r\nHost: {served.host}\r\n\r\n".encode())
        assert film.recv(1), "a reader who then waits"
        half.sendall(b"GET /")
        body = b'{"edition": "agents", "drafts": true}'
        head = f"POST /_kb/preview/choose HTTP/1.1\r\nHost: {served.host}\r\nOrigin: http://{served.host}\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        choosing.sendall(head.encode() + body)
        stopping = threading.Thread(target=served.server.stop)
        stopping.start()
        stopping.join(PATIENCE / 2)
        assert not stopping.is_alive(), "it does not wait for a build"
        assert all(tab.event() is None for tab in tabs)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE).close()
    never.set()
    for tab in tabs:
        tab.__exit__()
    for line in (kept, film, half, choosing):
        line.close()
    for thread in set(threading.enumerate()) - before[0]:
        thread.join(PATIENCE)
    assert traces() == before


def test_it_can_be_stopped_twice_or_before_it_started():
    listening = open_socket("127.0.0.1", 0)
    server = Server(None, listening.socket)
    server.stop()
    server.stop()
    assert listening.socket.fileno() == -1


def test_an_end_during_an_answer_is_no_error(tmp_path, caplog, capfd):
    entered, never = threading.Event(), threading.Event()

    def ask(_):
        entered.set()
        never.wait(PATIENCE)

    preview = FakePreview(str(tmp_path))
    preview.page_info = ask
    with serving(preview) as served:
        asking = socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE)
        asking.sendall(f"GET /_kb/preview/page?path=/ HTTP/1.1\r\nHost: {served.host}\r\n\r\n".encode())
        assert entered.wait(PATIENCE)
        served.server.stop()
        asking.close()
        never.set()
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


def test_a_server_that_cannot_start_says_so(monkeypatch):
    listening = open_socket("127.0.0.1", 0)
    server = Server(None, listening.socket)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    listening.socket.close()
    with pytest.raises(KbgenError, match="did not start"):
        server.start()
    server.stop()


def test_a_build_needs_no_web_server():
    code = (
        "import sys, kbgen.cli, kbgen.build.engine, kbgen.preview.listen, kbgen.preview.contract\n"
        "print({name.partition('.')[0] for name in sys.modules} & {'starlette', 'uvicorn', 'anyio', 'h11', 'asyncio'})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "set()"
