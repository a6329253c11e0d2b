"""Another site's table of redirects becomes rows here: by article where there is one, and with reasons where not."""

import pytest

from kbgen.authoring.redirect_file import add_rows
from kbgen.authoring.redirect_import import NewRow
from kbgen.content.redirect_table import parse_redirects
from tests.broken.running import run_kbgen
from tests.sites import SiteFolder

OLD = "https://old.example/docs/kb"
TABLE = "content/_data/redirects.csv"


@pytest.fixture
def site(tmp_path):
    site = SiteFolder(tmp_path / "here")
    site.write("content/billing/refunds.md", "---\nid: refunds\naliases: [/hc/1]\n---\n\n## How\n\nX.\n")
    site.write("content/billing/card-2.4.md", "# Card\n")
    site.write("content/billing/inner.md", "---\nid: inner\naudience: agents\n---\n\nX.\n")
    site.write("content/start.md", "# Start\n")
    return site


def bring(site, *rows, arguments=()):
    """(rows of the table, lines of what is left out, the answer)"""
    site.write("old.csv", "old,new\n" + "".join(f"{row}\n" for row in rows))
    answer = run_kbgen(site.folder, "redirects", "import", "old.csv", *arguments)
    table = site.folder / TABLE
    lines = table.read_text(encoding="utf-8").splitlines() if table.exists() else []
    return lines, [line for line in answer.err.splitlines() if line.startswith("old.csv:")], answer


def test_articles_sections_and_other_sites(site):
    table, left, answer = bring(
        site,
        f"{OLD}/a.html,{OLD}/billing/refunds.html#how",
        f"{OLD}/b\\.html,{OLD}/billing/card-2.4.html",
        f"{OLD}/c.html,{OLD}/billing/",
        f"{OLD}/d.html,https://old.example/shop/",
        f"{OLD}/e.html,https://help.example.com/start/",
        f"{OLD}/f.html,{OLD}/a.html",
        f"{OLD}/g.html,/hc/1",
        f"{OLD}/h.html?id=1,id:inner",
    )
    assert (answer.code, left) == (0, [])
    assert table == [
        "from,to",
        "/docs/kb/a.html,id:refunds#how",
        "/docs/kb/b.html,id:billing/card-2.4",
        "/docs/kb/c.html,/billing/",
        "/docs/kb/d.html,https://old.example/shop/",
        "/docs/kb/e.html,id:start",
        "/docs/kb/f.html,id:refunds#how",
        "/docs/kb/g.html,id:refunds",
        "/docs/kb/h.html?id=1,id:inner",
    ]
    assert "Write an `id` into content/billing/card-2.4.md, content/start.md:" in answer.out
    assert answer.out.splitlines()[-1].startswith("Next: ")
    assert site.build().problems == ()
    assert bring(site, f"{OLD}/a.html,{OLD}/billing/refunds.html#how")[0] == table


def test_what_cannot_be_placed_is_listed_and_the_rest_comes_along(site):
    table, left, answer = bring(
        site,
        f"{OLD}/a.html,{OLD}/billing/refundz.html",
        f"{OLD}/b.html,{OLD}/c.html",
        f"{OLD}/c.html,{OLD}/b.html",
        "/start/,id:refunds",
        "/hc/1,id:start",
        f"{OLD}/d.html,mailto:x@example.com",
        f"{OLD}/e.html,id:refunds",
        f"{OLD}/e.html,id:start",
        f"{OLD}/e.html,{OLD}/billing/refunds",
        f"{OLD}/f.html,id:nothing",
    )
    assert (answer.code, table) == (0, ["from,to", "/docs/kb/e.html,id:refunds"])
    assert [line.split(":")[1] for line in left] == ["2", "3", "4", "5", "6", "7", "9", "11"]
    assert "  The nearest article is /billing/refunds.md." in answer.err
    assert "leads back to itself (lines 3, 4)" in answer.err
    assert "8 rows cannot be placed" in answer.out


def test_twice_changes_nothing_and_what_was_mended_by_hand_stays(site):
    rows = ("/x,id:refunds", "/y,https://y.example/")
    before = bring(site, *rows)[0]
    assert bring(site, *rows)[0] == before
    site.write(TABLE, "from,to\n# mine\n/x,id:start\n")
    table, left, _ = bring(site, *rows)
    assert table == ["from,to", "# mine", "/x,id:start", "/y,https://y.example/"]
    assert left == [f"old.csv:2: left out: /x: {TABLE}:3 leads it elsewhere, and stays as it is"]


def test_a_dry_run_writes_nothing(site):
    table, _, answer = bring(site, "/x,id:refunds", arguments=["--dry-run"])
    assert table == []
    assert answer.out.splitlines() == [f"1 row would be added to {TABLE}.", "Next: run it again without --dry-run."]


def test_languages(site, tmp_path):
    two = SiteFolder(tmp_path / "two", '[site]\ntitle = "Help"\nlanguages = ["en", "sv"]\n')
    two.write("content/en/a.md", "---\nid: a\n---\n\nA.\n")
    two.write("content/sv/å.md", "---\nid: a\n---\n\nÅ.\n")
    two.write(TABLE, "from,to\n/kept,id:a\n")
    table, left, _ = bring(two, "/x,/sv/å/", "/y,/a/")
    assert (table, left) == (["from,to,language", "/kept,id:a", "/x,id:a,sv", "/y,id:a"], [])
    assert two.build().problems == ()


def test_a_file_that_cannot_be_read_ends_with_1(site):
    site.write("old.csv", b"old,new\n/caf\xe9,/start/\n")
    answer = run_kbgen(site.folder, "redirects", "import", "old.csv")
    assert answer.code == 1
    assert "[redirect-file]" in answer.err
    assert run_kbgen(site.folder, "redirects", "import", "none.csv").code == 2


def test_a_table_of_another_layout_is_laid_out_anew():
    before = "Old;New\r\n/a;id:x\r\n"
    rows, _ = parse_redirects(before.encode(), TABLE)
    assert add_rows(before, rows, [NewRow("/b,c", "/d")]) == 'from,to\n/a,id:x\n"/b,c",/d\n'
    assert add_rows("from,to\n/a,id:x", rows, [NewRow("/b", "/d", "sv")]) == "from,to,language\n/a,id:x\n/b,/d,sv\n"
    assert add_rows(None, (), [NewRow("/b", "/d")]) == "from,to\n/b,/d\n"
