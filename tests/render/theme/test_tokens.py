"""Tokens: what a site sets reaches the style sheet, and nothing else does."""

import pytest

from kbgen.config import ThemeConfig
from kbgen.errors import ConfigError, ThemeError
from kbgen.render.theme.chain import load_theme
from kbgen.render.theme.tokens import declare_tokens, tokens_css
from tests.render.page_site import make_config


def css_with(**tokens):
    return tokens_css(load_theme(make_config(theme=ThemeConfig("default", tokens))).tokens)


def test_light_and_dark_values_are_set_apart():
    css = css_with(accent="#7a1f5c", accent_dark="#e2a3cc")
    light, dark = css.split("@media")
    assert "--kb-accent:#7a1f5c;" in light
    assert "--kb-accent:#e2a3cc;" in dark
    assert "--kb-font-code:" in light


@pytest.mark.parametrize(("scheme", "expected"), [("light", "#111111"), ("dark", "#eeeeee")])
def test_a_fixed_scheme_has_one_set_of_values(scheme, expected):
    css = css_with(scheme=scheme, ink="#111111", ink_dark="#eeeeee")
    assert f"color-scheme:{scheme};" in css
    assert f"--kb-ink:{expected};" in css
    assert "@media" not in css


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("accent", "red;}body{display:none"),
        ("accent", "url(https://x.example/)"),
        ("accent", 7),
        ("radius", "10"),
        ("font", "Inter;} *{color:red"),
        ("font", "x</style>"),
        ("font", "Inter, 'Segoe UI"),
        ("radius", "calc(1px + (2px)"),
        ("radius", "calc(1px /* (2px))"),
        ("scheme", "dim"),
        ("image_brightness", "0.5 / **/"),
    ],
)
def test_a_value_that_is_not_of_its_type_is_refused(name, value):
    with pytest.raises(ConfigError, match="does not fit"):
        css_with(**{name: value})


@pytest.mark.parametrize("value", ["#0b6", "oklch(0.45 0.08 220 / 50%)", "rebeccapurple", "rgb(1, 2, 3)"])
def test_colours_are_written_as_css_writes_them(value):
    assert f"--kb-accent:{value};" in css_with(accent=value)


@pytest.mark.parametrize(
    ("name", "value"),
    [("font", "\"Sean's Sans\", 'Segoe UI', sans-serif"), ("radius", "calc((1px + min(2px, 1em)) / 2)")],
)
def test_quotes_and_brackets_that_close_are_kept(name, value):
    assert f"--kb-{name}:{value};" in css_with(**{name: value})


def test_a_token_needs_a_type_and_a_default_that_fits():
    with pytest.raises(ThemeError, match="needs a type"):
        declare_tokens({"x": {"type": "color", "default": "red"}}, "", "theme.toml", {}, own=True)
    with pytest.raises(ThemeError, match="is no length"):
        declare_tokens({"x": {"type": "length", "default": "red"}}, "", "theme.toml", {}, own=True)
