"""Ask each search engine all queries, one at a time, in Chromium."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from builtsite import BuiltSite, plain_url
from chromium import ROOT
from contestants import MissingToolError, program_of
from hosting import blank_page
from judged import Query
from pagetext import read_page
from playwright.sync_api import Browser, Page
from scores import Answer

HERE = Path(__file__).resolve().parent
ENGINES = ("kbgen", "minisearch", "minisearch-boosted", "lunr", "lunr-boosted", "pagefind")
LUNR = ("lunr/lunr.js", "lunr-languages/lunr.stemmer.support.js", "lunr-languages/tinyseg.js")


def prepare_engines(engines: Iterable[str], site: BuiltSite) -> None:
    """Install and index what the engines need, once for a site."""
    if any(engine.startswith(("minisearch", "lunr")) for engine in engines):
        done = subprocess.run(["sh", str(ROOT / ".ci" / "node"), HERE.name], stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            raise SystemExit(1)
    if "pagefind" in engines:
        index_with_pagefind(site)


def index_with_pagefind(site: BuiltSite) -> None:
    """Let Pagefind index the pages of the articles, and of nothing else, into the folder that is served."""
    pages = site.output.parent / "pagefind-pages"
    for article in site.articles.values():
        copy = pages / article.page.relative_to(site.output)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(article.page, copy)
    try:
        program = program_of("pagefind_bin_extended", "pagefind_extended")
    except MissingToolError as error:
        raise SystemExit(str(error)) from error
    target = str(site.output / "pagefind")
    command = (program, "--site", str(pages), "--output-path", target, "--root-selector", "main")
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    if done.returncode:
        raise SystemExit(f"Pagefind failed ({done.returncode}):\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def ask_engine(
    engine: str,
    queries: Sequence[Query],
    site: BuiltSite,
    browser: Browser,
    address: str,
) -> list[Answer]:
    """The answers of one engine, in the order of the queries. Each language has a page of its own."""
    answers: dict[Query, Answer] = {}
    for language in sorted({query.language for query in queries}):
        page = browser.new_page()
        page.goto(blank_page(address, language))
        load_engine(page, engine, language, site)
        for query in queries:
            if query.language == language:
                urls = page.evaluate("(query) => globalThis.ask(query)", query.text)
                found = (site.articles.get(plain_url(url)) for url in urls)
                sources = tuple(article.source if article and article.language == language else "" for article in found)
                answers[query] = Answer(query, sources)
        page.context.close()
    return [answers[query] for query in queries]


def load_engine(page: Page, engine: str, language: str, site: BuiltSite) -> None:
    """Load an engine's scripts into a page and make it ready for a language."""
    packages = HERE / "node_modules"
    scripts: tuple[str, ...] = ()
    articles: list[dict[str, str]] = []
    if engine.startswith("minisearch"):
        scripts = ("minisearch/dist/umd/index.js",)
    elif engine.startswith("lunr"):
        scripts = LUNR if language == "en" else (*LUNR, f"lunr-languages/lunr.{language}.js")
    if scripts:
        for article in site.of_language(language):
            text = asdict(read_page(article.page))
            articles.append({**text, "headings": "\n".join(text["headings"]), "url": article.url})
    for script in scripts:
        page.add_script_tag(path=packages / script)
    page.add_script_tag(path=HERE / "engines.js")
    page.evaluate(
        "async ([engine, articles, language]) => { globalThis.ask = await engines[engine](articles, language); }",
        [engine, articles, language],
    )
