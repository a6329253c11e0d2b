"""A preview answers to its own names only, and takes posts of its own pages only."""

from __future__ import annotations

import socket

import pytest

from kbgen.preview.callers import Callers


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LocalHost:8000", "[::1]:08000"])
def test_the_names_of_loopback_are_answered(host):
    assert Callers("127.0.0.1", 8000).know(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example.com:8000",
        "localhost.evil.example.com:8000",
        "evil.example.com",
        "localhost",
        "localhost:8001",
        "localhost:",
        "localhost:8000:8000",
        "localhost:8000, evil.example.com",
        "user@localhost:8000",
        "127.0.0.2:8000",
        "192.168.1.5:8000",
        "0.0.0.0:8000",
        "::1:8000",
        "[::1",
        "localhost.:8000",
        "localhost:8000\n",
        "locaIhost:8000",
    ],
)
def test_other_names_and_ports_are_not(host):
    assert not Callers("127.0.0.1", 8000).know(host)


def test_a_browser_leaves_out_the_port_of_http():
    assert Callers("127.0.0.1", 80).know("localhost")


@pytest.mark.parametrize(
    ("bound", "host"),
    [("192.168.1.5", "192.168.1.5:8000"), ("help.Example.com", "help.example.com:8000"), ("fe80::1", "[fe80::1]:8000")],
)
def test_the_host_that_was_bound_to_is_answered(bound, host):
    callers = Callers(bound, 8000)
    assert callers.know(host)
    assert callers.know("localhost:8000")
    assert not callers.know("192.168.1.6:8000")
    assert callers.address == f"http://{host}/"


@pytest.mark.parametrize("bound", ["0.0.0.0", "::"])
def test_bound_to_all_addresses_any_in_digits_is_answered_but_no_name_of_somebody_else(bound):
    callers = Callers(bound, 8000)
    own = socket.gethostname()
    for host in ("localhost:8000", "192.168.1.5:8000", "[2001:db8::1]:8000", f"{own}:8000", "localhost:9000"):
        assert callers.know(host), host
    for host in ("evil.example.com:8000", "1.2.3.4.evil.example.com:8000", "1.2.3:8000", ""):
        assert not callers.know(host), host
    assert callers.address == "http://localhost:8000/"


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        ("http://localhost:8000", "localhost:8000", True),
        ("http://LOCALHOST:8000", "localhost:8000", True),
        ("http://[::1]:8000", "[::1]:8000", True),
        ("http://127.0.0.1:8000", "localhost:8000", False),
        ("http://localhost:3000", "localhost:8000", False),
        ("https://localhost:8000", "localhost:8000", False),
        ("http://evil.example.com:8000", "evil.example.com:8000", False),
        ("null", "localhost:8000", False),
        ("", "localhost:8000", False),
    ],
)
def test_posts_come_from_pages_of_this_server(origin, host, same):
    assert Callers("127.0.0.1", 8000).share_origin(origin, host) is same
