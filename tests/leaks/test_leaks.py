"""Nothing of what only agents may see reaches the public edition: not a title, name, image, redirect or digest."""

from __future__ import annotations

import shutil

import pytest

from kbgen.errors import OutputError, UsageError
from tests.broken.running import find_faults
from tests.leaks.planted import STATES, Words, find_leaks, hidden_article, plant
from tests.sites import SiteFolder, clean_tree, read_tree

NOT_SHOWN = {"broken", "brokenbody", "data", "error", "id", "key", "owner", "product", "unused", "value"}
"""Kinds of words that no page has to show, not even to agents."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    site = SiteFolder(tmp_path_factory.mktemp("planted"))
    return site.folder, plant(site)


@pytest.fixture
def site(planted, tmp_path):
    folder, _ = planted
    copy = tmp_path / "site-folder"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".kbgen", "site", "site-agents"))
    site = SiteFolder.__new__(SiteFolder)
    site.folder, site.output = copy, copy / "site"
    return site


@pytest.fixture
def words(planted):
    return planted[1]


def test_the_search_for_leaks_finds_what_is_there(site, words):
    """In the agents' edition with drafts all is shown but what is never published; so the test below can fail."""
    inside = site.folder / "inside"
    site.build(edition="agents", drafts=True, output=inside, date="2026-06-14")
    found = {word for _, word in find_leaks(inside, words)}
    kinds = {word[2:].partition("Ø")[0] for word in words} - {word[2:].partition("Ø")[0] for word in found}
    assert kinds <= NOT_SHOWN


def test_a_clean_build_holds_nothing(site, words):
    result = site.build()
    assert find_leaks(site.output, words) == []
    assert find_faults(site.output, languages=("", "sv/", "nb/")) == []
    assert {p.path for p in result.problems if p.level == "error"} == {"content/en/broken.md"}


def test_the_public_edition_is_as_if_the_rest_had_never_been(site):
    """Byte for byte: no digest, order, number or blank line tells that there is more."""
    site.build()
    full = read_tree(site.output)
    for name in ("en/inner", "sv/inner", "en/broken.md", "_snippets", "_data"):
        site.remove(f"content/{name}")
    for path in (site.folder / "content").rglob("*"):
        if path.is_file() and "Z" in path.relative_to(site.folder).as_posix():
            path.unlink()
    site.write(
        "content/en/shown.md",
        "---\nid: shown\ntitle: Shown\nkeywords: [card]\n---\n\n## Why\n\nSeen by all.\n\n- One\n\nMixed.\n",
    )
    assert [p for p in site.build(clean=True).problems if p.level == "error"] == []
    assert read_tree(site.output) == full


def test_the_agents_edition_may_not_take_the_place_of_the_public_one(site, words):
    site.build()
    expected = read_tree(site.output)
    with pytest.raises(UsageError, match="public edition"):
        site.build(edition="agents", output=site.output)
    elsewhere = site.folder / "elsewhere"
    site.output.rename(elsewhere)
    with pytest.raises(OutputError, match="public edition"):
        site.build(edition="agents", output=elsewhere)
    assert read_tree(elsewhere) == expected


@pytest.mark.parametrize("forget", [False, True], ids=["kept state", "lost state"])
def test_after_the_agents_edition_lay_in_the_same_folder(site, words, forget):
    site.build()
    expected = read_tree(site.output)
    shared = site.folder / "shared"
    site.build(edition="agents", drafts=True, output=shared)
    assert find_leaks(shared, words) != []
    if forget:  # then there is nothing but the manifest to go by
        shutil.rmtree(site.folder / ".kbgen")
    site.build(output=shared)
    assert find_leaks(shared, words) == []
    assert read_tree(shared) == expected


@pytest.mark.parametrize(
    ("state", "forget"),
    [*((state, False) for state in STATES), ("agents", True), ("planned", True)],
    ids=lambda value: value if isinstance(value, str) else "lost state" if value else "kept state",
)
def test_an_article_that_is_taken_back(site, tmp_path, state, forget):
    word = Words("back")
    path, text, files = hidden_article(word, STATES[state], name="back", language="en")
    for file, data in files.items():
        site.write(file, data)
    public = text.replace(f"{STATES[state]}\n", "")
    site.write("content/en/second.md", f"# Second\n\nSee [it](inner/{path.rpartition('/')[2]}).\n")
    site.write(path, public)
    site.build()
    assert len({found for _, found in find_leaks(site.output, word.made)}) > 15
    for hidden, shown in ((True, False), (False, True), (True, False)):
        site.write(path, text if hidden else public)
        if forget:
            shutil.rmtree(site.folder / ".kbgen")
        site.build()
        assert (find_leaks(site.output, word.made) != []) == shown
        assert find_faults(site.output, languages=("", "sv/", "nb/")) == []
    site.remove("content/en/broken.md")
    site.build()
    assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch")


def test_the_day_decides(site, words):
    """Planned and expired articles come and go with the day, whole."""
    site.build(date="2026-06-14")
    early = {word for _, word in find_leaks(site.output, words)}
    site.build(date="2026-06-15")
    assert find_leaks(site.output, words) == []
    site.build(date="2026-06-16")
    late = {word for _, word in find_leaks(site.output, words)}
    assert early
    assert late
    assert early.isdisjoint(late)
    site.build(date="2026-06-15")
    assert find_leaks(site.output, words) == []


def test_a_block_that_moves_into_the_agents_part(site):
    word = Words("moved")
    before = f"---\ntitle: Moved\n---\n\nSeen.\n\n{word('text')} [x](https://x.example.com/{word('url')})\n"
    lines = before.split("\n")
    site.write("content/en/moved.md", before)
    site.build()
    assert find_leaks(site.output, word.made)
    site.write("content/en/moved.md", "\n".join([*lines[:6], "::: agent", *lines[6:], ":::"]))
    site.build()
    assert find_leaks(site.output, word.made) == []
    site.write("content/en/moved.md", "\n".join([*lines[:6], "::: agent", *lines[6:]]))
    site.build()
    assert find_leaks(site.output, word.made) == []


def test_a_section_that_becomes_the_agents(site):
    word = Words("section")
    folder = word("folder")
    site.write(f"content/en/{folder}/_section.md", f"---\ntitle: {word('title')}\n---\n\n{word('body')}\n")
    site.write(f"content/en/{folder}/one.md", f"---\ntitle: {word('one')}\n---\n\nX.\n")
    site.build()
    assert find_leaks(site.output, word.made)
    for name in ("_section", "one"):
        path = site.folder / f"content/en/{folder}/{name}.md"
        path.write_text(
            path.read_text(encoding="utf-8").replace("---\ntitle", "---\naudience: agents\ntitle"), encoding="utf-8"
        )
    site.build()
    assert find_leaks(site.output, word.made) == []


def test_what_borrows_from_a_hidden_translation(site):
    """A hidden original is not borrowed, a hidden translation is replaced by what it translates."""
    word = Words("lent")
    site.write("content/sv/lent.md", f"---\nid: lent\ntitle: {word('sv')}\naudience: agents\n---\n\n{word('text')}\n")
    site.write("content/en/lent.md", "---\nid: lent\ntitle: Lent\n---\n\nFor all.\n")
    site.build()
    assert find_leaks(site.output, word.made) == []
    assert "For all." in site.page("nb/lent/index.html")
    assert "For all." in site.page("sv/lent/index.html")
    site.write("content/en/lent.md", f"---\nid: lent\ntitle: {word('en')}\naudience: agents\n---\n\nFor all.\n")
    site.build()
    assert find_leaks(site.output, word.made) == []
    assert not (site.output / "nb/lent").exists()


def test_what_readers_of_the_log_see_is_not_published(site, words):
    """The state and its caches lie outside the output."""
    site.build()
    assert not [path for path in site.output.rglob("*") if ".kbgen" in path.name and path.name != ".kbgen-manifest"]
