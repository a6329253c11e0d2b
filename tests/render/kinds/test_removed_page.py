"""The page of an article that is gone, wherever a reader comes upon it, and stubs at old addresses."""

import re

import pytest

from kbgen.config import BuildOptions, ContactConfig, SiteConfig
from tests.render.page_site import make_config, make_site, text_of

SITE = SiteConfig(title="Acme help", url="https://acme.example/help", languages=("en", "sv"))
ARTICLES = {
    "en/billing/cheque.md": "---\nremoved: true\naliases: [/old/cheque]\n---\n# Refund a cheque\n\nSecret.",
    "en/billing/invoice.md": "# Invoices\n\nX.",
    "en/billing/refund.md": "# Refund a card\n\nX.",
    "en/billing/kept.md": "---\nstate: archived\n---\n# Refund a cheque twice\n\nX.",
    "en/linking.md": "# Linking\n\nSee [this](billing/cheque.md) and [that](id:away).",
    "en/away.md": "---\nid: away\nreplaced_by: https://else.example/x\naliases: [/old/away.html]\n---\nX.",
    "sv/om.md": "# Om\n\nX.",
}
NAME = "removed:/help/_kb/gone/billing/cheque.html"


@pytest.fixture(scope="module")
def site():
    config = make_config(languages=("en", "sv"), site=SITE, contact=ContactConfig(target="mailto:help@acme.example"))
    return make_site(ARTICLES, config)


def test_one_page_for_rules_and_at_every_old_address(site):
    files = dict(site.render(NAME).files)
    assert sorted(files) == ["_kb/gone/billing/cheque.html", "billing/cheque/index.html", "old/cheque/index.html"]
    assert len(set(files.values())) == 1
    assert "redirect:/help/old/cheque/" not in site.targets()


def test_it_offers_what_is_near_search_and_a_person_and_is_not_to_be_found(site):
    html = site.html(NAME)
    assert '<meta name="robots" content="noindex">' in html
    assert 'rel="canonical"' not in html
    assert 'rel="alternate" hreflang' not in html
    main = html.partition("<main")[2]
    # What shares words comes first; what is archived is offered to nobody.
    assert re.findall(r'<a href="(/help/billing/[a-z]+/)">', main) == [
        "/help/billing/refund/",
        "/help/billing/invoice/",
    ]
    assert 'action="/help/search/"' in main
    assert 'href="/help/contact/"' in main
    assert "cheque" not in text_of(html).casefold()


def test_every_language_that_borrowed_it_says_so_itself(site):
    html = site.html("removed:/help/_kb/gone/sv/billing/cheque.html")
    assert 'lang="sv"' in html
    assert "Artikeln finns inte kvar" in html


def test_a_stub_may_lead_to_another_site(site):
    html = site.html("redirect:/help/old/away.html")
    assert 'content="0; url=https://else.example/x"' in html
    assert '<link rel="canonical" href="https://else.example/x">' in html
    assert [path for path, _ in site.render("redirect:/help/old/away.html").files] == ["old/away.html"]


def test_links_to_what_is_gone_stand_as_text_and_to_what_was_replaced_lead_on(site):
    rendered = site.render("article:en/linking")
    html = rendered.files[0][1].decode()
    assert '<span class="broken-link">this</span>' in html
    assert '<a href="https://else.example/x">that</a>' in html
    assert [problem.code for problem in rendered.problems] == ["link-removed", "link-replaced"]


@pytest.mark.parametrize(
    "name", ["home:en", "section:en/billing", "search:en", "sitemap:", "article:en/billing/refund"]
)
def test_nothing_leads_there(site, name):
    for _, data in site.render(name).files:
        assert b"cheque/" not in data.replace(b"kept/", b"")


def test_it_works_from_a_folder():
    config = make_config(languages=("en", "sv"), site=SITE)
    site = make_site(ARTICLES, config, options=BuildOptions("out", date="2026-06-01", offline=True))
    files = dict(site.render(NAME).files)
    assert 'href="../../../billing/refund/index.html"' in files["_kb/gone/billing/cheque.html"].decode()
    assert 'href="../../billing/refund/index.html"' in files["old/cheque/index.html"].decode()
