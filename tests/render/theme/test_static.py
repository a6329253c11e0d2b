"""Theme files: names that change with the bytes, references that hold."""

import re

import pytest

from kbgen.config import SiteConfig, ThemeConfig
from kbgen.errors import ConfigError, ThemeError
from kbgen.render.theme.chain import load_theme
from kbgen.render.theme.static import build_static
from tests.render.page_site import make_config


def build(folder, files: dict[str, str | bytes], **tables):
    static = folder / "themes" / "acme" / "static"
    for name, data in {"../theme.toml": 'name = "acme"', **files}.items():
        file = static / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
    config = make_config(folder, theme=ThemeConfig("acme"), **tables)
    return build_static(load_theme(config), config)


def test_a_reference_follows_the_name_of_its_file(tmp_path):
    css = "@font-face{src:url('fonts/a.woff2?v=1#iefix')} b{background:url(data:image/png;base64,AA) url(\"#x\")}"
    files = build(tmp_path, {"more.css": css, "fonts/a.woff2": b"one"})
    text = files["more.css"].data.decode()
    assert f'url("{files["fonts/a.woff2"].url.removeprefix("/_kb/a/")}#iefix")' in text
    assert "url(data:image/png;base64,AA)" in text
    again = build(tmp_path, {"fonts/a.woff2": b"two"})
    assert again["fonts/a.woff2"].url != files["fonts/a.woff2"].url
    assert again["more.css"].url != files["more.css"].url


def test_a_published_name_means_itself_in_an_address(tmp_path):
    (tmp_path / "logo #1 50%.svg").write_bytes(b"<svg/>")
    files = build(tmp_path, {}, site=SiteConfig(logo="logo #1 50%.svg"))
    assert re.fullmatch(r"/_kb/a/logo-1-50--[0-9a-f]{8}\.svg", files["logo"].url)
    assert files["logo"].url == f"/{files['logo'].output}"


def test_names_are_hashed_and_carry_the_prefix(tmp_path):
    files = build(tmp_path, {"a.js": "1"}, site=SiteConfig(url="https://x.example/help"))
    file = files["a.js"]
    assert re.fullmatch(r"_kb/a/a-[0-9a-f]{8}\.js", file.output)
    assert file.url == f"/help/{file.output}"


def test_parts_are_joined_and_a_theme_replaces_one(tmp_path):
    files = build(tmp_path, {"theme.css": ".mine{color:red}", "print.css": ".paper{color:black}"})
    css = files["site.css"].data.decode()
    assert "@import" not in css
    assert ".mine{color:red}" in css
    assert re.search(r"@media print\{\s*\.paper", css)
    assert css.index("--kb-accent:") < css.index(".skip") < css.index(".mine")
    assert {"theme.css", "tokens.css", "base.css"}.isdisjoint(files)


def test_imports_below_folders_are_relative_to_their_file(tmp_path):
    files = build(
        tmp_path,
        {"x.css": '@import "parts/y.css";', "parts/y.css": "a{background:url(z.svg)}", "parts/z.svg": "<svg/>"},
    )
    assert files["parts/z.svg"].url.removeprefix("/_kb/a/") in files["x.css"].data.decode()


@pytest.mark.parametrize(
    "css", ["a{background:url(gone.png)}", '@import "gone.css";', "a{background:url(../../theme.toml)}"]
)
def test_a_reference_to_nothing_is_told(tmp_path, css):
    with pytest.raises(ThemeError, match=r"x\.css refers to"):
        build(tmp_path, {"x.css": css})


def test_a_circle_of_imports_is_told(tmp_path):
    with pytest.raises(ThemeError, match=r"a\.css -> b\.css -> a\.css"):
        build(tmp_path, {"a.css": '@import "b.css";', "b.css": '@import "a.css";'})


def test_comments_go_but_for_licences_and_strings(tmp_path):
    css = """/* gone */\na{content:"/* stays */"}/*! a licence */\nb{content:'\\'/*'}/* it's\ngone */c{}\n"""
    text = build(tmp_path, {"a.css": css})["a.css"].data.decode()
    assert text == """a{content:"/* stays */"}/*! a licence */\nb{content:'\\'/*'}c{}\n"""


def test_line_ends_of_windows_give_the_same_names(tmp_path):
    unix = build(tmp_path, {"a.css": "a\nb\n"})["a.css"].url
    assert build(tmp_path, {"a.css": "a\r\nb\r\n"})["a.css"].url == unix


def test_the_logo_is_published(tmp_path):
    (tmp_path / "brand.svg").write_text("<svg/>", encoding="utf-8")
    files = build(tmp_path, {}, site=SiteConfig(logo="brand.svg"))
    assert re.fullmatch(r"/_kb/a/brand-[0-9a-f]{8}\.svg", files["logo"].url)
    with pytest.raises(ConfigError, match=r"gone\.svg"):
        build(tmp_path, {}, site=SiteConfig(logo="gone.svg"))


def test_the_style_sheet_is_small():
    import zlib

    config = make_config()
    css = build_static(load_theme(config), config)["site.css"].data
    assert len(zlib.compress(css, 9)) < 9000
