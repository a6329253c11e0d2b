"""The port of the preview: the one that was asked for or the next, and a server on it that starts and stops cleanly."""

from __future__ import annotations

import errno
import socket
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.errors import KbgenError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from kbgen.preview.serving import PromptServer

MORE_PORTS = 20
_LAST_PORT = 65535
# Windows says of a port that another program keeps for itself that it may not be had.
_IN_USE = (errno.EADDRINUSE, errno.EACCES) if sys.platform == "win32" else (errno.EADDRINUSE,)


@dataclass(frozen=True, slots=True)
class Listening:
    """A socket that takes connections. note: why its port is not the one asked for, as a sentence; else empty."""

    socket: socket.socket
    port: int
    note: str = ""


def open_socket(host: str, port: int) -> Listening:
    """Listen on a port, or on one of the next 20 if others have it; 0: on any.

    Raises KbgenError if all are in use, if the host is no address of this machine, or if there is no permission.
    """
    last = min(port + MORE_PORTS, _LAST_PORT) if port else 0
    for number in range(port, last + 1):
        family, address = _resolve(host, number)
        try:
            found = _listen(family, address)
        except OSError as error:
            if error.errno not in _IN_USE:
                raise _explain(error, host, number) from error
        else:
            taken = found.getsockname()[1]
            note = "" if taken == port or not port else f"Port {port} is in use, so the preview is at {taken}."
            return Listening(found, taken, note)
    raise KbgenError(f"the ports {port} to {last} are all in use", hint="Choose another with --port.")


def _resolve(host: str, port: int) -> tuple[socket.AddressFamily, tuple[object, ...]]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise _no_address(host) from error
    # A name may stand for both kinds; the older one is always there.
    family, _, _, _, address = min(found, key=lambda info: info[0] != socket.AF_INET)
    return family, address


def _listen(family: socket.AddressFamily, address: tuple[object, ...]) -> socket.socket:
    # Without its protocol named, asyncio lets it gather small packets, and each answer waits 40 ms.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":
            # There, to reuse an address is to share it with whoever has it.
            found.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen()  # or a second preview could bind the same port, until one of them listens
    except OSError:
        found.close()
        raise
    return found


def _explain(error: OSError, host: str, port: int) -> KbgenError:
    if error.errno == errno.EADDRNOTAVAIL:
        return _no_address(host)
    if error.errno == errno.EACCES:
        return KbgenError(
            f"there is no permission to listen on port {port}",
            hint="Ports below 1024 are the system's: choose a higher one with --port, such as 8000.",
        )
    return KbgenError(
        f"cannot listen on {host}, port {port}: {error.strerror or error}", hint="Choose another with --port."
    )


def _no_address(host: str) -> KbgenError:
    return KbgenError(
        f"{host} is no address of this machine",
        hint="Use --host 127.0.0.1 for this machine alone, or --host 0.0.0.0 for all of its network.",
    )


class Server:
    """Runs an application on a listening socket, in a thread of its own."""

    def __init__(self, app: ASGIApp, listening_socket: socket.socket) -> None:
        self._app = app
        self._socket = listening_socket
        self._server: PromptServer | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Once this returns, requests are answered."""
        from kbgen.preview.serving import PromptServer

        self._server = server = PromptServer(self._app)
        self._thread = threading.Thread(target=self._run, args=(server,), name="kbgen-preview", daemon=True)
        self._thread.start()
        server.answers.wait()
        if not server.started:
            raise KbgenError("the preview's server did not start")

    def stop(self) -> None:
        """End within a second, whatever tabs are open; the socket is closed."""
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join()
        self._socket.close()

    def _run(self, server: PromptServer) -> None:
        try:
            server.run([self._socket])
        finally:
            server.answers.set()
