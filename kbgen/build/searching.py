"""Answers from content/ as it is now: the full-text index of a language, brought up to date when somebody asks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar

from kbgen.build.library import Library, open_library
from kbgen.build.sourcefiles import read_synonyms
from kbgen.errors import StateError
from kbgen.model import Article
from kbgen.search.fulltext import FullText, seal_folder
from kbgen.search.fulltextshelf import FullTextShelf
from kbgen.search.language import load_language
from kbgen.search.lexicon import compile_lexicon
from kbgen.search.reference.search import Finder, Hit
from kbgen.search.vocabulary import Vocabulary, changed_articles, load_vocabulary, save_vocabulary
from kbgen.site.searchable import Card, list_searchable, make_card
from kbgen.site.urls import encode_url

if TYPE_CHECKING:
    from kbgen.config import BuildOptions, Config
    from kbgen.progress import Reporter
    from kbgen.search.terms import ArticleTerms

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """A hit with the article that it is. ref: as in `list_searchable`."""

    hit: Hit
    ref: str
    article: Article


@dataclass(frozen=True, slots=True)
class Place:
    """A page of an edition. address: root-relative. anchors: of its headings."""

    address: str
    anchors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Updated:
    """What bringing an index up to date came to: articles taken out, articles taken in."""

    gone: int
    new: int


def search_site(config: Config, options: BuildOptions, reporter: Reporter, ask: Callable[[SiteSearch], T]) -> T:
    """What somebody asks of the articles of a site. What is kept of them and turns out damaged is made anew, once.

    Raises KbgenError.
    """
    for last in (False, True):
        with open_library(config, options, reporter) as library:
            search = SiteSearch(config, library)
            try:
                return ask(search)
            except StateError:
                if last:
                    raise
                library.texts.close()
                search.close()
                shutil.rmtree(library.folder, ignore_errors=True)
            finally:
                search.close()
    raise AssertionError


class SiteSearch:
    """All languages of a library, each opened when it is asked.

    updated: what that took, by language. broken: articles that cannot be read as they are now.
    """

    def __init__(self, config: Config, library: Library) -> None:
        self._config = config
        self._library = library
        self.broken = library.broken
        self._articles = cache(partial(list_searchable, library.site))
        self._shelves: dict[str, FullTextShelf] = {}
        self._open: list[FullText] = []
        self.updated: dict[str, Updated] = {}

    def find(self, query: str, language: str, limit: int) -> list[Answer]:
        """The best answers in a language, as the browser gives them. Raises StateError if an index is damaged."""
        shelf = self.shelf(language)
        articles = self._articles(language)

        def show(slot: int) -> Card:
            return self._card(shelf.refs[slot], articles[shelf.refs[slot]])

        hits = Finder(shelf, show).find(query, limit)
        by_address = {self._address(ref): ref for ref in articles} if hits else {}
        refs = [by_address[hit.url.partition("#")[0]] for hit in hits]
        return [Answer(hit, ref, articles[ref]) for hit, ref in zip(hits, refs, strict=True)]

    def shelf(self, language: str) -> FullTextShelf:
        """The articles of a language, brought up to date. Raises StateError if what is kept is damaged."""
        if language not in self._shelves:
            features = load_language(language)
            fulltext, vocabulary = self._update(language)
            # What is wrong with the file is for `kbgen build` and `kbgen check` to tell.
            groups, _ = read_synonyms(self._config, self._library.sources)
            lexicon = compile_lexicon(features, groups.get(language, ()))
            self._shelves[language] = FullTextShelf(features, fulltext, vocabulary, lexicon)
        return self._shelves[language]

    def places(self, answers: Iterable[Answer]) -> dict[str, Place]:
        """Where this edition shows the articles of answers, by ref; those that it does not show are left out."""
        found: dict[str, Place] = {}
        for answer in answers:
            shown = self._articles(answer.hit.language).get(answer.ref)
            if shown is not None and shown.path == answer.article.path:
                _, outline = self._library.text(shown)
                anchors = frozenset(heading.id for heading in outline.headings)
                found[answer.ref] = Place(self._address(answer.ref), anchors)
        return found

    def close(self) -> None:
        """Let go of all files."""
        for fulltext in self._open:
            fulltext.close()

    def _update(self, language: str) -> tuple[FullText, Vocabulary]:
        library = self._library
        folder = os.path.join(library.folder, f"whoosh-{language}")
        path = os.path.join(library.folder, f"vocabulary-{language}")
        vocabulary = load_vocabulary(path, library.code, language)
        if not vocabulary.seal or seal_folder(folder) != vocabulary.seal:
            shutil.rmtree(folder, ignore_errors=True)
            vocabulary = Vocabulary()
        fulltext = FullText(folder, compounds=load_language(language).compounds)
        self._open.append(fulltext)
        articles = self._articles(language)
        wanted = {ref: library.records[article.path].terms for ref, article in articles.items()}
        gone, new = changed_articles(vocabulary.listed, wanted)
        self.updated[language] = Updated(len(gone), len(new))
        if gone or new or not vocabulary.seal:
            for ref in gone:
                vocabulary.remove(ref, fulltext.forms(ref))

            def take_in() -> Iterator[tuple[str, ArticleTerms]]:
                for ref in new:
                    terms = library.terms(articles[ref])
                    vocabulary.add(ref, wanted[ref], terms)
                    yield ref, terms

            fulltext.update(gone, take_in())
            vocabulary.split_again(load_language(language))
            vocabulary.seal = fulltext.seal()
            save_vocabulary(path, vocabulary, library.code, language)
        return fulltext, vocabulary

    def _card(self, ref: str, article: Article) -> Card:
        site = self._library.site
        body, outline = self._library.text(article)
        if ref.endswith("/"):
            section = site.sections[ref[:-1]]
            above, title = section.parent, section.title
        else:
            above, title = site.pages[ref].section, article.title
        return make_card(
            article, (self._address(ref), title), site.sections.get(above) if above else None, outline, body
        )

    def _address(self, ref: str) -> str:
        site = self._library.site
        return encode_url(site.sections[ref[:-1]].url if ref.endswith("/") else site.pages[ref].url)
