"""`kbgen search`: what customers find, from the sources alone."""

from __future__ import annotations

import json

import pytest

from tests.broken.running import run_kbgen
from tests.sites import SiteFolder

CONFIG = '[site]\ntitle = "Help"\nurl = "https://x.se/help"\nlanguages = ["en", "sv"]\n'
KEYS = ["id", "url", "title", "section", "heading", "excerpt", "marks", "language", "score", "source"]


@pytest.fixture
def site(tmp_path):
    site = SiteFolder(tmp_path, CONFIG)
    site.write(
        "content/en/Billing/Late_Fee.md",
        "---\nid: fees\ntitle: Late fees\n---\n\nAbout fees.\n\n## Pay in parts\n\nGiraffes pay in parts.\n",
    )
    site.write("content/en/Billing/_section.md", "# Billing\n")
    site.write("content/en/start.md", "# Start\n\nFees are \x1b[31mred\x1b[0m.\n")
    site.write("content/en/inner.md", "---\naudience: agents\n---\n\n# Inner giraffes\n\nX.\n")
    site.write("content/sv/over.md", "# Översikt\n\nPelikaner.\n")
    return site


def test_as_json(site):
    answer = run_kbgen(site.folder, "search", "giraffes", "--json")
    assert (answer.code, answer.err) == (0, "")
    (row,) = json.loads(answer.out)
    assert list(row) == KEYS
    score = row.pop("score")
    assert score > 0
    assert row == {
        "id": "fees",
        "url": "/help/billing/late-fee/#pay-in-parts",
        "title": "Late fees",
        "section": "Billing",
        "heading": "Pay in parts",
        "excerpt": "Giraffes pay in parts.",
        "marks": [[0, 8]],
        "language": "en",
        "source": "content/en/Billing/Late_Fee.md",
    }
    assert not site.output.exists()
    agents = json.loads(run_kbgen(site.folder, "search", "giraffes", "--json", "--edition", "agents").out)
    assert [row["id"] for row in agents] == ["inner", "fees"]


def test_for_people(site):
    answer = run_kbgen(site.folder, "search", "pay", "in", "parts")
    assert answer.out.splitlines() == [
        " 1. Late fees  /help/billing/late-fee/#pay-in-parts  (content/en/Billing/Late_Fee.md)",
        "    Pay in parts: Giraffes pay in parts.",
    ]
    limited = run_kbgen(site.folder, "search", "fees", "--limit", "1", "--quiet")
    assert len(limited.out.splitlines()) == 2
    assert "\x1b" not in run_kbgen(site.folder, "search", "red").out


def test_another_language_helps_out(site):
    answer = run_kbgen(site.folder, "search", "pelikaner")
    assert answer.out.startswith(" 1. [sv] Översikt  /help/sv/over/  (content/sv/over.md)\n")
    assert [row["language"] for row in json.loads(run_kbgen(site.folder, "search", "pelikan", "--json").out)] == ["sv"]
    assert "[sv]" not in run_kbgen(site.folder, "search", "pelikaner", "--language", "sv").out
    wrong = run_kbgen(site.folder, "search", "x", "--language", "de")
    assert wrong.code == 2
    assert "It has: en, sv." in wrong.err


def test_nothing_found_is_no_error(site):
    answer = run_kbgen(site.folder, "search", "xyzzyplugh")
    assert (answer.code, answer.out) == (0, "")
    assert "Nothing found. Try another word" in answer.err
    quiet = run_kbgen(site.folder, "search", "xyzzyplugh", "--quiet", "--json")
    assert (quiet.code, json.loads(quiet.out), quiet.err) == (0, [], "")
    assert run_kbgen(site.folder, "search", "").code == 0
    assert run_kbgen(site.folder, "search").code == 2
    assert run_kbgen(site.folder, "search", "x", "--limit", "0").code == 2


def test_what_cannot_be_read_is_told(site):
    site.write("content/en/start.md", "---\ntitle: a: b\n---\n")
    answer = run_kbgen(site.folder, "search", "giraffes")
    assert answer.code == 0
    assert "1 article has an error and may be missing here: kbgen build tells which." in answer.err


def test_edits_are_found_at_once(site):
    run_kbgen(site.folder, "search", "giraffes")
    site.write("content/en/start.md", "# Start\n\nZebras.\n")
    assert run_kbgen(site.folder, "search", "zebras").out.startswith(" 1. Start  /help/start/")
