"""Search over one language's articles: what `Index.search` of the browser gives, in the same order."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.search.manifest import Manifest
from kbgen.search.reference.concepts import find_concepts
from kbgen.search.reference.excerpts import Mark, cut_excerpt
from kbgen.search.reference.question import Question, parse_question
from kbgen.search.reference.ranking import EXACT_TITLE, rank
from kbgen.search.reference.shelf import BlockShelf
from kbgen.search.tokens import normalise
from kbgen.site.searchable import Card

if TYPE_CHECKING:
    from kbgen.search.reference.shelf import Shelf

LOOKED_THROUGH = 50
"""Articles whose text is looked through for what stands in quotes, or whose title for the question as it is."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that answers. url: with the anchor of its best passage. heading: of that passage, or None. marks:
    (start, end) in the excerpt.
    """

    id: str
    url: str
    title: str
    section: str
    heading: str | None
    excerpt: str
    marks: list[Mark]
    language: str
    score: float


class Finder:
    """shelf: the articles, for ranking. card: what is shown of one, by its slot."""

    def __init__(self, shelf: Shelf, card: Callable[[int], Card]) -> None:
        self.shelf = shelf
        self._card = card

    def find(self, query: str, limit: int = 10, *, typing: bool = False) -> list[Hit]:
        """The best answers, one an article. Nothing for a question without words."""
        manifest = self.shelf.manifest
        question = parse_question(query, elide=manifest.elide)
        asked = find_concepts(question, self.shelf, typing=typing)
        ranked = rank(asked.concepts, self.shelf.rows, manifest.length)
        forms = frozenset(form for term in asked.terms for form in self.shelf.forms_of(term))
        forms |= {meaning.word.text for meaning in asked.meanings if not meaning.idle}
        if question.phrases:
            ranked = self._with_phrases(ranked, question)
        ranked = self._prefer_title(ranked, question)
        return [self._show(entry, forms) for entry in ranked[:limit]]

    def _with_phrases(self, ranked: list[tuple[float, int, int]], question: Question) -> list[tuple[float, int, int]]:
        """Those that hold what stands in quotes to the letter; all if none does."""
        kept = []
        for entry in ranked[:LOOKED_THROUGH]:
            card = self._card(entry[1])
            texts = [card["title"], *(text for passage in card["passages"] for text in passage[1:])]
            whole = "\n".join(" ".join(normalise(text).split()) for text in texts)
            if all(phrase in whole for phrase in question.phrases):
                kept.append(entry)
        return kept or ranked

    def _prefer_title(self, ranked: list[tuple[float, int, int]], question: Question) -> list[tuple[float, int, int]]:
        """Several titles may be made of the same words; the one that is the question comes first."""
        alike = [entry for entry in ranked if entry[0] >= EXACT_TITLE][:LOOKED_THROUGH]
        if len(alike) < 2:
            return ranked
        same = [entry for entry in alike if _plain(self._card(entry[1])["title"]) == _plain(question.text)]
        return same + [entry for entry in ranked if entry not in same]

    def _show(self, entry: tuple[float, int, int], forms: frozenset[str]) -> Hit:
        score, slot, passage = entry
        card = self._card(slot)
        passages = card["passages"]
        anchor, heading, text = passages[passage] if 0 <= passage < len(passages) else ("", "", "")
        shown = text or card.get("summary") or next((other[2] for other in passages if other[2]), "")
        excerpt, marks = cut_excerpt(shown, forms, elide=self.shelf.manifest.elide)
        return Hit(
            id=card["id"],
            url=card["url"] + (f"#{anchor}" if anchor else ""),
            title=card["title"],
            section=card.get("section", ""),
            heading=heading or None,
            excerpt=excerpt,
            marks=marks,
            language=self.shelf.manifest.language,
            score=score,
        )


class Search(Finder):
    """A published index. read: bytes of a file by its name, in the folder of hashed files."""

    def __init__(self, manifest: Manifest, read: Callable[[str], bytes]) -> None:
        shelf = BlockShelf(manifest, read)

        def read_card(slot: int) -> Card:
            card: Card = json.loads(read(shelf.excerpt(slot)))
            return card

        super().__init__(shelf, read_card)


def _plain(text: str) -> str:
    return " ".join(normalise(text).strip(" .?!。？！").split())
