"""Single values of front matter, read from YAML nodes as written. Each reader returns None for what it cannot read."""

from __future__ import annotations

import re
from datetime import date

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from kbgen.content.decode import clean_text
from kbgen.content.yamltree import is_null, scalar_text

_TIME = r"[Tt ][ \t]*(?P<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?[ \t]*(?:Z|z|UTC|[-+]\d{1,2}(?::?\d{2})?)?)"
_MOMENT = re.compile(rf"(?P<date>\d{{4}}-\d{{2}}-\d{{2}})(?:{_TIME})?")
_INTERVAL = re.compile(r"(\d{1,4})[ \t]*(day|week|month|year)s?", re.IGNORECASE)


def read_text(node: Node, *, lines: bool = False) -> str | None:
    """A text as written, in one line unless `lines`. `~` and `null` are no text."""
    if not isinstance(node, ScalarNode) or is_null(node):
        return None
    text = scalar_text(node)
    return text if lines or ("\n" not in text and "  " not in text) else " ".join(text.split())


def read_texts(node: Node, source: str) -> tuple[str, ...] | None:
    """A list of texts; a single text is a list of one. Items keep their spaces: error texts are exact.

    An item such as `- Error: no route` is a text to its writer, though a mapping to YAML: it is taken from `source`,
    the YAML, as written.
    """
    if isinstance(node, ScalarNode):
        text = scalar_text(node)
        return (text,) if text and not is_null(node) else ()
    if not isinstance(node, SequenceNode):
        return None
    texts: list[str] = []
    for item in node.value:
        written = scalar_text(item) if isinstance(item, ScalarNode) else _written(item, source)
        if written is None:
            return None
        if written:
            texts.append(written)
    return tuple(texts)


def read_products(node: Node, source: str) -> dict[str, tuple[str, ...]] | None:
    """Product -> versions: a mapping, or a list or a text of products only."""
    if not isinstance(node, MappingNode):
        names = read_texts(node, source)
        return None if names is None else dict.fromkeys(names, ())
    products: dict[str, tuple[str, ...]] = {}
    for name, versions in node.value:
        product, read = read_text(name), read_texts(versions, source)
        if not product or read is None:
            return None
        products[product] = read
    return products


def read_date(node: Node) -> str | None:
    """An ISO date; a time behind it is cut off, as written and without counting time zones."""
    found = _match_moment(node)
    return found["date"] if found else None


def read_moment(node: Node) -> str | None:
    """An ISO date with or without a time, as written."""
    found = _match_moment(node)
    return found[0] if found else None


def read_interval(node: Node) -> str | None:
    """`6 months`, `1 year` -> a number, a space, and the unit in the plural."""
    found = _INTERVAL.fullmatch(scalar_text(node)) if isinstance(node, ScalarNode) else None
    if found is None or int(found[1]) == 0:
        return None
    return f"{int(found[1])} {found[2].lower()}s"


def read_switch(node: Node) -> bool | None:
    """`true` or `false`, in the words that YAML has for them."""
    said = scalar_text(node).casefold() if isinstance(node, ScalarNode) else ""
    return True if said in ("true", "yes", "on") else False if said in ("false", "no", "off") else None


def _match_moment(node: Node) -> re.Match[str] | None:
    found = _MOMENT.fullmatch(scalar_text(node)) if isinstance(node, ScalarNode) else None
    if found is None:
        return None
    try:
        date.fromisoformat(found["date"])
    except ValueError:
        return None
    return found


def _written(node: Node, source: str) -> str | None:
    """A mapping of one pair in one line (`Error: no route`) as it stands in the source, else None."""
    if not isinstance(node, MappingNode) or node.flow_style or len(node.value) != 1:
        return None
    value = node.value[0][1]
    if not isinstance(value, ScalarNode) or value.end_mark.line != node.start_mark.line:
        return None
    row = source.split("\n")[node.start_mark.line]
    return clean_text(row[node.start_mark.column : value.end_mark.column]).strip()
