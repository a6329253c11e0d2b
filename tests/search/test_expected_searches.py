"""What people type into kbgen's own help centre finds what they need, in the reference and in the browser's modules."""

from __future__ import annotations

import pytest

from kbgen.content.searches_file import ExpectedSearch, parse_searches
from kbgen.search.expected import Miss, find_misses, judge_search
from tests.search.published import ask_in_node, build_own_site, open_published

LANGUAGES = ("en", "sv", "nb", "ja")
ASKED = 30


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """kbgen's own help centre, built."""
    return build_own_site(tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def searches(output):
    """What is expected of it."""
    path = output.parent / "content/_data/searches.yml"
    searches, problems = parse_searches(path.read_bytes(), "content/_data/searches.yml", LANGUAGES)
    assert problems == []
    return searches


def explain(misses):
    return [
        f"{miss.search.line}: {miss.search.query}: {miss.place}, after {', '.join(miss.instead)}" for miss in misses
    ]


def test_every_language_expects_enough(searches):
    for language in LANGUAGES:
        assert len([search for search in searches if search.language == language]) >= ASKED


def test_the_reference_finds_what_is_expected(output, searches):
    assert explain(find_misses(searches, open_published(output))) == []


def test_the_browser_finds_what_is_expected(output, searches):
    answers = ask_in_node(output, [(search.language, search.query, False) for search in searches])
    judged = [judge_search(search, [hit["id"] for hit in hits]) for search, hits in zip(searches, answers, strict=True)]
    assert explain(miss for miss in judged if miss is not None) == []


def test_a_miss_says_where_the_article_is_and_what_took_its_place(output):
    indexes = open_published(output)
    title = ExpectedSearch("en", "mojibake", "install", 2, 1)
    far = ExpectedSearch("en", "article", "wrong-date", 1, 2)
    nowhere = ExpectedSearch("de", "artikel", "install", 3, 3)
    misses = find_misses([title, far, nowhere], indexes)
    assert [miss.search for miss in misses] == [title, far, nowhere]
    assert misses[0].place is None
    assert misses[0].instead[0] == "strange-letters"
    assert len(misses[1].instead) == 1
    assert misses[1].place is not None
    assert misses[1].place > 1
    assert misses[2] == Miss(nowhere, None, ())
