"""Stubs at old addresses, for hosts that do not read `_redirects`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kbgen.render.frame import Frame
from kbgen.site.old_urls import encode_target
from kbgen.site.redirects import stub_path

if TYPE_CHECKING:
    from kbgen.publication import Target
    from kbgen.render.reader import Reader


def render_redirect(target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """A page that leads on by itself, and says so to those whom it does not."""
    frame = Frame(reader, target.language)
    redirect = reader.redirect(target.ref)
    url = encode_target(redirect.target)
    outward = "://" in redirect.target
    path = frame.home if outward else redirect.target.partition("#")[0]
    page = frame.page_view("redirect", path, frame.t("redirect.title"), canonical=path)
    if outward:
        page = replace(page, canonical=url)
    return ((stub_path(redirect.source, frame.config), frame.render("redirect.html", page, url=url)),)
