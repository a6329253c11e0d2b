"""`llms.txt`: readable, complete for a small site, bounded for a big one."""

import re

from kbgen.config import ContactConfig, SiteConfig
from kbgen.render.announce.llms import MOST_ARTICLES
from tests.render.page_site import make_config, make_site

SITE = SiteConfig(title="Acme help", url="https://x.se/help", languages=("en", "sv"), description="All about cards.")
ARTICLES = {
    "en/start.md": "# Start [here]\n\nText.\n",
    "en/billing/_section.md": "# Billing\n",
    "en/billing/refund.md": "---\nsummary: Three days.\n---\n# Refund\n\nText.\n",
    "en/billing/cards/pin.md": "# PIN\n\nText.\n",
    "en/billing/old.md": "---\nstate: archived\n---\n# Old\n\nText.\n",
    "sv/billing/refund.md": "# Pengar tillbaka\n\nText.\n",
}


def read(articles=ARTICLES, language="en", **tables):
    site = make_site(articles, make_config(site=tables.pop("site", SITE), **tables))
    ((path, data),) = site.render(f"llms:{language}").files
    return path, data.decode()


def test_a_small_site_is_told_whole():
    path, text = read(contact=ContactConfig(target="mailto:help@x.se"))
    assert path == "llms.txt"
    assert text == (
        "# Acme help\n\n> All about cards.\n\n"
        "## Billing\n\n"
        "- [Refund](https://x.se/help/billing/refund/index.md): Three days.\n"
        "- [PIN](https://x.se/help/billing/cards/pin/index.md)\n\n"
        "## More articles\n\n- [Start \\[here\\]](https://x.se/help/start/index.md)\n\n"
        "## Contact us\n\n- [Contact us](https://x.se/help/contact/)\n\n"
        "## Language\n\n- [Svenska](https://x.se/help/sv/llms.txt)\n"
    )


def test_another_language_tells_its_own_articles():
    path, text = read(language="sv")
    assert path == "sv/llms.txt"
    assert "- [Pengar tillbaka](https://x.se/help/sv/billing/refund/index.md)" in text
    assert "PIN" not in text


def test_a_big_site_shows_the_way_to_the_rest():
    articles = {f"{folder}/{number}.md": f"# {number}\n" for folder in ("a", "b") for number in range(MOST_ARTICLES)}
    _, text = read(articles, site=SiteConfig(title="Acme help", url="https://x.se"))
    assert text.count("index.md)") == MOST_ARTICLES
    assert re.findall(r"- \[\w+\]\(https://x.se/[ab]/\): \d+ articles", text) == [
        f"- [A](https://x.se/a/): {MOST_ARTICLES} articles",
        f"- [B](https://x.se/b/): {MOST_ARTICLES} articles",
    ]
