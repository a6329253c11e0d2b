"""Atom feeds, as RFC 4287 wants them."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from kbgen.config import BuildOptions, SiteConfig
from kbgen.model import Change
from tests.render.page_site import make_config, make_site

ATOM = {"a": "http://www.w3.org/2005/Atom"}
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
ARTICLES = {
    "en/card.md": '---\nid: card\ntitle: "Cards & <codes>"\nsummary: What they mean.\n---\nText.\n',
    "en/late.md": "---\nid: late\npublish_at: 2026-05-30\n---\n# Late\n\nText.\n",
    "en/checked.md": "---\nid: checked\nreviewed: 2026-02-01\n---\n# Checked\n\nText.\n",
    "en/dateless.md": "# No date\n\nText.\n",
    "en/old.md": "---\nstate: archived\nreviewed: 2026-02-01\n---\n# Old\n\nText.\n",
    "en/draft.md": "---\nstate: draft\nreviewed: 2026-02-01\n---\n# Draft\n\nText.\n",
    "sv/card.md": "---\nid: card\n---\n# Kort\n\nText.\n",
}
CHANGES = {
    "content/en/card.md": Change("2024-01-01", "2026-03-04", ()),
    "content/en/late.md": Change("2024-01-01", "2024-02-02", ()),
    "content/sv/card.md": Change("2024-01-01", "2026-03-05", ()),
}
SITE = SiteConfig(title="Acme help", url="https://x.se/help", languages=("en", "sv"))


def build(articles=ARTICLES, site=SITE, **options):
    config = make_config(site=site)
    return make_site(articles, config, changes=CHANGES, options=BuildOptions("out", date="2026-06-01", **options))


def read(site, language="en"):
    ((path, data),) = site.render(f"feed:{language}").files
    return path, ET.fromstring(data)


def texts(feed, path):
    return [found.text for found in feed.findall(path, ATOM)]


def test_what_is_new_comes_first_and_what_has_no_date_not_at_all():
    path, feed = read(build(drafts=True))
    assert path == "feed.xml"
    assert texts(feed, "a:entry/a:title") == ["Late", "Cards & <codes>", "Checked"]
    assert texts(feed, "a:entry/a:updated") == ["2026-05-30T00:00:00Z", "2026-03-04T00:00:00Z", "2026-02-01T00:00:00Z"]
    assert texts(feed, "a:updated") == ["2026-05-30T00:00:00Z"]
    assert texts(feed, "a:entry/a:summary") == ["What they mean."]


def test_everything_the_format_asks_for_is_there():
    _, feed = read(build())
    for element in [feed, *feed.findall("a:entry", ATOM)]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", ATOM)) == 1
    assert texts(feed, "a:author/a:name") == ["Acme help"]
    ids = texts(feed, ".//a:id")
    assert len(set(ids)) == len(ids) == 4
    assert all(value.startswith("urn:uuid:") for value in ids)
    assert all(RFC_3339.fullmatch(value) for value in texts(feed, ".//a:updated") + texts(feed, ".//a:published"))
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {"self": "https://x.se/help/feed.xml", "alternate": "https://x.se/help/"}
    first = feed.find("a:entry/a:link", ATOM)
    assert first.get("href") == "https://x.se/help/late/"


def test_each_language_has_its_own_without_borrowed_pages():
    path, feed = read(build(), "sv")
    assert path == "sv/feed.xml"
    assert texts(feed, "a:entry/a:title") == ["Kort"]
    assert feed.find("a:link", ATOM).get("href") == "https://x.se/help/sv/feed.xml"


def test_an_article_that_moves_keeps_its_id():
    moved = {path.replace("en/card.md", "en/money/plastic.md"): text for path, text in ARTICLES.items()}
    changes = {**CHANGES, "content/en/money/plastic.md": CHANGES["content/en/card.md"]}
    before, after = build(), build(moved)
    after.context = replace(after.context, changes=changes)
    one, other = read(before)[1], read(after)[1]
    assert set(texts(one, "a:entry/a:id")) == set(texts(other, "a:entry/a:id"))
    assert set(texts(one, "a:entry/a:title")) == set(texts(other, "a:entry/a:title"))


def test_a_feed_with_nothing_to_tell_is_still_one():
    _, feed = read(build({"en/a.md": "# A\n"}))
    assert feed.findall("a:entry", ATOM) == []
    assert len(texts(feed, "a:updated")) == 1


def test_pages_point_to_the_feed_of_their_language():
    link = '<link rel="alternate" type="application/atom+xml" title="Acme help" href="https://x.se/help/{}feed.xml">'
    assert link.format("") in build().html("article:en/card")
    assert link.format("sv/") in build().html("home:sv")


@pytest.mark.parametrize("hidden", [{"edition": "agents"}, {"noindex": True}, {"offline": True}])
def test_what_is_not_to_be_found_has_no_feed(hidden):
    site = build(**hidden)
    assert not {"feed:en", "llms:en", "sitemap:"} & site.targets().keys()
    assert "atom+xml" not in site.html("home:en")


def test_without_an_address_there_is_no_feed():
    site = build(site=replace(SITE, url=""))
    assert site.render("feed:en").files == ()
    assert "atom+xml" not in site.html("home:en")
