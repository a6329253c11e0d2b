"""Assembly of a site in which articles may want what they cannot have: a published article then stays as it was.

An article that takes another's id or URL, or a reserved name, is left out of the site. If it was published before, its
last good version stands in until the conflict is mended; a newcomer never drives a published article out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kbgen.addresses import RedirectRow
from kbgen.build.packing import decode_article
from kbgen.build.state import Record, State
from kbgen.config import BuildOptions, Config
from kbgen.model import Article, Problem, Site, Source
from kbgen.site.assemble import assemble_site
from kbgen.site.visibility import is_visible

# Errors of assembly that leave an article out.
_LEFT_OUT = frozenset({"id-duplicate", "name-reserved", "slug-path", "url-taken"})


@dataclass(frozen=True, slots=True)
class Published:
    """What the last build published. holders: see `assemble_site`. paths: sources that had a page."""

    holders: Mapping[str, str]
    paths: frozenset[str]


def find_published(before: State) -> Published:
    """From the site that the last build kept."""
    pages, sections = before.rows
    holders = {ref: row[-1] for ref, row in pages.items() if not row[2]} | {row[0]: row[-1] for row in pages.values()}
    paths = {row[-1] for row in pages.values()} | {row[7] for row in sections if row[7] is not None}
    return Published(holders, frozenset(paths))


def assemble_settled(
    config: Config,
    options: BuildOptions,
    files: Sequence[Source],
    records: Mapping[str, Record],
    before: State,
    rows: Sequence[RedirectRow],
) -> tuple[Site, tuple[Problem, ...], dict[str, Record]]:
    """The site, what is wrong with it, and the records of articles whose last good version stands in."""
    published = find_published(before)
    articles = {path: decode_article(record.article) for path, record in sorted(records.items()) if record.article}
    site, problems = assemble_site(config, options, list(articles.values()), files, published.holders, rows)
    stood: dict[str, Record] = {}
    for path in {problem.path for problem in problems if problem.level == "error" and problem.code in _LEFT_OUT}:
        old = before.records.get(path)
        if path in published.paths and old is not None and old.article and path in articles:
            stand_in = _stand_in(articles[path], records[path], old, options)
            if stand_in is not None:
                stood[path] = stand_in
    if not stood:
        return site, problems, {}
    articles |= {path: decode_article(record.article) for path, record in stood.items()}
    site, others = assemble_site(config, options, list(articles.values()), files, published.holders, rows)
    told = [problem for problem in problems if problem.path in stood and problem.level == "error"]
    return site, tuple(dict.fromkeys((*told, *others))), stood


def _stand_in(article: Article, record: Record, old: Record, options: BuildOptions) -> Record | None:
    """The record that keeps the old version; None if it is no other, or the writer has taken the article back."""
    if old.article == record.article or not is_visible(article, options):
        return None
    # Without digest and stat the file is read again by every build, until what it wants can be had.
    return old._replace(stat=(), digest="", includes=record.includes, problems=record.problems, broken=True)
