"""Old addresses (`aliases`) lead to where an article lies now."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbgen.model import Problem, Redirect
from kbgen.site.urls import FILES, language_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbgen.config import Config
    from kbgen.model import Article

_FILE = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_CONTROLS = re.compile("[\x00-\x1f\x7f\\\\]")


def alias_url(alias: str, config: Config) -> str:
    """The URL on this site that an alias means: `old/x`, `/old/x/?q=1` and `https://x.se/old/x` all are `/old/x/`.

    Only the path counts; it gets the site's prefix unless it has it. A name like `x.html` is a file, anything else a
    folder (`index.html` is its folder).
    """
    scheme, found, rest = alias.strip().partition("://")
    path = "/" + rest.partition("/")[2] if found and "/" not in scheme else alias.strip()
    path = unquote(re.split(r"[?#]", path, maxsplit=1)[0])
    path = posixpath.normpath("/" + _CONTROLS.sub("", path).lstrip("/"))
    if config.prefix and path != config.prefix and not path.startswith(f"{config.prefix}/"):
        path = f"{config.prefix}{path}"
    if path.endswith(("/index.html", "/index.htm")):
        path = posixpath.dirname(path)
    return path if _FILE.search(path) else path.rstrip("/") + "/"


def collect_redirects(
    living: Mapping[str, str], asked: Iterable[tuple[Article, str]], config: Config
) -> tuple[tuple[Redirect, ...], list[Problem]]:
    """Redirects sorted by source, and what is wrong with the aliases.

    living: URL -> what lies there, for messages. asked: (article or section page, its URL), sorted by path.
    """
    reserved = _reserved_urls(config)
    redirects: dict[str, Redirect] = {}
    problems: list[Problem] = []
    for article, url in asked:
        for alias in article.meta.aliases:
            source = alias_url(alias, config)
            earlier = redirects.get(source)
            if source == url:
                problems.append(_problem("warning", alias, f"is the article's own URL {url}", article))
            elif source in living:
                problems.append(_problem("error", alias, f"is the URL of {living[source]}", article))
            elif source in reserved or source.startswith(f"{config.prefix}/_kb/"):
                problems.append(_problem("error", alias, f"is a URL that kbgen itself publishes ({source})", article))
            elif earlier is None:
                redirects[source] = Redirect(source, url, article.path)
            elif earlier.path != article.path:
                problems.append(_problem("error", alias, f"is also an alias of {earlier.path}", article))
    return tuple(redirects[source] for source in sorted(redirects)), problems


def _reserved_urls(config: Config) -> frozenset[str]:
    roots = [language_root(language, config) for language in config.site.languages]
    return frozenset(
        [f"{root}{name}/" for root in roots for name in ("search", "contact", "service")]
        + [f"{root}{name}" for root in roots for name in FILES]
        + [f"{root}index.md" for root in roots]
        + [f"{config.prefix}/_kb/"]
    )


def _problem(level: str, alias: str, what: str, article: Article) -> Problem:
    hint = "Take the alias out" if level == "warning" else "Keep it in one place, or take it out"
    return Problem(
        "warning" if level == "warning" else "error",
        "alias-taken",
        f"the alias `{alias}` {what}",
        article.path,
        hint=f"{hint}.",
    )
