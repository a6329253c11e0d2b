"""What stands in the heads for others does no harm in a browser, and the icons there can be shown."""

from __future__ import annotations

import pytest

from tests.sites import SiteFolder

SIZES = """async addresses => Promise.all(addresses.map(async address => {
  const image = Object.assign(new Image(), {src: address});
  await image.decode();
  return image.naturalWidth;
}))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_heads_keep_to_the_policy(page, serve, tmp_path, scheme):
    site = SiteFolder(tmp_path, '[site]\ntitle = "Acme help"\nurl = "https://help.example.com"\n')
    site.write("content/billing/refund.md", "---\nid: refund\ntype: how-to\n---\n# </script> & refund\n\nText.\n")
    site.build()
    page.emulate_media(color_scheme=scheme)
    with serve(site.output) as address:
        for path in ("/", "/billing/", "/billing/refund/", "/search/"):
            page.goto(address + path)
            told = page.evaluate(
                "[...document.querySelectorAll('script[type=\"application/ld+json\"]')]"
                ".map(each => JSON.parse(each.textContent)['@graph'].length)"
            )
            assert told == ([] if path == "/search/" else [2] if "refund" in path else [1])
        icons = page.evaluate("[...document.querySelectorAll('link[rel*=icon]')].map(link => link.href)")
        assert len(icons) == 4
        assert all(page.evaluate(SIZES, icons))
        card = page.locator("meta[property='og:image']").get_attribute("content")
        assert page.evaluate(SIZES, [card.replace("https://help.example.com", address.rstrip("/"))]) == [1200]
        # The icon by itself is a page too, under the same policy.
        page.goto(icons[1])
    assert page.complaints == []
