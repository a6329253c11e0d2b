"""A customer's message: what of it is the question, and in which language."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from kbgen.search.ticket import decode_ticket, guess_language, strip_history

CLIENT = Path(__file__).parent.parent.parent / "kbgen/client/ticket.js"


ANSWERS = [
    "My card fails.\n\n> Did you try again?\n> Yes\n",
    "My card fails.\n\nOn Mon, 4 May 2026 at 09:12, Support <help@example.com> wrote:\n> Hello\n> there\n",
    "My card fails.\n\nOn Mon, 4 May 2026 at 09:12, Support\n<help@example.com> wrote:\n\nHello there\n",
    "My card fails.\n\nDen mån 4 maj 2026 kl 09:12 skrev Support <help@example.com>:\n\nHej\n",
    "My card fails.\n\n-- \nAnna\nCEO\n",
    "My card fails.\r\n\r\n-- \r\nAnna\r\n",
    "My card fails.\n\n-----Original Message-----\nFrom: Support\nHello\n",
    "My card fails.\n\nFrom: Support <help@example.com>\nSent: Monday\nSubject: Re\n\nHello\n",
    "My card fails.\n\n2026年5月4日(月) 9:12 サポート <help@example.com>:\n> こんにちは\n",
    "On Mon, 4 May 2026, Support wrote:\n> Hello\n\nMy card fails.",
]
LOOKALIKE = "On Monday I wrote to you.\nFrom: is what the page says.\n\n--- x\nPrice > 5 fails."


@pytest.mark.parametrize("text", ANSWERS)
def test_only_the_question_is_left(text):
    assert strip_history(text) == "My card fails."


def test_what_only_looks_like_history_stays():
    assert strip_history(LOOKALIKE) == LOOKALIKE
    assert strip_history("> only quoted\n> lines") == "only quoted\nlines"
    assert strip_history(" \n\n") == ""


def test_the_browser_leaves_the_same():
    """The page for tickets strips as `kbgen suggest` does."""
    texts = [*ANSWERS, LOOKALIKE, "> only quoted\n> lines", " \n\n", "Från: Kim\nSkickat: i dag\nHej", "a\n＞ b"]
    script = f"""import {{ stripHistory }} from {json.dumps(CLIENT.as_uri())};
import {{ readFileSync }} from "node:fs";
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(stripHistory)));"""
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == [strip_history(text) for text in texts]


def test_any_bytes_are_read():
    assert decode_ticket("é å".encode()) == "é å"
    assert decode_ticket(b"\xef\xbb\xbfx") == "x"
    assert decode_ticket("é “x”".encode("cp1252")) == "é “x”"
    assert decode_ticket("é".encode("utf-16")) == "é"
    assert decode_ticket(b"\x81\xff")


def test_the_language_that_knows_more_words():
    knows = {"en": {"my", "card", "is"}.__contains__, "sv": {"mitt", "kort", "är", "card"}.__contains__}
    assert guess_language("Mitt kort är blått", knows) == "sv"
    assert guess_language("My card is blue", knows) == "en"
    assert guess_language("card", knows) == "en"
    assert guess_language("", knows) == "en"
