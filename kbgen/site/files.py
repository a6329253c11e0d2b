"""Which file an image or download path means: own language first, then the languages it may borrow from."""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.config import Config
from kbgen.model import Source


def file_candidates(language: str, rel: str, config: Config) -> tuple[str, ...]:
    """Keys `<language>/<rel>` to try, best first. rel: as in `Article.files`."""
    raise NotImplementedError


def find_file(language: str, rel: str, files: Mapping[str, Source], config: Config) -> Source | None:
    """The file that a path in an article of `language` means. files: `Site.files`."""
    raise NotImplementedError
