"""YAML files of `_data/`: their bytes as a tree of nodes that know their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from yaml import MarkedYAMLError

from kbgen.content.decode import decode_source
from kbgen.model import Problem

if TYPE_CHECKING:
    from yaml import Node


def compose_data(data: bytes, path: str, code: str, what: str, hint: str) -> Node | Problem | None:
    """The tree of a file, None if it says nothing, or an error of this code. Never raises.

    path: for messages. what: the file holds, in the plural (`the synonyms`). hint: how to write it.
    """
    text = decode_source(data, path)
    if isinstance(text, Problem):
        return text
    try:
        root: Node | None = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        line = mark.line + 1 if mark else 1
        return Problem("error", code, f"{what} cannot be read as YAML", path, line, hint)
    return root
