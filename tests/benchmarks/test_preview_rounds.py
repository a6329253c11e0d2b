"""What the benchmark of the preview changes, and in which articles, so that all servers can be asked for the same page."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def preview(monkeypatch):
    for name in ("contestants", "corpus", "memory", "servers", "tables", "preview"):
        spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)
        spec.loader.exec_module(module)
    return module


def test_articles_whose_url_is_their_path(preview, tmp_path):
    title = "---\ntitle: 'A'\n---\n"
    texts = {
        "billing/refunds.md": title,
        "billing/_section.md": title,
        "billing/index.md": title,
        "Billing/cards.md": title,
        "a b.md": title,
        "moved.md": "---\ntitle: A\nslug: elsewhere\n---\n",
        "inner.md": "---\ntitle: A\naudience: agents\n---\n",
        "untitled.md": "# A\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    assert preview.find_articles(tmp_path) == ["billing/refunds.md"]


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_title_gets_a_word_more(preview, quote):
    text = f"---\nid: a\ntitle: {quote}Refund a card{quote}\n---\n\ntitle: B\n"
    assert preview.change_title(text, "new") == text.replace("a card", "a card new")


def test_an_article_is_replaced_by_one_move(preview, tmp_path):
    article = tmp_path / "a.md"
    article.write_text("A\n", encoding="utf-8")
    before = article.stat().st_ino
    preview.save(article, preview.add_sentence("A\n", "xbodyx"))
    assert "xbodyx" in article.read_text(encoding="utf-8")
    assert article.stat().st_ino != before
    assert os.listdir(tmp_path) == ["a.md"]


def test_ninety_five_of_a_hundred_are_not_slower(preview):
    assert preview.percentile_95(list(range(1, 101))) == 95
    assert preview.percentile_95([7.0]) == 7
