"""Theme tokens: the values that a theme declares and a site may set in kbgen.toml."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.errors import ConfigError, ThemeError
from kbgen.nearest import did_you_mean
from kbgen.render.theme.fonts import SUFFIX, family_of, is_italic, name_font, split_fonts
from kbgen.settings.lines import find_lines, nearest_line
from kbgen.settings.toml import find_line, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbgen.config import Config

SCHEME = "scheme"  # the one token that is no custom property: auto, light or dark
DARK = "_dark"
_FUNCTION = r"(?:oklch|oklab|lch|lab|rgba?|hsla?|hwb|color)\([\w\s.,%/+-]+\)|var\(--kb-[\w-]+\)"
_SUM = r"(?:[\w\s.,%*+-]|/(?!\*))"
_INNER = rf"(?:{_SUM}|\({_SUM}*\))"
# What a value of each type looks like: strict enough that none can end the declaration it stands in.
_TYPES = {
    "colour": re.compile(rf"#[0-9a-fA-F]{{3,8}}|[a-z]+|{_FUNCTION}|color-mix\((?:[\w\s.,%#-]|{_FUNCTION})+\)"),
    "length": re.compile(rf"0|-?[0-9.]+(?:px|rem|em|ch|%|vw)|(?:clamp|min|max|calc)\((?:{_SUM}|\({_INNER}*\))+\)"),
    "number": re.compile(r"-?[0-9.]+"),
    "font": re.compile(r"""(?:[\w\s.,-]|"[\w .,'-]*"|'[\w .,"-]*')+"""),
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
    """A value that a site may set. dark: the value in dark mode, empty if the same. choices: for the type choice.

    contrast: what it has to be readable on, (token, least ratio of WCAG). follows: the token whose hue it takes when a
    site sets that one and not this. path, line: of the theme.toml that gave the value, empty for a theme of kbgen's.
    """

    name: str
    type: str
    default: str
    dark: str
    description: str
    choices: tuple[str, ...] = ()
    contrast: tuple[tuple[str, float], ...] = ()
    follows: str = ""
    path: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class TokenValues:
    """scheme: auto, light or dark. light: name -> value; dark: those that differ in dark mode.

    fonts: name -> files of the site's that make up a font.
    """

    scheme: str
    light: Mapping[str, str]
    dark: Mapping[str, str]
    fonts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def fonts_of(self, language: str) -> tuple[str, ...]:
        """The published names of the upright files that text of a language is set in: worth loading before all else.

        A token that ends in a language's two letters (`font_ja`) is that language's alone; the font of code can wait.
        """
        own, others = f"font_{language}", [name for name in self.fonts if len(name) != len("font_ja")]
        tokens = [own] if own in self.light else [name for name in others if name != "font_code"]
        return tuple(name_font(path) for name in tokens for path in self.fonts.get(name, ()) if not is_italic(path))


def declare_tokens(
    table: object, source: str, path: str, below: Mapping[str, Token], *, own: bool
) -> tuple[Token, ...]:
    """`[tokens.<name>]` tables of a theme.toml. source, path: the file, for messages. own: whether it is the site's.

    below: the tokens of the themes that this one extends; what a table leaves out, it takes from there. Raises
    ThemeError naming the token that is not complete.
    """
    if not isinstance(table, dict):
        raise ThemeError("tokens must be a table", path=path, hint='For example [tokens.accent] type = "colour".')
    tokens = []
    lines = find_lines(source)
    for name, entry in table.items():
        line = nearest_line(lines, ("tokens", name))
        token = _declare(name, entry if isinstance(entry, dict) else {}, below.get(name))
        if token is None:
            raise ThemeError(
                f"the token {name} needs a type and a default",
                path=path,
                line=line,
                hint=f"Types: {', '.join(_TYPES)}. If it has a contrast, write it like {{ surface = 4.5 }}.",
            )
        for value in filter(None, (token.default, token.dark)):
            if not _fits(token, value):
                raise ThemeError(
                    f"the token {name} is no {token.type}: {value}", path=path, line=line, hint=_explain(token)
                )
        for other in (*dict(token.contrast), *filter(None, [token.follows])):
            if _type_of(other, table, below) != "colour" or token.type != "colour":
                raise ThemeError(
                    f"contrast and follows are between colours, but {name} or {other} is none",
                    path=path,
                    line=line,
                    hint=did_you_mean(other, [*below, *table]),
                )
        tokens.append(replace(token, path=path, line=line) if own else token)
    return tuple(tokens)


def resolve_tokens(tokens: Mapping[str, Token], config: Config) -> TokenValues:
    """The theme's defaults with what kbgen.toml sets; `<name>_dark` sets a token for dark mode.

    Raises ConfigError for a token that the theme does not know, or a value that is not of its type.
    """
    light = {token.name: token.default for token in tokens.values()}
    dark = {token.name: token.dark for token in tokens.values() if token.dark}
    fonts: dict[str, tuple[str, ...]] = {}
    for key, value in config.theme.tokens.items():
        name = key if key in tokens else key.removesuffix(DARK)
        if name not in tokens:
            raise ConfigError(
                f"the theme {config.theme.name} has no setting {key}",
                path=os.path.basename(config.file) or "kbgen.toml",
                line=_find_line(config, key),
                hint=did_you_mean(key, [*tokens, *(f"{token}{DARK}" for token in tokens)]),
            )
        text = str(value)
        fits = _fits(tokens[name], text)
        if tokens[name].type == "font" and key == name:
            fonts[name], rest = split_fonts(text)
            fits = not rest or _fits(tokens[name], rest)
            if fonts[name]:
                text = f'"{family_of(name)}", {rest or tokens[name].default}'
        if not fits:
            raise ConfigError(
                f"{key} = {text} does not fit: it must be a {tokens[name].type}",
                path=os.path.basename(config.file) or "kbgen.toml",
                line=_find_line(config, key),
                hint=_explain(tokens[name]),
            )
        (light if key == name else dark)[name] = text
    scheme = light.pop(SCHEME, "auto")
    if scheme == "dark":
        # One scheme, one value: what is set without _dark is meant for the only one there is.
        given = config.theme.tokens
        dark = {name: value for name, value in dark.items() if name not in given or f"{name}{DARK}" in given}
    return TokenValues(scheme, light, dark, {name: files for name, files in fonts.items() if files})


def tokens_css(values: TokenValues) -> str:
    """`:root` rules with a custom property `--kb-<token>` each, light and dark as the scheme asks."""
    scheme = {"auto": "light dark"}.get(values.scheme, values.scheme)
    plain = values.light if values.scheme != "dark" else {**values.light, **values.dark}
    css = ":root{color-scheme:" + scheme + ";" + _properties(plain) + "}\n"
    if values.scheme == "auto" and values.dark:
        # printed on paper, dark would be a page of ink
        css += "@media screen and (prefers-color-scheme:dark){:root{" + _properties(values.dark) + "}}\n"
    return css


def _properties(values: Mapping[str, str]) -> str:
    # Inside calc() a bare 0 is a number, and no length.
    return "".join(
        f"--kb-{name.replace('_', '-')}:{'0px' if value == '0' else value};" for name, value in values.items()
    )


def _type_of(name: str, table: Mapping[str, object], below: Mapping[str, Token]) -> object:
    entry = table.get(name)
    return (entry.get("type") if isinstance(entry, dict) else None) or (below[name].type if name in below else None)


def _declare(name: str, fields: Mapping[str, object], below: Token | None) -> Token | None:
    """A token from its table, or None if its type or default is missing, or its contrast no table of numbers."""
    kind = fields.get("type", below and below.type)
    default = fields.get("default", below and below.default)
    if not isinstance(kind, str) or kind not in _TYPES or default is None:
        return None
    below = below or Token(name, kind, "", "", "")
    choices, contrast = fields.get("choices", below.choices), fields.get("contrast", dict(below.contrast))
    if not isinstance(contrast, dict) or not all(isinstance(least, (int, float)) for least in contrast.values()):
        return None
    return Token(
        name=name,
        type=kind,
        default=str(default),
        dark=str(fields.get("dark", below.dark)),
        description=str(fields.get("description", below.description)),
        choices=tuple(str(choice) for choice in choices) if isinstance(choices, (list, tuple)) else (),
        contrast=tuple((str(other), float(least)) for other, least in contrast.items()),
        follows=str(fields.get("follows", below.follows)),
    )


def _fits(token: Token, value: str) -> bool:
    if token.type == "choice":
        return value in token.choices
    return _TYPES[token.type].fullmatch(value) is not None and not value.endswith(SUFFIX)


def _explain(token: Token) -> str:
    if token.type == "choice":
        return f"Choose one of {', '.join(token.choices)}."
    return f"For example {token.name} = {_EXAMPLES[token.type]}."


def _find_line(config: Config, key: str) -> int | None:
    """Where kbgen.toml sets the key."""
    if not config.file:
        return None
    return find_line(read_text(Path(config.file), config.file, ConfigError), "theme", key)
