"""Headings: anchors as GitHub makes them, explicit `{#id}`, the title that a page shows itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from markdown_it.token import Token

from kbgen.content.markdown.pseudotags import is_placeholder

_EXPLICIT = re.compile(r"[ \t]*\{(?:[^{}]*?[ \t])?#([^\s{}#]+)[^{}]*\}[ \t]*$")
_PLAIN = re.compile(r"[a-z0-9 _-]*")
# What titles differ by that say the same: quotes, brackets, marks of Markdown, and punctuation that ends a word. What
# stands in a word tells things apart: 2.4 and 24, C and C++.
_QUIET = re.compile(
    r"""[\s"'`*?!()\[\]\u2010-\u201f\u2026\u2039\u203a\u00ab\u00bb\u3001\u3002\u3008-\u3011]+|[.,:;-]+(?!\w)"""
    r"""|(?<![^\W_])_+|_+(?![^\W_])"""
)
# Letters by their use though symbols by their category: circled and squared ones.
_LETTERLIKE = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))


def split_explicit(content: str) -> tuple[str, str]:
    """A heading's Markdown without its `{#id}`, and the id or an empty string."""
    if not content.endswith("}"):
        return content, ""
    found = _EXPLICIT.search(content)
    return (content[: found.start()], found[1]) if found else (content, "")


def slugify(text: str) -> str:
    """GitHub's anchor for a heading: lower case, punctuation and symbols dropped, spaces to hyphens; maybe empty."""
    text = text.lower()
    if not _PLAIN.fullmatch(text):
        text = "".join(character for character in text if _stays(character))
    return text.replace(" ", "-")


@lru_cache(maxsize=4096)
def _stays(character: str) -> bool:
    if character in " -_" or character.isalpha():
        return True
    if unicodedata.category(character) in {"Mn", "Mc", "Me", "Nd", "Nl", "Pc"}:
        return True
    return any(first <= ord(character) <= last for first, last in _LETTERLIKE)


class Anchors:
    """Gives out anchors that are unique in an article, counting repeated headings as GitHub does."""

    def __init__(self, explicit: Sequence[str]) -> None:
        self._uses = dict.fromkeys(explicit, 0)

    def take(self, text: str) -> str:
        """The anchor for a heading of this text. One without letters is called `section`."""
        slug = anchor = slugify(text) or "section"
        while anchor in self._uses:
            self._uses[slug] += 1
            anchor = f"{slug}-{self._uses[slug]}"
        self._uses[anchor] = 0
        return anchor


def plain_text(tokens: Sequence[Token] | None) -> str:
    """Text of inline tokens without markup, images' texts and placeholders included."""
    parts: list[str] = []
    for token in tokens or ():
        if token.type in {"text", "text_special", "code_inline"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type == "image":
            parts.append(plain_text(token.children))
        elif token.type == "html_inline" and is_placeholder(token.content):
            parts.append(token.content)
    return "".join(parts)


def same_title(first: str, second: str) -> bool:
    """Whether two titles say the same to a reader: case, spaces, punctuation, marks of Markdown and width aside."""
    return _normalise(first) == _normalise(second)


def _normalise(title: str) -> str:
    folded = unicodedata.normalize("NFKC", title).casefold()
    return _QUIET.sub("", folded) or folded
