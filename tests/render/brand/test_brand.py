"""Pictures of a site: the same wherever they are made, drawn once, and never half a title."""

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from kbgen.config import BuildOptions, SiteConfig
from kbgen.errors import ConfigError
from kbgen.render.brand import emblem
from kbgen.render.brand.emblem import draw_card, fit_lines
from kbgen.render.brand.lettering import Lettering
from kbgen.render.brand.paint import is_light, read_colour
from kbgen.render.brand.pictures import build_brand, find_initial
from kbgen.render.theme.chain import load_theme
from kbgen.render.theme.static import build_static
from tests.render.page_site import make_config

SITE = SiteConfig(title="Acme help", url="https://help.example.com", languages=("en", "sv"))
TEAL = (11, 98, 117)


def build(folder, site=SITE, titles=None, **options):
    config = make_config(folder, site=site)
    theme = load_theme(config)
    own = build_static(theme, config)
    titles = titles or dict.fromkeys(site.languages, site.title)
    return build_brand(theme, config, BuildOptions("out", **options), titles, own, str(folder / "cache"))


def test_a_site_gets_its_icons_and_a_card(tmp_path):
    files = build(tmp_path)
    assert set(files) == {"icon.svg", "icon-dark.svg", "touch-icon.png", "favicon.ico", "card-en.png", "card-sv.png"}
    assert Image.open(io.BytesIO(files["card-en.png"].data)).size == (1200, 630)
    assert Image.open(io.BytesIO(files["touch-icon.png"].data)).size == (180, 180)
    assert Image.open(io.BytesIO(files["favicon.ico"].data)).size == (32, 32)
    assert files["favicon.ico"].output == "favicon.ico"
    assert ">A</text>" in ET.tostring(ET.fromstring(files["icon.svg"].data)).decode().replace("ns0:", "")
    assert files["card-en.png"].url == files["card-sv.png"].url


def test_nothing_is_drawn_twice(tmp_path, monkeypatch):
    first = build(tmp_path)
    monkeypatch.setattr(emblem, "draw_card", None)
    assert build(tmp_path) == first


def test_a_torn_drawing_is_drawn_again(tmp_path):
    first = build(tmp_path)
    for kept in (tmp_path / "cache").iterdir():
        kept.write_bytes(kept.read_bytes()[:-20])
    assert build(tmp_path) == first


def test_a_new_title_or_accent_makes_a_new_address(tmp_path):
    titles = {"en": "Acme help", "sv": "Acmes hjälp"}
    files = build(tmp_path, titles=titles)
    assert files["card-en.png"].url != files["card-sv.png"].url
    assert files["card-en.png"].url == build(tmp_path)["card-en.png"].url


def test_of_a_title_without_end_only_what_fits_is_looked_at():
    assert draw_card("W" * 5000, "W", "x.se", TEAL, (1200, 630)) == draw_card("W" * 300, "W", "x.se", TEAL, (1200, 630))


def test_drawings_do_not_depend_on_the_process():
    code = (
        "import hashlib; from kbgen.render.brand.emblem import draw_card;"
        "print(hashlib.sha256(draw_card('Hjälp åt alla', 'H', 'x.se', (11, 98, 117), (1200, 630))).hexdigest())"
    )
    root = str(Path(__file__).parents[3])
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(digests) == 1


@pytest.mark.parametrize("text", ["Acme help", "Hjälp åt Østersund", "Aïda – être & ñandú", "Žluť", "Hjælp"])
def test_latin_titles_can_be_written(text):
    assert Lettering().covers(text)


@pytest.mark.parametrize("text", ["ヘルプ", "Справка", "مساعدة", "Tiếng Việt", "straße"])
def test_a_title_that_no_font_can_write_is_not_half_written(text):
    """The card then shows the site's sign alone, the same for all such titles."""
    assert not Lettering().covers(text)
    assert draw_card(text, "", "x.se", TEAL, (1200, 630)) == draw_card("請求", "", "x.se", TEAL, (1200, 630))


def test_long_titles_stay_inside():
    lettering = Lettering()
    for title in ("Help " * 60, "x" * 300, "Acme"):
        lines, size = fit_lines(lettering, title, 1600, 500)
        assert lines
        assert all(lettering.width(line, size) <= 1600 for line in lines)
        assert len(lines) * size <= 560


def test_a_site_or_a_theme_may_bring_its_own(tmp_path):
    own = io.BytesIO()
    Image.new("RGB", (600, 315)).save(own, "PNG")
    (tmp_path / "mine.png").write_bytes(own.getvalue())
    files = build(tmp_path, replace(SITE, card="mine.png"))
    assert files["card-sv.png"].data == own.getvalue()
    assert re.fullmatch(r"/_kb/a/mine-[0-9a-f]{8}\.png", files["card-sv.png"].url)


@pytest.mark.parametrize("key", ["card", "card_font"])
def test_a_file_that_is_not_there_is_named(tmp_path, key):
    with pytest.raises(ConfigError, match=r"missing\.bin"):
        build(tmp_path, replace(SITE, **{key: "missing.bin"}))


def test_a_font_that_is_none_is_told(tmp_path):
    (tmp_path / "font.ttf").write_bytes(b"no font")
    with pytest.raises(ConfigError, match=r"the font font\.ttf cannot be used"):
        build(tmp_path, replace(SITE, card_font="font.ttf"))


@pytest.mark.parametrize("hidden", [{"edition": "agents"}, {"noindex": True}, {"offline": True}])
def test_no_card_where_no_link_is_to_be_shared(tmp_path, hidden):
    assert set(build(tmp_path, **hidden)) == {"icon.svg", "icon-dark.svg", "touch-icon.png", "favicon.ico"}


@pytest.mark.parametrize(
    ("title", "initial"), [("acme", "A"), ("  «Ås»", "Å"), ("ßen", "ß"), ("…", ""), ("ヘルプ", "ヘ")]
)
def test_initials(title, initial):
    assert find_initial(title) == initial


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#0b6275", TEAL),
        ("#fff", (255, 255, 255)),
        ("rgb(11 98 117 / 0.5)", TEAL),
        ("rgb(11, 98, 117)", TEAL),
        ("hsl(120 100% 50%)", (0, 255, 0)),
        ("oklch(1 0 0)", (255, 255, 255)),
        ("oklch(62.8% 0.2577 29.23deg)", (255, 0, 0)),
        ("oklab(0.628 0.2249 0.1258)", (255, 0, 0)),
        ("rebeccapurple", (102, 51, 153)),
        ("var(--kb-accent)", (0, 128, 0)),
        ("no colour", None),
    ],
)
def test_colours_are_read_as_browsers_read_them(text, colour):
    assert read_colour(text, {"accent": "#008000"}) == colour


def test_letters_stand_out_on_any_accent():
    assert is_light((255, 210, 60))
    assert not is_light(TEAL)
