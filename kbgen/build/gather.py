"""From records to what rendering may read of the articles: the site, their texts, what is related, what git knows."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kbgen.build.packing import Packed, decode_article, pack_problem, unpack_body, unpack_outline, unpack_problem
from kbgen.build.redirectfile import read_table
from kbgen.build.sitecache import pack_site, same_cards, settings_key, unpack_site
from kbgen.build.state import Record, State
from kbgen.build.textstore import TextStore
from kbgen.config import BuildOptions, Config
from kbgen.git import read_changes
from kbgen.model import Article, Body, Change, Outline, Problem, Site, Source, SourceKind

Loaded = tuple[Body, Outline]
# what it was computed from (a digest), and page ref -> refs
Related = tuple[str, dict[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All articles of the edition.

    shown: article ref -> record, of those that some page shows. site_state: for `State.site`. same: whether the site is
    the last build's, but for texts. stood: records of articles whose last good version stands in.
    """

    site: Site
    shown: Mapping[str, Record]
    problems: tuple[Problem, ...]
    site_state: tuple[str, Packed | None]
    same: bool
    stood: Mapping[str, Record]


def gather_corpus(
    config: Config, options: BuildOptions, sources: Sequence[Source], records: Mapping[str, Record], before: State
) -> Corpus:
    """From records to the assembled site; the last build's if only texts have changed since."""
    files = [source for source in sources if source.kind is SourceKind.FILE]
    table = read_table(config, sources)
    key, kept = settings_key(config, options, table.digest), before.site
    stood: Mapping[str, Record] = {}
    if kept[0] == key and kept[1] is not None and same_cards(before.records, records):
        of_site, of_problems = kept[1]
        site = revive_site(of_site, config, records, {f"{file.language}/{file.rel}": file for file in files})
        shown = {row[-1] for row in of_site[0].values()} | {row[7] for row in of_site[1] if row[7] is not None}
        problems, state = tuple(unpack_problem(problem) for problem in of_problems), kept
    else:
        from kbgen.build.conflicts import assemble_settled

        rows, wrong = table.parse()
        site, problems, stood = assemble_settled(config, options, files, records, before, rows)
        problems = (*problems, *wrong)
        shown = {page.article.path for page in site.pages.values()}
        shown |= {section.page.path for section in site.sections.values() if section.page is not None}
        # What stands in looks like what it stands for: such a site is assembled again until it is mended.
        state = ("" if stood else key, (pack_site(site), tuple(pack_problem(problem) for problem in problems)))
    published = (stood.get(path) or records[path] for path in sorted(shown))
    by_ref = {record.ref: record for record in published}
    return Corpus(site, by_ref, problems, state, state is kept, stood)


def revive_site(packed: Packed, config: Config, records: Mapping[str, Record], files: Mapping[str, Source]) -> Site:
    """The last build's site with the articles of now. packed: by `pack_site`. files: as `Site.files`."""
    find_article = cache(lambda path: decode_article(records[path].article))
    return unpack_site(packed, config.site.languages, find_article, files)


def relate_pages(
    config: Config,
    corpus: Corpus,
    records: Mapping[str, Record],
    before: State,
    outlines: Callable[[Article], Outline],
) -> Related:
    """Related pages, from the last build if nothing that they are computed from has changed."""
    if corpus.same and all(record.relatedness == before.records[path].relatedness for path, record in records.items()):
        return before.related
    # How links are read and languages borrow from each other is decided by these two tables.
    digest = hashlib.sha256(repr((config.content, config.site)).encode())
    for ref, page in corpus.site.pages.items():
        digest.update(f"{ref}\0{page.article.ref}\0{page.fallback}\0{page.section}\0".encode())
    for record in corpus.shown.values():
        digest.update(record.relatedness)
    key = digest.hexdigest()
    if before.related[0] == key:
        return before.related
    from kbgen.search.related import find_related

    return key, dict(find_related(corpus.site, config, outlines))


def read_git(config: Config, cache_folder: str) -> tuple[Mapping[str, Change], tuple[Problem, ...]]:
    """What git knows of the site's files. cache_folder: `.kbgen`."""
    facts = read_changes(config.folder, os.path.join(cache_folder, "git"))
    where = os.path.basename(config.file) or "."
    if facts.shallow:
        message = "this is a shallow clone: pages show no dates, because git does not know them"
        hint = "Fetch the whole history (`git fetch --unshallow`; in GitHub Actions `fetch-depth: 0`)."
        return {}, (Problem("warning", "git-shallow", message, where, hint=hint),)
    if facts.note:
        hint = "Make `git log` work in the site's folder: the pages show dates again once it does."
        return facts.changes, (
            Problem("warning", "git-unusable", f"pages show no dates: {facts.note}", where, hint=hint),
        )
    return facts.changes, ()


class TextLoader:
    """Loads an article's text from the store; works in every process. records: by source path."""

    def __init__(self, store: TextStore, records: Mapping[str, Record]) -> None:
        self._store = store
        self._records = records

    def __call__(self, article: Article) -> Loaded:
        """Body and outline of an article. Raises StateError if the store is damaged."""
        outline, body = self._store.read(self._records[article.path].stored)
        return unpack_body(body), unpack_outline(outline)

    def outline(self, article: Article) -> Outline:
        """The outline alone. Raises StateError if the store is damaged."""
        return unpack_outline(self._store.read_outline(self._records[article.path].stored))
