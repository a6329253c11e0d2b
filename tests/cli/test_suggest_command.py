"""`kbgen suggest`: from a ticket to links that can be pasted into the answer."""

from __future__ import annotations

import io
import json
import sys
from unittest import mock

import pytest

from tests.broken.running import run_kbgen
from tests.sites import SiteFolder

CONFIG = '[site]\ntitle = "Help"\nurl = "https://x.se/help"\nlanguages = ["en", "sv"]\n'
LINK = "https://x.se/help/late-fee/#pay-in-parts"


@pytest.fixture
def site(tmp_path):
    site = SiteFolder(tmp_path, CONFIG)
    site.write("content/en/late-fee.md", "# Late fees\n\nAbout fees.\n\n## Pay in parts\n\nPay a giraffe in parts.\n")
    site.write("content/en/inner.md", "---\naudience: agents\n---\n\n# Inner giraffe parts\n\nSecret.\n")
    site.write("content/en/mixed.md", "# Mixed\n\nHello.\n\n::: agent\n## Pelican trick\n\nPelicans.\n:::\n")
    site.write("content/sv/avgift.md", "# Förseningsavgift\n\nBetala en giraff i delar.\n")
    site.write("ticket.txt", "Hi, can I pay my giraffe in parts?\n\n> pelican pelican pelican\n-- \nZebra\n")
    return site


def run_piped(folder, data, *arguments):
    with mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(data))):
        return run_kbgen(folder, "suggest", *arguments)


def test_ready_to_paste(site):
    answer = run_kbgen(site.folder, "suggest", "ticket.txt")
    assert answer.code == 0
    assert answer.out == f"Late fees (Pay in parts): {LINK}\n"
    assert answer.err == "Language: en\n"
    assert not site.output.exists()
    (row,) = json.loads(run_kbgen(site.folder, "suggest", "ticket.txt", "--json").out)
    assert (row["link"], row["source"], row["url"]) == (LINK, "content/en/late-fee.md", "/help/late-fee/#pay-in-parts")
    assert "internal" not in row


def test_from_standard_input(site):
    for arguments in ((), ("-",)):
        answer = run_piped(
            site.folder, "Hej, jag vill betala en giraff i delar, hur gör jag?".encode("cp1252"), *arguments
        )
        assert answer.out == "Förseningsavgift: https://x.se/help/sv/avgift/\n"
        assert answer.err == "Language: sv\n"


def test_internal_articles_are_never_sent(site):
    assert "inner" not in run_kbgen(site.folder, "suggest", "ticket.txt").out
    agents = run_kbgen(site.folder, "suggest", "ticket.txt", "--edition", "agents")
    assert sorted(agents.out.splitlines()) == [
        f"Late fees (Pay in parts): {LINK}",
        "[internal, do not send] Inner giraffe parts  (content/en/inner.md)",
    ]
    rows = json.loads(run_kbgen(site.folder, "suggest", "ticket.txt", "--edition", "agents", "--json").out)
    assert {row["id"]: (row["internal"], row["link"]) for row in rows} == {
        "inner": (True, None),
        "late-fee": (False, LINK),
    }


def test_what_only_agents_see_of_a_page_is_not_in_its_link(site):
    answer = run_piped(site.folder, b"the pelican trick", "--edition", "agents")
    assert answer.out.splitlines()[0] == "Mixed: https://x.se/help/mixed/"


def test_empty_tickets(site):
    for data in (b"", b" \n\n", b"\xef\xbb\xbf"):
        answer = run_piped(site.folder, data)
        assert (answer.code, answer.out) == (2, "")
        assert "the ticket is empty" in answer.err
    assert run_kbgen(site.folder, "suggest", "nowhere.txt").code == 2


def test_any_ticket_is_read(site):
    for data in (b"\x00\x1b[2J\x81", b"a" * 100_000, b"giraffe " * 100_000, b"> giraffe"):
        assert run_piped(site.folder, data).code == 0
    nothing = run_piped(site.folder, b"xyzzyplugh", "--json")
    assert json.loads(nothing.out) == []
    assert "Nothing found" in nothing.err


def test_without_an_address(site):
    site.write("kbgen.toml", '[site]\ntitle = "Help"\nlanguages = ["en", "sv"]\n')
    answer = run_kbgen(site.folder, "suggest", "ticket.txt")
    assert answer.out == "Late fees (Pay in parts): /late-fee/#pay-in-parts\n"
    assert answer.err.count("no [site] url") == 1


def test_on_a_terminal_it_says_what_to_do(site):
    stdin = io.TextIOWrapper(io.BytesIO(b"giraffe"))
    fake = mock.Mock(wraps=stdin, buffer=stdin.buffer)
    fake.isatty.return_value = True
    with mock.patch.object(sys, "stdin", fake):
        answer = run_kbgen(site.folder, "suggest")
    assert "Paste the customer's message" in answer.err
