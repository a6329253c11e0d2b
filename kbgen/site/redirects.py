"""Old addresses (`aliases`) lead to where an article lies now."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbgen.model import Level, Problem, Redirect
from kbgen.site.urls import FILES, language_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kbgen.config import Config
    from kbgen.model import Article

OWN_FILE = "a file that kbgen publishes"

STUB_SUFFIXES = (".html", ".htm")
"""Old addresses that end so become files, all others folders with an index.html."""

_FILE = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_CONTROLS = re.compile("[\x00-\x1f\x7f\\\\]")


def alias_url(alias: str, config: Config) -> str:
    """The URL on this site that an alias means: `old/x`, `/old/x/?q=1` and `https://x.se/old/x` all are `/old/x/`.

    Only the path counts; it gets the site's prefix unless it has it. A name like `x.html` is a file, anything else a
    folder (`index.html` is its folder).
    """
    scheme, found, rest = alias.strip().partition("://")
    path = "/" + rest.partition("/")[2] if found and "/" not in scheme else alias.strip()
    path = unicodedata.normalize("NFC", unquote(re.split(r"[?#]", path, maxsplit=1)[0]))
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

    living: URL -> what lies there, for messages. asked: (article or section page, its URL), sorted by path. Addresses
    that differ in case alone, or of which one is a file where the other needs a folder, cannot both be written
    everywhere.
    """
    taken = _taken_places(living, config)
    folders = {folder for place in taken for folder in _folders_above(place)}
    redirects: dict[str, Redirect] = {}
    problems: list[Problem] = []
    for article, url in asked:
        for alias in article.meta.aliases:
            source = alias_url(alias, config)
            place = _place(source)
            earlier = redirects.get(place)
            if place == _place(url):
                how = "is" if source == url else "differs in case alone from"
                problems.append(_problem("warning", alias, f"{how} the article's own URL {url}", article))
            elif place in taken:
                problems.append(_problem("error", alias, f"is the URL of {taken[place]}", article))
            elif earlier is not None:
                if earlier.path != article.path:
                    problems.append(_problem("error", alias, f"is also an alias of {earlier.path}", article))
            elif place.startswith(f"{_place(config.prefix)}/_kb/"):
                problems.append(_problem("error", alias, "lies among the files that kbgen publishes (/_kb/)", article))
            elif (place in folders and place.endswith(STUB_SUFFIXES)) or _below_file(place, taken, redirects):
                problems.append(_problem("error", alias, "would be a file where there is a folder of pages", article))
            else:
                redirects[place] = Redirect(source, url, article.path)
                folders.update(_folders_above(place))
    return tuple(sorted(redirects.values(), key=lambda redirect: redirect.source)), problems


def _place(url: str) -> str:
    """What a URL is on any file system: no slash at the end, no case."""
    return url.rstrip("/").casefold()


def _folders_above(place: str) -> Iterator[str]:
    while place:
        place = place.rpartition("/")[0]
        yield place


def _below_file(place: str, taken: Mapping[str, str], redirects: Mapping[str, Redirect]) -> bool:
    return any(
        (folder in redirects and not redirects[folder].source.endswith("/")) or taken.get(folder) == OWN_FILE
        for folder in _folders_above(place)
    )


def _taken_places(living: Mapping[str, str], config: Config) -> dict[str, str]:
    """Place -> what is there, for all that is published: pages, their Markdown twins, kbgen's own pages and files."""
    taken: dict[str, str] = {}
    for language in config.site.languages:
        root = language_root(language, config)
        for name in FILES:
            taken[_place(f"{root}{name}")] = OWN_FILE
        for name in ("search", "contact", "service"):
            taken[_place(f"{root}{name}")] = f"kbgen's own page /{name}/"
    for url, what in living.items():
        taken[_place(url)] = what
        taken[_place(f"{url}index.md")] = f"the Markdown text of {what}"
    return taken


def _problem(level: Level, alias: str, what: str, article: Article) -> Problem:
    hint = "Take the alias out." if level == "warning" else "Keep it in one place, or take it out."
    return Problem(level, "alias-taken", f"the alias `{alias}` {what}", article.path, hint=hint)
