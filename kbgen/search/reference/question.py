"""What somebody typed, as words to look up."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from kbgen.search.tokens import expand_token, is_unspaced, normalise, split_tokens

LONGEST_QUESTION = 4000
"""Letters that are read: whoever pastes more has said by then what it is about."""
LOOKED_UP = 48
"""Words of a long question that are looked up, codes and long words first."""

_QUOTED = re.compile('"([^"]+)"|“([^“”]+)”|«([^«»]+)»|「([^「」]+)」|„([^„“”]+)[“”]')
_HIRAGANA = re.compile("[\u3041-\u309f]")
_KATAKANA = re.compile("[\u30a1-\u30ff]")
# Of the pairs of a run without spaces: those across two scripts, of hiragana, of katakana, against those of Han.
_ACROSS, _OF_HIRAGANA, _OF_KATAKANA = 0.4, 0.5, 0.6


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the question. weight: how much it counts beside the others. parts: of a joined one (`e-4012`).

    last: it is the last word, which may not be finished.
    """

    text: str
    weight: float = 1.0
    parts: tuple[str, ...] = ()
    last: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """words: different ones, in order. phrases: what stands in quotes, normalised. text: the whole, normalised."""

    words: tuple[Word, ...]
    phrases: tuple[str, ...]
    text: str


def parse_question(query: str, *, elide: bool) -> Question:
    """Never raises, whatever the text is."""
    text = normalise(query[:LONGEST_QUESTION])
    phrases = tuple(" ".join(next(part for part in match.groups() if part).split()) for match in _QUOTED.finditer(text))
    words: dict[str, Word] = {}
    tokens = split_tokens(text, elide=elide)
    for number, token in enumerate(tokens):
        last = number == len(tokens) - 1
        if is_unspaced(token):
            for pair, weight in _weigh_pairs(token).items():
                if pair not in words or words[pair].weight < weight:
                    words[pair] = Word(pair, weight, (), last)
            continue
        whole, *parts = expand_token(token)
        if whole:
            words.setdefault(whole, Word(whole, 1.0, tuple(parts), last))
    found = list(words.values())
    if len(found) > LOOKED_UP:
        order = {word.text: number for number, word in enumerate(found)}
        telling = sorted(found, key=lambda word: (word.text.isalpha(), -len(word.text), order[word.text]))
        found = sorted(telling[:LOOKED_UP], key=lambda word: order[word.text])
    return Question(tuple(found), tuple(phrase for phrase in phrases if phrase), " ".join(text.split()))


def _weigh_pairs(run: str) -> dict[str, float]:
    """Pair of letters -> weight: a long name in katakana counts as one word, not as ten."""
    if len(run) == 1:
        return {run: 1.0}
    scripts = [_script(run[at], run[at - 1] if at else "") for at in range(len(run))]
    weights: dict[str, float] = {}
    start = end = 0
    kind = ""
    for at in range(len(run)):
        script = scripts[at] or kind
        if script != kind:
            start, kind = at, script
        if at + 1 == len(run):
            break
        following = scripts[at + 1] or kind
        if following != kind:
            weight = _ACROSS
        else:
            end = max(end, at)
            while end < len(run) and (scripts[end] or kind) == kind:
                end += 1
            pairs = end - start - 1
            weight = {"h": _OF_HIRAGANA, "k": _OF_KATAKANA}.get(kind, 1.0) / math.sqrt(pairs)
        pair = run[at : at + 2]
        weights[pair] = max(weight, weights.get(pair, 0.0))
    return weights


def _script(letter: str, before: str) -> str:
    """h, k, or c for all others; empty for the mark of length, which goes with what it follows."""
    if letter == "ー" and before:
        return ""
    if _HIRAGANA.match(letter):
        return "h"
    return "k" if _KATAKANA.match(letter) else "c"
