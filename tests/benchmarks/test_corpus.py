"""The benchmark's corpus: the same on every machine, and shaped like real articles."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import sys
from pathlib import Path

import pytest
import yaml

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def load(name):
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    load("corpus").write_corpus(folder, 90)
    return folder


def test_it_is_the_same_every_time(corpus, tmp_path):
    load("corpus").write_corpus(tmp_path, 90)
    digests = [
        {path.relative_to(folder): hashlib.sha256(path.read_bytes()).digest() for path in folder.rglob("*.md")}
        for folder in (corpus, tmp_path)
    ]
    assert digests[0] == digests[1]
    assert len(digests[0]) == 90 + 3 + 1  # three folders in one section


def test_articles_are_readable_and_link_to_articles(corpus):
    links = 0
    for path in corpus.rglob("article-*.md"):
        text = path.read_text(encoding="utf-8")
        facts = yaml.safe_load(text.split("---\n")[1])
        assert facts["id"] == path.stem
        for target in re.findall(r"\]\(([^)]+)\)", text):
            assert (path.parent / target).is_file()
            links += 1
    assert links > 90


def test_a_folder_is_repeated_until_there_are_enough(corpus, tmp_path):
    contestants = load("contestants")
    assert contestants.copy_articles(corpus, tmp_path / "all", 0) == 90
    assert contestants.copy_articles(corpus, tmp_path / "more", 200) == 200
    assert sum(contestants.is_article(path) for path in (tmp_path / "more").rglob("*.md")) == 200
