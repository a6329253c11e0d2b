"""What pages sent to the collector, which a preview has not: kept for a while, so that it can be looked at."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime

MOST = 500


@dataclass(frozen=True, slots=True)
class Message:
    """at: ISO, UTC. path: where it was sent. type: Content-Type. body: what the JSON says, else the text as it came."""

    at: str
    path: str
    type: str
    body: object


class Received:
    """The last messages, oldest first. most: how many are kept."""

    def __init__(self, most: int = MOST) -> None:
        self._messages: deque[Message] = deque(maxlen=most)

    def keep(self, path: str, kind: str, data: bytes) -> None:
        """Add a message. kind: Content-Type. data: the body."""
        text = data.decode("utf-8", errors="replace")
        try:
            body: object = json.loads(text)
        except ValueError:
            body = text
        self._messages.append(Message(datetime.now(UTC).isoformat(timespec="seconds"), path, kind, body))

    def messages(self) -> tuple[Message, ...]:
        """All that are kept."""
        return tuple(self._messages)
