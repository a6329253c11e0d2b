"""One source file to an article: front matter, text, Markdown, and everything the rest of the site may ask of it.

Depends on the file and its snippets alone, so that the result may be kept under their digests.
"""

from __future__ import annotations

import hashlib
import marshal
from dataclasses import dataclass, replace

from kbgen.content.decode import decode_source
from kbgen.content.expand import expand_text, snippet_folders
from kbgen.content.frontmatter import guess_hidden, parse_front_matter
from kbgen.content.lines import Read
from kbgen.content.markdown.body import RenderedBody, render_markdown
from kbgen.content.markdown.dialect import replace_dialect
from kbgen.content.markdown.plain import choose_title, plain_words
from kbgen.content.parse_settings import ParseSettings
from kbgen.content.readable import readable_title
from kbgen.content.revision import revision
from kbgen.content.variables import expand_meta
from kbgen.model import Article, Body, Meta, Outline, Problem, Source


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file, read.

    article: None if the file could not be read as one; `problems` then holds an error. includes: every snippet path
    looked up with the SHA-256 hex of its bytes, or "" if it did not exist. hidden: for an unreadable article, whether
    its front matter, read leniently, says that no customer may see it.
    """

    article: Article | None
    outline: Outline
    body: Body
    includes: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    hidden: bool = False


def parse_article(source: Source, data: bytes, settings: ParseSettings, read: Read) -> Parsed:
    """Parse one article or section page.

    data: the file's bytes. read: bytes of a file by its path relative to the site's folder, or None. Never raises for
    what a file holds.
    """
    try:
        return _parse_article(source, data, settings, read)
    except (RecursionError, MemoryError) as error:
        reason = "it is nested too deep" if isinstance(error, RecursionError) else "it needs more memory than there is"
    except Exception as error:  # noqa: BLE001 - one strange file must not keep the rest of the site from being built
        reason = f"{type(error).__name__}: {error}"
    problem = Problem(
        "error", "article-unreadable", f"the article cannot be read: {reason}", source.path, 1, "Simplify its Markdown."
    )
    return _unreadable(data, (problem,))


def _unreadable(data: bytes, problems: tuple[Problem, ...], includes: tuple[tuple[str, str], ...] = ()) -> Parsed:
    return Parsed(None, Outline(), Body("", ""), includes, problems, hidden=guess_hidden(data))


def _parse_article(source: Source, data: bytes, settings: ParseSettings, read: Read) -> Parsed:
    text = decode_source(data, source.path)
    if isinstance(text, Problem):
        return _unreadable(data, (text,))
    front = parse_front_matter(text, source.path)
    if not front.readable:
        return _unreadable(data, front.problems)
    imported = bool(front.meta.extra.get("imported"))
    meta, unknown = expand_meta(front.meta, front.lines, source.path, settings.variables, imported=imported)
    meta = replace(
        meta,
        title=_without_dialect(meta.title),
        summary=plain_words(_without_dialect(meta.summary) or "") or None,
    )
    multilingual = len(settings.languages) > 1
    expanded = expand_text(
        front.body,
        path=source.path,
        line=front.body_line,
        folders=snippet_folders(settings.content, source.language, multilingual=multilingual),
        variables=settings.variables,
        edition=settings.edition,
        imported=imported,
        read=read,
    )
    base = "" if settings.content == "." else settings.content
    folder = f"{base}/{source.language}".strip("/") if multilingual else base
    rendered = render_markdown(
        expanded.text, expanded.lines, source.path, folder, meta.title, settings.html, settings.edition
    )
    stem = source.rel.rpartition("/")[2].rpartition(".")[0]
    title = choose_title(meta.title, rendered.first_heading) if meta.title else rendered.first_heading
    article = _make_article(source, meta, title or readable_title(stem) or stem, rendered)
    problems = (*front.problems, *unknown, *expanded.problems, *rendered.problems)
    if settings.edition == "public" and any(problem.code == "agent-block" for problem in problems):
        # Where a block for agents begins or ends is not certain, so nothing of the text is published until it is.
        return _unreadable(data, problems, expanded.includes)
    return Parsed(article, rendered.outline, rendered.body, expanded.includes, problems)


def _without_dialect(text: str | None) -> str | None:
    """A text of the front matter without the marks of other systems, which only Markdown would understand."""
    return None if text is None else " ".join(replace_dialect(text, "", "").split())


def _make_article(source: Source, meta: Meta, title: str, rendered: RenderedBody) -> Article:
    summary = meta.summary or ""
    return Article(
        path=source.path,
        language=source.language,
        rel=source.rel,
        kind=source.kind,
        id=meta.id or source.rel.rpartition(".")[0],
        title=title,
        summary=summary,
        meta=meta,
        rev=revision(title, summary, rendered.body.markdown),
        digest=digest_text(rendered.body, rendered.outline),
        anchors=rendered.anchors,
        files=rendered.files,
    )


def digest_text(body: Body, outline: Outline) -> str:
    """SHA-256 hex over everything a body and an outline hold."""
    content = (
        body.html,
        body.markdown,
        body.heading,
        tuple((passage.heading, passage.text) for passage in body.passages),
        tuple((heading.level, heading.id, heading.text, heading.line) for heading in outline.headings),
        tuple((link.target, link.text, link.line, link.origin) for link in outline.links),
        tuple((image.src, image.alt, image.title, image.width, image.line, image.origin) for image in outline.images),
    )
    # Version 2 of marshal knows no references, so that equal values give equal bytes whoever else holds them.
    return hashlib.sha256(marshal.dumps(content, 2)).hexdigest()
