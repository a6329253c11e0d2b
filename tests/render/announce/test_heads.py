"""What pages tell search engines and those who show previews of links."""

import json
import re
from dataclasses import replace

import pytest

from kbgen.config import BuildOptions, SiteConfig
from kbgen.model import Change
from tests.render.page_site import make_config, make_site

SITE = SiteConfig(
    title="Acme help",
    url="https://x.se/help",
    languages=("en", "sv", "ja"),
    fallback={"ja": ("en",)},
    logo="https://x.se/logo.svg",
)
ARTICLES = {
    "en/billing/_section.md": "# Billing\n",
    "en/billing/refund.md": (
        '---\nid: refund\ntitle: "</script><b>Refund & \\"late\\""\nsummary: Three to five days.\ntype: how-to\n---\nText.\n'
    ),
    "sv/billing/refund.md": "---\nid: refund\n---\n# Pengar tillbaka\n\nText.\n",
}
CHANGES = {"content/en/billing/refund.md": Change("2024-01-01", "2026-03-04", ())}


def build(site=SITE, **options):
    config = make_config(site=site)
    return make_site(ARTICLES, config, changes=CHANGES, options=BuildOptions("out", date="2026-06-01", **options))


def properties(html):
    return re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', html)


def things(html):
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def test_a_link_to_an_article_shows_what_it_is():
    shown = dict(properties(build().html("article:en/refund")))
    assert shown == {
        "og:site_name": "Acme help",
        "og:locale": "en_US",
        "og:image": "https://x.se/help/_kb/a/card-en.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Acme help",
        "twitter:card": "summary_large_image",
        "og:type": "article",
        "og:title": "&lt;/script&gt;&lt;b&gt;Refund &amp; &#34;late&#34;",
        "og:description": "Three to five days.",
        "og:url": "https://x.se/help/billing/refund/",
        "og:locale:alternate": "sv_SE",
    }
    assert dict(properties(build().html("home:sv")))["og:type"] == "website"


def test_an_article_says_what_it_is_and_where_it_stands():
    found = things(build().html("article:en/refund"))
    assert found["TechArticle"] == {
        "@type": "TechArticle",
        "headline": '</script><b>Refund & "late"',
        "description": "Three to five days.",
        "inLanguage": "en",
        "datePublished": "2024-01-01",
        "dateModified": "2026-03-04",
        "mainEntityOfPage": "https://x.se/help/billing/refund/",
        "publisher": {"@type": "Organization", "name": "Acme help", "logo": "https://x.se/logo.svg"},
    }
    steps = found["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step.get("item")) for step in steps] == [
        (1, "Home", "https://x.se/help/"),
        (2, "Billing", "https://x.se/help/billing/"),
        (3, '</script><b>Refund & "late"', None),
    ]


def test_the_home_page_says_how_the_site_is_searched():
    site = things(build().html("home:sv"))["WebSite"]
    assert (site["name"], site["url"], site["inLanguage"]) == ("Acme help", "https://x.se/help/sv/", "sv")
    assert site["potentialAction"]["target"]["urlTemplate"] == "https://x.se/help/sv/search/?q={search_term_string}"
    assert things(build().html("section:en/billing")).keys() == {"BreadcrumbList"}


def test_a_borrowed_page_leaves_the_talking_to_its_original():
    html = build().html("article:ja/refund")
    assert "ld+json" not in html
    assert dict(properties(html))["og:url"] == "https://x.se/help/billing/refund/"
    assert "hreflang=" not in html.partition("</head>")[0]


@pytest.mark.parametrize(
    ("target", "rule"),
    [("article:en/refund", None), ("search:en", None), ("not-found:en", "noindex"), ("home:sv", None)],
)
def test_what_search_engines_may_keep(target, rule):
    html = build().html(target)
    assert re.findall('<meta name="robots" content="([^"]+)">', html) == ([rule] if rule else [])
    assert ("canonical" in html) == (target != "not-found:en")


def test_a_preview_asks_to_be_left_alone_and_can_be_read():
    site = build(noindex=True)
    for target in ("home:en", "article:en/refund", "search:sv", "section:en/billing"):
        html = site.html(target)
        assert '<meta name="robots" content="noindex">' in html
        assert "ld+json" not in html
        assert properties(html) == []
    assert site.render("robots:").files == (("robots.txt", b"User-agent: *\nDisallow:\n"),)
    assert b"  X-Robots-Tag: noindex\n" in site.render("headers:").files[0][1]
    assert "X-Robots-Tag" not in build().render("headers:").files[0][1].decode()


@pytest.mark.parametrize("hidden", [{"edition": "agents"}, {"offline": True}])
def test_what_nobody_else_is_to_see_says_nothing_to_others(hidden):
    html = build(**hidden).html("article:en/refund").partition("</head>")[0]
    assert "ld+json" not in html
    assert properties(html) == []
    if "offline" in hidden:
        assert "https://x.se" not in html.replace("https://x.se/logo.svg", "")
        assert "robots:" not in build(**hidden).targets()


def test_without_an_address_nothing_is_absolute():
    html = build(replace(SITE, url="", logo="")).html("article:en/refund").partition("</head>")[0]
    assert "og:title" in html
    assert "og:image" not in html
    assert "ld+json" not in html
    assert "https://" not in html


def test_the_browser_is_told_the_pages_colour_as_all_of_them_read_it():
    html = build().html("home:en")
    colours = re.findall(
        r'<meta name="theme-color" content="(#[0-9a-f]{6})" media="\(prefers-color-scheme: (\w+)\)">', html
    )
    assert [scheme for _, scheme in colours] == ["light", "dark"]


def test_a_language_may_name_the_site_in_its_own_words(tmp_path):
    texts = tmp_path / "content" / "_data" / "texts" / "sv.toml"
    texts.parent.mkdir(parents=True)
    texts.write_text('[site]\ntitle = "Acmes hjälp"\ndescription = "Allt om kort."\n', encoding="utf-8")
    site = make_site(ARTICLES, make_config(tmp_path, site=SITE))
    home = site.html("home:sv")
    assert "<title>Acmes hjälp</title>" in home
    assert '<meta name="description" content="Allt om kort.">' in home
    assert things(home)["WebSite"]["name"] == "Acmes hjälp"
    assert "<title>Pengar tillbaka – Acmes hjälp</title>" in site.html("article:sv/refund")
    assert "<title>Acme help</title>" in site.html("home:en")
