"""YAML as a tree of nodes that know their lines, and its errors in plain words."""

from __future__ import annotations

import re

import yaml
from yaml import MappingNode, MarkedYAMLError, Node, ScalarNode, SequenceNode
from yaml.constructor import SafeConstructor

from kbgen.content.decode import clean_text

MAX_NODES = 5_000
MAX_DEPTH = 40
_STRANGE_BREAKS = re.compile("[\x85\u2028\u2029]")
_CORE = "tag:yaml.org,2002:"

# What the parser says -> what happened, what to do. First match counts; both of PyYAML's parsers are covered.
_NO_YAML = "the front matter cannot be read as YAML"
_ONE_A_LINE = "Write one `key: value` a line."
_QUOTE = "Put the value in quotes."
_PLAIN_WORDS = (
    ("mapping values are not allowed", "a `:` inside a value", "Put the whole value in quotes: `title: 'Fix: wait'`."),
    ("cannot start any token", "a value that begins with `{char}`", _QUOTE),
    ("undefined alias", "a value that begins with `*`", _QUOTE),
    ("while scanning an alias", "a value that begins with `*`", _QUOTE),
    ("while scanning an anchor", "a value that begins with `&`", _QUOTE),
    ("while scanning a tag", "a value that begins with `!`", _QUOTE),
    ("while parsing a tag", "a value that begins with `!`", _QUOTE),
    ("undefined tag handle", "a value that begins with `!`", _QUOTE),
    ("directive", "a line that begins with `%`", _QUOTE),
    ("escape", "a backslash in double quotes", r"Use single quotes: `'C:\Program Files'`."),
    (
        "quoted scalar",
        "a quote that is opened here and never closed",
        "Close it; a quote mark inside is written twice.",
    ),
    ("flow sequence", "a `[` that is never closed, or a comma is missing", "Close it with `]`, or quote the value."),
    ("flow mapping", "a `{{` that is never closed", "Close it, or put the value in quotes if the brace is text."),
    ("flow node", "a `[` or `{{` that is never closed", "Close it, or put the value in quotes."),
    ("block scalar", "a text over several lines is indented unevenly", "Indent all its lines by the same spaces."),
    (
        "expected ':'",
        "a line without `key: value`",
        "Write `key: value`, or indent it if it belongs to the line above.",
    ),
    ("block mapping", "a line does not fit the one above", "Indent it alike; nothing may follow a closing quote."),
    ("block collection", "a list is indented unevenly", "Let every `-` of the list begin in the same column."),
    ("characters are not allowed", "a character that YAML does not know", "Delete it; it may be invisible."),
)


class FrontMatterError(Exception):
    """Front matter that cannot be read. line: 1-based within it. hint: what to do."""

    def __init__(self, message: str, line: int, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.hint = hint


def compose_mapping(text: str) -> MappingNode | None:
    """The tree of a YAML mapping, None if there is nothing in it. Raises FrontMatterError."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    # YAML counts these as ends of lines, editors do not.
    text = _STRANGE_BREAKS.sub(" ", text)
    try:
        root = yaml.compose(text, Loader=loader)
    except MarkedYAMLError as error:
        raise _in_plain_words(error, text) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise FrontMatterError(_NO_YAML, 1, _ONE_A_LINE) from None
    if root is None or (root.tag == f"{_CORE}null" and not root.value.strip("~")):
        return None
    if not isinstance(root, MappingNode):
        message = "the front matter is no list of `key: value` lines"
        hint = "Write `title: ...`; if the first `---` is meant as a rule, put an empty line above it."
        raise FrontMatterError(message, 1 + root.start_mark.line, hint)
    return root


def scalar_text(node: ScalarNode) -> str:
    """A scalar as written: no numbers, no booleans; free of what an escape may have smuggled in."""
    value: str = node.value
    if node.tag[0] == "!" and len(node.tag) > 1:
        value = f"{node.tag} {value}"  # YAML takes `!important note` for a type of its own; the writer does not
    return clean_text(value).strip() if value else value


def is_null(node: Node) -> bool:
    """Whether a node is an empty value, `~` or `null`."""
    return node.tag == f"{_CORE}null" and isinstance(node, ScalarNode)


def plain_value(node: Node) -> object:
    """A node as str, int, float, bool, None, list or dict (keys as written); dates stay as written.

    Raises FrontMatterError if aliases or nesting make more of it than any article can mean.
    """
    return _Builder(1 + node.start_mark.line).build(node, 0)


class _Builder:
    """Counts the nodes it visits: ten lines of aliases can stand for a billion values."""

    def __init__(self, line: int) -> None:
        self._line = line
        self._count = 0

    def build(self, node: Node, depth: int) -> object:
        self._count += 1
        if self._count > MAX_NODES or depth > MAX_DEPTH:
            message = "the value is nested too deep, or repeats itself through aliases (`*name`)"
            raise FrontMatterError(message, self._line, "Write it out, flat and short.")
        if isinstance(node, SequenceNode):
            return [self.build(item, depth + 1) for item in node.value]
        if isinstance(node, MappingNode):
            return {_key_text(key): self.build(value, depth + 1) for key, value in node.value}
        return _scalar_value(node) if isinstance(node, ScalarNode) else None


def _key_text(node: Node) -> str:
    return scalar_text(node) if isinstance(node, ScalarNode) else "?"


def _scalar_value(node: ScalarNode) -> object:
    """YAML's own types, but for the surprising ones: dates, sexagesimal numbers, not-a-number stay text."""
    text = scalar_text(node)
    kind = node.tag.removeprefix(_CORE)
    try:
        if kind == "null":
            return None
        if kind == "bool":
            return bool(SafeConstructor().construct_yaml_bool(node))
        if kind == "int" and ":" not in text:
            return int(SafeConstructor().construct_yaml_int(node))
        if kind == "float" and ":" not in text and "." in text and not text.lower().endswith((".inf", ".nan")):
            return float(SafeConstructor().construct_yaml_float(node))
    except (ValueError, KeyError, ArithmeticError):
        return text
    return text


def _in_plain_words(error: MarkedYAMLError, text: str) -> FrontMatterError:
    said = f"{error.context or ''} {error.problem or ''}".strip()
    mark = error.problem_mark or error.context_mark
    opened = any(word in said for word in ("quoted scalar", "flow sequence", "flow mapping", "flow node", "simple key"))
    if opened and error.context_mark is not None and "escape" not in said:
        mark = error.context_mark  # where it was opened tells more than where the parser gave up
    index = mark.line if mark is not None else 0
    lines = text.split("\n")
    row = lines[index] if index < len(lines) else ""
    column = mark.column if mark is not None else 0
    character = row[column : column + 1]
    if "\t" in row[: column + 1] and any(word in said for word in ("token", "block", "tab")):
        return FrontMatterError("a tab in the front matter, where YAML wants spaces", index + 1, "Use spaces instead.")
    if ": {{" in row:
        message = "the front matter cannot be read: a value that begins with `{{`"
        return FrontMatterError(message, index + 1, _QUOTE)
    if "mapping values are not allowed" in said and ":" not in row[:column]:
        message = "the front matter cannot be read: this line does not fit the one above"
        return FrontMatterError(message, index + 1, "Begin both in the same column, each as `key: value`.")
    for sign, what, hint in _PLAIN_WORDS:
        if sign in said:
            message = f"the front matter cannot be read: {what.format(char=character)}"
            return FrontMatterError(message, index + 1, hint)
    return FrontMatterError(_NO_YAML, index + 1, _ONE_A_LINE)
