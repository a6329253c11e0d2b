"""How far a word that was typed is from one that stands in articles."""

from __future__ import annotations

FROM_ONE, FROM_TWO = 4, 8
"""Letters of a word from which on it may hold one slip, and two."""


def slips_allowed(word: str) -> int:
    """How many slips of the finger a word of this length may hold."""
    if len(word) < FROM_ONE:
        return 0
    return 1 if len(word) < FROM_TWO else 2


def distance(one: str, other: str, most: int) -> int:
    """Letters added, lost, changed or swapped with their neighbour (Damerau and Levenshtein, each letter touched once).

    More than `most` if there are more.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row in range(1, len(one) + 1):
        current = [row]
        for column in range(1, len(other) + 1):
            same = one[row - 1] == other[column - 1]
            best = min(above[column] + 1, current[column - 1] + 1, above[column - 1] + (0 if same else 1))
            if row > 1 and column > 1 and one[row - 1] == other[column - 2] and one[row - 2] == other[column - 1]:
                best = min(best, before[column - 2] + 1)
            current.append(best)
        if min(current) > most:
            return most + 1
        before, above = above, current
    return above[len(other)]


def shared_start(one: str, other: str) -> int:
    """How many letters two words begin with in common."""
    length = 0
    while length < len(one) and length < len(other) and one[length] == other[length]:
        length += 1
    return length
