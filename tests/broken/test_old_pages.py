"""A published article that breaks stays as it was published, with the links to it, unless it may no longer be seen."""

from __future__ import annotations

import shutil

import pytest

from tests.broken.running import find_faults, run_kbgen
from tests.sites import DAY, SiteFolder, clean_tree, read_tree

BUILD = ("build", "--jobs", "1", "--date", DAY)
GOOD = "---\nid: victim\ntitle: The victim\nkeywords: [card]\n---\n\n## Why\n\nThe old text.\n"
LINK = "---\ntitle: Linker\nkeywords: [card]\n---\n\nSee [it](victim.md#why).\n"


@pytest.fixture
def site(tmp_path):
    site = SiteFolder(tmp_path / "site-folder")
    site.write("content/linker.md", LINK)
    site.write("content/other.md", "---\nid: other\ntitle: Other\n---\n\nText.\n")
    site.write("content/victim.md", GOOD)
    site.write("content/_snippets/note.md", "A note.\n")
    site.build()
    return site


READING = {
    "YAML": "---\ntitle: a: b\n---\n\nNew text.\n",
    "never closed": "---\ntitle: The victim\n\nNew text.\n",
    "not UTF-8": "---\ntitle: Närmare\n---\n".encode("latin-1"),
    "too big": b"x" * 4_100_000,
    "no date": "---\npublish_at: soon\n---\n\nNew text.\n",
    "key misspelt": "---\nAudience: public\n---\n\nNew text.\n",
    "key twice": "---\ntitle: A\ntitle: B\n---\n\nNew text.\n",
    "agents' block open": GOOD + "\n::: agent\nNew text.\n",
}
PLACES = {
    "reserved slug": GOOD.replace("id: victim", "id: victim\nslug: search"),
    "slug with a slash": GOOD.replace("id: victim", "id: victim\nslug: a/b"),
    "slug of another": GOOD.replace("id: victim", "id: victim\nslug: other"),
    "id of another": GOOD.replace("id: victim", "id: other"),
}
BREAKS = READING | PLACES


@pytest.mark.parametrize("name", BREAKS)
def test_the_old_page_stays(site, tmp_path, name):
    before = read_tree(site.output)
    site.write("content/victim.md", BREAKS[name])
    answer = run_kbgen(site.folder, *BUILD)
    assert answer.code == 1
    assert "content/victim.md" in answer.err
    assert read_tree(site.output) == before
    # And stays, as long as nobody mends it.
    again = site.build()
    assert [p.path for p in again.problems if p.level == "error"] == ["content/victim.md"]
    assert (again.rendered, read_tree(site.output)) == ((), before)
    site.write("content/other.md", "---\nid: other\ntitle: Other\n---\n\nText, changed.\n")
    assert run_kbgen(site.folder, *BUILD).code == 1
    changed = {path for path, data in read_tree(site.output).items() if before.get(path) != data}
    assert {path for path in changed if not path.startswith("_kb/")} == {
        ".kbgen-manifest",
        "other/index.html",
        "other/index.md",
    }
    assert find_faults(site.output) == []
    site.write("content/victim.md", GOOD.replace("old text", "new text"))
    assert site.build().problems == ()
    assert "The new text." in site.page("victim/index.html")
    assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch")


@pytest.mark.parametrize("name", PLACES)
def test_a_conflict_that_the_other_side_mends(site, tmp_path, name):
    site.write("content/victim.md", PLACES[name])
    site.build()
    site.remove("content/other.md")
    result = site.build()
    if "another" in name:
        assert [p for p in result.problems if p.level == "error"] == []
        assert "The old text." in site.page("other/index.html" if "slug" in name else "victim/index.html")
        assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch")
    else:
        assert "The old text." in site.page("victim/index.html")


@pytest.mark.parametrize("front", ["id: victim\n", "slug: victim\n"])
def test_a_newcomer_drives_nobody_out(site, front):
    """The copy sorts before its original, and has to give way all the same."""
    page = site.page("victim/index.html")
    site.write("content/copy.md", f"---\n{front}title: A copy\n---\n\nCopied.\n")
    result = site.build()
    assert [(p.level, p.path) for p in result.problems] == [("error", "content/copy.md")]
    assert site.page("victim/index.html") == page
    assert not (site.output / "copy").exists()
    assert site.build().rendered == ()
    site.remove("content/copy.md")
    assert site.build().problems == ()


def test_what_is_borrowed_has_no_history(site, tmp_path):
    """Two borrowed articles of one URL are no error, so nothing may depend on which was there first."""
    languages = 'languages = ["en", "sv", "nb"]\nfallback = { nb = ["sv", "en"] }\n'
    site.write("kbgen.toml", f'[site]\nurl = "https://help.example.com"\n{languages}')
    shutil.move(site.folder / "content", site.folder / "old")
    site.write("content/nb/start.md", "# Start\n")
    site.write("content/sv/two.md", "---\nslug: same\n---\n\nTwo.\n")
    site.build()
    assert "Two." in site.page("nb/same/index.html")
    site.write("content/en/one.md", "---\nslug: same\n---\n\nOne.\n")
    result = site.build()
    assert [(p.level, p.code) for p in result.problems] == [("warning", "url-taken"), ("warning", "url-taken")]
    assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch")


def test_a_section_page_that_breaks_keeps_its_section(site):
    site.write("content/guides/_section.md", "---\ntitle: Guides\n---\n\nAll of them.\n")
    site.write("content/guides/one.md", "# One\n")
    site.build()
    before = read_tree(site.output)
    for text in ("---\ntitle: a: b\n---\n", "---\ntitle: Guides\nslug: search\n---\n"):
        site.write("content/guides/_section.md", text)
        assert any(p.level == "error" for p in site.build().problems)
        assert read_tree(site.output) == before


def test_the_old_page_follows_the_rest_of_the_site(site):
    """Its text is old, its navigation and links are not."""
    site.write("content/victim.md", GOOD + "\nSee [the linker](linker.md).\n")
    site.build()
    site.write("content/victim.md", "---\ntitle: a: b\n---\n")
    site.write("content/linker.md", LINK.replace("---\ntitle", "---\nslug: moved\ntitle"))
    site.build()
    assert 'href="/moved/"' in site.page("victim/index.html")
    assert find_faults(site.output) == []


def test_other_settings_keep_the_old_page(site):
    site.write("content/victim.md", "---\ntitle: a: b\n---\n")
    site.build()
    config = (site.folder / "kbgen.toml").read_text()
    site.write("kbgen.toml", f'{config}\n[content.variables]\nproduct = "Acme"\n')
    assert site.build().pages == 3
    assert "The old text." in site.page("victim/index.html")


@pytest.mark.parametrize(
    "last",
    ["audience: agents", "state: draft", "state: unverified", "publish_at: 2030-01-01", "expires_at: 2026-01-01"],
)
def test_what_was_taken_back_before_it_broke_is_gone(site, last):
    site.write("content/victim.md", GOOD.replace("id: victim", f"id: victim\n{last}"))
    site.write("content/linker.md", "---\ntitle: Linker\n---\n")
    site.build()
    assert not (site.output / "victim").exists()
    site.write("content/victim.md", "---\ntitle: a: b\n---\n\nThe old text.\n")
    assert run_kbgen(site.folder, *BUILD).code == 1
    assert not (site.output / "victim").exists()


@pytest.mark.parametrize(
    "front",
    [
        "audience: agents\ntitle: a: b",
        "title: a: b\naudience: agents",
        "audience: [agents",
        'title: "open\nstate: draft',
        "state : unverified\n\ttitle: x",
        "Audience: agents",
        "audeince: agents",
        "audience: publik",
        "state: verifyed",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_its_broken_head_takes_back_is_gone(site, front, encoding):
    site.write("content/victim.md", f"---\n{front}\n---\n\nThe old text.\n".encode(encoding))
    answer = run_kbgen(site.folder, *BUILD)
    assert answer.code == 1
    assert not (site.output / "victim").exists()
    assert b"The old text." not in b"".join(read_tree(site.output).values())
    assert find_faults(site.output) == []


@pytest.mark.parametrize("taken_back", ["audience: agents", "state: draft", "state: unverified"])
@pytest.mark.parametrize("conflict", ["slug: search", "slug: other", "slug: a/b"])
def test_what_is_taken_back_with_a_conflict_is_gone(site, taken_back, conflict):
    site.write("content/victim.md", GOOD.replace("id: victim", f"id: victim\n{taken_back}\n{conflict}"))
    site.build()
    assert not (site.output / "victim").exists()
    assert b"The old text." not in b"".join(read_tree(site.output).values())


@pytest.mark.parametrize("name", READING)
def test_without_a_memory_there_is_no_old_version(site, name):
    """A lost `.kbgen/` has the last good version no more: the page goes, nothing else does, and the exit code says so."""
    site.write("content/victim.md", BREAKS[name])
    assert run_kbgen(site.folder, *BUILD).code == 1
    shutil.rmtree(site.folder / ".kbgen")
    answer = run_kbgen(site.folder, *BUILD)
    assert answer.code == 1
    assert "content/victim.md" in answer.err
    assert (site.output / "other/index.html").exists()
    assert find_faults(site.output) == []
    site.write("content/victim.md", GOOD)
    assert site.build().problems == ()
    assert "The old text." in site.page("victim/index.html")


@pytest.mark.parametrize("front", ["audience: agents\ntitle: a: b", "audience: agents", "state: draft\n\ttitle: x"])
def test_without_a_memory_nothing_hidden_comes_back(site, front):
    site.write("content/victim.md", f"---\n{front}\n---\n\nThe old text.\n")
    shutil.rmtree(site.folder / ".kbgen")
    run_kbgen(site.folder, *BUILD)
    assert not (site.output / "victim").exists()
    assert b"The old text." not in b"".join(read_tree(site.output).values())
