"""The fast parser agrees with markdown-it to the token."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.common.normalize_url import normalizeLink

from kbgen.content.markdown.destinations import normalise_link
from kbgen.content.markdown.parser import build_stock, quicken
from tests.content.markdown.cases import all_cases

STOCK = build_stock(html=True)
FAST = quicken(build_stock(html=True))

PIECES = [
    "a", "word ", "Å", "日本", " ", "  ", "    ", "\t", "\n", "\n\n", "> ", ">", "- ", "* ", "+ ", "1. ", "2) ", "10. ", "# ", "## ", "#",
    "```", "```php\n", "~~~", "---", "===", "***", "___", "- - -", "| a | b |\n", "|---|:-:|\n", "|", "-|-", ":--", ": ", "~ ", ":", "[", "]",
    "](", "](b.md)", '](<b c> "t")', "[x]", "[x]: y", "[x]: <y z> 'title'\n", "[^1]", "[^1]: note", "^[", "![", "!", "(", ")", "*", "**", "_", "__",
    "~~", "~", "`", "``", "\\", "\\\n", "&amp;", "&#35;", "&", "<", ">", "<b>", "</b>", "<div>", "<!-- c -->", "<!--", '<a href="x">', "</a>",
    "<https://x.se>", "<a@b.c>", "<?x?>", "<pre>", "{", "}", "term\n: def\n", '"', "'",
]  # fmt: skip


def dump(tokens):
    return [
        (
            token.type, token.tag, token.nesting, dict(token.attrs), token.map, token.level, token.content, token.markup,
            token.info, {key: value for key, value in token.meta.items() if key != "delimiters"}, token.block,
            token.hidden, dump(token.children) if token.children else None,
        )
        for token in tokens
    ]  # fmt: skip


@pytest.mark.parametrize("source", [case[1] for case in all_cases()], ids=[case[0] for case in all_cases()])
def test_on_every_fixture(source):
    assert dump(FAST.parse(source)) == dump(STOCK.parse(source))


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@example("a\n: b\n\n  c\n  ===\n")
@example("> a\nb\n===\n")
@example("- a\n\n      code\n  [x]: y\n\n[x]\n")
@example("1. a\n   | b |\n   |---|\n   | c |\ntext\n")
def test_on_random_text(source):
    assert dump(FAST.parse(source)) == dump(STOCK.parse(source))


URLS = [
    "https://",
    "http://",
    "HTTP://",
    "x.se",
    "Å",
    ":80",
    "/",
    "a",
    "B-",
    "..",
    ".md",
    "?q=1",
    "#",
    "%20",
    "%",
    "//",
    "id:",
    "@",
    " ",
    "\\",
    "[",
    "&=",
    "-",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(URLS), max_size=8).map("".join))
def test_urls_are_normalised_alike(url):
    assert normalise_link(url) == normalizeLink(url)
