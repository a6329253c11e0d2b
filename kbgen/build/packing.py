"""Articles as plain tuples and back: what travels between processes and lies in `.kbgen/`.

Dataclasses pickle slowly; tuples of strings go through `marshal` at memory speed. Every pair here is an inverse.
"""

from __future__ import annotations

import marshal
from dataclasses import fields
from typing import Any

from kbgen.model import Article, Body, Change, Heading, Image, Link, Meta, Outline, Passage, Problem, SourceKind
from kbgen.publication import Asset, Variant
from kbgen.render.theme.palette import Palette

# marshal's values; only this module and its callers in kbgen.build see inside.
Packed = tuple[Any, ...]

# marshal's version without references, which depend on more than the values.
_PLAIN = 2
_META_DEFAULTS = {field.name: getattr(Meta(), field.name) for field in fields(Meta)}
_KINDS = {kind.value: kind for kind in SourceKind}


def pack_meta(meta: Meta) -> dict[str, Any]:
    """Only what differs from an empty front matter."""
    return {name: value for name, default in _META_DEFAULTS.items() if (value := getattr(meta, name)) != default}


def pack_article(article: Article) -> Packed:
    """An article as a tuple, its front matter as a small mapping."""
    return (
        article.path,
        article.language,
        article.rel,
        article.kind.value,
        article.id,
        article.title,
        article.summary,
        pack_meta(article.meta),
        article.rev,
        article.digest,
        article.anchors,
        article.files,
    )


def unpack_article(packed: Packed) -> Article:
    """The inverse of `pack_article`."""
    path, language, rel, kind, name, title, summary, meta, rev, digest, anchors, files = packed
    return Article(path, language, rel, _KINDS[kind], name, title, summary, Meta(**meta), rev, digest, anchors, files)


def encode_article(article: Article) -> bytes:
    """An article as bytes: equal ones for equal articles."""
    return marshal.dumps(pack_article(article), _PLAIN)


def decode_article(data: bytes) -> Article:
    """The inverse of `encode_article`."""
    return unpack_article(marshal.loads(data))  # noqa: S302  # our own bytes, out of a state whose digest was checked


def decode_card(data: bytes) -> Packed:
    """Of an encoded article, what assembly reads: all before revision, digest, anchors and files."""
    packed: Packed = marshal.loads(data)  # noqa: S302  # as above
    return packed[:8]


def pack_outline(outline: Outline) -> Packed:
    """Headings, links and images as tuples."""
    return (
        tuple((h.level, h.id, h.text, h.line) for h in outline.headings),
        tuple((link.target, link.text, link.line, link.origin) for link in outline.links),
        tuple((i.src, i.alt, i.title, i.width, i.line, i.origin) for i in outline.images),
    )


def unpack_outline(packed: Packed) -> Outline:
    """The inverse of `pack_outline`."""
    headings, links, images = packed
    return Outline(
        tuple(Heading(*heading) for heading in headings),
        tuple(Link(*link) for link in links),
        tuple(Image(*image) for image in images),
    )


def pack_body(body: Body) -> Packed:
    """The text as a tuple."""
    passages = tuple((passage.heading, passage.text) for passage in body.passages)
    return (body.html, body.markdown, passages, body.heading)


def unpack_body(packed: Packed) -> Body:
    """The inverse of `pack_body`."""
    html, markdown, passages, heading = packed
    return Body(html, markdown, tuple(Passage(*passage) for passage in passages), heading)


def pack_problem(problem: Problem) -> Packed:
    """A problem as a tuple."""
    return (problem.level, problem.code, problem.message, problem.path, problem.line, problem.hint)


def unpack_problem(packed: Packed) -> Problem:
    """The inverse of `pack_problem`."""
    return Problem(*packed)


def pack_asset(asset: Asset) -> Packed:
    """A published file as a tuple."""
    webp = tuple((variant.url, variant.width) for variant in asset.webp)
    return (asset.source, asset.digest, asset.url, asset.width, asset.height, webp)


def unpack_asset(packed: Packed) -> Asset:
    """The inverse of `pack_asset`."""
    source, digest, url, width, height, webp = packed
    return Asset(source, digest, url, width, height, tuple(Variant(*variant) for variant in webp))


def pack_palette(palette: Palette) -> Packed:
    """What a site's colours came to, as a tuple."""
    problems = tuple(pack_problem(problem) for problem in palette.problems)
    return (palette.key, tuple(palette.light.items()), tuple(palette.dark.items()), problems)


def unpack_palette(packed: Packed) -> Palette:
    """The inverse of `pack_palette`; of a state that knows none, an empty palette."""
    if not packed:
        return Palette()
    key, light, dark, problems = packed
    return Palette(key, dict(light), dict(dark), tuple(unpack_problem(problem) for problem in problems))


def pack_change(change: Change | None) -> Packed | None:
    """What git knows, as a tuple."""
    return None if change is None else (change.first, change.last, change.authors)
