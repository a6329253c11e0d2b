"""`kbgen redirects test`: where old links lead, from the sources alone."""

import json

import pytest

from tests.broken.running import run_kbgen
from tests.sites import SiteFolder

LINKS = "# from the old site\n\n/start\nhttps://old.example/old/?x=1\n/gone/\n/%C3%A5/\n"


@pytest.fixture
def site(tmp_path):
    site = SiteFolder(tmp_path)
    site.write("content/start.md", "---\ntitle: Start\naliases: [/old/]\n---\n\nX.\n")
    site.write("content/gone.md", "---\nremoved: true\n---\n\nX.\n")
    site.write("content/inner.md", "---\naudience: agents\naliases: [/å/]\n---\n\nX.\n")
    site.write("links.txt", LINKS)
    return site


def test_each_address_with_where_it_leads(site):
    answer = run_kbgen(site.folder, "redirects", "test", "links.txt")
    assert answer.out.splitlines() == [
        "/start  /start/  Start  (content/start.md)",
        "https://old.example/old/?x=1  -> /start/  Start  (by content/start.md)",
        "/gone/  is gone (410)  (by content/gone.md)",
        "/%C3%A5/  leads nowhere  (links.txt:6)",
        "3 of 4 addresses lead somewhere.",
        "Next: give the others a row in content/_data/redirects.csv, or an alias in the right article.",
    ]
    assert (answer.code, answer.err) == (1, "")
    assert not site.output.exists()
    assert run_kbgen(site.folder, "redirects", "test", "links.txt", "--edition", "agents").code == 0


def test_as_json(site):
    answer = run_kbgen(site.folder, "redirects", "test", "links.txt", "--json")
    rows = json.loads(answer.out)
    assert answer.code == 1
    assert [(row["line"], row["status"], row["url"]) for row in rows] == [
        (3, 200, "/start/"),
        (4, 301, "/start/"),
        (5, 410, "/gone/"),
        (6, 404, None),
    ]
    assert rows[1] == {
        "line": 4,
        "address": "https://old.example/old/?x=1",
        "status": 301,
        "url": "/start/",
        "title": "Start",
        "via": "redirect",
        "source": "content/start.md",
        "note": None,
    }


def test_a_file_without_addresses_or_text(site):
    site.write("links.txt", "# none\n")
    answer = run_kbgen(site.folder, "redirects", "test", "links.txt")
    assert (answer.code, answer.out) == (0, "There is no address in links.txt.\n")
    site.write("links.txt", b"/caf\xe9\n")
    assert run_kbgen(site.folder, "redirects", "test", "links.txt").code == 2
