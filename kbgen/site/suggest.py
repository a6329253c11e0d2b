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
_NEAR = 0.75
_CANDIDATES = 12
_COMMON = 400
_SLIP = 2
_SUFFIX = re.compile(r"\.(?=[0-9]*[A-Za-z])[A-Za-z0-9]{1,8}$")  # of `release-2.4`, nothing
_WEB = re.compile(r"www\.[^\s/]+\.[^\s/]+(?:/\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@/]+@[^\s@/]+\.[^\s@/]+")
_DISK = re.compile(r"[A-Za-z]:[\\/]|\\\\")
_PAGES = frozenset({"", ".md", ".markdown", ".html", ".htm"})
_IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"})


def _stem(path: str) -> str:
    return _SUFFIX.sub("", path.rstrip("/").rpartition("/")[2].casefold())


def _kind(path: str) -> str:
    """page, image or file: nobody who writes one means another."""
    found = _SUFFIX.search(path)
    suffix = found[0].casefold() if found else ""
    return "page" if suffix in _PAGES else "image" if suffix in _IMAGES else "file"


def _same_letters(one: str, other: str) -> bool:
    return len(one) == len(other) and sorted(one) == sorted(other)


def _starts(stem: str) -> set[str]:
    """What a name is found by: the first three letters of its words survive most slips and endings."""
    return {word[:3] for word in _WORD.findall(stem)}


class PathIndex:
    """Known paths, prepared for many questions; the work is done at the first."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = tuple(sorted(paths))
        self._kinds: dict[str, _Names] = {}

    def find(self, rel: str) -> str | None:
        """The known path nearest to `rel`: the same name elsewhere, else the most alike name; a page for a page, an
        image for an image.
        """
        if not self._kinds:
            for path in self.paths:
                kind = _kind(path)
                if kind not in self._kinds:
                    self._kinds[kind] = _Names()
                self._kinds[kind].add(path)
        names = self._kinds.get(_kind(rel))
        return names.find(rel) if names is not None else None


class _Names:
    """Known paths of one kind, by their names."""

    def __init__(self) -> None:
        self._by_stem: dict[str, list[str]] = {}
        self._by_start: dict[str, list[str]] = {}

    def add(self, path: str) -> None:
        """Know a path."""
        stem = _stem(path)
        paths = self._by_stem.get(stem)
        if paths is not None:
            paths.append(path)
            return
        self._by_stem[stem] = [path]
        for start in _starts(stem):
            self._by_start.setdefault(start, []).append(stem)

    def find(self, rel: str) -> str | None:
        """The path nearest to `rel`, or None."""
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
            other
            for other in self._by_stem
            if abs(len(other) - len(stem)) <= _SLIP and (other[-_SLIP:] == stem[-_SLIP:] or _same_letters(other, stem))
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
        done.append(problem if quoted is None else _point(problem, quoted[1], known))
    return tuple(done)


def _point(problem: Problem, target: str, known: PathIndex) -> Problem:
    """The problem with a hint at what was meant."""
    written = target.partition("#")[0].partition("?")[0].removeprefix("id:")
    if (meant := _elsewhere(target)) is not None:
        return replace(problem, hint=meant)
    folder = posixpath.dirname(problem.path)
    # Where the link was written is a part of the question, so that a file of the same language is nearer than its twin.
    asked = posixpath.normpath(posixpath.join(folder, written.lstrip("/")))
    found = suggest_path(asked, known)
    if found == asked != problem.path:
        message = f"`{target}` is there, but it is not published"
        return replace(
            problem, message=message, hint=f"What is said of {found} tells why; if nothing is, link elsewhere."
        )
    if found is not None and found != problem.path:
        return replace(problem, hint=f"Did you mean `{posixpath.relpath(found, folder or '.')}`?")
    if written.startswith("/"):
        return replace(problem, hint="If it is on another site, write its whole address (https://...).")
    return replace(problem, hint="Correct it, add what is missing, or take it out.")


def _elsewhere(target: str) -> str | None:
    """The hint for what is written like a path and is none, or None."""
    if _WEB.fullmatch(target):
        return f"Another site's address begins with https://: write `https://{target}`."
    if _MAIL.fullmatch(target):
        return f"Write a mail address as `mailto:{target}`."
    if _DISK.match(target):
        return "This is a place on one computer: put the file beside the article and write its name."
    return None
