"""The theme chain: which folder a template or static file comes from, and what a page depends on through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kbgen.config import Config


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with all it extends.

    names: the chain, own theme first, `default` last. templates: every way to name a template (`article.html`,
    `default/article.html`) -> (path for messages, source). static: name -> absolute path of the file that wins.
    tokens: CSS custom property -> value. Picklable.
    """

    names: tuple[str, ...]
    templates: Mapping[str, tuple[str, str]]
    static: Mapping[str, str]
    tokens: Mapping[str, str]

    def template_digest(self, name: str) -> bytes:
        """SHA-256 over everything that rendering `name` may read of the theme (extends, include, import)."""
        raise NotImplementedError


def load_theme(config: Config) -> Theme:
    """Read `[theme] name` and all it extends. Raises ThemeError, or ConfigError for a token that the theme does not know."""
    raise NotImplementedError
