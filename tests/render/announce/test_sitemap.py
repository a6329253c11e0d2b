"""sitemap.xml and robots.txt."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from kbgen.config import BuildOptions, SiteConfig
from kbgen.model import Change, Meta, Section, SourceKind
from kbgen.publication import Target
from kbgen.render.announce.robots import render_robots
from kbgen.render.announce.sitemap import render_sitemap, write_sitemap
from tests.render.small_site import CONFIG, make_article, make_page, make_reader

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
SITEMAP, ROBOTS = Target("sitemap"), Target("robots")
AGENTS = BuildOptions("out", edition="agents")


def reader(url: str = "https://x.se/help", **options):
    refunds = make_article("billing/refunds.md")
    pages = (
        make_page(refunds, url="/help/billing/refunds/"),
        make_page(make_article("billing/old.md", meta=Meta(state="archived")), url="/help/billing/old/"),
        make_page(refunds, "sv", url="/help/sv/billing/refunds/"),
        make_page(make_article("fråga.md", "sv"), url="/help/sv/fråga/"),
    )
    own = make_article("billing/_section.md", kind=SourceKind.SECTION)
    sections = (
        Section("en/", "en", "", "/help/", "Home", "", None),
        Section("en/billing", "en", "billing", "/help/billing/", "Billing", "", "en/", own),
        Section("sv/", "sv", "", "/help/sv/", "Hem", "", None),
        Section("sv/billing", "sv", "billing", "/help/sv/billing/", "Billing", "", "sv/", own, fallback=True),
    )
    return make_reader(
        pages,
        config=replace(CONFIG, site=SiteConfig(url=url, languages=("en", "sv"))),
        sections=sections,
        translations={
            "billing/refunds": (("en", "/help/billing/refunds/"),),
            "/": (("en", "/help/"), ("sv", "/help/sv/")),
        },
        changes={"content/en/billing/refunds.md": Change("2024-01-01", "2025-02-03", ())},
        **options,
    )


def test_every_real_page_is_listed_once_with_absolute_addresses():
    ((path, data),) = render_sitemap(SITEMAP, reader())
    assert path == "sitemap.xml"
    assert [entry.text for entry in ET.fromstring(data).findall("s:url/s:loc", NAMES)] == [
        "https://x.se/help/",
        "https://x.se/help/billing/",
        "https://x.se/help/billing/refunds/",
        "https://x.se/help/sv/",
        "https://x.se/help/sv/fr%C3%A5ga/",
    ]


def test_dates_and_translations_are_told_where_they_are_known():
    ((_, data),) = render_sitemap(SITEMAP, reader())
    urls = {url.find("s:loc", NAMES).text: url for url in ET.fromstring(data)}
    assert [date.text for date in urls["https://x.se/help/billing/refunds/"].findall("s:lastmod", NAMES)] == [
        "2025-02-03"
    ]
    assert urls["https://x.se/help/billing/"].find("s:lastmod", NAMES) is None
    links = [
        (link.get("hreflang"), link.get("href")) for link in urls["https://x.se/help/sv/"].findall("x:link", NAMES)
    ]
    assert links == [
        ("en", "https://x.se/help/"),
        ("sv", "https://x.se/help/sv/"),
        ("x-default", "https://x.se/help/"),
    ]
    assert not urls["https://x.se/help/billing/refunds/"].findall("x:link", NAMES)


def test_no_sitemap_without_a_site_url_nor_for_agents():
    assert render_sitemap(SITEMAP, reader("")) == ()
    assert render_sitemap(SITEMAP, reader(options=AGENTS)) == ()


def test_a_big_site_is_split_by_count_and_by_size():
    entries = [f"<url><loc>https://x.se/{number}/</loc></url>\n".encode() for number in range(5)]
    files = dict(write_sitemap(entries, reader(), most_urls=2))
    index = ET.fromstring(files.pop("sitemap.xml"))
    assert [entry.text for entry in index.findall("s:sitemap/s:loc", NAMES)] == [
        f"https://x.se/help/sitemap-{number}.xml" for number in (1, 2, 3)
    ]
    assert [len(ET.fromstring(data)) for data in files.values()] == [2, 2, 1]
    assert [path for path, _ in write_sitemap(entries, reader(), most_bytes=len(entries[0]) * 3)] == [
        "sitemap.xml",
        "sitemap-1.xml",
        "sitemap-2.xml",
    ]


def test_what_the_sitemap_reads_is_recorded():
    asked = reader()
    render_sitemap(SITEMAP, asked)
    assert {"corpus:en", "corpus:sv", "config:site", "config:options", "translations:billing/refunds"} <= asked.keys
    assert "changed:content/en/billing/refunds.md" in asked.keys


def test_robots_names_the_sitemap_if_there_is_one():
    assert render_robots(ROBOTS, reader()) == (
        ("robots.txt", b"User-agent: *\nDisallow:\n\nSitemap: https://x.se/help/sitemap.xml\n"),
    )
    assert render_robots(ROBOTS, reader("")) == (("robots.txt", b"User-agent: *\nDisallow:\n"),)


def test_crawlers_stay_out_of_the_agents_edition():
    assert render_robots(ROBOTS, reader(options=AGENTS)) == (("robots.txt", b"User-agent: *\nDisallow: /\n"),)
