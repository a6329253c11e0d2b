"""The default colours can be read: AA for everything, AAA for running text, in light and in dark."""

import math
import re

import pytest
from page_site import make_config

from kbgen.render.theme import load_theme

TOKENS = load_theme(make_config()).tokens
VALUES = {"light": TOKENS.light, "dark": {**TOKENS.light, **TOKENS.dark}}
SURFACES = ("surface", "surface_raised", "surface_sunken")


def luminance(colour: str) -> float:
    """Relative luminance of `oklch(L C H)` (Björn Ottosson's matrices), clipped to sRGB."""
    lightness, chroma, hue = map(float, re.fullmatch(r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)", colour).groups())
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    cone = [
        (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3,
        (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3,
        (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3,
    ]
    rows = (
        (4.0767416621, -3.3077115913, 0.2309699292),
        (-1.2684380046, 2.6097574011, -0.3413193965),
        (-0.0041960863, -0.7034186147, 1.7076147010),
    )
    red, green, blue = (min(1, max(0, sum(x * y for x, y in zip(row, cone, strict=True)))) for row in rows)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", VALUES)
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("ink", 7),
        ("ink_soft", 4.5),
        ("accent", 4.5),
        ("info", 4.5),
        ("tip", 4.5),
        ("important", 4.5),
        ("warning", 4.5),
        ("danger", 4.5),
    ]
    + [(f"code_{name}", 4.5) for name in ("keyword", "string", "number", "name", "comment")]
    + [("line_strong", 3)],
)
def test_text_stands_out(scheme, surface, name, least):
    values = VALUES[scheme]
    assert contrast(values[name], values[surface]) >= least


@pytest.mark.parametrize("scheme", VALUES)
def test_buttons_can_be_read(scheme):
    values = VALUES[scheme]
    assert contrast(values["on_accent"], values["accent"]) >= 4.5


def test_the_measure_is_right():
    assert contrast("oklch(1 0 0)", "oklch(0 0 0)") == pytest.approx(21)
