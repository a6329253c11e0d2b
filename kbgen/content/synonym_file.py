"""`_data/synonyms.yml`: what a site calls by several names.

- [invoice, bill]                 groups for every language of the site, or
en:                               groups by language
  - [invoice, bill]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from kbgen.content.datafile import compose_data
from kbgen.content.yamltree import scalar_text
from kbgen.model import Problem
from kbgen.nearest import did_you_mean

if TYPE_CHECKING:
    Groups = dict[str, list[tuple[str, ...]]]

_CODE = "synonyms-file"
_HINT = "Write a list of groups, each a list of words that mean the same: `- [invoice, bill]`."


def parse_synonyms(data: bytes, path: str, languages: Sequence[str]) -> tuple[Groups, list[Problem]]:
    """Language -> groups of words and phrases, and what is wrong. path: for messages. Never raises."""
    root = compose_data(data, path, _CODE, "the synonyms", _HINT)
    if isinstance(root, Problem):
        return {}, [root]
    reading = _Reading(path, languages)
    if root is not None:
        reading.read(root)
    return reading.groups, reading.problems


class _Reading:
    """Groups and problems as they are met."""

    def __init__(self, path: str, languages: Sequence[str]) -> None:
        self.groups: Groups = {}
        self.problems: list[Problem] = []
        self._path = path
        self._languages = languages

    def read(self, root: Node) -> None:
        if isinstance(root, SequenceNode):
            self._read_groups(root, self._languages)
        elif isinstance(root, MappingNode):
            for key, value in root.value:
                code = scalar_text(key) if isinstance(key, ScalarNode) else ""
                if code not in self._languages:
                    hint = did_you_mean(code, self._languages) or f"Languages are {', '.join(self._languages)}."
                    self._complain(key, f'"{code}" is none of the site\'s languages', hint)
                elif isinstance(value, SequenceNode):
                    self._read_groups(value, (code,))
                else:
                    self._complain(value, f"what stands under {code} is no list of groups", _HINT)
        else:
            self._complain(root, "the file is no list of groups", _HINT)

    def _read_groups(self, node: SequenceNode, languages: Sequence[str]) -> None:
        for item in node.value:
            words = [scalar_text(word) for word in item.value if isinstance(word, ScalarNode)] if item.value else []
            if not isinstance(item, SequenceNode) or len(words) != len(item.value):
                self._complain(item, "a group is no list of words", _HINT)
            elif len({word.casefold() for word in words if word}) < 2:
                self._complain(item, "a group has fewer than two words", "Name what it is called besides.")
            else:
                for language in languages:
                    self.groups.setdefault(language, []).append(tuple(word for word in words if word))

    def _complain(self, node: Node, message: str, hint: str) -> None:
        self.problems.append(Problem("warning", _CODE, message, self._path, node.start_mark.line + 1, hint))
