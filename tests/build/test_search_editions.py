"""Which articles the index of an edition holds: agents', drafts, planned and expired ones, day by day."""

from __future__ import annotations

import pytest

from tests.search.published import open_published
from tests.sites import SiteFolder, clean_tree, read_tree


@pytest.fixture
def site(tmp_path):
    site = SiteFolder(tmp_path / "site-folder")
    site.write(
        "content/printing.md", "---\nid: printing\n---\n# Printing\n\nFor all.\n\n::: agent\nAsk the warehouse.\n:::\n"
    )
    site.write("content/_snippets/inside.md", "---\naudience: agents\n---\nPassphrase tangerine.\n")
    site.write("content/inner.md", "---\nid: inner\naudience: agents\n---\n# Refund by hand\n\nOpen the ledger.\n")
    site.write("content/draft.md", "---\nid: draft\nstate: draft\n---\n# Scanning\n\nNot done.\n")
    site.write("content/planned.md", "---\nid: planned\npublish_at: 2026-06-20\n---\n# Faxing\n\nSoon.\n")
    site.write("content/expiring.md", "---\nid: expiring\nexpires_at: 2026-06-18\n---\n# Copying\n\nNot for long.\n")
    site.write("content/archived.md", "---\nid: archived\nstate: archived\n---\n# Telegraphing\n\nOld.\n")
    for number in range(20):
        site.write(f"content/other-{number}.md", f"---\nid: other-{number}\n---\n# Other {number}\n\nText {number}.\n")
    return site


def found(output, *questions):
    """Ids of the best hits of questions, None where there is no hit."""
    search = open_published(output)["en"]
    hits = [search.find(question, 1) for question in questions]
    return [hit[0].id if hit else None for hit in hits]


def titles(output):
    search = open_published(output)["en"]
    return {search._card(slot)["title"] for slot in search.shelf.rows}


def test_customers_find_neither_internal_articles_nor_internal_notes(site):
    site.build()
    assert found(site.output, "refund", "ledger", "warehouse", "printing") == [None, None, None, "printing"]
    assert found(site.output, "scanning", "faxing", "telegraphing", "copying") == [None, None, None, "expiring"]


def test_agents_find_both(site):
    site.build(edition="agents", output=site.folder / "inside")
    inside = site.folder / "inside"
    assert found(inside, "refund", "ledger", "warehouse", "printing") == ["inner", "inner", "printing", "printing"]
    hit = open_published(inside)["en"].find("warehouse")[0]
    assert hit.excerpt[slice(*hit.marks[0])] == "warehouse"


def test_editions_side_by_side_keep_their_own_index(site, tmp_path):
    inside = site.folder / "inside"
    site.build()
    public = read_tree(site.output)
    site.build(edition="agents", output=inside)
    agents = read_tree(inside)
    site.build()
    site.build(edition="agents", output=inside)
    assert read_tree(site.output) == public
    assert read_tree(inside) == agents
    assert clean_tree(site, tmp_path / "scratch") == public


def test_drafts_are_found_where_they_are_shown(site, tmp_path):
    site.build()
    before = read_tree(site.output)
    site.build(drafts=True)
    assert found(site.output, "scanning") == ["draft"]
    assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch", drafts=True)
    site.build()
    assert found(site.output, "scanning") == [None]
    assert read_tree(site.output) == before


@pytest.mark.parametrize("days", [("2026-06-17", "2026-06-18", "2026-06-19", "2026-06-20", "2026-06-17")])
def test_the_index_follows_the_day(site, tmp_path, days):
    """Forwards and back again, each time as if built from nothing."""
    for day in days:
        site.build(date=day)
        shown = {"Faxing"} if day >= "2026-06-20" else set()
        shown |= {"Copying"} if day < "2026-06-18" else set()
        assert titles(site.output) & {"Faxing", "Copying"} == shown, day
        assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch", date=day), day


def test_an_edit_of_the_internal_part_leaves_the_public_index_as_it_is(site):
    site.build()
    before = read_tree(site.output)
    text = (site.folder / "content/printing.md").read_text(encoding="utf-8")
    site.write("content/printing.md", text.replace("warehouse", "depot in the north"))
    site.write("content/inner.md", "---\nid: inner\naudience: agents\n---\n# Goodwill\n\nGive it.\n")
    site.build()
    assert read_tree(site.output) == before
