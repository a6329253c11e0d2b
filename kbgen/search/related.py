"""Related articles, from titles, headings, keywords, products and links; never from body text.

What an article's writer names in `related` comes first. The rest is ranked by the cosine of weighted words (rare words
count for more; those of every fifth article, such as the headings a template asks for, for nothing), and a link between
two articles counts like a good likeness. Only so many articles are compared with each one, its rarest words
first, so that time grows with the number of articles and not with its square.
"""

from __future__ import annotations

import hashlib
import math
import posixpath
import re
from collections import defaultdict
from heapq import nlargest
from typing import TYPE_CHECKING

from kbgen.site.files import find_spots, join_rel
from kbgen.site.paths import path_key
from kbgen.site.urls import SUFFIXES
from kbgen.site.visibility import is_listed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kbgen.config import Config
    from kbgen.model import Article, Outline, Page, Site

WEIGHTS = {"title": 3, "keywords": 3, "headings": 1, "products": 1}
LINK_WEIGHT = 0.5
MANY_LINKS = 8
"""An article with more links than this, such as a list of all articles, says less with each."""

LEAST_SCORE = 0.1
COMMON_SHARE = 0.2
COMPARED = 256
"""How many postings are looked at for one article; of a word that alone has more, those where it weighs most."""

_WORDS = re.compile(r"[^\W_]+")
# Scripts written without spaces: kana, Han, and Hangul, whose endings hide the word.
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff々]+")


def split_words(text: str) -> list[str]:
    """Lower-case runs of letters and digits of at least two, and the overlapping pairs of CJK runs."""
    text = text.casefold()
    if text.isascii():
        return [word for word in _WORDS.findall(text) if len(word) > 1]
    words: list[str] = []
    for run in _CJK.findall(text):
        words += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
    return words + [word for word in _WORDS.findall(_CJK.sub(" ", text)) if len(word) > 1]


def related_inputs(article: Article, outline: Outline) -> bytes:
    """A digest of all that `find_related` reads of one article, so that unchanged sites may skip it."""
    meta = article.meta
    parts = (
        article.ref,
        article.rel,
        article.title,
        meta.state or "",
        meta.keywords,
        meta.errors,
        tuple(meta.applies_to),
        meta.related,
        tuple(heading.text for heading in outline.headings),
        tuple((link.target, link.origin) for link in outline.links),
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).digest()


def find_related(
    site: Site, config: Config, outlines: Callable[[Article], Outline], limit: int = 5
) -> Mapping[str, tuple[str, ...]]:
    """Page ref -> refs of related pages in the same language, best first.

    A borrowed page has what its original has, as far as the page's language shows it. Archived articles are named only
    where a writer asked for them.
    """
    related: dict[str, tuple[str, ...]] = {}
    for language in site.languages:
        pages = [page for page in site.pages.values() if page.language == language and not page.fallback]
        related |= _relate(pages, site, config, outlines, limit)
    for page in site.pages.values():
        if page.fallback:
            own = (_in_language(ref, page.language, site) for ref in related.get(page.article.ref, ()))
            related[page.ref] = tuple(dict.fromkeys(ref for ref in own if ref is not None))
    return related


def _relate(
    pages: list[Page], site: Site, config: Config, outlines: Callable[[Article], Outline], limit: int
) -> dict[str, tuple[str, ...]]:
    """Related pages among these, which are all of one language."""
    number = {page.ref: index for index, page in enumerate(pages)}
    links: list[dict[int, float]] = [{} for _ in pages]
    counts: list[dict[str, int]] = []
    postings: dict[str, list[int]] = {}
    for index, page in enumerate(pages):
        outline = outlines(page.article)
        words = _weigh_words(page.article, outline)
        counts.append(words)
        for word in words:
            postings.setdefault(word, []).append(index)
        targets = {number.get(_linked_page(link.target, page, site, config), index) for link in outline.links} - {index}
        for other in targets:
            weight = LINK_WEIGHT / max(1.0, len(targets) / MANY_LINKS)
            links[index][other] = max(weight, links[index].get(other, 0.0))
            links[other][index] = max(weight, links[other].get(index, 0.0))
    common = min(len(pages) / 2, 10 + len(pages) * COMMON_SHARE)
    rarity = {word: math.log(1 + len(pages) / len(found)) for word, found in postings.items() if len(found) <= common}
    shared = {word for word, found in postings.items() if len(found) > 1}
    vectors = [_unit_vector(words, rarity, shared) for words in counts]
    weights: dict[str, list[tuple[int, float]]] = {}
    for index, vector in enumerate(vectors):
        for word, weight in vector:
            weights.setdefault(word, []).append((index, weight))
    for postings_of_word in weights.values():
        if len(postings_of_word) > COMPARED:
            postings_of_word.sort(key=lambda posting: (-posting[1], posting[0]))
    listed = [is_listed(page.article) for page in pages]
    related: dict[str, tuple[str, ...]] = {}
    for index, page in enumerate(pages):
        scores = _compare(index, vectors[index], weights)
        for other, weight in links[index].items():
            scores[other] = scores.get(other, 0.0) + weight
        found = _pick_best(scores, listed, limit + len(page.article.meta.related))
        written = (_in_language_by_id(name, page.language, site) for name in page.article.meta.related)
        first = [ref for ref in written if ref is not None and ref != page.ref]
        likely = [ref for _, ref in sorted((-score, pages[other].ref) for score, other in found)]
        related[page.ref] = tuple(dict.fromkeys(first + likely))[: max(limit, len(set(first)))]
    return related


def _compare(
    index: int, vector: list[tuple[str, float]], weights: Mapping[str, list[tuple[int, float]]]
) -> dict[int, float]:
    """Likeness of one article to those that share its rarest words; number -> cosine, as far as it was added up."""
    scores: defaultdict[int, float] = defaultdict(float)
    left = COMPARED
    for word, weight in vector:
        found = weights[word]
        if len(found) > left:
            if scores:
                break
            found = found[:left]
        left -= len(found)
        for other, theirs in found:
            scores[other] += weight * theirs
    scores.pop(index, None)
    return scores


def _pick_best(scores: Mapping[int, float], listed: Sequence[bool], limit: int) -> list[tuple[float, int]]:
    """The best scores, rounded so that no last bit decides, and all that tie with the last of them."""
    good = [score for other, score in scores.items() if score >= LEAST_SCORE and listed[other]]
    least = round(nlargest(limit, good)[-1], 4) if len(good) > limit else LEAST_SCORE
    edge = least - 0.0001
    return [
        (round(score, 4), other)
        for other, score in scores.items()
        if score >= edge and score >= LEAST_SCORE and listed[other]
    ]


def _weigh_words(article: Article, outline: Outline) -> dict[str, int]:
    """Word -> weight: the sum over the places where it stands, each counted once."""
    meta = article.meta
    places = {
        "title": (article.title,),
        "keywords": (*meta.keywords, *meta.errors),
        "headings": tuple(heading.text for heading in outline.headings),
        "products": tuple(meta.applies_to),
    }
    words: dict[str, int] = {}
    for place, texts in places.items():
        for word in dict.fromkeys(split_words("\n".join(texts))):
            words[word] = words.get(word, 0) + WEIGHTS[place]
    return words


def _unit_vector(words: Mapping[str, int], rarity: Mapping[str, float], shared: set[str]) -> list[tuple[str, float]]:
    """The words that another article has too, rarest first; words of its own count in the length only."""
    weighted = [(word, count * rarity[word]) for word, count in words.items() if word in rarity]
    length = math.sqrt(math.fsum(weight * weight for _, weight in weighted))
    vector = [(word, weight / length) for word, weight in weighted if word in shared]
    return sorted(vector, key=lambda pair: (-rarity[pair[0]], -pair[1], pair[0]))


def _linked_page(target: str, page: Page, site: Site, config: Config) -> str:
    """The ref of the page that a link leads to, or empty."""
    written = target.partition("#")[0]
    if written.startswith("id:"):
        return _in_language_by_id(written[3:], page.language, site) or ""
    if not written.lower().endswith(SUFFIXES):
        return ""
    for spot in find_spots(page.language, join_rel(posixpath.dirname(page.article.rel), written), config):
        kind, _, ref = site.paths.get(path_key(spot.language, spot.rel), "").partition(":")
        if kind == "page":
            return ref
    return ""


def _in_language_by_id(name: str, language: str, site: Site) -> str | None:
    """The ref of an article's page in a language, by its id or that of a translation."""
    if f"{language}/{name}" in site.pages:
        return f"{language}/{name}"
    kind, _, ref = site.paths.get(f"{language}/id:{name}", "").partition(":")
    return ref if kind == "page" else None


def _in_language(ref: str, language: str, site: Site) -> str | None:
    """The ref of a page's translation or borrowed page in another language."""
    return _in_language_by_id(site.pages[ref].article.id, language, site)
