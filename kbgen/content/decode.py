"""Bytes of a source file become text: UTF-8, NFC, line feeds, no control characters.

The number of lines never changes on the way, so that a line of the text is the line an editor shows.
"""

from __future__ import annotations

import re
import unicodedata

from kbgen.model import Problem

MAX_BYTES = 4_000_000
"""The biggest article; a long novel is three quarters of it."""

# How files of word processors, PDF and pictures begin.
_FOREIGN = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"{\\rtf")
# C0 but tab and line feed, DEL, C1: nothing a writer means, and kbgen's own marks are made of them.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """NFC, line feeds only, no control characters but tab and line feed, no lone surrogates."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROLS.search(text):
        text = _CONTROLS.sub("", text)
    if not text.isascii():
        if _SURROGATES.search(text):
            text = _SURROGATES.sub("\ufffd", text)
        text = unicodedata.normalize("NFC", text)
    return text


def decode_source(data: bytes, path: str) -> str | Problem:
    """The text of a file, or an error that names the line of the first byte that is not UTF-8.

    A byte order mark is dropped. path: for the message, relative to the site's folder.
    """
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1_000_000:.1f} MB"
        return Problem(
            "error",
            "article-too-big",
            f"the file is {size}; an article may have {MAX_BYTES // 1_000_000} MB at most",
            path,
            1,
            "Split it into articles of one problem each; put long logs and data into a file that the article links to.",
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _not_utf8(path, 1, "it begins with the mark of UTF-16", "UTF-16")
    if data.startswith(_FOREIGN):
        message = "this is no text, though its name ends like an article's"
        return Problem(
            "error", "encoding", message, path, 1, "Export it as Markdown, or give the file its true suffix."
        )
    if data[:4096].count(0) * 5 > len(data[:4096]):
        return _not_utf8(path, 1, "every other byte is zero", "UTF-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
        return _not_utf8(path, line, f"byte 0x{data[error.start]:02X} cannot stand there", _guess_encoding(data))
    return clean_text(text)


def _guess_encoding(data: bytes) -> str:
    """The legacy encoding that the bytes make sense in, or an empty string."""
    # Windows-1252 leaves 0x81 undefined, and Japanese in Shift_JIS is full of it.
    for codec, name in (("cp1252", "Windows-1252"), ("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP")):
        try:
            data.decode(codec)
        except UnicodeDecodeError:
            continue
        return name
    return ""


def _not_utf8(path: str, line: int, why: str, guess: str) -> Problem:
    looks = f"It looks like {guess}: save it as UTF-8." if guess else "Save it as UTF-8."
    return Problem("error", "encoding", f"the file is not UTF-8: {why}", path, line, looks)
