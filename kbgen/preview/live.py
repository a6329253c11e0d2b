"""The open tabs: what the session says goes to all of them, as server-sent events."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import deque
from collections.abc import Callable, Mapping

from starlette.types import Receive, Scope, Send

HEARTBEAT_SECONDS = 15.0
"""So often a tab hears something, lest what lies between takes the line for dead."""

_MOST_WAITING = 64
_MOST_ADDED = 5
_HEARTBEAT = b": still here\n\n"
_LASTING = ("building", "failed")  # hold until the next `built`
_START = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
)


class Hub:
    """Speaks to any number of tabs, from any thread.

    build: the number of the last build, for the `hello` that a tab hears first. After it comes what was said last, if
    that is that a build runs or has failed.
    """

    def __init__(self, build: Callable[[], int], heartbeat_seconds: float = HEARTBEAT_SECONDS) -> None:
        self._build = build
        self._heartbeat_seconds = heartbeat_seconds
        self._lock = threading.Lock()  # around both:
        self._tabs: set[_Tab] = set()
        self._lasting: bytes | None = None
        self._added: deque[dict[str, object]] = deque(maxlen=_MOST_ADDED)

    @property
    def tabs(self) -> int:
        """How many listen."""
        with self._lock:
            return len(self._tabs)

    def publish(self, event: str, data: Mapping[str, object]) -> None:
        """Tell all tabs; never waits for one. data: what JSON can say."""
        message = _write_event(event, data)
        added = data.get("added")
        with self._lock:
            if isinstance(added, list):
                self._added.extend({**each, "build": data.get("build")} for each in added)
            self._lasting = message if event in _LASTING else None
            self._tabs = {tab for tab in self._tabs if tab.offer(message)}

    async def stream(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI application that answers one tab, for as long as it stays."""
        tab = _Tab(asyncio.get_running_loop())
        with self._lock:
            self._tabs.add(tab)
            lasting, added = self._lasting, list(self._added)
        # A tab that was loading its page again when an article came learns of it now.
        greeting = _write_event("hello", {"build": self._build(), "added": added}) + (lasting or b"")
        writing = asyncio.ensure_future(self._write(tab, greeting, send))
        leaving = asyncio.ensure_future(_wait_until_gone(receive))
        try:
            await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            with self._lock:
                self._tabs.discard(tab)
            writing.cancel()
            leaving.cancel()
            await asyncio.gather(writing, leaving, return_exceptions=True)

    async def _write(self, tab: _Tab, greeting: bytes, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": list(_START)})
        message = greeting
        while not tab.behind:
            await send({"type": "http.response.body", "body": message, "more_body": True})
            message = await tab.wait(self._heartbeat_seconds)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


class _Tab:
    """What waits to be told to one tab. behind: it did not keep up, so its stream ends; its next begins anew."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue(_MOST_WAITING)
        self.behind = False

    def offer(self, message: bytes) -> bool:
        """Pass a message on from another thread; whether anybody is there to take it."""
        try:
            self._loop.call_soon_threadsafe(self._take, message)
        except RuntimeError:  # the loop is closed: the server has stopped
            return False
        return True

    def _take(self, message: bytes) -> None:
        try:
            self._waiting.put_nowait(message)
        except asyncio.QueueFull:
            self.behind = True

    async def wait(self, heartbeat_seconds: float) -> bytes:
        """The next message, or the heartbeat."""
        try:
            async with asyncio.timeout(heartbeat_seconds):
                return await self._waiting.get()
        except TimeoutError:
            return _HEARTBEAT


def _write_event(event: str, data: Mapping[str, object]) -> bytes:
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


async def _wait_until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
