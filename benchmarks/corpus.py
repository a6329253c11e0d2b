"""Make a corpus for benchmarks: articles with the make-up of real help centres, the same on every machine.

Measured on several hundred public support articles: 1.7 to 3.6 kB (quartiles), 4.6 headings, 7 list items, 0.6 blocks
of code, 0.3 alerts and now and then a table. Words follow Zipf's law with a long tail, since what a search index costs
depends on it.
"""

from __future__ import annotations

import bisect
import itertools
import random
from collections.abc import Callable
from pathlib import Path

SEED = 20_260_501
PER_FOLDER = 40
TAIL_WORDS = 12_000

# The words that support articles are made of, commonest first; the tail is made from syllables.
HEAD = tuple((Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split())
ONSETS = (
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "r",
    "s",
    "st",
    "t",
    "tr",
)
CORES = ("a", "e", "i", "o", "u", "a", "e", "i", "o", "u", "ai", "ea", "ou")
CODAS = ("", "", "", "", "l", "n", "r", "s", "t", "nd")
PARTS = ("Symptom", "Environment", "Cause", "Fix", "Verify", "Still stuck")
TYPES = ("troubleshooting", "troubleshooting", "how-to", "how-to", "faq", "reference")
ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
CODE = {
    "bash": "sudo systemctl restart {0}\ncurl --silent https://status.example.com/{1} | grep {2}\n",
    "json": '{{\n  "{0}": "{1}",\n  "{2}": [1, 2, 3],\n  "enabled": true\n}}\n',
    "python": 'def {0}({1}: int) -> str:\n    # {2}\n    return f"{{{1}}} done"\n',
    "sql": "SELECT {0}, count(*) FROM {1}\nWHERE {2} > 10 GROUP BY {0};\n",
    "text": "Error 0x{3:08x}: {0} {1} {2}\n",
}


def make_vocabulary(chance: random.Random) -> tuple[str, ...]:
    """The head, then made-up words of one to four syllables, without repeats."""
    words = dict.fromkeys(HEAD)
    while len(words) < len(HEAD) + TAIL_WORDS:
        syllables = chance.choices((1, 2, 3, 4), weights=(1, 6, 4, 1))[0]
        words[
            "".join(chance.choice(ONSETS) + chance.choice(CORES) + chance.choice(CODAS) for _ in range(syllables))
        ] = None
    return tuple(words)


class Prose:
    """Sentences by the word. One an article, seeded by its number."""

    def __init__(self, number: int, vocabulary: tuple[str, ...], weights: list[float]) -> None:
        self.chance = random.Random(SEED + number)
        self._vocabulary = vocabulary
        self._weights = weights

    def word(self) -> str:
        """A word, by Zipf's law."""
        return self._vocabulary[bisect.bisect(self._weights, self.chance.random() * self._weights[-1])]

    def words(self, least: int, most: int) -> str:
        """Several words."""
        return " ".join(self.word() for _ in range(self.chance.randint(least, most)))

    def sentence(self) -> str:
        """A sentence, now and then with emphasis or inline code."""
        words = self.words(6, 18).split()
        dice = self.chance.random()
        if dice < 0.12:
            words[3] = f"**{words[3]}**"
        elif dice < 0.2:
            words[4] = f"`{words[4]}.{words[0]}`"
        return " ".join(words).capitalize() + "."

    def paragraph(self) -> str:
        """Two to five sentences."""
        return " ".join(self.sentence() for _ in range(self.chance.randint(2, 5)))


def folder_of(number: int) -> tuple[str, str]:
    """Where article `number` lies: folders of 40, eight of them in a section."""
    folder = number // PER_FOLDER
    return f"section-{folder // 8:02}", f"topic-{folder:03}"


def path_of(number: int) -> str:
    """Path of article `number` below the content folder."""
    return "/".join((*folder_of(number), f"article-{number:05}.md"))


def write_list(prose: Prose, least: int, most: int, marker: str) -> str:
    """A list, numbered when the marker is `1.`."""
    return "\n".join(f"{marker} {prose.sentence()}" for _ in range(prose.chance.randint(least, most)))


def write_code(prose: Prose) -> str:
    """A block of code in one of a few languages."""
    name = prose.chance.choice(sorted(CODE))
    code = CODE[name].format(prose.word(), prose.word(), prose.word(), prose.chance.getrandbits(32))
    return f"```{name}\n{code}```"


def write_table(prose: Prose) -> str:
    """A table of four rows, the last column of numbers."""
    rows = [f"| {prose.word()} | {prose.words(2, 5)} | {prose.chance.randint(1, 999)} |" for _ in range(4)]
    return "\n".join((f"| {prose.word()} | {prose.word()} | {prose.word()} |", "| --- | --- | ---: |", *rows))


def write_link(prose: Prose, number: int, total: int) -> str:
    """A paragraph with a link to another article: mostly of the same folder, as writers do."""
    near = (number // PER_FOLDER) * PER_FOLDER + prose.chance.randrange(PER_FOLDER)
    other = near if near < total and prose.chance.random() < 0.7 else prose.chance.randrange(total)
    return f"{prose.sentence()} See [{prose.words(2, 5)}](../../{path_of(other)}). {prose.sentence()}"


def write_block(prose: Prose, number: int, total: int) -> str:
    """One block under a heading: mostly paragraphs, links and lists."""
    writers: tuple[tuple[int, Callable[[], str]], ...] = (
        (40, prose.paragraph),
        (20, lambda: write_link(prose, number, total)),
        (14, lambda: write_list(prose, 2, 6, "1.")),
        (10, lambda: write_list(prose, 2, 6, "-")),
        (9, lambda: write_code(prose)),
        (5, lambda: f"> [!{prose.chance.choice(ALERTS)}]\n> {prose.sentence()}"),
        (2, lambda: write_table(prose)),
    )
    return prose.chance.choices([write for _, write in writers], weights=[weight for weight, _ in writers])[0]()


def write_article(number: int, total: int, prose: Prose) -> str:
    """Text of one article with its front matter."""
    chance = prose.chance
    title = prose.words(3, 8).capitalize()
    keywords = ", ".join(dict.fromkeys(prose.word() for _ in range(3)))
    front = [
        "---",
        f"id: article-{number:05}",
        f'title: "{title} {number}"',
        f'summary: "{prose.sentence().replace("`", "").replace("*", "")}"',
        f"type: {chance.choice(TYPES)}",
        f"keywords: [{keywords}]",
        "---",
    ]
    blocks = [prose.paragraph()]
    for part in PARTS[: chance.randint(3, 6)]:
        blocks.append(f"## {part}")
        count = chance.choices((1, 2, 3, 4, 7), weights=(4, 5, 4, 2, 1))[0]
        blocks.extend(write_block(prose, number, total) for _ in range(count))
    return "\n".join(front) + "\n\n" + "\n\n".join(blocks) + "\n"


def write_corpus(folder: Path, articles: int, advance: Callable[[], None] = lambda: None) -> int:
    """Write `articles` articles and their folders' pages below `folder`. Returns the bytes of Markdown written."""
    chance = random.Random(SEED)
    vocabulary = make_vocabulary(chance)
    weights = list(itertools.accumulate(1 / (rank + 2.7) ** 1.1 for rank in range(len(vocabulary))))
    size = 0
    for number in range(articles):
        path = folder / path_of(number)
        if number % PER_FOLDER == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
            for part in (path.parent, path.parent.parent):
                title = part.name.replace("-", " ").capitalize()
                page = f'---\ntitle: "{title}"\nsummary: "What to know of {title.lower()}."\n---\n'
                (part / "_section.md").write_text(page, encoding="utf-8", newline="\n")
        text = write_article(number, articles, Prose(number, vocabulary, weights))
        path.write_text(text, encoding="utf-8", newline="\n")
        size += len(text)
        advance()
    return size
