"""uvicorn that ends at once: it lets go of open event streams and slow readers instead of waiting for them."""

from __future__ import annotations

import asyncio
import socket
import threading

from starlette.types import ASGIApp
from uvicorn import Config, Server


class PromptServer(Server):
    """answers: is set once requests are answered."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            Config(
                app,
                # Written out, so that it does not depend on what else is installed.
                http="h11",
                loop="asyncio",
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="warning",
                access_log=False,
                proxy_headers=False,
                server_header=False,
            )
        )
        self.answers = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        self.answers.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End, and leave nothing open."""
        self.force_exit = True
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)  # connections learn of it
        await super().shutdown(sockets)
