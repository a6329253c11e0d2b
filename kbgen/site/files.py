"""Which file a written path means: how it lies to the language's folder, and in which languages to look.

A path is below the language's folder (`billing/assets/a.png`), from its root (`/assets/a.png`), or out of it
(`../en/assets/a.png`). Articles that were written for another system often name a folder that is not there
(`/help/assets/a.png`): `[content] link_root` takes it off, and while that is not set kbgen tries without it.
"""

from __future__ import annotations

import posixpath
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from kbgen.site.fallback import fallback_chain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbgen.config import Config
    from kbgen.model import Article, Source


class Spot(NamedTuple):
    """One place to look. language: empty when the path lies in none. guess: the folder that was taken off unasked."""

    language: str
    rel: str
    guess: str = ""


def join_rel(base: str, written: str) -> str:
    """A written path, seen from the language's folder. base: folder of who wrote it (`billing`, `../_snippets`).

    Absolute ones keep their slash; a slash at the end is kept; NFC.
    """
    written = unicodedata.normalize("NFC", written)
    joined = posixpath.normpath(written if written.startswith("/") else posixpath.join(base, written))
    joined = "" if joined == "." else joined
    if joined.startswith("/"):
        joined = "/" + joined.lstrip("/")
    folder = written.endswith(("/", "/.", "/..")) or written in (".", "..")
    return f"{joined}/" if folder and joined and not joined.endswith("/") else joined


def base_of(article: Article, origin: str, config: Config) -> str:
    """The folder that relative paths start from, seen from the language's folder.

    origin: the file that wrote them (a snippet's path relative to the site's folder), or empty for the article itself.
    """
    if not origin or origin == article.path:
        return posixpath.dirname(article.rel)
    root = posixpath.join(config.content.dir, article.language) if config.multilingual else config.content.dir
    folder = posixpath.relpath(posixpath.dirname(origin) or ".", root)
    return "" if folder == "." else folder


def find_spots(language: str, rel: str, config: Config) -> tuple[Spot, ...]:
    """Where a path may lie for a page of `language`, best first. rel: from `join_rel`."""
    root = config.content.link_root
    if rel.startswith("/"):
        inner = rel.lstrip("/")
        if root:
            return (Spot(language, inner.removeprefix(f"{root}/") if inner != root else ""),)
        spots = [Spot(language, inner)]
    elif rel == ".." or rel.startswith("../"):
        inner = rel[3:]
        first, slash, rest = inner.partition("/")
        if config.multilingual and first in config.site.languages:
            return (Spot(first, rest),)
        if root:
            return (Spot(language, rest) if slash and first == root else Spot("", inner),)
        spots = [Spot("", inner)]
    else:
        return (Spot(language, rel),)
    first, slash, rest = inner.partition("/")
    if root is None and rest and first[:1] not in ("", ".", "_"):
        spots.append(Spot(language, rest, first))
    return tuple(spots)


def find_file_spots(language: str, rel: str, config: Config) -> tuple[Spot, ...]:
    """As `find_spots`, for files: where the language has none, those it may borrow from are asked."""
    borrowed = fallback_chain(language, config)
    default = config.site.language
    lenders = borrowed if default in (language, *borrowed) else (*borrowed, default)
    found: list[Spot] = []
    for spot in find_spots(language, rel, config):
        found.append(spot)
        if spot.language == language:
            found += [Spot(lender, spot.rel, spot.guess) for lender in lenders]
    return tuple(found)


def file_candidates(language: str, rel: str, config: Config) -> tuple[str, ...]:
    """Keys `<language>/<rel>` to try, best first. rel: as in `Article.files`."""
    return tuple(f"{spot.language}/{spot.rel}" for spot in find_file_spots(language, rel, config))


def find_file(language: str, rel: str, files: Mapping[str, Source], config: Config) -> Source | None:
    """The file that a path in an article of `language` means, or None. files: `Site.files`."""
    return next((files[key] for key in file_candidates(language, rel, config) if key in files), None)
