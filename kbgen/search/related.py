"""Related articles, from titles, headings, keywords, products and links; never from body text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kbgen.config import Config
from kbgen.model import Article, Outline, Site


def related_inputs(article: Article, outline: Outline) -> bytes:
    """A digest of all that `find_related` reads of one article, so that unchanged sites may skip it."""
    raise NotImplementedError


def find_related(
    site: Site, config: Config, outlines: Callable[[Article], Outline], limit: int = 5
) -> Mapping[str, tuple[str, ...]]:
    """Page ref -> refs of related pages in the same language, best first."""
    raise NotImplementedError
