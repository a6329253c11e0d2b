"""Targets inside Markdown text: what is rewritten, what is dropped, what is left."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.render.twin.markdown_code import find_prose
from kbgen.render.twin.rewrite import rewrite_targets

LINKS = {"a.md": "/a/", "b c.md": "/b-c/", "x_(y).md": "/x(y)/", "secret.md": "", "å.md": "/%C3%A5/", "#s": "/p/#s"}
IMAGES = {"i.png": "/_kb/i.png", "gone.png": "", "a.md": "/image-of-that-name"}


def rewrite(text: str) -> str:
    return rewrite_targets(text, LINKS.get, IMAGES.get)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[t](a.md)", "[t](/a/)"),
        ('[t](a.md "A title")', '[t](/a/ "A title")'),
        ("[t]( a.md 'x')", "[t]( /a/ 'x')"),
        ("[t](<b c.md>)", "[t](/b-c/)"),
        ("[t](b%20c.md)", "[t](/b-c/)"),
        ("[t](%C3%A5.md) [t](å.md)", "[t](/%C3%A5/) [t](/%C3%A5/)"),
        ("[t](x_(y).md)", "[t](/x%28y%29/)"),
        (r"[t](x\_\(y\).md)", "[t](/x%28y%29/)"),
        ("[t](x&#95;(y).md)", "[t](/x%28y%29/)"),
        ("[t](#s)", "[t](/p/#s)"),
        ("[*a* [b] `c]`](a.md)", "[*a* [b] `c]`](/a/)"),
        ("[a\nb](a.md)", "[a\nb](/a/)"),
        ("![alt](i.png){width=600}", "![alt](/_kb/i.png){width=600}"),
        ("![alt](a.md)[t](a.md)", "![alt](/image-of-that-name)[t](/a/)"),
        ("[![alt](i.png)](a.md)", "[![alt](/_kb/i.png)](/a/)"),
        ("- [ ] task [t](a.md)\n> [t](a.md)", "- [ ] task [t](/a/)\n> [t](/a/)"),
        ("| [t](a.md) | `x` |", "| [t](/a/) | `x` |"),
        ("[t][r]\n\n[r]: a.md 'T'\n", "[t][r]\n\n[r]: /a/ 'T'\n"),
        ("> [r]: <b c.md>", "> [r]: /b-c/"),
        ("[r]: i.png", "[r]: /_kb/i.png"),
        ("[note]: [t](a.md)", "[note]: [t](/a/)"),
        ('<a class="x" href="a.md">t</a>', '<a class="x" href="/a/">t</a>'),
        ("<A HREF=a.md>t</A> <img src='i.png' alt=x>", '<A HREF="/a/">t</A> <img src="/_kb/i.png" alt=x>'),
    ],
)
def test_references_of_the_article_get_their_address(text, expected):
    assert rewrite(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see [the *note*](secret.md 'Title').", "see the *note*."),
        ("![the menu](gone.png){width=600} x", "the menu x"),
        ("[![the menu](gone.png)](secret.md)", "the menu"),
        ("[![the menu](i.png)](secret.md)", "![the menu](/_kb/i.png)"),
        ("a\n[r]: secret.md 'T'\nb", "a\nb"),
        ("[r]: secret.md", ""),
        ('<a href="secret.md">t</a>', "<a>t</a>"),
        ('<img src="gone.png" alt="the menu">', "the menu"),
    ],
)
def test_what_leads_nowhere_leaves_its_text_only(text, expected):
    assert rewrite(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[t](https://example.com/a.md) <https://example.com/a.md>",
        "[t](other.md) ![t](secret.md) <a name='a.md'>",
        "`[t](a.md)` ``[t](a.md) ` [t](a.md)``",
        r"\[t](a.md) [t\](a.md)",
        "a](a.md)",
        "```\n[t](a.md)\n```",
        "~~~ md\n```\n[t](a.md)\n~~~",
        "1. x\n   ````md\n   ```\n   [t](a.md)\n   ````",
        "> ```\n> [t](a.md)",
        "```\n[t](a.md)",
        "[SUCCESS]: done a.md",
        "[t](a.md",
        "[t](a.md other)",
        "",
    ],
)
def test_code_and_look_alikes_stay_as_they_are(text):
    assert rewrite(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```\nx\n```\n[t](a.md)", "```\nx\n```\n[t](/a/)"),
        ("- ```\n  x\n\n[t](a.md)", "- ```\n  x\n\n[t](/a/)"),
        ("> ```\n> x\n[t](a.md)", "> ```\n> x\n[t](/a/)"),
        ("``` not `a` fence\n[t](a.md)", "``` not `a` fence\n[t](/a/)"),
        ("a ` b\n\n[t](a.md) ` c", "a ` b\n\n[t](/a/) ` c"),
        ("[open\n\n[t](a.md)", "[open\n\n[t](/a/)"),
    ],
)
def test_text_begins_again_where_code_ends(text, expected):
    assert rewrite(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <!-- internal --> b", "a  b"),
        ("a\n<!-- internal\n\n```\nmore -->\n[t](a.md)", "a\n[t](/a/)"),
        ("a\n<!-- never closed\n[t](a.md)", "a\n"),
        ("a <!-- never closed [t](a.md)", "a <!-- never closed [t](/a/)"),
        ("`<!-- code -->`\n```\n<!-- code -->\n```", "`<!-- code -->`\n```\n<!-- code -->\n```"),
    ],
)
def test_comments_are_not_published(text, expected):
    assert rewrite(text) == expected


@given(st.text(st.sampled_from("[]()!`~<>-: \n\\#{}\"'ab.md")))
def test_any_text_survives_and_nothing_known_means_nothing_changed(text):
    rewrite(text)
    if "<!--" not in text:
        assert rewrite_targets(text, lambda _: None, lambda _: None) == text


@given(st.text(st.sampled_from("`~>- \nab1.")))
def test_prose_and_fences_cover_the_text_in_order(text):
    stretches = find_prose(text)
    flat = [position for stretch in stretches for position in stretch]
    assert flat == sorted(flat)
    assert all(0 <= position <= len(text) for position in flat)


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "](",
        "[a](",
        "`",
        "<!--",
        "<a ",
        "[x](a.md ",
        "[x](a(",
        "> ",
        "```\n",
        "- ```\nx",
        "`` a ` ",
        "\\",
        "[x]: ",
    ],
)
def test_long_odd_texts_take_no_long_time(piece):
    start = time.perf_counter()
    rewrite(piece * (300_000 // len(piece)))
    assert time.perf_counter() - start < 5
