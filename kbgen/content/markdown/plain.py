"""The words of one line of Markdown: what a title or a summary says where no markup can be shown."""

from __future__ import annotations

import re

from kbgen.content.markdown.headings import plain_text, same_title
from kbgen.content.markdown.parser import build_parser

_MARKS = re.compile(r"[`*_\[\]<\\&~!]")


def plain_words(text: str) -> str:
    """The text without emphasis, code marks, links' addresses and escapes; HTML stays as written."""
    if _MARKS.search(text) is None:
        return text
    tokens = build_parser(html=False).parseInline(text)
    return " ".join(plain_text(tokens[0].children).split())


def choose_title(title: str, heading: str | None) -> str:
    """The title to show. It is read as written, unless the article's first H1 shows that its marks are Markdown.

    title: from the front matter. heading: words of the first H1, or None.
    """
    if heading is None or title == heading:
        return title
    plain = plain_words(title)
    return plain if same_title(plain, heading) else title
