"""What search engines are told of a page in their own words: schema.org as JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.render.address import absolute_url, site_origin
from kbgen.render.breadcrumb import find_trail

if TYPE_CHECKING:
    from kbgen.model import Page
    from kbgen.render.announce.jsonld import Thing
    from kbgen.render.frame import Frame

# Google cuts longer headlines.
LONGEST_HEADLINE = 110
# schema.org means how-to topics, troubleshooting, specifications; FAQPage and HowTo ask for a shape that not every
# article of these types has.
_TECHNICAL = frozenset({"troubleshooting", "how-to", "known-issue", "reference"})


def describe_site(frame: Frame) -> Thing:
    """The language's home: the site, and how it is searched."""
    home = absolute_url(frame.home, frame.reader)
    description = frame.t("site.description")
    return {
        "@type": "WebSite",
        "name": frame.title,
        "url": home,
        "inLanguage": frame.language,
        **({"description": description} if description else {}),
        "publisher": _publisher(frame),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{home}search/?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def describe_article(page: Page, description: str, frame: Frame) -> Thing:
    """An article, with its dates as far as they are known."""
    article = page.article
    change = frame.reader.change(article.path)
    first = article.meta.publish_at or (change.first if change is not None else "")
    last = change.last if change is not None else article.meta.reviewed or ""
    found = {
        "@type": "TechArticle" if article.meta.type in _TECHNICAL else "Article",
        "headline": article.title[:LONGEST_HEADLINE],
        "description": description,
        "inLanguage": article.language,
        "datePublished": first,
        "dateModified": max(first, last),
        "mainEntityOfPage": absolute_url(page.url, frame.reader),
        "publisher": _publisher(frame),
    }
    return {key: value for key, value in found.items() if value}


def describe_trail(section: str | None, title: str, frame: Frame) -> Thing:
    """The way from home to a page. section: ref of the innermost section above it. title: the page's own."""
    origin = site_origin(frame.reader)
    above = [{"name": card.title, "item": origin + card.url} for card in find_trail(section, frame)]
    steps = [*above, {"name": title}]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, **step} for position, step in enumerate(steps, 1)
        ],
    }


def _publisher(frame: Frame) -> Thing:
    logo = frame.site.logo
    address = absolute_url(logo, frame.reader) if logo.startswith("/") else logo
    return {"@type": "Organization", "name": frame.title, **({"logo": address} if logo else {})}
