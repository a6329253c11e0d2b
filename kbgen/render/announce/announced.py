"""What the world is told of: whether a build is to be found at all, and which of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgen.config import BuildOptions
    from kbgen.model import Page
    from kbgen.render.reader import Reader


ADRIFT = frozenset({"not-found", "redirect", "removed"})
"""Kinds of page that stand where nothing is meant to be found."""


def is_announced(options: BuildOptions) -> bool:
    """Whether feeds, sitemap and the like are made: not of what is for agents, for trying out, or for a folder."""
    return options.edition == "public" and not options.noindex and not options.offline


def robots_rule(options: BuildOptions, kind: str = "") -> str:
    """What robots are told of a kind of page, or of every page of the build; empty if nothing.

    Some hosts answer 200 for pages adrift, which no search engine should keep. The search page is the list of all
    articles, and worth finding; whatever is asked for in its address, its canonical link says so.
    """
    if options.edition == "agents":
        return "noindex, nofollow"
    return "noindex" if options.noindex or kind in ADRIFT else ""


def announced_pages(reader: Reader, language: str) -> tuple[Page, ...]:
    """The pages of a language that strangers are led to: its own, and neither archived, unfinished nor unchecked."""
    return tuple(
        page
        for page in reader.corpus(language)
        if not page.fallback
        and page.article.meta.audience == "public"
        and page.article.meta.state in (None, "verified")
    )
