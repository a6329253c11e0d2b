"""Titles and summaries of imported articles read as plain text."""

import pytest

from kbgen.content.markdown.headings import same_title
from kbgen.content.parse import parse_article
from kbgen.content.parse_settings import ParseSettings
from kbgen.model import Source, SourceKind


def parse(text):
    source = Source("content/a.md", "en", "a.md", SourceKind.ARTICLE, (0, 0, 0, 0))
    return parse_article(source, text.encode(), ParseSettings(), lambda path: None)


def test_product_names_and_interface_words_lose_their_marks():
    article = parse(
        "---\ntitle: Restart [!DNL Cron] jobs\nsummary: Press [!UICONTROL Stop].\n---\n# Restart [!DNL Cron] jobs\n\nText.\n"
    ).article
    assert (article.title, article.summary) == ("Restart Cron jobs", "Press Stop.")


def test_a_heading_that_repeats_such_a_title_is_not_shown_twice():
    parsed = parse("---\ntitle: Restart [!DNL Cron] jobs\n---\n# Restart [!DNL Cron] jobs\n\nText.\n")
    assert "<h" not in parsed.body.html


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Why is my card declined", "Why is my card declined?"),
        ("'Cannot save `order` as a key'", "Cannot save *order* as a key"),
        ("The 'login' error: what now", 'The "login" error - what now'),
        ("「支払いができない」", "支払いができない。"),
        ("??", "??"),
    ],
)
def test_titles_that_say_the_same(title, heading):
    assert same_title(title, heading)


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Upgrade to 2.4", "Upgrade to 24"),
        ("Write in C", "Write in C++"),
        ("Read my_file.txt", "Read myfile.txt"),
        ("??", "!!"),
    ],
)
def test_titles_that_do_not(title, heading):
    assert not same_title(title, heading)


@pytest.mark.parametrize(
    ("title", "heading", "shown"),
    [
        ("Error *connection refused* on `deploy`", "Error *connection refused* on `deploy`", "Error connection refused on deploy"),
        ("Error *connection refused*", "Another heading", "Error *connection refused*"),
        ("The __init__ file", r"The \_\_init\_\_ file", "The __init__ file"),
        ("Reset Password", "Reset password", "Reset Password"),
        ("2 * 3 * 4 <b>", "2 * 3 * 4 <b>", "2 * 3 * 4 <b>"),
    ],
)  # fmt: skip
def test_marks_in_a_title_are_markdown_where_the_first_heading_says_so(title, heading, shown):
    assert parse(f"---\ntitle: '{title}'\n---\n# {heading}\n\nText.\n").article.title == shown


def test_a_summary_is_words_without_markdown():
    article = parse(
        "---\nsummary: 'Edit your [host file](https://example.com/h) with `sudo`, **not** *vi*, in C:\\Dir <x>.'\n---\nText.\n"
    ).article
    assert article.summary == "Edit your host file with sudo, not vi, in C:\\Dir <x>."
