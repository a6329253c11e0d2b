"""Fonts of a site's own: WOFF2 files that kbgen.toml names, and the rules that let pages use them."""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbgen.config import Config

SUFFIX = ".woff2"
_SIGNATURE = b"wOF2"
_HEADER_BYTES = 48
_FVAR = 47  # number of the table of variable fonts' axes, in the list of known tables of WOFF2
_GLYPHS = (10, 11)  # glyf and loca: the two tables that are transformed unless they say otherwise
_OWN_TAG = 63
_WEIGHTS = (
    ("extralight", "200"),
    ("ultralight", "200"),
    ("thin", "100"),
    ("light", "300"),
    ("medium", "500"),
    ("semibold", "600"),
    ("demibold", "600"),
    ("extrabold", "800"),
    ("ultrabold", "800"),
    ("bold", "700"),
    ("black", "900"),
    ("heavy", "900"),
)
_NUMBER = re.compile(r"(?<!\d)[1-9]00(?!\d)")


@dataclass(frozen=True, slots=True)
class Font:
    """A font file. token: whose value names it. path: as kbgen.toml writes it. weight: `400`, or `100 900` for a font
    that has all of them.
    """

    token: str
    path: str
    data: bytes
    weight: str
    italic: bool

    @property
    def name(self) -> str:
        """What the published file is known by."""
        return name_font(self.path)


def name_font(path: str) -> str:
    """What templates and style sheets know a published font file by."""
    return f"font:{path}"


def is_italic(path: str) -> bool:
    """Whether a font file says in its name that it slants."""
    name = posixpath.basename(path).lower()
    return "italic" in name or "oblique" in name


def split_fonts(value: str) -> tuple[tuple[str, ...], str]:
    """The files that a list of fonts names, and the list without them."""
    entries = [entry.strip() for entry in value.split(",")]
    files = tuple(entry for entry in entries if entry.endswith(SUFFIX))
    return files, ", ".join(entry for entry in entries if entry not in files)


def read_fonts(files: Mapping[str, tuple[str, ...]], config: Config) -> tuple[Font, ...]:
    """The files that kbgen.toml names, by token, paths being relative to its folder.

    Raises ConfigError for a file that is missing, lies outside the folder or is no WOFF2.
    """
    return tuple(_read_font(token, path, config) for token, paths in files.items() for path in paths)


def faces_css(fonts: Iterable[Font]) -> str:
    """`@font-face` rules. `optional`: a font that comes late is used on the next page, so that no text ever jumps."""
    return "".join(
        f'@font-face{{font-family:"{family_of(font.token)}";src:url("{font.name}") format("woff2");'
        f"font-weight:{font.weight};font-style:{'italic' if font.italic else 'normal'};font-display:optional}}\n"
        for font in fonts
    )


def family_of(token: str) -> str:
    """The name of the font family that a token's files make up."""
    return f"kb-{token.replace('_', '-')}"


def _read_font(token: str, path: str, config: Config) -> Font:
    where = os.path.basename(config.file) or "kbgen.toml"
    if posixpath.isabs(path) or posixpath.normpath(path).startswith(".."):
        raise ConfigError(
            f"the font {path} lies outside the folder of kbgen.toml", path=where, hint="Copy it into the folder."
        )
    try:
        data = (Path(config.folder) / path).read_bytes()
    except OSError as error:
        raise ConfigError(
            f"the font {path} cannot be read: {error.strerror}",
            path=where,
            hint=f"`[theme] {token}` names it by its path from the folder of kbgen.toml.",
        ) from None
    if not data.startswith(_SIGNATURE):
        raise ConfigError(
            f"the font {path} is no WOFF2 file, whatever its name says",
            path=where,
            hint="Download or convert it as WOFF2, the form that browsers read fastest.",
        )
    stem = posixpath.basename(path).removesuffix(SUFFIX).lower()
    weight = "100 900" if _is_variable(data) else _find_weight(stem)
    return Font(token, path, data, weight, is_italic(path))


def _find_weight(stem: str) -> str:
    """The weight that a file's name tells (`inter-600`, `Inter-SemiBold`), 400 if none."""
    number = _NUMBER.search(stem)
    word = stem.replace("-", "").replace("_", "")
    return number[0] if number else next((weight for name, weight in _WEIGHTS if name in word), "400")


def _is_variable(data: bytes) -> bool:
    """Whether a font has axes: its directory of tables lists `fvar` (W3C, WOFF File Format 2.0, section 4.1)."""
    count, at = int.from_bytes(data[12:14]), _HEADER_BYTES
    for _ in range(count):
        if at >= len(data):
            return False
        number, version = data[at] & 63, data[at] >> 6
        tag = data[at + 1 : at + 5] if number == _OWN_TAG else b""
        if number == _FVAR or tag == b"fvar":
            return True
        at = _skip_number(data, at + 1 + len(tag))
        if (version == 0) == (number in _GLYPHS):
            at = _skip_number(data, at)
    return False


def _skip_number(data: bytes, at: int) -> int:
    """Past a number whose bytes but the last have their highest bit set (UIntBase128)."""
    while at < len(data) and data[at] & 128:
        at += 1
    return at + 1
