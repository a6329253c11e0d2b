"""Pages as readers, search engines and the build see them."""

import pickle
import re
from html.parser import HTMLParser

import pytest

from kbgen.config import BuildOptions, ContactConfig, ContactRoute, GitConfig, NavConfig, SiteConfig
from kbgen.model import Change
from tests.render.page_site import make_config, make_site, text_of

LANGUAGES = ("en", "sv", "ja")
ARTICLES = {
    "en/billing/_section.md": "---\ntitle: Billing\nsummary: Invoices and money back.\n---\nAsk early.",
    "en/billing/refund.md": "---\nid: refund\nsummary: Three to five days.\naliases: [/old/refund]\n---\n# Refund is late\n\nWait.",
    "en/billing/cards/lost.md": "---\nid: lost\n---\n# Card is lost\n\nCall us now. We block it.",
    "en/about.md": "---\nid: about\n---\n# About us\n\nText.",
    "sv/billing/refund.md": "---\nid: refund\n---\n# Återbetalningen dröjer\n\nVänta.",
}
SITE = SiteConfig(title="Acme help", url="https://acme.example/help", languages=LANGUAGES)


@pytest.fixture(scope="module")
def site():
    config = make_config(
        languages=LANGUAGES,
        site=SITE,
        nav=NavConfig(popular=("refund", "gone")),
        contact=ContactConfig(
            target="mailto:help@acme.example", routes=(ContactRoute("mail", value="help@acme.example"),)
        ),
        git=GitConfig("https://github.com/acme/help", "main"),
    )
    return make_site(
        ARTICLES,
        config,
        changes={"content/en/billing/refund.md": Change("2026-01-02", "2026-05-03", ("Ada",))},
        related={"en/refund": ("en/lost", "en/gone")},
    )


def head_of(html: str) -> str:
    return html.partition("</head>")[0]


def test_every_page_has_its_target(site):
    names = set(site.targets())
    assert {
        f"{kind}:{language}" for kind in ("home", "search", "contact", "not-found") for language in LANGUAGES
    } <= names
    assert {"section:en/billing", "section:en/billing/cards", "article:en/refund", "article:ja/refund"} <= names
    assert "section:en/" not in names
    assert "redirect:/help/old/refund/" in names
    assert {"sitemap:", "robots:", "redirects:", "headers:"} <= names


def test_an_article_page_says_what_it_knows(site):
    html = site.html("article:en/refund")
    assert "<title>Refund is late – Acme help</title>" in html
    assert '<meta name="description" content="Three to five days.">' in html
    text = text_of(html)
    for part in (
        "Home Billing Refund is late",
        "Three to five days.",
        "Wait.",
        "Last updated May 3, 2026",
        "Card is lost",
        "Still stuck?",
    ):
        assert part in text
    assert 'href="https://github.com/acme/help/edit/main/content/en/billing/refund.md"' in html


def test_the_heading_that_opens_a_text_heads_its_page_and_the_title_names_it_elsewhere():
    site = make_site(
        {
            "_section.md": "---\ntitle: Start\n---\n# Welcome <you>\n\nHello.",
            "billing/_section.md": "---\ntitle: Billing\n---\n# All about `bills`\n\nAsk.",
            "billing/refund.md": "---\nid: refund\ntitle: Refund\n---\n# Where is my refund?\n\nWait.",
        }
    )
    article, section = site.html("article:en/refund"), site.html("section:en/billing")
    assert re.findall(r"<h[12][^>]*>(.*?)</h[12]>", article)[0] == "Where is my refund?"
    assert article.count("Where is my refund?") == 1
    assert "<title>Refund – Acme help</title>" in article
    assert "<h1>All about bills</h1>" in section
    assert "Refund</a>" in section
    assert "<h2>Welcome &lt;you&gt;</h2>" in site.html("home:en")


def test_files_of_a_page(site):
    assert [path for path, _ in site.render("article:sv/refund").files] == [
        "sv/billing/refund/index.html",
        "sv/billing/refund/index.md",
    ]
    assert [path for path, _ in site.render("section:en/billing").files] == ["billing/index.html"]
    assert [path for path, _ in site.render("home:sv").files] == ["sv/index.html"]
    assert [path for path, _ in site.render("not-found:sv").files] == ["sv/404.html"]
    assert [path for path, _ in site.render("search:en").files] == ["search/index.html"]
    assert [path for path, _ in site.render("redirect:/help/old/refund/").files] == ["old/refund/index.html"]


def test_translations_point_at_each_other(site):
    head = head_of(site.html("article:sv/refund"))
    assert '<link rel="canonical" href="https://acme.example/help/sv/billing/refund/">' in head
    assert '<link rel="alternate" hreflang="en" href="https://acme.example/help/billing/refund/">' in head
    assert '<link rel="alternate" hreflang="sv" href="https://acme.example/help/sv/billing/refund/">' in head
    assert '<link rel="alternate" hreflang="x-default" href="https://acme.example/help/billing/refund/">' in head
    assert 'hreflang="ja"' not in head


def test_a_fallback_page_says_so_in_its_own_language(site):
    html = site.html("article:ja/refund")
    assert '<html lang="ja">' in html
    assert "このページの日本語版はまだありません。英語で表示しています。" in html
    assert '<h1 lang="en">Refund is late</h1>' in html
    assert '<div class="prose" lang="en">' in html
    assert '<link rel="canonical" href="https://acme.example/help/billing/refund/">' in html
    assert 'hreflang="en" href="https' not in html


def test_the_language_menu_stays_on_the_subject(site):
    menu = re.findall(r'<li><a href="([^"]+)" lang="(\w+)" hreflang', site.html("article:en/refund"))
    assert menu == [
        ("/help/billing/refund/", "en"),
        ("/help/sv/billing/refund/", "sv"),
        ("/help/ja/billing/refund/", "ja"),
    ]


def test_without_an_address_nothing_claims_one():
    html = make_site({"a.md": "# A"}).html("article:en/a")
    assert "canonical" not in html
    assert "<details" not in html


def test_a_description_begins_like_the_text_where_there_is_no_summary(site):
    assert '<meta name="description" content="Call us now. We block it.">' in site.html("article:en/lost")


def test_a_section_shows_its_children_and_counts(site):
    html = site.html("section:en/billing")
    text = text_of(html)
    assert "Invoices and money back. Ask early." in text
    assert "Cards 1 article" in text
    assert 'href="/help/billing/refund/"' in html


def test_home_counts_articles_at_any_depth(site):
    html = site.html("home:en")
    text = text_of(html)
    assert "What can we help you with?" in text
    assert "Billing Invoices and money back. 2 articles" in text
    assert "Popular articles Refund is late" in text
    assert 'href="/help/about/"' in html
    assert html.count("data-kb-search") == 1
    assert 'action="/help/search/"' in html


def test_search_lists_everything_under_its_letter(site):
    html = site.html("search:en")
    assert re.findall(r'<h3 id="letter-(\w)"', html) == ["a", "c", "r"]
    assert site.render("search:en").files[0][0] == "search/index.html"
    assert "corpus:en" in site.render("search:en").keys


def test_contact_gives_each_route_once(site):
    html = site.html("contact:sv")
    assert html.count('href="mailto:help@acme.example"') == 1
    assert 'Skriv till <span class="route-address">help<wbr>@acme.example</span></a>' in html


def test_without_a_way_to_reach_anyone_nothing_promises_one():
    site = make_site({"a.md": "# A"})
    for name in ("article:en/a", "home:en", "search:en"):
        assert "data-kb-contact" not in site.html(name)


def test_a_missing_page_offers_search_and_home(site):
    html = site.html("not-found:sv")
    assert "Vi hittar inte sidan" in html
    assert 'action="/help/sv/search/"' in html
    assert 'href="/help/sv/"' in html


def test_an_old_address_leads_on(site):
    html = site.html("redirect:/help/old/refund/")
    assert '<meta http-equiv="refresh" content="0; url=/help/billing/refund/">' in html
    assert '<link rel="canonical" href="https://acme.example/help/billing/refund/">' in html


def test_long_pages_have_contents_and_short_ones_do_not(site):
    assert 'class="contents"' not in site.html("article:en/refund")
    text = "".join(f"## Part {number}\n\n### Detail\n\n{'word ' * 500}\n\n" for number in range(4))
    html = make_site({"a.md": f"# A\n\n{text}"}).html("article:en/a")
    assert html.count('<li><a href="#part-') == 4
    assert html.count('<li><a href="#detail') == 4
    questions = "".join(f"### Question {number}\n\n{'word ' * 500}\n\n" for number in range(4))
    html = make_site({"a.md": f"# A\n\n## Questions\n\n{questions}"}).html("article:en/a")
    assert html.count('<li><a href="#question-') == 4


@pytest.mark.parametrize(
    ("front", "edition", "words"),
    [
        ("state: archived", "public", "no longer updated"),
        ("state: unverified", "agents", "has not been checked"),
        ("audience: agents", "agents", "for support agents only"),
        ("reviewed: 2026-05-03", "public", "Reviewed May 3, 2026"),
        ("applies_to: {Shop: ['2.10']}", "public", "Applies to Shop 2.10"),
        (
            "status: Broken\nnext_update: 2026-06-02\nworkaround: Wait.",
            "public",
            "Status Broken Next update June 2, 2026 Until it is fixed Wait.",
        ),
    ],
)
def test_what_the_front_matter_says_is_shown(front, edition, words):
    site = make_site(
        {"a.md": f"---\n{front}\n---\n# A"}, options=BuildOptions("out", edition=edition, date="2026-06-01")
    )
    assert words in text_of(site.html("article:en/a"))


def test_the_agents_edition_is_not_to_be_found():
    site = make_site({"a.md": "# A"}, options=BuildOptions("out", edition="agents", date="2026-06-01"))
    for name in ("home:en", "article:en/a", "search:en"):
        html = site.html(name)
        assert '<meta name="robots" content="noindex, nofollow">' in html
        assert "For support agents only" in html
    assert "sitemap:" not in site.targets()


def test_a_language_from_right_to_left_turns_the_page():
    site = make_site({"ar/a.md": "# A", "en/a.md": "# A"}, make_config(languages=("en", "ar")))
    html = site.html("article:ar/a")
    assert '<html lang="ar" dir="rtl">' in html
    assert '<header class="masthead" lang="en" dir="ltr">' in html


def test_non_ascii_addresses_are_encoded():
    site = make_site({"frågor/varför.md": "# Varför"})
    html = site.html("section:en/frågor")
    assert 'href="/fr%C3%A5gor/varf%C3%B6r/"' in html
    assert site.render("article:en/frågor/varför").files[0][0] == "frågor/varför/index.html"


class Outline(HTMLParser):
    """Ids, heading levels and labels of a page."""

    def __init__(self):
        super().__init__()
        self.ids, self.levels, self.tags, self.labelled, self.loose = [], [], [], [], []
        self.scripts, self.inside = [], ""

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        self.inside = tag
        self.scripts += [values] if tag == "script" else []
        self.loose += [name for name in values if name == "style" or name.startswith("on")]
        if "id" in values:
            self.ids.append(values["id"])
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.labelled += [values[name] for name in ("aria-labelledby", "for") if name in values]

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        self.loose += ["script"] if self.inside == "script" and self.scripts[-1].get("type") == "module" else []


KINDS = ("home:en", "home:ja", "section:en/billing", "article:en/refund", "article:ja/refund", "search:sv", "contact:ja", "not-found:en", "redirect:/help/old/refund/")  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_pages_are_well_formed(site, name):
    html = site.html(name)
    page = Outline()
    page.feed(re.sub(r"<script type=\"application/ld\+json\">[^<]*</script>", "", html))  # data, never run
    assert page.levels.count(1) == 1
    assert page.levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(page.levels, page.levels[1:], strict=False)), page.levels
    assert len(page.ids) == len(set(page.ids))
    assert set(page.labelled) <= set(page.ids)
    assert not page.loose
    assert "style" not in page.tags, "a strict Content-Security-Policy forbids it"
    assert all("src" in script for script in page.scripts if script.get("type") != "application/ld+json")
    assert page.tags.count("main") == 1
    assert '<a class="skip" href="#content">' in html
    assert "\x02" not in html


def test_what_a_page_repeats_is_small(site):
    assert len(site.html("article:en/refund")) < 6500


def test_a_section_page_depends_on_its_own_title_and_text(site):
    assert {"section:en/billing", "nav:en/billing", "article:en/billing/_section"} <= set(
        site.render("section:en/billing").keys
    )
    assert {"section:en/", "nav:en/"} <= set(site.render("home:en").keys)


def test_no_page_shows_another_pages_neighbourhood(site):
    """An article depends on cards, not on the children of any section."""
    keys = site.render("article:en/refund").keys
    assert not [key for key in keys if key.startswith(("nav:", "corpus:"))]


def test_a_context_travels_to_other_processes(site):
    site.html("home:en")
    context = site.context
    fields = (context.theme, context.texts, context.static, context.memo, context.site)
    theme, _, _, memo, _ = pickle.loads(pickle.dumps(fields))
    assert theme == context.theme
    assert memo.recall("templates", lambda: "fresh") == "fresh"


def test_pages_do_not_depend_on_the_order_of_rendering():
    names = ("article:en/refund", "article:sv/refund", "home:en", "home:sv", "section:en/billing")
    config = make_config(languages=LANGUAGES, site=SITE)
    one, two = make_site(ARTICLES, config), make_site(ARTICLES, config)
    assert {name: one.render(name) for name in names} == {name: two.render(name) for name in reversed(names)}
