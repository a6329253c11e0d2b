"""Choose what to search a corpus for: words that stand in its articles, exact and with typos."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from builtsite import Article
from pagetext import read_page

SEED = 20_260_501
WORD = re.compile(r"[^\W\d_]{3,}")
# Whatever may be a word, so that no typo makes another word of the corpus.
ANY_WORD = re.compile(r"[^\W\d_]+")
LONG = 6


def collect_vocabulary(content: Path) -> frozenset[str]:
    """Every word of the Markdown below a folder, in lower case."""
    words: set[str] = set()
    for path in content.rglob("*.md"):
        words.update(ANY_WORD.findall(path.read_text(encoding="utf-8").lower()))
    return frozenset(words)


class QueryMaker:
    """Makes queries of two to four words of one article, by turns of its title and of its text; the same every time."""

    def __init__(self, articles: Sequence[Article], vocabulary: frozenset[str]) -> None:
        self._chance = random.Random(SEED)
        self._articles = sorted(articles, key=lambda article: article.url)
        self._vocabulary = vocabulary
        self._phrases = self._choose_phrases()

    def exact(self, count: int) -> list[str]:
        """Queries of words as they stand in the articles. Those of one maker are all different."""
        return [" ".join(next(self._phrases)) for _ in range(count)]

    def misspelt(self, count: int) -> list[str]:
        """Queries with one letter swapped, dropped or doubled in one word of at least six letters."""
        found: list[str] = []
        while len(found) < count:
            words = next(self._phrases)
            long = [number for number, word in enumerate(words) if len(word) >= LONG]
            if not long:
                continue
            number = self._chance.choice(long)
            typo = self._misspell(words[number])
            if typo not in self._vocabulary:
                found.append(" ".join((*words[:number], typo, *words[number + 1 :])))
        return found

    def _choose_phrases(self) -> Iterator[tuple[str, ...]]:
        """Words of one article after the other, in the order in which they stand there."""
        seen: set[tuple[str, ...]] = set()
        for turn in range(100 * len(self._articles)):
            page = read_page(self._chance.choice(self._articles).page)
            words = list(dict.fromkeys(WORD.findall((page.text if turn % 2 else page.title).lower())))
            count = min(self._chance.randint(2, 4), len(words))
            phrase = tuple(words[place] for place in sorted(self._chance.sample(range(len(words)), count)))
            if count >= 2 and phrase not in seen:
                seen.add(phrase)
                yield phrase
        raise SystemExit("The articles hold too few words to make queries from: measure with more of them.")

    def _misspell(self, word: str) -> str:
        """One mistake behind the first letter, which people seldom get wrong."""
        place = self._chance.randrange(1, len(word) - 1)
        before, letter, after = word[:place], word[place], word[place + 1 :]
        return self._chance.choice(
            (
                before + after[0] + letter + after[1:],
                before + after,
                before + letter + letter + after,
            )
        )
