"""Cells of raw tables keep the colours that say something."""

import pytest

from kbgen.content.markdown.tints import find_tint
from tests.content.markdown.cases import render


@pytest.mark.parametrize(
    ("style", "tint"),
    [
        ("background-color:#67ac68;", "tint-green"),
        ("width: 3em; background: #fd0", "tint-yellow"),
        ("BACKGROUND-COLOR: rgb(255, 99, 71)", "tint-red"),
        ("background:rgba(200, 20, 80, .5)", "tint-red"),
        ("background-color: lightblue", "tint-blue"),
        ("background-color: #ddd", "tint-grey"),
        ("background-color: #fff", ""),
        ("background-color: transparent", ""),
        ("background: url(x.png)", ""),
        ("color: #67ac68", ""),
        ("", ""),
    ],
)
def test_the_nearest_tint(style, tint):
    assert find_tint(style) == tint


def test_a_cell_keeps_its_colour_as_a_class():
    html = render(
        '<table><tr bgcolor="gold"><td class="x" style="background:#0a0">a</td><td>b</td></tr></table>'
    ).body.html
    assert '<tr class="tint-yellow"><td class="x tint-green">a</td><td>b</td></tr>' in html
    assert "style" not in html
    assert "bgcolor" not in html
