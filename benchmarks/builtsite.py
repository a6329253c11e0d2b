"""Build a site with this checkout of kbgen, and know which article lies at which address."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from contestants import checkout_environment

MADE = (".git", ".kbgen", "site", "site-agents")


@dataclass(frozen=True, slots=True)
class Article:
    """An article as `kbgen list` tells of it.

    source: path below the content folder, and below the language's folder where there are several languages. page: its
    HTML file.
    """

    source: str
    url: str
    title: str
    language: str
    page: Path


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A site on disk: its output folder, and its articles by plain URL (see `plain_url`)."""

    output: Path
    articles: dict[str, Article]

    def of_language(self, language: str) -> list[Article]:
        """The articles in one language, in the order of `kbgen list`."""
        return [article for article in self.articles.values() if article.language == language]


def plain_url(url: str) -> str:
    """A URL's path alone, not percent-encoded: what the hits of all engines are compared by."""
    return unquote(urlsplit(url).path).removesuffix("index.html")


def copy_site(source: Path, target: Path) -> None:
    """Copy the source of a site, without what was built from it, so that it can be written to."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(*MADE), copy_function=shutil.copyfile)
    for folder in (target, *(path for path in target.rglob("*") if path.is_dir())):
        folder.chmod(0o755)


def build_site(source: Path, output: Path) -> BuiltSite:
    """Build a folder that holds kbgen.toml. Ends with what kbgen said when it fails."""
    _run_kbgen("build", "--source", str(source), "--output", str(output), "--quiet")
    languages = {path.name for path in (source / "content").iterdir() if path.is_dir()}
    articles = {}
    for entry in json.loads(_run_kbgen("list", "--json", "--source", str(source))):
        path = entry["source"].removeprefix("content/")
        language = entry["language"]
        # A language has its own folder if and only if the site has several.
        below = path.removeprefix(f"{language}/") if language in languages else path
        url = plain_url(entry["url"])
        page = output / url.lstrip("/") / "index.html"
        if page.is_file():
            articles[url] = Article(below, entry["url"], entry["title"], language, page)
    return BuiltSite(output, articles)


def require_search(site: BuiltSite) -> None:
    """End with a plain word where the site has no search to measure."""
    if not (site.output / "_kb" / "search.js").is_file():
        raise SystemExit("The built site has no /_kb/search.js: there is no search to measure.")


def _run_kbgen(*arguments: str) -> str:
    """What a command prints."""
    command = (sys.executable, "-m", "kbgen", *arguments)
    done = subprocess.run(command, env=checkout_environment(), capture_output=True, check=False, encoding="utf-8")
    if done.returncode:
        raise SystemExit(
            f"kbgen {arguments[0]} failed ({done.returncode}):\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    return done.stdout
