"""Ids and folders that kbgen.toml and front matter name must exist."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING

from kbgen.model import Problem
from kbgen.nearest import find_nearest
from kbgen.site.urls import segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbgen.config import Config
    from kbgen.model import Article, Section


def check_references(articles: Sequence[Article], sections: Iterable[Section], config: Config) -> list[Problem]:
    """Warnings for unknown ids in `related`, [nav] popular and [nav] order. articles: hidden ones included."""
    ids = {article.id for article in articles}
    toml = os.path.basename(config.file) or "kbgen.toml"
    problems = [
        _unknown("related-unknown", "`related`", name, article.path, ids)
        for article in articles
        for name in article.meta.related
        if name not in ids
    ]
    problems += [
        _unknown("nav-unknown", "[nav] popular", name, toml, ids) for name in config.nav.popular if name not in ids
    ]
    if config.nav.order:
        folders = {segment(article.rel.partition("/")[0]) for article in articles if "/" in article.rel}
        folders |= {segment(section.folder) for section in sections if section.folder and "/" not in section.folder}
        problems += [
            _unknown("nav-unknown", "[nav] order", name, toml, folders)
            for name in config.nav.order
            if name not in ids and segment(name.strip("/")) not in folders
        ]
    return problems


def _unknown(code: str, where: str, name: str, path: str, known: set[str]) -> Problem:
    near = find_nearest(name, known)
    hint = f"Did you mean `{near}`?" if near else "Correct it or take it out."
    what = "no folder or article" if where.endswith("order") else "no article"
    return Problem("warning", code, f"{where} names `{name}`, but {what} is called that", path, hint=hint)
