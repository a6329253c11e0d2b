"""Marking an article as reviewed changes the date and nothing else, however its front matter is written."""

from __future__ import annotations

import os
import re
import stat
import sys
from dataclasses import replace

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from kbgen.authoring.review_date import mark_reviewed, set_reviewed
from kbgen.content.decode import clean_text
from kbgen.content.frontmatter import parse_front_matter
from kbgen.errors import KbgenError, OutputError

DATE = "2026-01-31"


def read(text):
    return parse_front_matter(clean_text(text.removeprefix("\ufeff")), "a.md")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("reviewed: 2025-05-01", "reviewed: 2026-01-31"),
        ("reviewed:   2025-05-01   # by Ann", "reviewed:   2026-01-31   # by Ann"),
        ('reviewed: "2025-05-01"', 'reviewed: "2026-01-31"'),
        ("'reviewed': '2025-05-01' # x", "'reviewed': '2026-01-31' # x"),
        ("reviewed:", "reviewed: 2026-01-31"),
        ("reviewed:  # never", "reviewed: 2026-01-31  # never"),
        ("reviewed: ~", "reviewed: 2026-01-31"),
        ("reviewed: 2025-05-01 10:00", "reviewed: 2026-01-31"),
        ("reviewed: last spring", "reviewed: 2026-01-31"),
        ("reviewed: !!str 2025-05-01", "reviewed: 2026-01-31"),
        ("reviewed:\n  2025-05-01 # x", "reviewed:\n  2026-01-31 # x"),
        ("reviewed: >-\n  2025-05-01\n", "reviewed: 2026-01-31\n"),
        ("reviewed: [2025-05-01,\n  2025-06-01] # x", "reviewed: 2026-01-31 # x"),
        ("reviewed: *day", "reviewed: 2026-01-31"),
        ("? reviewed\n: 2025-05-01", "? reviewed\n: 2026-01-31"),
    ],
)
def test_the_value_is_replaced_where_it_stands(before, after):
    frame = "---\ntitle: Refunds  # the title\nday: &day 2020-01-01\n{}\ntype: faq\n---\n\nBody\n"
    assert set_reviewed(frame.format(before), DATE) == frame.format(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: A\n---\nBody", "---\ntitle: A\nreviewed: 2026-01-31\n---\nBody"),
        ("---\n  title: A\n  # end\n...\nBody", "---\n  title: A\n  # end\n  reviewed: 2026-01-31\n...\nBody"),
        ("---\nerrors: |\n  a\n\n---\n", "---\nerrors: |\n  a\n\nreviewed: 2026-01-31\n---\n"),
        ("---\n# none\n---\n", "---\n# none\nreviewed: 2026-01-31\n---\n"),
        ("---\n---\nBody", "---\nreviewed: 2026-01-31\n---\nBody"),
        ("---\nx:\n  reviewed: 1\n---\n", "---\nx:\n  reviewed: 1\nreviewed: 2026-01-31\n---\n"),
        ("---\nx: |\n  reviewed: 1\n---\n", "---\nx: |\n  reviewed: 1\nreviewed: 2026-01-31\n---\n"),
        ("---\n# reviewed: 1\nx: 1\n---\n", "---\n# reviewed: 1\nx: 1\nreviewed: 2026-01-31\n---\n"),
        ("---\n{title: A, type: faq}\n---\n", "---\n{title: A, type: faq, reviewed: 2026-01-31}\n---\n"),
        ("---\n{}\n---\n", "---\n{reviewed: 2026-01-31}\n---\n"),
        ("---\n{title: A, reviewed}\n---\n", "---\n{title: A, reviewed: 2026-01-31}\n---\n"),
        ("# Refunds\n\n---\nx: 1\n---\n", "---\nreviewed: 2026-01-31\n---\n# Refunds\n\n---\nx: 1\n---\n"),
        ("```\n---\nreviewed: 1\n---\n```\n", "---\nreviewed: 2026-01-31\n---\n```\n---\nreviewed: 1\n---\n```\n"),
        ("", "---\nreviewed: 2026-01-31\n---\n"),
        ("A", "---\nreviewed: 2026-01-31\n---\nA"),
        ("\ufeff---\r\ntitle: A\r\n---\r\nB\r\n", "\ufeff---\r\ntitle: A\r\nreviewed: 2026-01-31\r\n---\r\nB\r\n"),
        ("\ufeffA\r\nB\n", "\ufeff---\r\nreviewed: 2026-01-31\r\n---\r\nA\r\nB\n"),
        ("---\rreviewed: 1\r---\rB", "---\rreviewed: 2026-01-31\r---\rB"),
        (
            "---\ntitle: Cafe\u0301\nreviewed: 1\n---\nCafe\u0301\x07\n",
            "---\ntitle: Cafe\u0301\nreviewed: 2026-01-31\n---\nCafe\u0301\x07\n",
        ),
    ],
)
def test_the_rest_stays_to_the_byte(before, after):
    assert set_reviewed(before, DATE) == after


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\n",  # never closed
        "---\ntitle: A: B\n---\n",
        "---\n- a\n---\n",
        "---\nreviewed: &day 2025-05-01\npublish_at: *day\n---\n",
        "---\n~\n---\n",
        "audience: agents\n\nFor the team alone.\n",  # a front matter above it would publish it
        "\n---\naudience: agents\n---\n\nFor the team alone.\n",
    ],
)
def test_what_is_not_understood_is_left_alone(text):
    with pytest.raises(KbgenError) as caught:
        set_reviewed(text, DATE)
    assert caught.value.hint


@pytest.mark.parametrize("date", ["2026-1-31", "20260131", "2026-02-30", "today", "2026-01-31\nx: 1"])
def test_only_dates_are_written(date):
    with pytest.raises(ValueError):  # noqa: PT011  # the words are Python's
        set_reviewed("", date)


WORDS = st.text("ab: '\"#-[]{}&*!|>%@,~é\u0301😀\t", max_size=8)
KEYS = st.sampled_from(["title", "reviewed", "x", "publish_at", "'reviewed'", "keywords", "audience", "id", "?"])
VALUES = st.one_of(
    WORDS,
    st.sampled_from(
        [
            "2025-05-01",
            "'2025-05-01'",
            '"2025-05-01" # x',
            "|\n  reviewed: 1\n\n  ---\n",
            ">-\n  2025-05-01",
            "\n  reviewed: 2025-05-01\n  y: 2",
            "\n- a\n- reviewed: 1",
            "[a, b]",
            "{reviewed: 1}",
            "a\n  b",
            "&a 1",
            "*a",
            "null",
            "# x",
        ]
    ),
)
HEADS = st.lists(
    st.one_of(
        st.tuples(KEYS, st.sampled_from([": ", ":  ", ":"]), VALUES).map("".join),
        st.sampled_from(["", "# reviewed: 1", "  # x", "\x07", "{a: 1, reviewed: 2}"]),
    ),
    max_size=5,
).map("\n".join)
BODIES = st.lists(st.sampled_from(["", "---", "reviewed: 1", "```", "Cafe\u0301", "a\x00b", "..."]), max_size=5).map(
    "\n".join
)


@given(
    head=st.one_of(st.none(), HEADS),
    body=BODIES,
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_whatever_is_written_reads_the_same_but_for_the_date(head, body, end, mark):
    lead = "" if head is None else f"---\n{head}\n---\n"
    text = mark + (lead + body).replace("\n", end)
    try:
        changed = set_reviewed(text, DATE)
    except KbgenError:
        reject()
    before, after = read(text), read(changed)
    assert after.meta == replace(before.meta, reviewed=DATE)
    assert after.body == before.body
    assert after.readable == before.readable
    assert changed.startswith(mark)
    removed, added = strip_common(*(LINE_END.split(each.removeprefix(mark)) for each in (text, changed)))
    assert len(added) <= (3 if before.body_line == 1 else 1)
    assert not removed or "reviewed" in before.lines or head.lstrip().startswith("{")
    assert set(LINE_END.findall(changed)) <= set(LINE_END.findall(text) or ["\n"])
    assert set_reviewed(changed, DATE) == changed


LINE_END = re.compile("\r\n|\r|\n")


def strip_common(before, after):
    """What is left of two lists without the items that both begin and end with."""
    while before and after and before[0] == after[0]:
        before, after = before[1:], after[1:]
    while before and after and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    return before, after


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nCaf\xc3\xa9\n")
    return path


def test_a_file_is_replaced_and_keeps_its_permissions(article):
    article.chmod(0o640)
    before = stat.S_IMODE(article.stat().st_mode)
    mark_reviewed(str(article), DATE)
    assert article.read_bytes() == b"\xef\xbb\xbf---\r\ntitle: A\r\nreviewed: 2026-01-31\r\n---\r\nCaf\xc3\xa9\n"
    assert stat.S_IMODE(article.stat().st_mode) == before
    assert os.listdir(article.parent) == ["a.md"]
    told = article.stat()
    mark_reviewed(str(article), DATE)  # nothing to do
    assert article.stat().st_mtime_ns == told.st_mtime_ns
    assert article.stat().st_ino == told.st_ino


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_one(article):
    link = article.with_name("link.md")
    link.symlink_to("a.md")
    mark_reviewed(str(link), DATE)
    assert link.is_symlink()
    assert DATE in article.read_text(encoding="utf-8")


def test_what_cannot_be_read_is_named(article):
    article.write_bytes(b"---\ntitle: Caf\xe9\n---\n")
    with pytest.raises(KbgenError, match="not UTF-8") as caught:
        mark_reviewed(str(article), DATE)
    assert (caught.value.path, caught.value.line) == (str(article), 2)
    article.write_bytes(b"---\ntitle: A\n")
    with pytest.raises(KbgenError, match="never closed") as caught:
        mark_reviewed(str(article), DATE)
    assert caught.value.path == str(article)
    with pytest.raises(KbgenError, match="cannot be read"):
        mark_reviewed(str(article.with_name("none.md")), DATE)


def test_what_cannot_be_written_is_left_whole(article, monkeypatch):
    before = article.read_bytes()

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OutputError, match="cannot be written"):
        mark_reviewed(str(article), DATE)
    assert article.read_bytes() == before
    assert os.listdir(article.parent) == ["a.md"]
