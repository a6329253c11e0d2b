"""A site built with --offline, opened from its folder."""

import pytest

from tests.sites import SiteFolder

CONFIG = """\
[site]
title = "Help"
url = "https://help.example.com/support"
language = "en"
languages = ["en", "sv"]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = SiteFolder(tmp_path_factory.mktemp("offline"), CONFIG)
    site.write("content/en/billing/card.md", "# The card is declined\n\nSee [the invoice](invoice.md#pay).\n")
    site.write("content/en/billing/invoice.md", "# An invoice\n\n![A bill](bill.svg)\n\n## Pay\n\nPay it.\n")
    site.write(
        "content/en/billing/bill.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path d="M0 0h9v9z"/></svg>',
    )
    site.write("content/sv/billing/card.md", "# Kortet nekas\n\nSe [fakturan](invoice.md).\n")
    site.build(offline=True)
    return site


def test_pages_link_to_each_other_without_a_server(site, page):
    page.goto((site.output / "index.html").as_uri())
    page.get_by_role("link", name="Billing").first.click()
    page.get_by_role("link", name="The card is declined").first.click()
    page.get_by_role("link", name="the invoice").first.click()
    assert page.url.endswith("/billing/invoice/index.html#pay")
    assert page.get_by_role("heading", level=1).inner_text() == "An invoice"
    assert page.evaluate("document.images[0].naturalWidth") == 40
    # Rules of a file cannot be read from a file; what they do can.
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    assert page.complaints == []


def test_every_address_leads_to_a_file(site):
    import re

    for file in sorted(site.output.rglob("*.html")):
        for address in re.findall(r'\s(?:href|src)="([^"#]+)', file.read_text(encoding="utf-8")):
            if not address.startswith(("https:", "mailto:")):
                assert (file.parent / address.partition("?")[0]).is_file(), f"{file}: {address}"
