"""A customer's message as it lies in a mailbox: what of it is the question, and in which language it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kbgen.search.tokens import is_unspaced, words_of

READ = 20_000
"""Letters that are looked at to tell the language."""

# What mail programs write above the message that is answered, in the languages that kbgen speaks and their neighbours.
_REPLY = re.compile(
    r"(?:on|den|på|am|le|el|op|il|em)\b.{0,200}\b"
    r"(?:wrote|skrev|skrev følgende|schrieb|a écrit|escribió|schreef|ha scritto|escreveu)\b.{0,80}:",
    re.IGNORECASE | re.DOTALL,
)
_REPLY_JA = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日.{0,200}[:：]$")
_DIVIDER = re.compile(
    r"[-_]{3,}\s*(?:original|ursprung|opprinnelig|forwarded|vidarebefordra|videresend|元の|転送).*", re.IGNORECASE
)
_HEADER = re.compile(r"(?:from|från|fra|von|de|差出人|送信者)\s*[:：]\s*\S", re.IGNORECASE)
_SENT = re.compile(r"(?:sent|skickat|sendt|date|datum|dato|送信日時|日付)\s*[:：]\s*\S", re.IGNORECASE)


def decode_ticket(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, else what Windows wrote in the west (cp1252). Never raises."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def strip_history(text: str) -> str:
    """The message without quoted lines, what it answers, and the signature; the whole if nothing else is left.

    Ends at "On ... wrote:" and the like, which may be broken over two lines, at the line that divides it from a
    forwarded message, and at "-- ".
    """
    lines = text.splitlines()
    kept: list[str] = []
    for number, line in enumerate(lines):
        bare = line.strip()
        if line.rstrip("\r") in ("-- ", "--") or _begins_history(bare, lines[number + 1 : number + 3]):
            # A message that is nothing but a forwarded one is read on.
            if any(before.strip() for before in kept):
                break
            continue
        if not bare.startswith((">", "＞")):
            kept.append(line)
    question = "\n".join(kept).strip()
    return question or "\n".join(line.lstrip("> ") for line in lines).strip()


def _begins_history(line: str, following: list[str]) -> bool:
    if not line:
        return False
    together = " ".join([line, *(other.strip() for other in following[:1])])
    if _REPLY.fullmatch(line) or _REPLY_JA.match(line) or _DIVIDER.fullmatch(line):
        return True
    if _REPLY.fullmatch(together) and not line.endswith((".", "!", "?")):
        return True
    return bool(_HEADER.match(line)) and any(_SENT.match(other.strip()) for other in following)


def guess_language(text: str, knows: Mapping[str, Callable[[str], bool]]) -> str:
    """The language that knows most of the words of a text; the first one where several know as many.

    knows: language -> whether its articles have a word, or it is one that carries no meaning there. Different words
    count once each. A pair of letters of a script without spaces counts like any word.
    """
    words = set(words_of(text[:READ]))
    telling = {word for word in words if is_unspaced(word) or not word.isdecimal()}
    best, most = next(iter(knows)), -1
    for language, has in knows.items():
        known = sum(has(word) for word in telling)
        if known > most:
            best, most = language, known
    return best
