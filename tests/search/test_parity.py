"""The browser's modules answer exactly as the reference does: articles, passages, scores to the last bit, excerpts."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from kbgen.build.engine import build_site
from kbgen.options import build_options
from kbgen.progress import Quiet
from kbgen.search.language import load_language
from kbgen.search.tokens import fold, normalise
from kbgen.settings.load import load_config
from tests.search.published import ask_in_node, open_published
from tests.sites import DAY

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = ("en", "sv", "nb", "ja")
HOSTILE = (
    "",
    "   ",
    "\U0001f600\U0001f600",
    "\u202eabc",
    "<b>error</b>",
    "a\ud83dx".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "a" * 100_000,
    "x y " * 25_000,
    "\x00\x01\x07",
    "العربية مقال",
    "error " * 500,
    "(((",
    '""',
    '"',
    "the",
    "how do i",
    "CONFIG.PHP",
    "２．４．５",
    "E-4012",
    "constructor __proto__ toString",
)


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """kbgen's own help centre, built."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "kbgen.toml", folder / "kbgen.toml")
    config, options = build_options(load_config(str(folder), None, str(folder)), output=str(folder / "site"), date=DAY)
    build_site(config, options, Quiet())
    return folder / "site"


def make_questions(searches, seed):
    """(language, query, typing): titles whole, in parts, misspelt, without marks, joined; passages; words at random."""
    rnd = random.Random(seed)
    questions = [("en", text, False) for text in HOSTILE]
    for language in LANGUAGES:
        search = searches[language]
        cards = [search._card(slot) for slot in search.shelf.rows]
        named = [phrase for group in load_language(language).synonyms for phrase in group]
        texts = [text for card in cards for _, heading, text in card["passages"] if text]
        for _ in range(66):
            title = rnd.choice(cards)["title"]
            words = title.split()
            letters = list(" ".join(rnd.sample(words, min(len(words), 2))))
            at = rnd.randrange(max(1, len(letters) - 1))
            letters[at : at + 2] = reversed(letters[at : at + 2])
            text = rnd.choice(texts)
            start = rnd.randrange(len(text))
            questions += [
                (language, title, rnd.random() < 0.3),
                (language, " ".join(rnd.sample(words, rnd.randint(1, min(4, len(words))))), rnd.random() < 0.5),
                (language, "".join(letters), rnd.random() < 0.5),
                (language, text[start : start + rnd.randint(3, 300)], False),
                (language, "".join(words[:2]), False),
                (language, fold(normalise(title)), False),
                (language, " ".join(rnd.sample(named, 2)), False),
                (language, f'"{" ".join(words[:2])}" {" ".join(words[3:4])}', False),
            ]
    return questions


def units(text, place):
    """A place in a text as JavaScript counts it."""
    return len(text[:place].encode("utf-16-le")) // 2


def test_the_browser_answers_as_the_reference_does(output):
    searches = open_published(output)
    questions = make_questions(searches, 7)
    assert len(questions) > 2000
    answers = ask_in_node(output, questions)
    different = []
    for (language, query, typing), hits in zip(questions, answers, strict=True):
        expected = [
            {
                "id": hit.id,
                "url": hit.url,
                "title": hit.title,
                "section": hit.section,
                "heading": hit.heading,
                "excerpt": hit.excerpt,
                "marks": [[units(hit.excerpt, start), units(hit.excerpt, end)] for start, end in hit.marks],
                "language": hit.language,
                "score": hit.score,
            }
            for hit in searches[language].find(query, typing=typing)
        ]
        found = [{name: hit[name] for name in expected[0]} if expected else hit for hit in hits]
        if found != expected:
            different.append((language, query[:80], typing))
    assert different == []


def test_no_question_of_the_set_is_without_an_answer_by_accident(output):
    searches = open_published(output)
    titles = [(language, card["title"]) for language in LANGUAGES for card in _cards(searches[language])]
    assert len(titles) > 250
    lost = [(language, title) for language, title in titles if not searches[language].find(title)]
    assert lost == []


def test_an_exact_title_comes_first(output):
    searches = open_published(output)
    wrong = []
    for language in LANGUAGES:
        for card in _cards(searches[language]):
            hits = searches[language].find(card["title"])
            if hits[0].title != card["title"]:
                wrong.append((language, card["title"], hits[0].title))
    assert wrong == []


def _cards(search):
    return [search._card(slot) for slot in search.shelf.rows]
