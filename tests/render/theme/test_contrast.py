"""Colours can be read: those of every theme that kbgen carries, and those of sites, or their owners are told."""

import math
import re

import pytest

from kbgen.config import ThemeConfig
from kbgen.render.theme.chain import load_theme, packaged_themes
from kbgen.render.theme.nearest_colour import Scheme
from tests.render.page_site import make_config

THEMES = sorted(path.parent.name for path in packaged_themes().glob("*/theme.toml"))
SURFACES = ("surface", "surface_raised", "surface_sunken")
STATES = ("info", "tip", "important", "warning", "danger")
CODE = tuple(f"code_{name}" for name in ("keyword", "string", "number", "name", "comment"))
# What no theme of kbgen's may go below, whatever its theme.toml says.
LEAST = (
    {("ink", ground): 7 for ground in (*SURFACES, "accent_soft")}
    | {(text, ground): 4.5 for text in ("ink_soft", "accent_ink", *STATES, *CODE) for ground in SURFACES}
    | {("line_strong", ground): 3 for ground in SURFACES}
    | {("on_accent", "accent"): 4.5}
)
BRANDS = ("#7a1f5c", "#ffd400", "#e30613", "#333333", "#00a651", "#0a66ff", "#ffffff", "#000000", "hsl(35 100% 50%)")


def theme_with(name="default", **tokens):
    return load_theme(make_config(theme=ThemeConfig(name, tokens)))


def schemes(theme):
    values = theme.tokens
    offered = {"light": values.light, "dark": {**values.light, **values.dark}}
    return {name: Scheme(found) for name, found in offered.items() if values.scheme in {"auto", name}}


def luminance(colour):
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


def assert_readable(theme):
    for name, scheme in schemes(theme).items():
        for (text, ground), least in LEAST.items():
            assert scheme.measure(text, ground) >= least, (name, text, ground)


@pytest.mark.parametrize("name", THEMES)
def test_kbgens_own_themes_can_be_read(name):
    assert_readable(theme_with(name))


@pytest.mark.parametrize("name", THEMES)
def test_what_a_theme_declares_holds(name, tmp_path):
    """As a site's own theme it would get no warning."""
    folder = tmp_path / "themes" / "mine"
    folder.mkdir(parents=True)
    text = (packaged_themes() / name / "theme.toml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^name = .*\n|^extends = .*\n", "", text)
    (folder / "theme.toml").write_text(f'name = "mine"\nextends = "{name}"\n{text}', encoding="utf-8")
    palette = load_theme(make_config(tmp_path, theme=ThemeConfig("mine"))).palette
    assert palette.key
    assert palette.problems == ()


@pytest.mark.parametrize("scheme", ["auto", "light", "dark"])
@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("name", THEMES)
def test_one_brand_colour_is_enough(name, brand, scheme):
    theme = theme_with(name, accent=brand, scheme=scheme)
    assert theme.palette.problems == ()
    assert_readable(theme)


def test_the_measure_is_right():
    scheme = Scheme({"a": "#767676", "b": "white", "c": "#000", "d": "oklch(0.45 0.085 215)", "surface": "#fff"})
    assert scheme.measure("a", "b") == pytest.approx(4.54, abs=0.01)
    assert scheme.measure("c", "b") == pytest.approx(21)
    assert scheme.measure("d", "b") == pytest.approx(1.05 / (luminance("oklch(0.45 0.085 215)") + 0.05), rel=1e-3)


def test_opacity_and_mixtures_are_seen_through():
    mixed = Scheme({"a": "color-mix(in srgb, var(--kb-b) 50%, white)", "b": "rgb(0 0 0 / 50%)", "surface": "#fff"})
    assert mixed.read("a")[3] == pytest.approx(0.75)
    assert mixed.measure("b", "surface") == pytest.approx(
        Scheme({"g": "#808080", "surface": "#fff"}).measure("g", "surface"), abs=0.05
    )


def test_a_brand_colour_gives_its_hue_to_the_dark():
    theme = theme_with(accent="#7a1f5c")
    assert theme.tokens.light["accent"] == "#7a1f5c"
    red, green, blue, _ = schemes(theme)["dark"].read("accent")
    assert red > blue > green
    assert "accent" not in theme_with(accent="#7a1f5c", accent_dark="#e2a3cc").palette.dark


def test_a_bright_brand_gets_dark_text_on_it_and_darker_links():
    light = theme_with(accent="#ffd400").tokens.light
    assert light["accent"] == "#ffd400"
    assert light["on_accent"].startswith("#1")
    assert light["accent_ink"] != "var(--kb-accent)"


def test_what_a_site_sets_stays():
    theme = theme_with(accent="#ffd400", on_accent="#ffffff", surface_dark="#000000")
    assert theme.tokens.light["on_accent"] == "#ffffff"
    assert theme.tokens.dark["surface"] == "#000000"
    [problem] = theme.palette.problems
    assert problem.message.startswith("`on_accent` on `accent` is hard to read in light mode")


@pytest.mark.parametrize(
    "tokens", [{"ink": "#999999"}, {"surface_dark": "#777"}, {"ink_soft": "#aaa", "ink_soft_dark": "#444"}]
)
def test_the_advice_clears_the_warnings(tokens):
    advised = {}
    while problems := theme_with(**tokens, **advised).palette.problems:
        key, value = re.search(r'is (\w+) = "(#\w+)"', problems[0].hint).groups()
        assert advised.get(key) != value
        tokens.pop(key, None)
        advised[key] = value


def test_no_colour_set_costs_nothing():
    assert theme_with(radius="4px").palette == theme_with().palette
    assert theme_with().palette.key == ""
