"""The revision of what an edition publishes of an article."""

from __future__ import annotations

import hashlib
import unicodedata


def revision(title: str, summary: str, body: str) -> str:
    """First 8 hex digits of SHA-256 over title, summary and body as published.

    What is hashed, in UTF-8: the title, a line feed, the summary, a line feed, the body; each NFC with LF line ends,
    the body without line feeds at its start and end (they publish nothing), so that another editor keeps the revision.
    """
    title, summary, body = (each.replace("\r\n", "\n").replace("\r", "\n") for each in (title, summary, body))
    text = "\n".join((title, summary, body.strip("\n")))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
