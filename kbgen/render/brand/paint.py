"""CSS colours as pixels, for what is drawn at build.

Every build asks for two or three of them, so the common ways to write a colour are read here, without the library that
`colours` loads for all others.
"""

from __future__ import annotations

import colorsys
import math
import re
from collections.abc import Mapping

Colour = tuple[int, int, int]
"""Red, green and blue of sRGB, 0 to 255."""

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_FUNCTION = re.compile(r"(rgb|hsl|oklch|oklab)a?\(([^()]*)\)")
_NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%|deg|turn|rad)?")
_NAMES = {"black": (0, 0, 0), "white": (255, 255, 255)}
# What 100 % stands for, by function and place.
_WHOLE = {"rgb": (255.0, 255.0, 255.0), "hsl": (360.0, 1.0, 1.0), "oklch": (1.0, 0.4, 360.0), "oklab": (1.0, 0.4, 0.4)}
_TURNS = {"deg": 1.0, "turn": 360.0, "rad": 180 / math.pi}


def read_colour(text: str, values: Mapping[str, str] | None = None) -> Colour | None:
    """The colour without transparency, clipped to sRGB; None for what is no colour.

    values: those of the theme's tokens, which a colour may be mixed from.
    """
    text = text.strip().lower()
    if text in _NAMES:
        return _NAMES[text]
    if _HEX.fullmatch(text):
        digits = text[1:] if len(text) > 5 else "".join(2 * digit for digit in text[1:])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    match = _FUNCTION.fullmatch(text)
    numbers = _NUMBER.findall(match[2].partition("/")[0]) if match is not None else []
    if match is not None and len(numbers) >= 3:
        return _read_function(match[1], numbers)
    return _read_any(text, values)


def hex_colour(text: str, values: Mapping[str, str]) -> str:
    """`#0b6275` for any colour that can be read, as older programs want it written; else the text itself."""
    colour = read_colour(text, values)
    return text if colour is None else write_hex(colour)


def write_hex(colour: Colour) -> str:
    """`#0b6275`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """A colour between two. share: of the other, 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def is_light(colour: Colour) -> bool:
    """Whether black stands out on it better than white (WCAG's relative luminance)."""
    red, green, blue = (_to_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179


def _read_function(kind: str, numbers: list[tuple[str, str]]) -> Colour:
    """kind: name of the function. numbers: its three arguments with their units."""
    first, second, third = (
        float(value) * (whole / 100 if unit == "%" else _TURNS.get(unit, 1.0))
        for (value, unit), whole in zip(numbers, _WHOLE[kind], strict=False)
    )
    if kind == "rgb":
        return _round(first / 255, second / 255, third / 255)
    if kind == "hsl":
        scale = 1 if numbers[1][1] else 100
        return _round(*colorsys.hls_to_rgb(first / 360 % 1, third / scale, second / scale))
    if kind == "oklch":
        second, third = second * math.cos(math.radians(third)), second * math.sin(math.radians(third))
    return _from_oklab(first, second, third)


def _read_any(text: str, values: Mapping[str, str] | None) -> Colour | None:
    from kbgen.render.theme.colours import read_colour as work_out

    by_property = {name.replace("_", "-"): value for name, value in (values or {}).items()}
    found = work_out(text, by_property.get)
    return None if found is None else _round(*found[:3])


def _from_oklab(lightness: float, a: float, b: float) -> Colour:
    """Björn Ottosson's matrices (bottosson.github.io/posts/oklab)."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return _round(
        _from_linear(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _from_linear(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _from_linear(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def _from_linear(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _to_linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _round(*channels: float) -> Colour:
    red, green, blue = (round(255 * min(1.0, max(0.0, channel))) for channel in channels)
    return red, green, blue
