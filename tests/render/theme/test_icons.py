"""Icons stand in pages and style sheets as the theme draws them."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from kbgen.errors import ThemeError
from kbgen.render.theme.chain import load_theme
from kbgen.render.theme.icons import draw_icon, icon_address, parse_icons
from tests.render.page_site import make_config

ICONS = load_theme(make_config()).icons


def test_every_symbol_is_read_by_name():
    text = '<svg>\n<symbol id="a"><path d="M0 0"/></symbol>\n<symbol id="b-2"><circle r="1"/></symbol>\n</svg>'
    assert parse_icons(text, "icons.svg") == {"a": '<path d="M0 0"/>', "b-2": '<circle r="1"/>'}


@pytest.mark.parametrize(
    "symbol", ['<symbol id="A"></symbol>', '<symbol id="a"/>', '<symbol id="a" class="x"></symbol>']
)
def test_a_symbol_that_cannot_be_read_is_told(symbol):
    with pytest.raises(ThemeError, match="not every icon"):
        parse_icons(f"<svg>{symbol}</svg>", "icons.svg")


def test_a_page_shows_it_in_the_colour_of_its_text_and_says_nothing():
    assert 'aria-hidden="true"' in draw_icon(ICONS["mail"])
    assert "#" not in draw_icon(ICONS["mail"])


def test_a_style_sheet_carries_it_whole():
    address = icon_address(ICONS["tip"])
    assert address.startswith("data:image/svg+xml,<svg xmlns=")
    assert '"' not in address
    assert "#" not in address
    assert ICONS["tip"].replace('"', "'") in unquote(address)


@pytest.mark.parametrize("kind", ["mail", "phone", "chat", "form", "community", "visit"])
def test_every_way_to_reach_a_person_has_one(kind):
    assert kind in ICONS
