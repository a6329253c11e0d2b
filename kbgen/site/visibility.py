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
    return (
        not is_removed(article)
        and _may_be_seen(article, options)
        and (meta.expires_at is None or meta.expires_at > options.date)
    )


def is_internal(article: Article) -> bool:
    """Whether only some edition of our own shows the article, so that no customer can be sent there."""
    return article.meta.audience == "agents" or article.meta.state in ("unverified", "draft")


def is_removed(article: Article) -> bool:
    """Whether the writer has taken the article away for good."""
    return article.meta.removed or article.meta.replaced_by is not None


def shows_removal(article: Article, options: BuildOptions) -> bool:
    """Whether this edition may tell that the article was there: only if it could have been seen."""
    return is_removed(article) and _may_be_seen(article, options)


def _may_be_seen(article: Article, options: BuildOptions) -> bool:
    meta = article.meta
    if options.edition != "agents" and (meta.audience == "agents" or meta.state == "unverified"):
        return False
    if meta.state == "draft" and not options.drafts:
        return False
    return meta.publish_at is None or meta.publish_at <= options.date


def is_listed(article: Article) -> bool:
    """Whether lists and neighbours show it: an archived article keeps its page, but nothing leads there."""
    return article.meta.state != "archived"
