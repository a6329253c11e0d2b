"""Code blocks: languages, titles, highlighting."""

from __future__ import annotations

import html
import re

import pytest

from kbgen.content.markdown.code import MAX_HIGHLIGHTED, highlight_code, parse_info, render_code


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        ("", ("", "")),
        ("php", ("php", "")),
        (" MySQL ", ("mysql", "")),
        ('php title="a b.php"', ("php", "a b.php")),
        ("php {title='x'}", ("php", "x")),
        ("{title=x}", ("", "x")),
        ('title="x"', ("", "x")),
        ("c++ linenos", ("c++", "")),
        ("...", ("", "")),
        ("[2024-04-04] error", ("", "")),
    ],
)
def test_info(info, expected):
    assert parse_info(info) == expected


@pytest.mark.parametrize(
    "language", ["php", "bash", "sql", "mysql", "yaml", "json", "xml", "curl", "mariadb", "nosuch", "text"]
)
def test_highlighting_loses_no_character(language):
    code = "\n  a <b> & \"c\" '$d' # e\n\t<?php echo 1; ?>\r\n\n"
    assert html.unescape(re.sub(r"</?span[^>]*>", "", highlight_code(code, language))) == code


def test_php_needs_no_opening_tag():
    assert '<span class="k">echo</span>' in highlight_code("echo 1;", "php")
    assert '<span class="cp">&lt;?php</span>' in highlight_code("<?php echo 1;", "php")


def test_very_long_code_is_plain():
    assert "<span" not in render_code("echo 1;\n" * MAX_HIGHLIGHTED, "php", "")
