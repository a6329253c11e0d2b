"""What the benchmarks of the search measure with: answers are scored by the book, queries are made the same way each time."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def load(monkeypatch):
    """Loads scripts that lie beside each other, as Python does for whoever runs one of them."""

    def load_module(*names):
        for name in names:
            spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
            module = importlib.util.module_from_spec(spec)
            monkeypatch.setitem(sys.modules, name, module)
            spec.loader.exec_module(module)
        return module

    return load_module


def test_answers_are_scored_by_the_place_of_the_first_relevant_article(load):
    load("judged")
    scores = load("scores")

    def answer(*hits):
        return scores.Answer(sys.modules["judged"].Query("q", "keyword", "en", frozenset({"a.md", "b.md"})), hits)

    score = scores.score_answers(
        [answer("a.md", "b.md"), answer("", "b.md"), answer(*"uvwxyz", "a.md"), answer(*"0123456789", "a.md"), answer()]
    )
    assert (score.n, score.zero) == (5, 1)
    assert score.mrr == pytest.approx((1 + 1 / 2 + 1 / 7) / 5)
    assert (score.p1, score.r5) == (0.2, 0.4)
    assert 0 <= score.low < score.mrr < score.high <= 1
    assert scores.bootstrap_interval([1.0] * 7) == (1, 1)


def test_halves_share_every_language_and_kind(load):
    judged = load("judged")
    queries = [
        judged.Query(f"{language} {kind} {number}", kind, language, frozenset())
        for language in ("en", "sv")
        for kind in ("keyword", "typo")
        for number in range(7)
    ]
    left, right = judged.halve_queries(queries, 3)
    assert (left, right) == judged.halve_queries(queries, 3) != judged.halve_queries(queries, 4)
    assert set(left) | set(right) == set(queries)
    assert not set(left) & set(right)
    for language in ("en", "sv"):
        for kind in ("keyword", "typo"):
            assert sum((query.language, query.kind) == (language, kind) for query in left) in {3, 4}


def test_a_query_that_cannot_be_read_is_named(load, tmp_path):
    (tmp_path / "dev_en.jsonl").write_text('\n{"q": "refund", "kind": "keyword"}\n', encoding="utf-8")
    with pytest.raises(SystemExit, match=r"dev_en\.jsonl:2: .*lang"):
        load("judged").read_queries(tmp_path)


PAGE = """<!doctype html><title>No</title><main><article><nav>Home</nav><header><h1>Reset <code>2FA</code></h1></header>
<div><p>Log <b>o</b>ut&amp;in.</p><h2>Be<em>fore</em></h2><ul><li>one</li><li>two</li></ul></div></article>
<nav><h2>Related</h2></nav></main><footer>No</footer>"""


def test_the_text_of_a_page_is_what_is_read_in_the_article(load, tmp_path):
    page = tmp_path / "index.html"
    page.write_text(PAGE, encoding="utf-8")
    text = load("pagetext").read_page(page)
    assert (text.title, text.headings, text.text) == ("Reset 2FA", ("Before",), "Log out&in. one two")


def test_queries_are_words_of_the_articles_and_typos_are_not(load, tmp_path):
    load("contestants", "builtsite", "pagetext")
    wordqueries = load("wordqueries")
    titles = ("Printer prints nothing overnight", "Invoices missing yesterday", "Cannot connect anywhere")
    articles = []
    for number, title in enumerate(titles):
        page = tmp_path / f"{number}.html"
        page.write_text(f"<article><h1>{title}</h1><p>Restart everything, afterwards reconnect.</p></article>")
        (tmp_path / f"{number}.md").write_text(f"# {title}\n\nRestart everything, afterwards reconnect.\n")
        articles.append(sys.modules["builtsite"].Article(f"{number}.md", f"/{number}/", title, "en", page))
    vocabulary = wordqueries.collect_vocabulary(tmp_path)
    assert "overnight" in vocabulary
    exact, typos = (
        make(wordqueries.QueryMaker(articles, vocabulary), 10)
        for make in (wordqueries.QueryMaker.exact, wordqueries.QueryMaker.misspelt)
    )
    assert exact == wordqueries.QueryMaker(articles, vocabulary).exact(10)
    assert all(2 <= len(query.split()) <= 4 for query in exact + typos)
    assert vocabulary.issuperset(" ".join(exact).split())
    assert [len(set(query.split()) - vocabulary) for query in typos] == [1] * 10
