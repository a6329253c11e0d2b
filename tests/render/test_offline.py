import pytest

from kbgen.render.offline import make_offline, relative_address


@pytest.mark.parametrize(
    ("url", "folder", "prefix", "expected"),
    [
        ("/", "", "", "index.html"),
        ("/", "billing/card", "", "../../index.html"),
        ("/billing/card/", "", "", "billing/card/index.html"),
        ("/billing/card/#fix", "billing/refund", "", "../card/index.html#fix"),
        ("/search/?q=a/b", "billing", "", "../search/index.html?q=a/b"),
        ("/_kb/a/site-1.css", "sv/billing", "", "../../_kb/a/site-1.css"),
        ("/help/billing/", "login", "/help", "../billing/index.html"),
        ("/help", "login", "/help", "../index.html"),
        ("/elsewhere/", "login", "/help", "/elsewhere/"),
    ],
)
def test_addresses(url, folder, prefix, expected):
    assert relative_address(url, folder, prefix) == expected


def test_only_addresses_of_the_site_change():
    html = (
        '<a href="/a/">a</a> <a href="https://example.com/">b</a> <a href="//example.com/">c</a> <a href="#d">d</a>\n'
        '<img src="/_kb/a/x.png" srcset="/_kb/a/x-480.webp 480w, /_kb/a/x-800.webp 800w">\n'
        "<code>href=&quot;/a/&quot;</code>"
    )
    assert make_offline(html, "b/index.html", "") == (
        '<a href="../a/index.html">a</a> <a href="https://example.com/">b</a> <a href="//example.com/">c</a> '
        '<a href="#d">d</a>\n'
        '<img src="../_kb/a/x.png" srcset="../_kb/a/x-480.webp 480w, ../_kb/a/x-800.webp 800w">\n'
        "<code>href=&quot;/a/&quot;</code>"
    )
