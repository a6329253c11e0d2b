"""kbgen.toml -> Config: finds the site, reads its settings, and names every wrong one with its line."""

from __future__ import annotations

import os
from pathlib import Path

from kbgen.config import Config, ContentConfig
from kbgen.errors import ConfigError, UsageError
from kbgen.settings.contact import read_contact
from kbgen.settings.keys import Complaint, Complaints, Table
from kbgen.settings.lines import find_lines
from kbgen.settings.tables import (
    read_build,
    read_content,
    read_editor,
    read_git,
    read_insights,
    read_nav,
    read_origins,
    read_owners,
    read_search,
    read_site,
    read_theme,
)
from kbgen.settings.toml import parse_toml, read_text

FILE_NAME = "kbgen.toml"


def load_config(source: str | None, config_file: str | None, cwd: str) -> Config:
    """The settings of a site.

    source: `--source`, its folder; config_file: `--config`; both relative to `cwd` (absolute). Without either: `cwd`
    or its nearest parent with a kbgen.toml. Without a kbgen.toml: the defaults, articles in `content` if there is such
    a folder, else in the folder itself.

    Raises UsageError if the folder or file is missing, ConfigError if kbgen.toml cannot be used; it tells all that is
    wrong.
    """
    folder, file = _find_site(source, config_file, os.path.abspath(cwd))
    if file:
        shown = _shown(file, cwd)
        return parse_config(read_text(Path(file), shown, ConfigError), folder, file, shown)
    has_content = os.path.isdir(os.path.join(folder, "content"))
    return Config(folder, content=ContentConfig("content" if has_content else "."))


def parse_config(text: str, folder: str, file: str, shown: str) -> Config:
    """The settings in the text of a kbgen.toml. folder, file: absolute. shown: the file's path for messages."""
    complaints = Complaints(find_lines(text))
    top = Table(parse_toml(text, shown, ConfigError), (), complaints)
    build = read_build(top.table("build"))
    site = read_site(top.table("site"))
    config = Config(
        folder=folder,
        file=file,
        site=site,
        content=read_content(top.table("content"), build.output, folder),
        build=build,
        theme=read_theme(top.table("theme")),
        nav=read_nav(top.table("nav")),
        search=read_search(top.table("search"), site.languages),
        contact=read_contact(top.table("contact")),
        insights=read_insights(top.table("insights")),
        widget_origins=read_origins(top.table("widget")),
        owners=read_owners(top.table("owners")),
        git=read_git(top.table("git")),
        editor_url=read_editor(top.table("editor")),
    )
    top.close()
    if complaints.found:
        raise _config_error(complaints.found, shown)
    return config


def _find_site(source: str | None, config_file: str | None, cwd: str) -> tuple[str, str]:
    """(folder, kbgen.toml or empty), both absolute."""
    folder = os.path.normpath(os.path.join(cwd, source)) if source is not None else ""
    if source is not None and not os.path.isdir(folder):
        if os.path.isfile(folder):
            raise UsageError(f"--source {source} is a file", hint="Name the folder it lies in, or use --config.")
        raise UsageError(f"there is no folder {source}", hint="--source names the folder that holds kbgen.toml.")
    if config_file is not None:
        file = os.path.normpath(os.path.join(cwd, config_file))
        if not os.path.isfile(file):
            raise UsageError(f"there is no file {config_file}", hint="--config names a kbgen.toml.")
        return folder or os.path.dirname(file), file
    if folder:
        file = os.path.join(folder, FILE_NAME)
        return folder, file if os.path.isfile(file) else ""
    place = cwd
    while not os.path.isfile(os.path.join(place, FILE_NAME)):
        parent = os.path.dirname(place)
        if parent == place:
            return cwd, ""
        place = parent
    return place, os.path.join(place, FILE_NAME)


def _shown(file: str, cwd: str) -> str:
    """A path as the user would open it: relative to the working directory if it lies below."""
    try:
        relative = os.path.relpath(file, cwd)
    except ValueError:  # another drive
        return file.replace(os.sep, "/")
    return (file if relative.startswith("..") else relative).replace(os.sep, "/")


def _config_error(found: list[Complaint], shown: str) -> ConfigError:
    """One error for all that is wrong: the first is its message, the others follow the hint."""
    first, *others = sorted(dict.fromkeys(found), key=lambda each: each.line or 0)
    hints = [first.hint] if first.hint else []
    for other in others:
        where = f"{shown}:{other.line}" if other.line else shown
        hints.append(f"{where}: {other.message}" + (f"\n    {other.hint}" if other.hint else ""))
    return ConfigError(first.message, path=shown, line=first.line, hint="\n  ".join(hints) or None)
