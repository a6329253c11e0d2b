"""Colours as CSS writes them, worked out: their red, green and blue, and how well one reads on another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from coloraide import Color

# Red, green, blue, opacity, each from 0 to 1: what a screen shows, so that nothing lies outside sRGB.
Rgba = tuple[float, float, float, float]
# Lightness 0 to 1, chroma, hue in degrees (0 for greys).
Oklch = tuple[float, float, float]

_VARIABLE = re.compile(r"var\(--kb-([\w-]+)\)")
_MIX = re.compile(r"color-mix\(\s*in\s+([\w-]+)\s*,(.*)\)", re.DOTALL)
_SHARE = re.compile(r"(?:^|\s)([0-9.]+)%(?=\s|$)")
# Nobody nests deeper by hand; a circle of variables ends here.
_DEEPEST = 12


def read_colour(text: str, value_of: Callable[[str], str | None], depth: int = 0) -> Rgba | None:
    """The colour that a value of CSS means, or None if that cannot be worked out (`currentcolor`, a misspelt name).

    value_of: the value of a custom property by its name without `--kb-`.
    """
    found = _read(text, value_of, depth)
    return None if found is None else _shown(found)


def find_variables(text: str) -> list[str]:
    """The names of the custom properties that a value mentions, without `--kb-`."""
    return _VARIABLE.findall(text)


def contrast(text: Rgba, ground: Rgba, page: Rgba) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21. page: what shines through where the ground is not opaque."""
    below = _cover(ground, page)
    low, high = sorted((_luminance(_cover(text, below)), _luminance(below)))
    return (high + 0.05) / (low + 0.05)


def to_oklch(colour: Rgba) -> Oklch:
    """Lightness, chroma and hue as people see them (Björn Ottosson, 2020)."""
    from coloraide import Color

    lightness, chroma, hue = Color("srgb", colour[:3]).convert("oklch").coords(nans=False)
    return lightness, chroma, hue if chroma > 1e-4 else 0.0


def from_oklch(lightness: float, chroma: float, hue: float) -> Rgba:
    """The nearest colour that a screen can show."""
    from coloraide import Color

    return _shown(Color("oklch", [lightness, chroma, hue]))


def to_hex(colour: Rgba) -> str:
    """`#0b6e7f`, without opacity."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour[:3])


def _read(text: str, value_of: Callable[[str], str | None], depth: int) -> Color | None:
    from coloraide import Color

    text = text.strip()
    variable, mix = _VARIABLE.fullmatch(text), _MIX.fullmatch(text)
    if depth > _DEEPEST:
        return None
    if variable is not None:
        value = value_of(variable[1])
        return None if value is None else _read(value, value_of, depth + 1)
    try:
        return Color(text) if mix is None else _mix(mix[1], mix[2], value_of, depth)
    except (ValueError, KeyError):  # KeyError: a space to mix in that nobody knows
        return None


def _mix(space: str, parts: str, value_of: Callable[[str], str | None], depth: int) -> Color | None:
    """`color-mix()`: shares that are not given are what the other leaves, or half."""
    from coloraide import Color

    pieces = _split(parts)
    if len(pieces) != 2:
        return None
    colours, shares = [], []
    for piece in pieces:
        share = _SHARE.search(piece)
        colour = _read(piece if share is None else piece[: share.start()] + piece[share.end() :], value_of, depth + 1)
        if colour is None:
            return None
        colours.append(colour)
        shares.append(None if share is None else float(share[1]) / 100)
    first, second = shares
    if first is None:
        first = 0.5 if second is None else 1 - second
    if second is None:
        second = 1 - first
    total = first + second
    if total <= 0:
        return None
    mixed = Color.mix(colours[0], colours[1], second / total, space=space, out_space="srgb")
    return mixed.set("alpha", mixed.alpha() * min(total, 1.0))


def _split(parts: str) -> list[str]:
    """At commas that stand in no parentheses."""
    pieces, level = [""], 0
    for letter in parts:
        level += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not level:
            pieces.append("")
        else:
            pieces[-1] += letter
    return pieces


def _shown(colour: Color) -> Rgba:
    # Screens of sRGB cut off what they cannot show, and the contrast has to hold on those.
    red, green, blue = (min(1.0, max(0.0, part)) for part in colour.convert("srgb").coords(nans=False))
    return red, green, blue, min(1.0, max(0.0, colour.alpha(nans=False)))


def _cover(above: Rgba, below: Rgba) -> Rgba:
    """A colour laid over an opaque one."""
    alpha = above[3]
    red, green, blue = (a * alpha + b * (1 - alpha) for a, b in zip(above[:3], below[:3], strict=True))
    return red, green, blue, 1.0


def _luminance(colour: Rgba) -> float:
    """Relative luminance of WCAG 2.2."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
