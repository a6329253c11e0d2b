"""What a page is made of: its source, what is wrong with that, the same in other languages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from urllib.parse import quote, unquote

from kbgen.build.again import Memory
from kbgen.build.packing import decode_article
from kbgen.config import Config
from kbgen.model import Article, Problem
from kbgen.preview.contract import PageInfo, PageProblem


def describe_page(path: str, config: Config, memory: Memory | None, problems: Sequence[Problem]) -> PageInfo:
    """path: of the URL, with the prefix, encoded or not. problems: of the whole site."""
    url = unquote(path).removesuffix("index.html")
    source, ref = _find_source(url, memory)
    article = _read_article(source, memory)
    own = [problem for problem in problems if source and problem.path == source]
    return PageInfo(
        url=url,
        title=article.title if article else "",
        source=source,
        editor=link_editor(config, source, 1),
        id=article.id if article else "",
        language=ref.partition("/")[0] or config.site.language,
        translations=_find_translations(ref, config, memory),
        reviewed=article.meta.reviewed or "" if article else "",
        state=article.meta.state or "" if article else "",
        problems=tuple(_describe_problem(problem, config) for problem in own),
        site_problems=len(problems) - len(own),
    )


def find_source(path: str, memory: Memory | None) -> str:
    """The source of the page at a URL path, relative to the site's folder; empty if it has none."""
    return _find_source(unquote(path).removesuffix("index.html"), memory)[0]


def link_editor(config: Config, path: str, line: int | None) -> str:
    """The address that opens a place in the writer's editor, or nothing. path: relative to the site's folder."""
    if not path or not config.editor_url:
        return ""
    full = os.path.join(config.folder, *path.split("/")).replace(os.sep, "/")
    return config.editor_url.replace("{path}", quote(full.lstrip("/"))).replace("{line}", str(line or 1))


def _find_source(url: str, memory: Memory | None) -> tuple[str, str]:
    """Source and ref of the page or section at a URL."""
    pages, sections = memory.state.rows if memory is not None else ({}, ())
    for ref, row in pages.items():
        if row[0] == url:
            return row[-1], ref
    for row in sections:
        if row[3] == url:
            return row[7] or "", row[0]
    return "", ""


def _read_article(source: str, memory: Memory | None) -> Article | None:
    record = memory.state.records.get(source) if memory is not None else None
    return decode_article(record.article) if record is not None and record.article else None


def _find_translations(ref: str, config: Config, memory: Memory | None) -> tuple[tuple[str, str], ...]:
    if memory is None or not ref or len(config.site.languages) < 2:
        return ()
    pages, sections = memory.state.rows
    name = ref.partition("/")[2]
    urls = {row[0]: row[3] for row in sections} | {other: row[0] for other, row in pages.items()}
    found = ((language, urls.get(f"{language}/{name}", "")) for language in config.site.languages)
    return tuple((language, url) for language, url in found if url)


def _describe_problem(problem: Problem, config: Config) -> PageProblem:
    editor = link_editor(config, problem.path, problem.line)
    return PageProblem(
        problem.level, problem.code, problem.message, problem.hint, problem.path, problem.line or 0, editor
    )
