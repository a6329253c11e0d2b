"""From records to what rendering may read of the articles: the site, their texts, what is related, what git knows."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kbgen.build.packing import Packed, unpack_article, unpack_text
from kbgen.build.state import Record, State
from kbgen.build.textstore import TextStore
from kbgen.config import BuildOptions, Config
from kbgen.git import read_changes
from kbgen.model import Article, Body, Change, Outline, Problem, Site, Source, SourceKind
from kbgen.search.related import find_related
from kbgen.site.assemble import assemble_site

Loaded = tuple[Body, Outline]
# what it was computed from (a digest), and page ref -> refs
Related = tuple[str, dict[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All articles of the edition.

    shown: by source path, those that some page shows. packed: article ref -> packed article.
    """

    site: Site
    shown: Mapping[str, Article]
    packed: Mapping[str, Packed]
    problems: tuple[Problem, ...]


def gather_corpus(
    config: Config, options: BuildOptions, sources: Sequence[Source], records: Mapping[str, Record]
) -> Corpus:
    """From records to the assembled site."""
    packed = {path: record.article for path, record in records.items() if record.article is not None}
    files = [source for source in sources if source.kind is SourceKind.FILE]
    site, problems = assemble_site(config, options, [unpack_article(packed[path]) for path in sorted(packed)], files)
    shown = list_articles(site)
    return Corpus(site, shown, {article.ref: packed[path] for path, article in shown.items()}, problems)


def relate_pages(
    config: Config, corpus: Corpus, records: Mapping[str, Record], state: State, load: Callable[[Article], Loaded]
) -> Related:
    """Related pages, from the last build if nothing that they are computed from has changed."""
    digest = hashlib.sha256()
    for ref, page in corpus.site.pages.items():
        digest.update(f"{ref}\0{page.article.ref}\0{page.fallback}\0{page.section}\0".encode())
    for path in corpus.shown:
        digest.update(records[path].relatedness)
    key = digest.hexdigest()
    if state.related[0] == key:
        return state.related
    return key, dict(find_related(corpus.site, config, lambda article: load(article)[1]))


def read_git(config: Config, cache: str) -> tuple[Mapping[str, Change], tuple[Problem, ...]]:
    """What git knows of the site's files. cache: the `.kbgen` folder."""
    facts = read_changes(config.folder, os.path.join(cache, "git"))
    if not facts.shallow:
        return facts.changes, ()
    problem = Problem(
        "warning",
        "git-shallow",
        "this is a shallow clone: pages show no dates, because git does not know them",
        os.path.basename(config.file) or ".",
        hint="fetch the whole history (`git fetch --unshallow`; in GitHub Actions `fetch-depth: 0`)",
    )
    return {}, (problem,)


class TextLoader:
    """Loads an article's text from the store; works in every process. places: source path -> where."""

    def __init__(self, store: TextStore, places: Mapping[str, tuple[int, int, int]]) -> None:
        self._store = store
        self._places = places

    def __call__(self, article: Article) -> tuple[Body, Outline]:
        """Body and outline of an article. Raises StateError if the store is damaged."""
        return unpack_text(self._store.read(self._places[article.path]))


def list_articles(site: Site) -> dict[str, Article]:
    """Every article and section page that the site shows, by source path, in a stable order."""
    shown = {page.article.path: page.article for page in site.pages.values()}
    shown |= {section.page.path: section.page for section in site.sections.values() if section.page is not None}
    return dict(sorted(shown.items()))
