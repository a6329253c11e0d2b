"""Interface texts: what the pages themselves say, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kbgen.config import Config


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language; what it lacks is English. digest: SHA-256 hex over all of them. Picklable."""

    language: str
    entries: Mapping[str, str]
    digest: str

    def __call__(self, key: str, **values: object) -> str:
        """The text with its `{name}` placeholders filled, plain (not HTML). KeyError for an unknown key."""
        raise NotImplementedError


def load_texts(config: Config) -> Mapping[str, Texts]:
    """Texts of every language of the site, with what `<content>/_data/texts/<language>.toml` adds.

    Raises ConfigError with file and line for an unknown key or placeholder.
    """
    raise NotImplementedError
