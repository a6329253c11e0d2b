"""Sets the date of the last review in an article: one line of its front matter changes, the rest stays to the byte."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import replace
from datetime import date as calendar_date
from typing import NamedTuple

from yaml import MappingNode, Node, ScalarNode

from kbgen.atomic import replace_file
from kbgen.content.decode import clean_text, decode_source
from kbgen.content.frontmatter import FrontMatter, parse_front_matter
from kbgen.content.head import split_head
from kbgen.content.yamltree import compose_mapping, scalar_text
from kbgen.errors import KbgenError, OutputError
from kbgen.model import Problem

_KEY = "reviewed"
_BYTE_ORDER_MARK = "\ufeff"
_LINE_END = re.compile("(\r\n|\r|\n)")
_COLON = re.compile(r"\s*:\s*")
_ALIAS = re.compile(r"\*[^\s,\[\]{}]+")
# What is shown as text, or not understood at all: another key would not mend it, and might hide it.
_UNREADABLE = frozenset({"front-matter-syntax", "front-matter-bare"})


class _Edit(NamedTuple):
    """Cleaned text from `begin` to `end` becomes `new`; whole lines are put in at the beginning of one."""

    begin: int
    end: int
    new: str


def mark_reviewed(path: str, date: str) -> None:
    """Set the date in a file, which is replaced as a whole and keeps its permissions; a link stays one.

    date: ISO. Raises KbgenError if the file or its front matter cannot be read, OutputError if it cannot be written.
    """
    place = os.path.realpath(path)
    try:
        with open(place, "rb") as file:
            data = file.read()
        mode = stat.S_IMODE(os.stat(place).st_mode)
    except OSError as error:
        raise KbgenError(
            f"the file cannot be read: {error.strerror}", path=path, hint="Check its permissions."
        ) from None
    decoded = decode_source(data, path)
    if isinstance(decoded, Problem):
        raise KbgenError(decoded.message, path=path, line=decoded.line, hint=decoded.hint)
    try:
        changed = set_reviewed(data.decode(), date).encode()
    except KbgenError as error:
        error.path = path
        raise
    if changed == data:
        return
    try:
        # A name that begins with a full stop is no content, should a build run meanwhile.
        replace_file(place, changed, prefix=".reviewed-")
        os.chmod(place, mode)
    except OSError as error:
        message = f"the file cannot be written: {error.strerror}"
        raise OutputError(message, path=path, hint="Check the permissions of its folder.") from None


def set_reviewed(text: str, date: str) -> str:
    """The text of an article with `reviewed: date` in its front matter, which is made if there is none.

    text: as in the file, with its byte order mark and line ends. date: ISO; anything else is a ValueError. Raises
    KbgenError, without a path, if the front matter cannot be read or is written so that no single place can be changed.
    """
    if calendar_date.fromisoformat(date).isoformat() != date:
        raise ValueError(date)
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    text = text.removeprefix(mark)
    cleaned = clean_text(text)
    before = parse_front_matter(cleaned, "")
    for problem in before.problems:
        if problem.code in _UNREADABLE:
            raise KbgenError(problem.message, line=problem.line, hint=problem.hint)
    changed = _apply(_plan(cleaned, date), text, cleaned)
    if not _only_date_differs(before, parse_front_matter(clean_text(changed), ""), date):
        message = f"the front matter is written in a way in which `{_KEY}` cannot be set for you"
        raise KbgenError(message, line=before.lines.get(_KEY), hint=f"Write `{_KEY}: {date}` into it yourself.")
    return mark + changed


def _only_date_differs(before: FrontMatter, after: FrontMatter, date: str) -> bool:
    """Whether all that kbgen reads is as before, but for the date."""
    known = {problem.code for problem in before.problems}
    return (
        after.meta == replace(before.meta, reviewed=date)
        and after.body == before.body
        and after.lines.keys() == before.lines.keys() | {_KEY}
        and known.issuperset(problem.code for problem in after.problems)
    )


def _plan(cleaned: str, date: str) -> _Edit:
    """Where cleaned text has to change."""
    parts = split_head(cleaned)
    assert parts is not None  # it was read before
    head, _, body_line = parts
    if body_line == 1:
        return _Edit(0, 0, f"---\n{_KEY}: {date}\n---\n")
    start = cleaned.index("\n") + 1
    root = compose_mapping(head)
    edit = _Edit(len(head), len(head), f"{_KEY}: {date}\n") if root is None else _plan_mapping(head, root, date)
    return edit._replace(begin=start + edit.begin, end=start + edit.end)


def _plan_mapping(head: str, root: MappingNode, date: str) -> _Edit:
    """As `_plan`, in the YAML alone."""
    starts = [0, *(found.end() for found in re.finditer("\n", head))]

    def offset(line: int, column: int) -> int:
        return starts[line] + column

    for key, value in root.value:
        if isinstance(key, ScalarNode) and scalar_text(key) == _KEY:
            after_key = offset(key.end_mark.line, key.end_mark.column)
            begin = offset(value.start_mark.line, value.start_mark.column)
            end = offset(value.end_mark.line, value.end_mark.column)
            return _plan_value(head, date, value, after_key, begin, end)
    if root.flow_style:
        at = offset(root.end_mark.line, root.end_mark.column) - 1
        return _Edit(at, at, f"{', ' if root.value else ''}{_KEY}: {date}")
    indent = " " * root.start_mark.column
    return _Edit(len(head), len(head), f"{indent}{_KEY}: {date}\n")


def _plan_value(head: str, date: str, value: Node, after_key: int, begin: int, end: int) -> _Edit:
    """What stands between `begin` and `end` becomes the date, in the quotes it had."""
    colon = _COLON.match(head, after_key)
    if begin < after_key:  # an alias has the place of what it stands for
        alias = _ALIAS.match(head, colon.end() if colon else after_key)
        return _Edit(*alias.span(), date) if alias else _Edit(after_key, after_key, "")
    if begin == end:
        return _Edit(begin, end, f" {date}" if colon else f": {date}")
    end = begin + len(head[begin:end].rstrip())
    quote = value.style if isinstance(value, ScalarNode) and value.style in ("'", '"') else ""
    return _Edit(begin, end, f"{quote}{date}{quote}")


def _apply(edit: _Edit, text: str, cleaned: str) -> str:
    """The text with an edit of its cleaned form, which has the same lines."""
    lines = _LINE_END.split(text)  # and between two of them what ends the first
    first, last = (2 * cleaned.count("\n", 0, at) for at in (edit.begin, edit.end))
    if edit.new.endswith("\n"):
        end = lines[1] if len(lines) > 1 else "\n"
        return "".join([*lines[:first], edit.new.replace("\n", end), *lines[first:]])
    lead = cleaned[cleaned.rfind("\n", 0, edit.begin) + 1 : edit.begin]
    rest = cleaned[edit.end :].partition("\n")[0]
    return "".join([*lines[:first], lead, edit.new, rest, *lines[last + 1 :]])
