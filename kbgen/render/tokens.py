"""Theme tokens: the values a site may set in kbgen.toml, and the style sheet that carries them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.errors import ConfigError, ThemeError
from kbgen.nearest import did_you_mean
from kbgen.settings.toml import find_line, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbgen.config import Config

SCHEME = "scheme"  # the one token that is no custom property: auto, light or dark
_DARK = "_dark"
# What a value of each type looks like: strict enough that none can end the declaration it stands in.
_TYPES = {
    "colour": re.compile(
        r"#[0-9a-fA-F]{3,8}|[a-z]+|(?:oklch|oklab|lch|lab|rgb|hsl|color|color-mix)\((?:[\w\s.,%/#+-]|var\(--kb-[\w-]+\))+\)"
    ),
    "length": re.compile(r"0|-?[0-9.]+(?:px|rem|em|ch|%|vw)|(?:clamp|min|max|calc)\([\w\s.,%/*+()-]+\)"),
    "number": re.compile(r"-?[0-9.]+"),
    "font": re.compile(r"[\w\s.,'\"-]+"),
    "choice": re.compile(r"[\w-]+"),
}
_EXAMPLES = {
    "colour": '"#0b6e7f" or "oklch(0.45 0.08 220)"',
    "length": '"10px" or "0.5rem"',
    "number": "1.6",
    "font": "\"Inter, 'Segoe UI', sans-serif\"",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A value that a site may set. dark: the value in dark mode, empty if the same. choices: for the type choice."""

    name: str
    type: str
    default: str
    dark: str
    description: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TokenValues:
    """scheme: auto, light or dark. light: name -> value; dark: those that differ in dark mode."""

    scheme: str
    light: Mapping[str, str]
    dark: Mapping[str, str]


def declare_tokens(table: object, source: str, path: str) -> tuple[Token, ...]:
    """`[tokens.<name>]` tables of a theme.toml. source, path: the file, for messages.

    Raises ThemeError naming the token that is not complete.
    """
    if not isinstance(table, dict):
        raise ThemeError("tokens must be a table", path=path, hint='For example [tokens.accent] type = "colour".')
    tokens = []
    for name, entry in table.items():
        fields = entry if isinstance(entry, dict) else {}
        kind = fields.get("type")
        if kind not in _TYPES or "default" not in fields:
            raise ThemeError(
                f"the token {name} needs a type and a default",
                path=path,
                line=find_line(source, "tokens", name),
                hint=f"Types: {', '.join(_TYPES)}.",
            )
        token = Token(
            name=name,
            type=kind,
            default=str(fields["default"]),
            dark=str(fields.get("dark", "")),
            description=str(fields.get("description", "")),
            choices=tuple(str(choice) for choice in fields.get("choices", ())),
        )
        for value in filter(None, (token.default, token.dark)):
            if not _fits(token, value):
                raise ThemeError(
                    f"the token {name} is no {kind}: {value}",
                    path=path,
                    line=find_line(source, "tokens", name),
                    hint=_explain(token),
                )
        tokens.append(token)
    return tuple(tokens)


def resolve_tokens(tokens: Mapping[str, Token], config: Config) -> TokenValues:
    """The theme's defaults with what kbgen.toml sets; `<name>_dark` sets a token for dark mode.

    Raises ConfigError for a token that the theme does not know, or a value that is not of its type.
    """
    light = {token.name: token.default for token in tokens.values()}
    dark = {token.name: token.dark for token in tokens.values() if token.dark}
    for key, value in config.theme.tokens.items():
        name = key if key in tokens else key.removesuffix(_DARK)
        if name not in tokens:
            raise ConfigError(
                f"the theme {config.theme.name} has no setting {key}",
                path=os.path.basename(config.file) or "kbgen.toml",
                line=_find_line(config, key),
                hint=did_you_mean(key, [*tokens, *(f"{token}{_DARK}" for token in tokens)]),
            )
        text = str(value)
        if not _fits(tokens[name], text):
            raise ConfigError(
                f"{key} = {text} does not fit: it must be a {tokens[name].type}",
                path=os.path.basename(config.file) or "kbgen.toml",
                line=_find_line(config, key),
                hint=_explain(tokens[name]),
            )
        (light if key == name else dark)[name] = text
    return TokenValues(scheme=light.pop(SCHEME, "auto"), light=light, dark=dark)


def tokens_css(values: TokenValues) -> str:
    """`:root` rules with a custom property `--kb-<token>` each, light and dark as the scheme asks."""
    scheme = {"auto": "light dark"}.get(values.scheme, values.scheme)
    plain = values.light if values.scheme != "dark" else {**values.light, **values.dark}
    css = ":root{color-scheme:" + scheme + ";" + _declare(plain) + "}\n"
    if values.scheme == "auto" and values.dark:
        # printed on paper, dark would be a page of ink
        css += "@media screen and (prefers-color-scheme:dark){:root{" + _declare(values.dark) + "}}\n"
    return css


def _declare(values: Mapping[str, str]) -> str:
    return "".join(f"--kb-{name.replace('_', '-')}:{value};" for name, value in values.items())


def _fits(token: Token, value: str) -> bool:
    if token.type == "choice":
        return value in token.choices
    return _TYPES[token.type].fullmatch(value) is not None


def _explain(token: Token) -> str:
    if token.type == "choice":
        return f"Choose one of {', '.join(token.choices)}."
    return f"For example {token.name} = {_EXAMPLES[token.type]}."


def _find_line(config: Config, key: str) -> int | None:
    """Where kbgen.toml sets the key."""
    if not config.file:
        return None
    return find_line(read_text(Path(config.file), config.file, ConfigError), "theme", key)
