"""The nearest existing path to one that does not exist, for "did you mean"."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbgen.model import Problem

MISSING = frozenset({"link-broken", "image-missing"})
"""Codes of problems whose message names a missing path in its first backticks."""

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"`([^`]+)`")
_NEAR = 0.6
_CANDIDATES = 12
_COMMON = 400
_SLIP = 2
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def _stem(path: str) -> str:
    return _SUFFIX.sub("", path.rstrip("/").rpartition("/")[2].casefold())


def _starts(stem: str) -> set[str]:
    """What a name is found by: the first three letters of its words survive most slips and endings."""
    return {word[:3] for word in _WORD.findall(stem)}


class PathIndex:
    """Known paths, prepared for many questions; the work is done at the first."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = tuple(sorted(paths))
        self._by_stem: dict[str, list[str]] = {}
        self._by_start: dict[str, list[str]] = {}

    def _prepare(self) -> None:
        if self._by_stem:
            return
        for path in self.paths:
            self._by_stem.setdefault(_stem(path), []).append(path)
        for stem in self._by_stem:
            for start in _starts(stem):
                self._by_start.setdefault(start, []).append(stem)

    def find(self, rel: str) -> str | None:
        """The known path nearest to `rel`: the same name elsewhere, else the most alike name."""
        self._prepare()
        stem = _stem(rel)
        if stem in self._by_stem:
            return self._nearest(rel, self._by_stem[stem])
        shared: Counter[str] = Counter()
        for start in sorted(_starts(stem)):
            stems = self._by_start.get(start, [])
            if len(stems) <= _COMMON:
                shared.update(stems)
        ranked = sorted(shared, key=lambda other: (-shared[other], abs(len(other) - len(stem)), other))[:_CANDIDATES]
        matcher = SequenceMatcher(None, b=stem, autojunk=False)
        scored = []
        for other in ranked:
            matcher.set_seq1(other)
            if matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR:
                scored.append((round(matcher.ratio(), 3), other))
        near = [pair for pair in scored if pair[0] >= _NEAR]
        if near:
            best = max(score for score, _ in near)
            return self._nearest(rel, [path for score, name in near if score == best for path in self._by_stem[name]])
        # A slip in the first letters: few enough to compare one by one.
        slips = [
            other for other in self._by_stem if abs(len(other) - len(stem)) <= _SLIP and other[-_SLIP:] == stem[-_SLIP:]
        ]
        close = get_close_matches(stem, slips, n=1, cutoff=0.75)
        return self._nearest(rel, self._by_stem[close[0]]) if close else None

    @staticmethod
    def _nearest(rel: str, paths: list[str]) -> str:
        suffix = posixpath.splitext(rel)[1].casefold()
        folders = set(rel.casefold().split("/")[:-1])

        def distance(path: str) -> tuple[bool, int, int, str]:
            parts = path.casefold().split("/")[:-1]
            return (
                posixpath.splitext(path)[1].casefold() != suffix,
                -len(folders.intersection(parts)),
                len(parts),
                path,
            )

        return min(paths, key=distance)


def suggest_path(rel: str, known: PathIndex) -> str | None:
    """The known path nearest to `rel` by name, or None if nothing is near."""
    return known.find(rel)


def add_suggestions(problems: Iterable[Problem], known: PathIndex) -> tuple[Problem, ...]:
    """The problems, those about a missing path (`MISSING`) with a hint that names the nearest one, ready to paste.

    known: paths of all articles and files, relative to the site's folder (`content/en/billing/refunds.md`).
    """
    done: list[Problem] = []
    for problem in problems:
        quoted = _QUOTED.search(problem.message) if problem.code in MISSING and not problem.hint else None
        done.append(problem if quoted is None else replace(problem, hint=_hint_at(quoted[1], problem.path, known)))
    return tuple(done)


def _hint_at(target: str, path: str, known: PathIndex) -> str:
    written = target.partition("#")[0].removeprefix("id:")
    folder = posixpath.dirname(path)
    # Where the link was written is a part of the question, so that a file of the same language is nearer than its twin.
    found = suggest_path(posixpath.normpath(posixpath.join(folder, written.lstrip("/"))), known)
    if found is not None and found != path:
        return f"Did you mean `{posixpath.relpath(found, folder or '.')}`?"
    return "If it is on another site, write its whole address (https://...)." if written.startswith("/") else ""
