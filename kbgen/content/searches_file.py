"""`_data/searches.yml`: what customers type, and the article that must be among the first that search finds.

en:
  how do I get my money back: refunds                   among the first three, or
  E-4012: {article: card-declined, within: 1}           among the first so many
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yaml import MappingNode, Node, ScalarNode

from kbgen.content.datafile import compose_data
from kbgen.content.yamltree import is_null, scalar_text
from kbgen.model import Problem
from kbgen.nearest import did_you_mean, find_nearest

if TYPE_CHECKING:
    Pairs = list[tuple[Node, Node]]

_CODE = "searches-file"
_HINT = "Write a language, and below it what customers type and the article's id: `refund: refunds`."
WITHIN = 3
"""Among the first so many, where nothing else is written."""
MOST_WITHIN = 50


@dataclass(frozen=True, slots=True)
class ExpectedSearch:
    """article: the id of what must be found. within: among the first so many. line: 1-based, of the file."""

    language: str
    query: str
    article: str
    within: int
    line: int


def parse_searches(
    data: bytes, path: str, languages: Sequence[str]
) -> tuple[tuple[ExpectedSearch, ...], list[Problem]]:
    """The searches of a file in their order, and what is wrong with it. path: for messages. Never raises."""
    root = compose_data(data, path, _CODE, "the expected searches", _HINT)
    if isinstance(root, Problem):
        return (), [root]
    reading = _Reading(path, languages)
    if root is not None and not is_null(root):
        reading.read(root)
    return tuple(reading.searches), reading.problems


def find_unknown(searches: Iterable[ExpectedSearch], path: str, known: Mapping[str, Collection[str]]) -> list[Problem]:
    """Searches for articles that their language does not have. known: language -> ids, of both editions."""
    problems = []
    for search in searches:
        ids = known.get(search.language, ())
        if search.article not in ids:
            message = f"there is no article with the id `{search.article}` in {search.language}"
            nearest = find_nearest(search.article, ids)
            hint = f"Did you mean `{nearest}`?" if nearest else "Look its id up with `kbgen list --json`."
            problems.append(Problem("warning", _CODE, message, path, search.line, hint))
    return problems


class _Reading:
    """Searches and problems as they are met."""

    def __init__(self, path: str, languages: Sequence[str]) -> None:
        self.searches: list[ExpectedSearch] = []
        self.problems: list[Problem] = []
        self._path = path
        self._languages = languages

    def read(self, root: Node) -> None:
        if not isinstance(root, MappingNode):
            self._complain(root, "the file is no list of languages with searches", _HINT)
            return
        for key, below in root.value:
            code = scalar_text(key) if isinstance(key, ScalarNode) else ""
            if code not in self._languages:
                hint = did_you_mean(code, self._languages) or f"Languages are {', '.join(self._languages)}."
                self._complain(key, f'"{code}" is none of the site\'s languages', hint)
            elif isinstance(below, MappingNode):
                self._read_language(code, below.value)
            elif not is_null(below):
                self._complain(below, f"what stands under {code} is no list of searches", _HINT)

    def _read_language(self, language: str, pairs: Pairs) -> None:
        seen: dict[str, int] = {}
        for key, value in pairs:
            query = " ".join(scalar_text(key).split()) if isinstance(key, ScalarNode) else ""
            line = key.start_mark.line + 1
            if not query:
                self._complain(key, "a search without words", "Write what customers type before the colon.")
            elif query.casefold() in seen:
                message = f"`{query}` is expected twice; the first time is in line {seen[query.casefold()]}"
                self._complain(key, message, "Keep one of them.")
            else:
                seen[query.casefold()] = line
                found = self._read_article(query, value)
                if found is not None:
                    self.searches.append(ExpectedSearch(language, query, *found, line))

    def _read_article(self, query: str, value: Node) -> tuple[str, int] | None:
        """(id, within) of one search, or None, and why is noted."""
        named: dict[str, Node] = {"article": value}
        if isinstance(value, MappingNode):
            named = {scalar_text(key): below for key, below in value.value if isinstance(key, ScalarNode)}
            unknown = next((name for name in named if name not in {"article", "within"}), None)
            if unknown is not None:
                hint = did_you_mean(unknown, ("article", "within"))
                self._complain(value, f"`{unknown}` of `{query}` means nothing here", hint)
                return None
        article, within = named.get("article"), named.get("within")
        if not isinstance(article, ScalarNode) or is_null(article) or not scalar_text(article):
            self._complain(value, f"`{query}` has no article", "Write the article's id after the colon.")
            return None
        if within is None:
            return scalar_text(article), WITHIN
        number = scalar_text(within) if isinstance(within, ScalarNode) else ""
        if not (number.isascii() and number.isdecimal() and len(number) < 3 and 1 <= int(number) <= MOST_WITHIN):
            message = f"`within` of `{query}` is no number from 1 to {MOST_WITHIN}"
            self._complain(within, message, "Say among the first how many it has to be: `within: 1`.")
            return None
        return scalar_text(article), int(number)

    def _complain(self, node: Node, message: str, hint: str) -> None:
        self.problems.append(Problem("warning", _CODE, message, self._path, node.start_mark.line + 1, hint))
