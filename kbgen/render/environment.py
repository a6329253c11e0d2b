"""The Jinja environment; the only module that imports jinja2."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

    from kbgen.render.theme import Theme


def make_environment(theme: Theme, cache_dir: str = "") -> Environment:
    """An environment over the theme's templates. cache_dir: folder for compiled templates, or empty for none."""
    raise NotImplementedError
