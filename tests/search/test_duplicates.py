"""Pairs of articles that say nearly the same: none is missed, none is made up."""

from __future__ import annotations

import random
from itertools import combinations

from kbgen.search import duplicates
from kbgen.search.duplicates import near_duplicates
from kbgen.search.language import load_language
from kbgen.search.terms import analyse_article
from tests.search.articles import make_article


def terms_of(texts):
    language = load_language("en")
    return {
        f"en/{name}": analyse_article(*make_article(title, text, name), language)
        for name, (title, text) in texts.items()
    }


def test_a_copy_with_a_few_words_changed_is_found():
    chance = random.Random(5)
    words = [f"w{chr(97 + n % 26)}{chr(97 + n // 26)}x" for n in range(400)]
    texts = {f"a{n}": (f"Title {words[n]}", " ".join(chance.choices(words, k=120))) for n in range(40)}
    changed = texts["a7"][1].split()
    changed[5:8] = ["pelican", "giraffe", "zebra"]
    texts["copy"] = ("Title other", " ".join(changed))
    (pair,) = near_duplicates(terms_of(texts))
    assert (pair.one, pair.other) == ("en/a7", "en/copy")
    assert 0.8 <= pair.score < 1


def test_the_same_pairs_as_when_all_are_compared(monkeypatch):
    chance = random.Random(8)
    words = [f"w{chr(97 + n)}x" for n in range(26)]
    texts = {f"a{n}": (words[n % 26], " ".join(chance.choices(words, k=chance.randint(10, 60)))) for n in range(60)}
    articles = terms_of(texts)
    for least in (0.5, 0.8, 0.9):
        found = near_duplicates(articles, least)
        with monkeypatch.context() as patch:
            patch.setattr(duplicates, "_begin", lambda vector, having, least: list(vector))
            assert near_duplicates(articles, least) == found
    assert len(near_duplicates(articles, 0.0)) == len(list(combinations(articles, 2)))


def test_short_ones_and_none():
    assert near_duplicates({}) == []
    assert near_duplicates(terms_of({"a": ("One", "Text."), "b": ("One", "Text.")})) == []
    whole = ("Same words here", "apple banana cherry date elder fig grape hazel iris")
    (pair,) = near_duplicates(terms_of({"a": whole, "b": whole}), 0.7)
    assert pair.score < 1  # their files have different names
