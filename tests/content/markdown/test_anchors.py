"""Headings get the anchors that GitHub gives them."""

from __future__ import annotations

import pytest

from kbgen.content.markdown.headings import slugify
from tests.content.markdown.cases import render


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Reset your password", "reset-your-password"),
        ("What's new? (2.4.7)", "whats-new-247"),
        ("a  b - c", "a--b---c"),
        ("snake_case & CamelCase", "snake_case--camelcase"),
        ("Återställ lösenord", "återställ-lösenord"),
        ("パスワードを忘れた場合", "パスワードを忘れた場合"),
        ("①②½ Ⅳ Ⓐ", "-ⅳ-ⓐ"),
        ("हिन्दी", "हिन्दी"),
        ("tab\tand\u00a0space", "tabandspace"),
        ("😀 done", "-done"),
    ],
)
def test_slug(text, slug):
    assert slugify(text) == slug


def ids(text, **options):
    return [heading.id for heading in render(text, **options).outline.headings]


def test_repeated_headings_are_counted():
    assert ids("## Fix\n\n## Fix\n\n## Fix 1\n\n## Fix\n") == ["fix", "fix-1", "fix-1-1", "fix-2"]


def test_explicit_anchors_are_taken_before_any_other():
    body = render("## Fix\n\n## Other {#fix}\n\n## Fix {#fix}\n")
    assert [heading.id for heading in body.outline.headings] == ["fix-1", "fix", "fix-2"]
    assert [(problem.code, problem.line) for problem in body.problems] == [("anchor-twice", 5)]


def test_a_heading_without_letters_still_has_an_anchor():
    assert ids("## ???\n\n## !!!\n") == ["section", "section-1"]


def test_markup_in_headings_is_not_in_their_text():
    heading = render("## Use `bin/x` *now* [here](a.md) ![alt](b.png)\n").outline.headings[0]
    assert heading.text == "Use bin/x now here alt"


def test_placeholders_in_headings_are_words():
    body = render("# Delete <project-id> <b>now</b>\n\n## Use <x>\n", title=None)
    assert body.first_heading == "Delete <project-id> now"
    assert [(heading.id, heading.text) for heading in body.outline.headings] == [("use-x", "Use <x>")]


def test_the_first_heading_that_repeats_the_title_is_not_shown_twice():
    body = render("# Reset  PASSWORD.\n\ntext\n\n# Reset password\n", title="Reset password")
    assert '<h2 id="reset-password-1">' in body.body.html
    assert body.body.html.count("<h") == 1
    assert "reset-password" in body.anchors, "links to it lead to the top of the page"


def test_a_link_back_to_the_title_leads_to_the_top_of_the_text():
    text = "# Reset password\n\ntext\n\n## Steps\n\n[up](#reset-password) [steps](#steps)\n"
    html = render(text, title="Reset password").body.html
    assert html.startswith('<span id="reset-password"></span>')
    assert html.count("id=") == 2
    assert "<span id" not in render(text.replace("[up]", "\\[up]"), title="Reset password").body.html


def test_without_a_title_the_first_h1_is_the_title():
    body = render("## Before\n\n# The *real* title\n", title=None)
    assert body.first_heading == "The real title"
    assert [heading.text for heading in body.outline.headings] == ["Before"]


def test_a_heading_of_its_own_that_opens_the_text_heads_the_page():
    body = render("# How to get a *new* password\n\ntext\n\n## Steps\n", title="Reset password")
    assert body.body.heading == "How to get a new password"
    assert [heading.text for heading in body.outline.headings] == ["Steps"]
    assert "how-to-get-a-new-password" in body.anchors, "links to it lead to the top of the page"


@pytest.mark.parametrize("text", ["First this.\n\n# Something else\n", "# Something else\n\n# And more\n"])
def test_any_other_first_heading_stays_one_level_down(text):
    body = render(text, title="Reset password")
    assert (body.outline.headings[0].level, body.outline.headings[0].text) == (2, "Something else")
    assert body.body.heading == ""


def test_headings_know_their_line():
    assert [heading.line for heading in render("a\n\nB\n---\n\n### C\n").outline.headings] == [3, 6]
