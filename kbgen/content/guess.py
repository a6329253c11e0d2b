"""What an unreadable file's front matter seems to say of who may see it."""

from __future__ import annotations

import re

_LIMIT = 65_536
_KEY = re.compile(
    rb"""(?:^|[\n{,])[ \t"']*(?P<key>[\w-]+)["']?[ \t]*[:=]"""
    # The value stands behind the colon, or in the next line as a list item or block of text.
    rb"""(?:(?:[ \t"'\[]*|[ \t]*[|>]?[-+]?[ \t]*\n[ \t]+[-"' \t]*|[ \t]*\n-[ \t]*["']?)(?P<value>\w+))?""",
)
_CLOSING = re.compile(rb"\n(?:---|\.\.\.)[ \t]*(?:\n|$)")
_HIDDEN_WORDS = frozenset({b"agents", b"agent", b"draft", b"unverified"})
_LOOKS = frozenset({b"au", b"st"})
_SHOWN = {b"audience": frozenset({b"public"}), b"state": frozenset({b"verified", b"archived"})}


def guess_hidden(data: bytes) -> bool:
    """Whether a file's front matter, read leniently in any encoding, keeps it from the public.

    True if `audience` is anything but public, `state` anything but verified or archived, or a key that looks like
    either (it may be misspelt) says `agents`, `draft` or `unverified`: when in doubt a page goes. Without front
    matter: False.
    """
    text = data[: 2 * _LIMIT].replace(b"\0", b"")[:_LIMIT].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").lower()
    if not text.startswith(b"---"):
        return False
    closing = _CLOSING.search(text, 3)
    head = text[3 : closing.start() if closing else len(text)]
    position = 0
    while True:
        found = _KEY.search(head, position)
        if found is None:
            return False
        position = found.end("key")
        key, value = found["key"], found["value"]
        if value is None:
            continue
        if key in _SHOWN and value not in _SHOWN[key]:
            return True
        if key[:2] in _LOOKS and value in _HIDDEN_WORDS:
            return True
