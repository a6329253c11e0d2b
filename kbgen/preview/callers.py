"""Whose requests are answered: those that call this server by its own name, and posts from the pages that it served.

A page of the web can point a name of its own at this machine (DNS rebinding); its scripts would then read the preview
as if it were theirs. Their requests carry that name in the header Host, which no script can change.
"""

from __future__ import annotations

import ipaddress
import re
import socket

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 what is compared with, not bound to
_HOST = re.compile(r"(\[[0-9a-f:.%]+\]|[^:\[\]]+)(?::([0-9]{1,5}))?")
_HTTP_PORT = 80


class Callers:
    """host: what the user bound to. port: the port in use.

    Bound to one host, the server answers to it and to the names of loopback, with its port.
    Bound to all addresses, it answers to any address written in digits and to this machine's own name as well: nobody
    else can make these point here, as they can any other name. The port may then be any, since a container's is often
    published under another number; it is not what keeps others out.
    """

    def __init__(self, host: str, port: int) -> None:
        self._port = port
        self._host = f"[{host}]".lower() if ":" in host else host.lower()
        self._everywhere = host in EVERYWHERE
        self._names = {*LOOPBACK, self._host}
        if self._everywhere:
            own = socket.gethostname().lower()
            self._names |= {own, f"{own.partition('.')[0]}.local"}

    @property
    def address(self) -> str:
        """An address that is always answered."""
        return f"http://{'localhost' if self._everywhere else self._host}:{self._port}/"

    def know(self, host: str) -> bool:
        """Whether a request with this Host header is answered."""
        match = _HOST.fullmatch(host.lower())
        if match is None:
            return False
        if self._everywhere:
            return match[1] in self._names or _is_address(match[1])
        return match[1] in self._names and int(match[2] or _HTTP_PORT) == self._port

    def share_origin(self, origin: str, host: str) -> bool:
        """Whether a request with these headers Origin and Host comes from a page of this server.

        Browsers send Origin with every post; whoever sends none is no page.
        """
        return self.know(host) and origin.lower() == f"http://{host.lower()}"


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
