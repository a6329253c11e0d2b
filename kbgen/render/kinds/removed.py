"""The page at the address of an article that is gone: that it is, and what there is instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbgen.render.breadcrumb import render_breadcrumb
from kbgen.render.frame import Frame
from kbgen.site.redirects import stub_path
from kbgen.site.urls import output_path

if TYPE_CHECKING:
    from kbgen.addresses import Removed
    from kbgen.model import Page
    from kbgen.publication import Target
    from kbgen.render.reader import Reader

_NEAR = 6
_WORD = re.compile(r"[^\W_]+")


def render_removed(target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """The page for hosts' rules, and the same at every address that led to the article, for hosts without rules."""
    frame = Frame(reader, target.language)
    removed = reader.removed(target.ref)
    page = frame.page_view("removed", frame.home, frame.t("removed.title"), translations=frame.in_every_language())
    near = frame.cards([each.ref for each in find_near(removed, reader)])
    html = frame.render("removed.html", page, near=near, breadcrumb=render_breadcrumb(removed.section, frame))
    sources = (stub_path(source, frame.config) for source in removed.sources)
    return tuple((path, html) for path in dict.fromkeys([output_path(target.ref, frame.config), *sources]))


def find_near(removed: Removed, reader: Reader) -> list[Page]:
    """Articles of the section that is left, those first whose titles share words with the removed one's."""
    section = reader.children(removed.section)
    pages = [page for ref in section.pages if (page := reader.page(ref)) is not None]
    words = _words(removed.title)
    # Sorting is stable: what shares nothing keeps the order of the section.
    return sorted(pages, key=lambda page: -_likeness(words, _words(page.article.title)))[:_NEAR]


def _words(title: str) -> frozenset[str]:
    """Words of a title; of writing without blanks, pairs of letters."""
    found: set[str] = set()
    for word in _WORD.findall(title.casefold()):
        found |= {word} if word.isascii() else {word, *(word[at : at + 2] for at in range(len(word) - 1))}
    return frozenset(found)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
