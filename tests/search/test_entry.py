"""The published entry, as a page's scripts use it: what is fetched when, where files lie, what a deploy does to it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.search.published import ask_in_node, open_published
from tests.sites import SiteFolder

DEPLOY = Path(__file__).parent / "deploy.mjs"
MODULES = '{"type": "module"}'


@pytest.fixture(scope="module")
def steps(tmp_path_factory):
    """What was seen at every step of `deploy.mjs`, by name."""
    folder = tmp_path_factory.mktemp("deploy")
    site = SiteFolder(folder)
    site.write("content/one.md", "# The printer\n\nIt prints.\n")
    for number in range(60):  # enough for several blocks
        words = " ".join(f"{chr(97 + number % 26)}{number}word{n}" for n in range(20))
        site.write(f"content/other-{number}.md", f"# Other {number}\n\n{words}\n")
    site.build()
    shutil.copytree(site.output, folder / "first")
    site.write("content/one.md", "# The scanner\n\nIt scans, flatbed and all. A printer it is not.\n")
    site.build()
    shutil.copytree(site.output, folder / "next")
    (folder / "package.json").write_text(MODULES, encoding="utf-8")  # hosts say so by the type they serve
    done = subprocess.run(
        ["node", str(DEPLOY), str(folder / "first"), str(folder / "next")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return {step["name"]: step for step in json.loads(done.stdout)}


def test_nothing_is_fetched_before_somebody_asks(steps):
    assert "open" in steps["imported"]["value"]
    assert steps["imported"]["fetched"] == steps["opened"]["fetched"] == []
    fetched = steps["asked"]["fetched"]
    assert steps["asked"]["value"] == ["The printer"]
    assert all(path.startswith("_kb/a/en-") for path in fetched)
    assert len(fetched) == len(set(fetched))


def test_the_base_may_be_another(steps):
    step = steps["elsewhere"]
    assert step["value"][0] == "KbIndexError"
    assert {path.partition("/_kb/a/en-m")[0] for path in step["fetched"]} == {"nowhere"}
    assert len(step["fetched"]) == 2  # again after a look at the entry


def test_after_a_deploy_the_new_articles_are_found(steps):
    assert steps["deployed"]["value"] == ["The scanner"]
    assert steps["asked again"]["value"] == ["The scanner"]
    assert [path for path in steps["deployed"]["fetched"] if path.startswith("_kb/a/en-m")] != []
    assert [path for path in steps["asked again"]["fetched"] if path.startswith("_kb/a/en-m")] == []


def test_when_the_whole_site_is_gone_the_error_says_so(steps):
    name, message = steps["gone"]["value"]
    assert name == "KbIndexError"
    assert "search index" in message


@pytest.mark.parametrize(
    ("articles", "questions"),
    [
        ({}, {"printer": [], "": [], "how to": []}),
        ({"one": "# Printer\n"}, {"printer": ["Printer"], "pritner": ["Printer"], "zebra": []}),
        (
            {"one": "# ⁂\n\n…\n", "two": "# Printer\n\nIt prints.\n"},
            {"printer": ["Printer"], "⁂": [], "prints": ["Printer"]},
        ),
        ({"one": "# 𠮷野家 😀\n\n😀 𠮷野家で printer 😀\n"}, {"printer": ["𠮷野家 😀"], "𠮷野": ["𠮷野家 😀"]}),
    ],
    ids=["no article", "one article", "an article without words", "letters beyond U+FFFF"],
)
def test_little_sites(tmp_path, articles, questions):
    site = SiteFolder(tmp_path)
    (tmp_path / "content").mkdir()
    for name, text in articles.items():
        site.write(f"content/{name}.md", text)
    site.build()
    search = open_published(site.output)["en"]
    answers = ask_in_node(site.output, [("en", query, False) for query in questions])
    for (query, expected), hits in zip(questions.items(), answers, strict=True):
        assert [hit["title"] for hit in hits] == [hit.title for hit in search.find(query)] == expected, query
