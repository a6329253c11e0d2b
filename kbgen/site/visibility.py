"""Which articles an edition shows on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgen.config import BuildOptions
    from kbgen.model import Article


def is_visible(article: Article, options: BuildOptions) -> bool:
    """Whether the article has a page in this edition on this day.

    Articles for agents and unverified ones are in the agents' edition only, drafts only where drafts are asked for;
    `publish_at` is the first day, `expires_at` the first day without.
    """
    meta = article.meta
    if options.edition != "agents" and (meta.audience == "agents" or meta.state == "unverified"):
        return False
    if meta.state == "draft" and not options.drafts:
        return False
    if meta.publish_at is not None and meta.publish_at > options.date:
        return False
    return meta.expires_at is None or meta.expires_at > options.date


def is_listed(article: Article) -> bool:
    """Whether lists and neighbours show it: an archived article keeps its page, but nothing leads there."""
    return article.meta.state != "archived"
