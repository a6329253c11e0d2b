"""Which pages of the showcase stand for which kind of page, and in which ways each is looked at."""

from __future__ import annotations

from dataclasses import dataclass

# kind -> address below the language's root
KINDS = {
    "home": "",
    "section": "internet/",
    "section-long": "messages/",
    "section-nested": "internet/devices/",
    "section-empty": "news/",
    "article-long": "internet/no-connection/",
    "article-short": "internet/slow-wifi/",
    "article-title": "internet/long-title/",
    "article-table": "billing/refund/",
    "known-issue": "internet/outage/",
    "archived": "internet/dsl-filter/",
    "fallback": "internet/static-address/",
    "search": "search/",
    "contact": "contact/",
    "not-found": "no-such-page/",
    "redirect": "moving/",
}
# What the search page shows once it is asked; every language of the showcase has answers to the first, none the other.
SEARCHES = {
    "search-results": "search/?q=wifi",
    "search-nothing": "search/?q=xqzwvjk",
}
# What the agents' edition has that the public one lacks.
AGENTS = {
    "agents-home": "",
    "agents-article": "account/verify-caller/",
    "agents-unverified": "account/sim-change/",
    "agents-ticket": "search/ticket/",
    "agents-note": "internet/no-connection/",
}
# What is looked at in Arabic: its own article, what it borrows, and the pages around them.
RIGHT_TO_LEFT = {
    "rtl-home": "",
    "rtl-section": "internet/",
    "rtl-article": "internet/no-connection/",
    "rtl-fallback": "internet/outage/",
    "rtl-search": "search/",
    "rtl-contact": "contact/",
}
PHONE, SMALL, DESKTOP = (390, 844), (320, 640), (1280, 900)


@dataclass(frozen=True, slots=True)
class View:
    """One page in one language. path: from the site's root."""

    kind: str
    language: str
    path: str


def list_views(kinds: dict[str, str], languages: tuple[str, ...]) -> list[View]:
    """Every kind in every language; the first language is the site's default."""
    return [
        View(kind, language, f"/{path}" if language == languages[0] else f"/{language}/{path}")
        for kind, path in kinds.items()
        for language in languages
    ]
