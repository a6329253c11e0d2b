"""The colours of a site: what follows from those it sets, and whether all of them can be read."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.errors import ConfigError
from kbgen.render.theme.tokens import DARK, TokenValues
from kbgen.settings.toml import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbgen.config import Config
    from kbgen.model import Problem
    from kbgen.render.theme.tokens import Token


@dataclass(frozen=True, slots=True)
class Palette:
    """What a site's colours came to. key: digest of all it was worked out from; empty where nothing had to be.

    light, dark: values that follow from those that the site sets, by token. problems: colours that are hard to read.
    """

    key: str = ""
    light: Mapping[str, str] = field(default_factory=dict)
    dark: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def complete(self, values: TokenValues) -> TokenValues:
        """The values of the theme with those that follow."""
        return replace(values, light={**values.light, **self.light}, dark={**values.dark, **self.dark})


def settle_palette(tokens: Mapping[str, Token], values: TokenValues, config: Config, known: Palette) -> Palette:
    """Work out what follows from the colours that kbgen.toml and the site's own themes set, and check all of them.

    known: the palette of an earlier build, given back if nothing has changed since: colours take a tenth of a second,
    which a small rebuild should not wait for. A site that sets none has nothing to work out, since kbgen's own themes
    are tested.
    """
    given = frozenset(key for key in config.theme.tokens if _is_colour(key, tokens))
    if not given and not any(token.path for token in tokens.values() if token.type == "colour"):
        return Palette()
    path = os.path.basename(config.file) or "kbgen.toml"
    text = read_text(Path(config.file), path, ConfigError) if config.file else ""
    key = hashlib.sha256(repr((tuple(tokens.values()), values, sorted(given), path, text)).encode()).hexdigest()
    if key == known.key:
        return known
    from kbgen.render.theme.contrast import find_hard_to_read
    from kbgen.render.theme.follow import follow_colours
    from kbgen.settings.lines import find_lines

    light, dark = follow_colours(tokens, values, given)
    palette = Palette(key, light, dark)
    lines = {each[-1]: line for each, line in find_lines(text).items() if each[0] == "theme"}
    places = {name: (path, lines.get(name)) for name in given}
    return replace(palette, problems=tuple(find_hard_to_read(tokens, palette.complete(values), places)))


def _is_colour(key: str, tokens: Mapping[str, Token]) -> bool:
    token = tokens.get(key) or tokens.get(key.removesuffix(DARK))
    return token is not None and token.type == "colour"
