"""Ids are unique in a language; the same id or the same path makes a translation.

Every article keeps its own id, so that `<language>/<id>` is stable whatever the other languages do. Translations are
found in two rounds: first articles of the same id belong together, then those of the same path (without suffix), unless
that would give a group two articles of one language; an id says more than a path.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbgen.model import Problem, SourceKind
from kbgen.site.urls import strip_suffix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kbgen.model import Article


@dataclass(slots=True, eq=False)
class Group:
    """One text in all its languages: language -> article."""

    members: dict[str, Article] = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids its articles have, in the order of the members, each once."""
        return tuple(dict.fromkeys(article.id for article in self.members.values()))


def check_ids(
    articles: Iterable[Article], visible: Callable[[Article], bool], holders: Mapping[str, str]
) -> tuple[list[Article], list[Problem]]:
    """The articles whose id is theirs alone in their language, and an error for each that is not.

    articles: sorted by path. holders: `<language>/<id>` -> path of the article that was published with it. The first by
    path keeps the id, but never a hidden one against one that is shown, nor a newcomer against its holder.
    """
    articles = list(articles)
    owners: dict[tuple[str, str], Article] = {}
    losers: set[str] = set()
    problems: list[Problem] = []
    for article in articles:
        key = (article.language, article.id)
        owner = owners.setdefault(key, article)
        if owner is article:
            continue
        loser = article
        held = holders.get(article.ref) == article.path
        if (visible(article), held) > (visible(owner), holders.get(article.ref) == owner.path):
            owners[key], loser, owner = article, owner, article
        losers.add(loser.path)
        problems.append(
            Problem(
                "error",
                "id-duplicate",
                f"the id `{article.id}` is also that of {owner.path}",
                loser.path,
                hint="Give one of them another `id`; links and statistics follow the id.",
            )
        )
    return [article for article in articles if article.path not in losers], problems


def place_of(article: Article) -> str:
    """What an article's path says of it: the path without suffix, for a section page its folder."""
    return folder_of(article.rel) if article.kind is SourceKind.SECTION else strip_suffix(article.rel)


def folder_of(rel: str) -> str:
    """`billing/refunds.md` -> `billing`; empty at the root."""
    return rel.rpartition("/")[0]


def group_translations(articles: Iterable[Article], languages: Sequence[str]) -> list[Group]:
    """Articles of one kind, grouped with their translations; groups and members in a stable order.

    articles: no two of one language with the same id. languages: in the order of kbgen.toml.
    """
    rank = {language: index for index, language in enumerate(languages)}
    ordered = sorted(articles, key=lambda article: (rank[article.language], article.path))
    if len(languages) == 1:
        return [Group({article.language: article}) for article in ordered]
    by_id: dict[str, Group] = {}
    by_place: dict[str, list[Article]] = {}
    for article in ordered:
        by_id.setdefault(article.id, Group()).members[article.language] = article
        by_place.setdefault(place_of(article), []).append(article)
    group_of = dict(by_id)
    for place in sorted(by_place):
        bases: list[Group] = []
        for article in by_place[place]:
            group = group_of[article.id]
            base = next((base for base in bases if not base.members.keys() & group.members.keys()), None)
            if group in bases:
                continue
            if base is None:
                bases.append(group)
                continue
            base.members.update(group.members)
            group_of.update(dict.fromkeys((member.id for member in group.members.values()), base))
    groups = dict.fromkeys(group_of[article.id] for article in ordered)
    for group in groups:
        group.members = dict(sorted(group.members.items(), key=lambda item: rank[item[0]]))
    return list(groups)
