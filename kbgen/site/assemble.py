"""All articles together: languages, sections, pages, URLs, neighbours, translations, redirects."""

from __future__ import annotations

from collections.abc import Sequence

from kbgen.config import BuildOptions, Config
from kbgen.model import Article, Problem, Site, Source


def assemble_site(
    config: Config, options: BuildOptions, articles: Sequence[Article], files: Sequence[Source]
) -> tuple[Site, tuple[Problem, ...]]:
    """The site of one edition on one day, and what is wrong with it. Never raises for any articles."""
    raise NotImplementedError
