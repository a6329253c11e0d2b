"""Background colours of raw tables as classes: styles go, but a cell that says something by its colour keeps it."""

from __future__ import annotations

import re
from colorsys import rgb_to_hls

_BACKGROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;]+)", re.IGNORECASE)
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-f])", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})", re.IGNORECASE)
# Where one colour's name ends and the next begins, in degrees of the colour wheel.
_HUES = ((20, "red"), (45, "orange"), (68, "yellow"), (170, "green"), (260, "blue"), (335, "purple"), (361, "red"))
_NAMED = {
    "gray": "grey", "silver": "grey", "lightgrey": "grey", "lightgray": "grey", "lightgreen": "green", "lime": "green",
    "lightblue": "blue", "gold": "yellow", "lightyellow": "yellow", "pink": "red",
}  # fmt: skip
_TINTS = frozenset({"red", "orange", "yellow", "green", "blue", "purple", "grey"})
_GREY = 0.15
_WHITE = 0.97


def find_tint(style: str, colour: str = "") -> str:
    """Class (`tint-green`) of the background in a style attribute, else in a `bgcolor`; empty if none shows.

    A theme has seven tints that go with its text, light and dark; the nearest one stands for the colour.
    """
    told = _BACKGROUND.search(style)
    written = (told[1] if told else colour).strip().lower()
    name = _NAMED.get(written, written)
    if name not in _TINTS:
        name = _name_hue(written)
    return f"tint-{name}" if name else ""


def _name_hue(written: str) -> str:
    found = _HEX.search(written)
    if found:
        digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
        parts = [int(digits[start : start + 2], 16) for start in (0, 2, 4)]
    elif triple := _RGB.search(written):
        parts = [min(255, int(part)) for part in triple.groups()]
    else:
        return ""
    hue, lightness, saturation = rgb_to_hls(*(part / 255 for part in parts))
    if lightness >= _WHITE:
        return ""
    if saturation < _GREY:
        return "grey"
    return next(name for end, name in _HUES if hue * 360 < end)
