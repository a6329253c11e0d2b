"""The nearest existing path to one that does not exist, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable

from kbgen.model import Problem


class PathIndex:
    """Known paths (`billing/refunds.md`), prepared for many questions."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = tuple(sorted(paths))


def suggest_path(rel: str, known: PathIndex) -> str | None:
    """The known path nearest to `rel` by name, or None if nothing is near."""
    raise NotImplementedError


def add_suggestions(problems: Iterable[Problem], known: PathIndex) -> tuple[Problem, ...]:
    """The problems, those about a missing path (`link-broken`, `image-missing`) with a hint that names the nearest.

    known: paths of all articles and files, relative to the site's folder (`content/en/billing/refunds.md`).
    """
    raise NotImplementedError
