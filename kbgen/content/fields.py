"""Front matter keys become a typed Meta, each with the message a writer needs when its value cannot be."""

from __future__ import annotations

import math
import re
from typing import Any, get_args

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from kbgen.content.values import (
    read_date,
    read_interval,
    read_moment,
    read_products,
    read_switch,
    read_text,
    read_texts,
)
from kbgen.content.yamltree import is_null, plain_value, scalar_text
from kbgen.model import ArticleType, Audience, Meta, Problem, State
from kbgen.nearest import find_nearest

_TEXT_KEYS = ("id", "title", "slug", "summary", "stage", "owner", "translates", "status", "replaced_by")
_LIST_KEYS = ("keywords", "errors", "aliases", "related", "pages")
_DATE_KEYS = ("reviewed", "publish_at", "expires_at")
_OTHER_KEYS = ("description", "workaround", "order", "applies_to", "review_every", "next_update", "removed")
_CHOICES: dict[str, tuple[str, ...]] = {
    "type": get_args(ArticleType),
    "audience": get_args(Audience),
    "state": get_args(State),
}
# A wrong value here could publish what must not be seen, or move a page: no guessing.
_GRAVE = frozenset({"id", "slug", "audience", "state", "publish_at", "expires_at", "removed"})
_GUARDED = ("audience", "state", "publish_at", "expires_at")
_KEEPS_BACK = frozenset({"agents", "agent", "draft", "unverified"})
# How other generators keep a page back.
_ELSEWHERE = {"draft": ("true", "yes"), "published": ("false", "no")}
_KNOWN = (*_TEXT_KEYS, *_LIST_KEYS, *_DATE_KEYS, *_CHOICES, *_OTHER_KEYS)
_SLIP = 1  # letter more or less; foreign keys (`published_at`) differ by more


def type_fields(root: MappingNode, text: str, path: str, first: int) -> tuple[Meta, list[Problem], dict[str, int]]:
    """Meta of a front matter tree, what is wrong with it, and the line of every key.

    text: the YAML. first: 1-based line of its first line in the file. A value that cannot be is left out, with an
    error if leaving it out could publish what must not be seen, else with a warning. Raises FrontMatterError (see
    `plain_value`).
    """
    fields = _Fields(text, path, first)
    for key_node, value in root.value:
        if not isinstance(key_node, ScalarNode):
            fields.report("warning", "this key is no word, and is left out", key_node, "Write `key: value`.")
            continue
        fields.take(scalar_text(key_node), key_node, value)
    return Meta(**fields.values), fields.problems, fields.lines


class _Fields:
    """Values and problems grow key by key."""

    def __init__(self, text: str, path: str, first: int) -> None:
        self.values: dict[str, Any] = {"extra": {}}
        self.problems: list[Problem] = []
        self._text = text
        self._path = path
        self._first = first
        self.lines: dict[str, int] = {}

    def report(self, level: Any, message: str, node: Node, hint: str, code: str = "front-matter-value") -> None:
        line = self._first + node.start_mark.line
        self.problems.append(Problem(level, code, message, self._path, line, hint))

    def take(self, key: str, key_node: Node, value: Node) -> None:
        line = self._first + key_node.start_mark.line
        if key in self.lines:
            message = f"`{key}` stands here twice, in lines {self.lines[key]} and {line}"
            self.report("error", message, key_node, "Keep one of them.", "front-matter-duplicate")
            return
        self.lines[key] = line
        if key == "description" and "summary" not in self.lines:
            # An alias: a summary that follows wins, and the description reaches the theme.
            self._take_text("summary", "description", value)
            self.lines["description"] = line
        elif key == "summary":
            if "description" in self.lines and "summary" in self.values:
                self.values["extra"]["description"] = self.values.pop("summary")
            self._take_text(key, key, value)
        elif key in _TEXT_KEYS:
            self._take_text(key, key, value)
        elif key == "workaround":
            self._keep(key, value, read_text(value, lines=True), "text")
        elif key in _LIST_KEYS:
            self._keep(key, value, read_texts(value, self._text), "a list of texts")
        elif key in _DATE_KEYS:
            self._keep(key, value, read_date(value), "a date like 2026-05-01")
        elif key in _CHOICES:
            self._take_choice(key, value)
        else:
            self._take_rest(key, key_node, value)

    def _take_rest(self, key: str, key_node: Node, value: Node) -> None:
        if key == "order":
            self._keep(key, value, _read_number(value), "a number")
        elif key == "removed":
            self._keep(key, value, read_switch(value), "true or false")
        elif key == "applies_to":
            self._keep(key, value, read_products(value, self._text), "products with lists of versions")
        elif key == "review_every":
            self._keep(key, value, read_interval(value), "a time like 6 months (days, weeks, months, years)")
        elif key == "next_update":
            self._keep(key, value, read_moment(value), "a date like 2026-05-01, or with a time: 2026-05-01 14:00")
        elif key == "checks.ignore":
            self._take_ignored(value)
        elif key == "checks" and isinstance(value, MappingNode):
            for name, inner in value.value:
                if isinstance(name, ScalarNode) and name.value == "ignore":
                    self._take_ignored(inner)
                else:
                    self.report("warning", "`checks` knows `ignore` alone", name, "Write `checks: {ignore: [code]}`.")
        else:
            self._guard(key, key_node, value)
            self.values["extra"][key] = plain_value(value)
            self._find_doubles(value)

    def _keep(self, key: str, node: Node, value: object, wanted: str) -> None:
        """Store a value that was read; None means that it could not be, unless it is empty."""
        if value is not None:
            self.values[key] = value
        elif not is_null(node):
            level = "error" if key in _GRAVE else "warning"
            shown = f", and is `{scalar_text(node)[:60]}`" if isinstance(node, ScalarNode) else ""
            left_out = "" if level == "error" else "; it is left out"
            hint = "Correct it, or delete the line."
            if isinstance(node, MappingNode) and "{{" in self._text:
                hint = "Put a value that begins with `{{` in quotes."
            self.report(level, f"`{key}` has to be {wanted}{shown}{left_out}", node, hint)

    def _take_text(self, field: str, key: str, node: Node) -> None:
        value = read_text(node)
        if value is None and not is_null(node):
            self._keep(key, node, None, "text")
        elif value:
            self.values[field] = value

    def _take_choice(self, key: str, node: Node) -> None:
        value = read_text(node)
        choices = _CHOICES[key]
        if value in choices:
            self.values[key] = value
        elif value is not None or not is_null(node):
            level = "error" if key in _GRAVE else "warning"
            shown = f"`{value}`" if value is not None else "a list"
            near = find_nearest(value or "", choices)
            hint = f"Did you mean `{near}`?" if near else f"Write one of: {', '.join(choices)}."
            ending = "" if level == "error" else "; it is left out"
            self.report(level, f"`{key}` cannot be {shown}{ending}", node, hint)

    def _take_ignored(self, node: Node) -> None:
        codes = read_texts(node, self._text)
        if codes is None:
            self._keep("checks.ignore", node, None, "a list of check codes")
        else:
            self.values["checks_ignore"] = (*self.values.get("checks_ignore", ()), *codes)

    def _guard(self, key: str, key_node: Node, value: Node) -> None:
        """Tell of a misspelt key; one that looks as if it kept the article back is an error."""
        said = value.value.strip().casefold() if isinstance(value, ScalarNode) else ""
        if said in _ELSEWHERE.get(key, ()):
            message = f"`{key}: {said}` does not keep an article back"
            self.report("error", message, key_node, "Write `state: draft`.", "front-matter-key")
            return
        plain = key.replace("-", "_").casefold()
        # Comparing letters is slow, and most keys of other systems begin otherwise or are longer.
        alike = [name for name in _KNOWN if name[0] == plain[:1] and abs(len(name) - len(plain)) <= _SLIP]
        near = find_nearest(plain, alike, 0.8) if alike else None
        if near is None or near == key:
            return
        same = plain == near
        grave = near in _GUARDED and (said in _KEEPS_BACK or (same and near in _CHOICES))
        message = f"`{key}` is no key that kbgen knows"
        message += "" if grave else "; it goes to the theme as it is"
        self.report("error" if grave else "warning", message, key_node, f"Did you mean `{near}`?", "front-matter-key")

    def _find_doubles(self, node: Node) -> None:
        """Keys that stand twice in a mapping inside an unknown key (small by now: `plain_value` has counted it)."""
        if isinstance(node, SequenceNode):
            for item in node.value:
                self._find_doubles(item)
        elif isinstance(node, MappingNode):
            seen: dict[str, int] = {}
            for name, inner in node.value:
                line = self._first + name.start_mark.line
                text = scalar_text(name) if isinstance(name, ScalarNode) else ""
                if text in seen:
                    message = f"`{text}` stands here twice, in lines {seen[text]} and {line}"
                    self.report("error", message, name, "Keep one of them.", "front-matter-duplicate")
                seen[text] = line
                self._find_doubles(inner)


def _read_number(node: Node) -> float | None:
    text = scalar_text(node) if isinstance(node, ScalarNode) else ""
    if not re.fullmatch(r"[-+]?\d{1,15}(?:\.\d{1,15})?", text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None
