"""Images and downloads that cannot be published, or not as they are."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image

from tests.broken.case import Case

OTHER = "content/other.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4">\n{}</svg>\n'


def png(width: int = 4, height: int = 4) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (width, height), (200, 30, 30)).save(stream, "PNG")
    return stream.getvalue()


def huge_png() -> bytes:
    """A PNG whose head claims 100 million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 10_000, 10_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def big_jpeg() -> bytes:
    stream = BytesIO()
    Image.effect_noise((640, 480), 50).convert("RGB").save(stream, "JPEG")
    return stream.getvalue()


def shown(name, file, data, code, *says, line=None, **more):
    """A case of an image that `other.md` shows."""
    path = f"content/files/{file}"
    text = f"---\ntitle: Other\n---\n\n## Second\n\n![The picture](files/{file})\n"
    return Case(name, code, "warning", path, line, says, {OTHER: text, path: data}, **more)


def linked(name, file, data, code, *says, line=None):
    """A case of a download that `other.md` links to."""
    path = f"content/files/{file}"
    text = f"---\ntitle: Other\n---\n\n## Second\n\n[The file](files/{file})\n"
    return Case(name, code, "warning", path, line, says, {OTHER: text, path: data}, beside=frozenset({"link-broken"}))


LOST = frozenset({"image-missing"})
CASES = (
    shown("cut image", "a.jpg", big_jpeg()[:9_000], "image-truncated", "ends before it should", "again"),
    shown("no image", "a.png", b"\x89PNG\r\n\x1a\nrubbish", "image-unreadable", "cannot be read as an image", "save"),
    shown("huge image", "a.png", huge_png(), "image-huge", "more than 40 million pixels", "Scale it down"),
    shown(
        "wrong suffix", "a.gif", png(), "image-type", "named .gif, but it is a PNG image", "Rename it to end in .png"
    ),
    shown("broken SVG", "a.svg", SVG.format("<g>"), "image-unreadable", "no SVG", "Export", line=2, beside=LOST),
    shown(
        "SVG with script",
        "a.svg",
        SVG.format("<script>alert(1)</script>"),
        "file-active",
        "could run script",
        "plain SVG",
        line=2,
        beside=LOST,
    ),
    linked("page", "a.xhtml", "<p>x", "file-active", "a .xhtml file can run script", "Link to a page"),
    linked("XML", "a.xml", "<a>\n<b></a>", "file-active", "cannot be checked for script", "Mend the file", line=2),
)
