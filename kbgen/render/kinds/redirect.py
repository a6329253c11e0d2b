"""Stubs at old addresses, for hosts that do not read `_redirects`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.render.frame import Frame, page_title
from kbgen.site.redirects import STUB_SUFFIXES
from kbgen.site.urls import encode_url, output_path

if TYPE_CHECKING:
    from kbgen.publication import Target
    from kbgen.render.reader import Reader


def render_redirect(target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """A page that leads on by itself, and says so to those whom it does not."""
    frame = Frame(reader, target.language)
    redirect = reader.redirect(target.ref)
    url = encode_url(redirect.target)
    page = frame.page_view(
        "redirect",
        redirect.target,
        page_title(frame.t("redirect.title"), frame.config.site.title),
        canonical=redirect.target,
    )
    return ((stub_path(redirect.source, frame), frame.render("redirect.html", page, url=url)),)


def stub_path(source: str, frame: Frame) -> str:
    """The file that a static host serves for an old address, with or without its last slash."""
    path = output_path(source, frame.config)
    return path if path.endswith(STUB_SUFFIXES) else f"{path.rstrip('/')}/index.html"
