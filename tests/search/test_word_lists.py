"""The word lists of search: search compares exact letters, so a word with a capital or in two groups would be lost."""

import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

import kbgen.search

FILES = sorted((Path(kbgen.search.__file__).parent / "words").glob("*.toml"))
LANGUAGES = {"en", "sv", "nb", "da", "de", "nl", "fi", "fr", "es", "ja"}
LONGEST_PHRASE = 3


def twice(words):
    return [word for word, count in Counter(words).items() if count > 1]


def test_every_language_of_kbgen_has_its_words():
    assert {path.stem for path in FILES} == LANGUAGES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_words_are_as_search_compares_them(path):
    text = path.read_text(encoding="utf-8")
    lists = tomllib.loads(text)
    assert set(lists) == {"stop", "asking", "synonyms"}
    phrases = [phrase for group in lists["synonyms"] for phrase in group]
    # Search lowers letters and keeps ß (weiß), where full case folding would write ss.
    words = [*lists["stop"], *lists["asking"], *phrases]
    assert [word for word in words if unicodedata.normalize("NFKC", word).lower() != word] == []
    assert twice(lists["stop"]) == []
    assert twice(lists["asking"]) == []
    assert set(lists["stop"]) & set(lists["asking"]) == set()
    assert twice(phrases) == [], "merge the groups"
    assert [group for group in lists["synonyms"] if len(group) < 2] == []
    assert [phrase for phrase in phrases if len(phrase.split()) > LONGEST_PHRASE] == []
    dropped = {*lists["stop"], *lists["asking"]}
    assert [phrase for phrase in phrases if dropped.issuperset(phrase.split())] == [], "nobody can ask for these"
    asked = set(lists["asking"])
    assert [phrase for phrase in phrases if asked & set(phrase.split())] == [], "search drops a word of these"
    assert max(map(len, text.splitlines())) <= 120
