"""HTML of the preview's own: what every page gets as it is served, and the few pages that it makes itself."""

from __future__ import annotations

from kbgen.escaping import escape

PREVIEW = "/_kb/preview"
_HEAD_END = b"</head>"


def insert_preview(html: bytes, build: int) -> bytes:
    """A page with the preview's style and script at the end of its head; at its own end if it does not close it."""
    head, end, rest = html.partition(_HEAD_END)
    return head + _link_preview(build).encode() + end + rest


def make_page(title: str, text: str, build: int) -> bytes:
    """A whole page. title: text. text: HTML of a paragraph."""
    title = escape(title)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n{_link_preview(build)}</head>\n'
        f"<body>\n<main>\n<h1>{title}</h1>\n<p>{text}</p>\n</main>\n</body>\n</html>\n"
    ).encode()


def _link_preview(build: int) -> str:
    return (
        f'<link rel="stylesheet" href="{PREVIEW}/preview.css">'
        f'<script type="module" src="{PREVIEW}/preview.js" data-build="{build}"></script>'
    )
