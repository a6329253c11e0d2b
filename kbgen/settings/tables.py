"""The tables of kbgen.toml, one reader each: a Table in, a frozen part of the Config out."""

from __future__ import annotations

import os
import posixpath
import re
from typing import TYPE_CHECKING, Literal, cast, get_args

from kbgen.config import (
    SERVERS,
    BuildConfig,
    ContentConfig,
    GitConfig,
    HtmlPolicy,
    InsightsConfig,
    NavConfig,
    SearchConfig,
    Server,
    SiteConfig,
    ThemeConfig,
)
from kbgen.nearest import did_you_mean
from kbgen.settings.keys import Table, judge_value
from kbgen.settings.values import (
    judge_https,
    judge_language,
    judge_network,
    judge_origin,
    judge_repository,
    judge_url,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_VARIABLE = re.compile(r"[A-Za-z_][\w.-]*")
_MODES = ("off", "counters", "visits")


def read_site(table: Table) -> SiteConfig:
    """[site]."""
    language = table.text("language", "en")
    judge_value(table, "language", language, judge_language)
    languages = table.texts("languages", (language,))
    for code in languages if "languages" in table.values else ():
        judge_value(table, "languages", code, judge_language)
    if len(set(languages)) < len(languages):
        twice = next(code for code in languages if languages.count(code) > 1)
        table.complain("languages", f'names "{twice}" twice', "Keep one of them.")
        languages = tuple(dict.fromkeys(languages))
    if language not in languages:
        if "languages" in table.values:
            hint = f'Set `language` to one of them (it is the one without a prefix in its URLs), or add "{language}".'
            table.complain("languages", f'does not hold the site\'s `language`, "{language}"', hint)
        languages = (language, *languages)
    url = table.text("url").strip()
    if url:
        judge_value(table, "url", url, judge_url)
    title = table.text("title", "Help").strip()
    if not title:
        table.complain("title", "is empty", 'Write what customers call your help centre: `title = "Acme Help"`.')
    logo = _read_path(table, "logo")
    config = SiteConfig(
        title,
        url.rstrip("/"),
        language,
        languages,
        logo,
        table.text("description"),
        _read_fallback(table, languages),
        _read_path(table, "card"),
        _read_path(table, "card_font"),
    )
    table.close()
    return config


def read_content(table: Table, output: str, folder: str) -> ContentConfig:
    """[content]. output: of [build]; folder: absolute, the site's: an output must not swallow the articles."""
    place = _read_path(table, "dir", "content") or "."
    inside = os.path.normpath(os.path.join(folder, place))
    written = os.path.normpath(os.path.join(folder, output))
    if os.path.join(inside, "").startswith(os.path.join(written, "")):
        hint = 'Set `output` in [build] to a folder of its own, such as "site".'
        table.complain("dir", f"lies in the output folder, `{output}`", hint)
    link_root = table.text("link_root").strip("/") if "link_root" in table.values else None
    table.take("link_root")
    config = ContentConfig(
        place,
        cast("HtmlPolicy", table.choice("html", get_args(HtmlPolicy), "sanitise")),
        tuple(pattern for pattern in table.texts("exclude") if pattern.strip("/")),
        link_root,
        _read_variables(table.table("variables")),
    )
    table.close()
    return config


def read_build(table: Table) -> BuildConfig:
    """[build]."""
    output = table.text("output", "site").replace("\\", "/")
    if not output.strip("/. "):
        table.complain("output", "has to name a folder of its own", 'Write `output = "site"`.')
        output = "site"
    server = cast("Server", table.choice("server", SERVERS, SERVERS[0])) if "server" in table.values else ""
    table.close()
    return BuildConfig(output.rstrip("/"), server)


def read_theme(table: Table) -> ThemeConfig:
    """[theme]: the name, and the theme's own tokens as they are."""
    name = table.text("name", "default")
    tokens: dict[str, str | int | float | bool] = {}
    for key in table.values:
        value = table.take(key)
        if key == "name":
            continue
        if isinstance(value, (str, int, float, bool)):
            tokens[key] = value
        else:
            table.complain(key, "has to be one value: a text, a number, true or false")
    return ThemeConfig(name, tokens)


def read_nav(table: Table) -> NavConfig:
    """[nav]."""
    order = tuple(folder.strip("/") for folder in table.texts("order"))
    config = NavConfig(order, table.texts("popular"))
    table.close()
    return config


def read_search(table: Table, languages: Sequence[str]) -> SearchConfig:
    """[search]. Tables in it are named after the site's languages."""
    options: dict[str, dict[str, object]] = {}
    for language in languages:
        inner = table.table(language)
        if inner.values:
            options[language] = dict(inner.values)
    config = SearchConfig(table.flag("meaning", default=True), table.text("signals"), options)
    table.close()
    return config


def read_insights(table: Table) -> InsightsConfig:
    """[insights]."""
    endpoint = table.text("endpoint", "/_kb/events")
    if not endpoint.startswith("/") or endpoint.startswith("//"):
        judge_value(table, "endpoint", endpoint, judge_https)
    networks = table.texts("staff_networks")
    for network in networks:
        judge_value(table, "staff_networks", network, judge_network)
    config = InsightsConfig(
        cast("Literal['off', 'counters', 'visits']", table.choice("mode", _MODES, "off")),
        endpoint,
        table.number("keep_days", 30, 1),
        table.number("k", 3, 1),
        networks,
    )
    table.close()
    return config


def read_origins(table: Table) -> tuple[str, ...]:
    """[widget] origins."""
    origins = tuple(origin.rstrip("/") for origin in table.texts("origins"))
    for origin in origins:
        judge_value(table, "origins", origin, judge_origin)
    table.close()
    return origins


def read_owners(table: Table) -> dict[str, str]:
    """[owners]: name -> mail or team."""
    return {name: table.text(name) for name in table.values}


def read_git(table: Table) -> GitConfig:
    """[git]."""
    repository = table.text("repository").rstrip("/").removesuffix(".git")
    if repository:
        judge_value(table, "repository", repository, judge_repository)
    branch = table.text("branch", "main")
    if not branch.strip() or re.search(r"[\s\\~^:?*\[]", branch):
        table.complain("branch", f'cannot be "{branch}"', 'Write `branch = "main"`.')
    table.close()
    return GitConfig(repository, branch)


def read_editor(table: Table) -> str:
    """[editor] url."""
    url = table.text("url", "vscode://file/{path}:{line}")
    if url and "{path}" not in url:
        table.complain("url", "does not say where the file's path goes", 'Write "vscode://file/{path}:{line}".')
    table.close()
    return url


def _read_path(table: Table, key: str, default: str = "") -> str:
    """A path inside the site's folder, POSIX and without detours."""
    written = table.text(key, default).replace("\\", "/")
    path = posixpath.normpath(written) if written else ""
    if path.startswith(("/", "../")) or path == ".." or re.match(r"[A-Za-z]:", path):
        table.complain(key, f'leads out of the folder of kbgen.toml: "{written}"', "Write a path inside it.")
        return default
    return path


def _read_fallback(table: Table, languages: Sequence[str]) -> dict[str, tuple[str, ...]]:
    inner = table.table("fallback")
    chains: dict[str, tuple[str, ...]] = {}
    for language in inner.values:
        chain = inner.texts(language)
        for code in (language, *chain):
            if code not in languages:
                hint = did_you_mean(code, languages)
                inner.complain(language, f'speaks of "{code}", which is none of the site\'s languages', hint)
        if language in chain:
            inner.complain(language, "cannot fall back to itself", "Name other languages.")
        chains[language] = chain
    return chains


def _read_variables(table: Table, lead: str = "") -> dict[str, str]:
    """Names -> values; a table within gives dotted names."""
    variables: dict[str, str] = {}
    for key in table.values:
        name = f"{lead}{key}"
        value = table.take(key)
        if not _VARIABLE.fullmatch(key):
            table.complain(
                key, "cannot name a variable", "A name begins with a letter and has letters, digits, - _ and ."
            )
        elif isinstance(value, dict):
            variables |= _read_variables(table.table(key), f"{name}.")
        elif isinstance(value, int) and not isinstance(value, bool):
            variables[name] = str(value)
        else:
            if isinstance(value, float):
                # 2.10 has become 2.1 by now, and nobody could tell.
                table.complain(key, "has to be in quotes, so that it is shown as written", f'Write `{key} = "..."`.')
                continue
            text = table.text(key)
            if "\n" in text:
                table.complain(
                    key, "has to be one line", "Put a longer text into a snippet: content/_snippets/<name>.md."
                )
            variables[name] = text
    return variables
