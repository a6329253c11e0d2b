"""Articles for tests of search, made of a title and texts."""

from __future__ import annotations

from kbgen.model import Article, Body, Heading, Meta, Outline, Passage, SourceKind


def make_article(title, text, name="one", *, language="en", headings=(), meta=None, summary=""):
    """(article, outline, body). headings: (heading, text below it), after the text."""
    outline = Outline(tuple(Heading(2, f"h{n}", heading, 1) for n, (heading, _) in enumerate(headings)))
    passages = [Passage(None, text)] if text else []
    passages += [Passage(n, below) for n, (_, below) in enumerate(headings) if below]
    article = Article(
        f"{name}.md", language, f"{name}.md", SourceKind.ARTICLE, name, title, summary, meta or Meta(), "", "", ()
    )
    return article, outline, Body("", "", tuple(passages))
