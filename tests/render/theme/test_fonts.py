"""Fonts of a site's own: named in kbgen.toml, published, loaded early, and never the cause of a jump."""

import re

import pytest

from kbgen.config import ThemeConfig
from kbgen.errors import ConfigError
from kbgen.render.theme.chain import load_theme
from kbgen.render.theme.static import build_static
from tests.render.page_site import make_config, make_site

GLYF, LOCA, FVAR = 10, 11, 47


def woff2(*tables: int) -> bytes:
    """A WOFF2 file as far as its directory; glyf and loca transformed, with lengths of two bytes."""
    directory = b"".join(
        bytes([number, 0x81, 0x00]) + (b"\x81\x00" if number in {GLYF, LOCA} else b"") for number in tables
    )
    return b"wOF2" + bytes(8) + len(tables).to_bytes(2) + bytes(34) + directory


def own_tag(tag: bytes) -> bytes:
    return b"wOF2" + bytes(8) + (1).to_bytes(2) + bytes(34) + b"\x3f" + tag + b"\x05"


def config_with(folder, files, languages=("en",), **tokens):
    for name, data in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    return make_config(folder, languages, theme=ThemeConfig("default", tokens))


def faces(config):
    css = build_static(load_theme(config), config)["site.css"].data.decode()
    return re.findall(r"@font-face\{([^}]*)\}", css), css


def test_a_font_of_the_site_is_published_and_named_first(tmp_path):
    config = config_with(tmp_path, {"fonts/inter.woff2": woff2(0, 1)}, font="fonts/inter.woff2, Georgia, serif")
    [face], css = faces(config)
    file = build_static(load_theme(config), config)["font:fonts/inter.woff2"]
    assert file.url.rpartition("/")[2] in face
    assert "font-display:optional" in face
    assert '--kb-font:"kb-font", Georgia, serif;' in css


def test_the_themes_own_fonts_follow_if_no_other_is_named(tmp_path):
    config = config_with(tmp_path, {"a.woff2": woff2(0)}, font_code="a.woff2")
    assert re.search(r'--kb-font-code:"kb-font-code", ui-monospace', faces(config)[1])


@pytest.mark.parametrize(
    ("name", "data", "weight", "style"),
    [
        ("inter.woff2", woff2(0, 1), "400", "normal"),
        ("inter.woff2", woff2(GLYF, LOCA, FVAR), "100 900", "normal"),
        ("inter.woff2", own_tag(b"fvar"), "100 900", "normal"),
        ("inter.woff2", own_tag(b"Feat"), "400", "normal"),
        ("Inter-SemiBold.woff2", woff2(0), "600", "normal"),
        ("Inter-ExtraLightItalic.woff2", woff2(0), "200", "italic"),
        ("inter-v13-latin-700italic.woff2", woff2(0), "700", "italic"),
        ("cut-short.woff2", woff2(GLYF)[:49], "400", "normal"),
    ],
)
def test_weight_and_slant_are_read_from_the_file_and_its_name(tmp_path, name, data, weight, style):
    [face], _ = faces(config_with(tmp_path, {name: data}, font=name))
    assert f"font-weight:{weight};" in face
    assert f"font-style:{style};" in face


def test_pages_load_what_their_text_is_set_in(tmp_path):
    files = {name: woff2(0) for name in ("text.woff2", "text-italic.woff2", "mono.woff2", "gothic.woff2")}
    config = config_with(
        tmp_path,
        files,
        ("en", "ja"),
        font="text.woff2, text-italic.woff2",
        font_code="mono.woff2",
        font_ja="gothic.woff2",
    )
    site = make_site({"en/a.md": "# A\n", "ja/a.md": "# B\n"}, config)
    loaded = {
        language: re.findall(r'rel="preload" href="/_kb/a/(\w+)', site.html(f"home:{language}"))
        for language in ("en", "ja")
    }
    assert loaded == {"en": ["text"], "ja": ["gothic"]}
    assert "preload" not in make_site({"a.md": "# A\n"}).html("home:en")


@pytest.mark.parametrize("value", ["fonts/inter.ttf", "x.woff2/../y, serif", "a.woff2, url(b), serif"])
def test_other_paths_are_no_fonts(tmp_path, value):
    with pytest.raises(ConfigError, match="does not fit"):
        load_theme(config_with(tmp_path, {}, font=value))


def test_a_changed_file_gets_a_new_name(tmp_path):
    config = config_with(tmp_path, {"a.woff2": woff2(0)}, font="a.woff2")
    before = build_static(load_theme(config), config)
    (tmp_path / "a.woff2").write_bytes(woff2(0, 1))
    after = build_static(load_theme(config), config)
    assert before["site.css"].url != after["site.css"].url
