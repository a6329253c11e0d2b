"""Theme files under hashed names, with the references between them rewritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kbgen.config import Config
from kbgen.render.theme import Theme


@dataclass(frozen=True, slots=True)
class StaticFile:
    """url: root-relative, with the prefix. output: path below the output folder (`_kb/a/site-1a2b3c4d.css`)."""

    name: str
    url: str
    output: str
    data: bytes


def build_static(theme: Theme, config: Config) -> Mapping[str, StaticFile]:
    """Every static file of the theme by name, in a stable order, `tokens.css` (generated) among them.

    `RenderContext.static` is `{name: file.url}`. Raises ThemeError for a reference to a file that is not there.
    """
    raise NotImplementedError
