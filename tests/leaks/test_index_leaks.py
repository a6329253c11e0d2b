"""The public edition's search index, decoded, holds nothing of what only agents may see; and the agents' holds it."""

from __future__ import annotations

import pytest

from kbgen.site.urls import ASSETS
from tests.leaks.decoded import find_indexed, index_texts
from tests.leaks.planted import STATES, Words, find_leaks, hidden_article, plant
from tests.search.published import ask_in_node, open_published
from tests.sites import SiteFolder

INDEXED = {
    "block": {"title", "summary", "keyword", "error", "applies", "version", "heading", "body", "block", "snippet"},
    "card": {"title", "summary", "heading", "body", "block", "anchor", "slug", "id"},
    "facets": {"applies", "version", "folder"},
}
"""Kinds of planted words that the agents' index has to hold, by kind of file."""


def kind_of(word):
    return word[2:].partition("Ø")[0]


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """(site, words), built for customers, and for agents with drafts into `inside`."""
    site = SiteFolder(tmp_path_factory.mktemp("planted"))
    words = plant(site)
    site.write("content/_data/synonyms.yml", f"en:\n  - [shown, {words[0]}]\n")
    site.build()
    site.build(edition="agents", drafts=True, output=site.folder / "inside", date="2026-06-14")
    return site, words


def test_the_public_index_holds_nothing(planted):
    site, words = planted
    # What stands in the file of synonyms is public: a word that was put there shows that lexicons are read too.
    assert find_indexed(site.output, words) == [("lexicon", words[0])]
    assert len(list(index_texts(site.output))) > 300
    assert set(open_published(site.output)) == {"en", "sv", "nb"}


def test_the_search_finds_what_is_there(planted):
    """In the agents' edition all of it is found, so that the test above can fail."""
    site, words = planted
    inside = site.folder / "inside"
    found = find_indexed(inside, words)
    for file, kinds in INDEXED.items():
        assert kinds - {kind_of(word) for kind, word in found if kind == file} == set(), file


def test_a_word_may_hide_from_a_search_of_bytes(tmp_path):
    """Which is why the index is decoded."""
    site = SiteFolder(tmp_path)
    site.write("content/one.md", "# One\n\nqzvorhanden qzvorhang\n")
    site.build()
    blocks = b"".join(path.read_bytes() for path in (site.output / ASSETS).glob("en-w*.txt"))
    assert b"qzvorhanden" in blocks
    assert b"qzvorhang" not in blocks
    assert ("block", "qzvorhang") in find_indexed(site.output, ["qzvorhang"])


def test_no_question_leads_customers_to_it(planted):
    site, words = planted
    searches = open_published(site.output)
    asked = [(language, word, typing) for language in searches for word in words for typing in (False, True)]
    inside = [hits for hits in ask_in_node(site.folder / "inside", asked) if hits]
    assert len(inside) > 50
    for (language, word, typing), hits in zip(asked, ask_in_node(site.output, asked), strict=True):
        assert {hit["title"] for hit in hits} <= {"Shown", "Second", "Visad"}, (language, word, typing)


@pytest.mark.parametrize("state", STATES)
def test_an_article_that_is_taken_back_leaves_the_index(tmp_path, state):
    site, word = SiteFolder(tmp_path), Words("back")
    path, text, files = hidden_article(word, STATES[state], name="back", language="en")
    site.write("kbgen.toml", '[site]\ntitle = "Help"\nurl = "https://help.example.com"\nlanguages = ["en", "sv"]\n')
    for file, data in files.items():
        site.write(file, data)
    site.write("content/en/shown.md", "---\nid: shown\n---\n# Shown\n\n## Why\n\nSeen.\n")
    for number in range(30):  # so that the index is brought up to date, not built anew
        site.write(f"content/en/other-{number}.md", f"# Other {number}\n\nText {number} of it.\n")
    for hidden in (False, True, False, True):
        site.write(path, text if hidden else text.replace(f"{STATES[state]}\n", ""))
        site.build()
        found = find_indexed(site.output, word.made)
        assert bool(found) == (not hidden)
    assert find_leaks(site.output, word.made) == []
