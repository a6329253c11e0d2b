"""The lines of front matter and kbgen.toml that problems of the assembled site speak of.

Assembly knows articles, not files: it names the article, and the line is looked up here, for the few that are told.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kbgen.content.head import split_head
from kbgen.model import Problem
from kbgen.settings.lines import find_lines, nearest_line

# Code -> the key of the front matter that is to blame.
_KEYS = {
    "alias-taken": "aliases",
    "icon-unknown": "icon",
    "id-duplicate": "id",
    "name-reserved": "slug",
    "removed-taken": "removed",
    "related-unknown": "related",
    "replaced-circle": "replaced_by",
    "replaced-unknown": "replaced_by",
    "slug-path": "slug",
    "url-taken": "slug",
}
_SETTING = re.compile(r"\[(\w+)\] (\w+)")
_QUOTED = re.compile(r"`([^`]+)`")
_HEAD_BYTES = 65_536


def add_lines(problems: Sequence[Problem], folder: str, settings_file: str) -> tuple[Problem, ...]:
    """The problems, with the line of the key that they speak of where one is written. folder: the site's.

    settings_file: absolute path of kbgen.toml, or empty. What names no key (an id or slug that comes from the file's
    name) gets no line.
    """
    texts: dict[str, str] = {}

    def read(path: str) -> str:
        if path not in texts:
            texts[path] = _read_head(path)
        return texts[path]

    done = []
    for problem in problems:
        line = None
        if problem.line is None and problem.code in _KEYS:
            line = _find_key(read(os.path.join(folder, problem.path)), _KEYS[problem.code], _quoted(problem.message))
        elif problem.line is None and problem.code == "nav-unknown" and settings_file:
            line = _find_setting(read(settings_file), problem.message)
        done.append(problem if line is None else replace(problem, line=line))
    return tuple(done)


def _quoted(message: str) -> list[str]:
    """What a message quotes, last first: `related` names `x`."""
    return _QUOTED.findall(message)[::-1]


def _read_head(path: str) -> str:
    try:
        with open(path, "rb") as file:
            data = file.read(_HEAD_BYTES)
    except OSError:
        return ""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _find_key(text: str, key: str, values: Iterable[str]) -> int | None:
    """The line of a key, or of the first of the values below it; 1-based in the file."""
    parts = split_head(text)
    rows = parts[0].split("\n") if parts is not None else []
    begins = next((at for at, row in enumerate(rows) if re.match(rf"[\"']?{key}[\"']?[ \t]*:", row)), None)
    if begins is None:
        return None
    ends = next((at for at in range(begins + 1, len(rows)) if re.match(r"[\w\"']", rows[at])), len(rows))
    for value in values:
        for at in range(begins, ends):
            if re.search(rf"(?<![\w/-]){re.escape(value)}(?![\w/-])", rows[at]):
                return at + 2
    return begins + 2


def _find_setting(text: str, message: str) -> int | None:
    found = _SETTING.search(message)
    return nearest_line(find_lines(text), (found[1], found[2])) if found else None
