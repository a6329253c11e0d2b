"""Rows of the table of old addresses find what they lead to; one that leads to another is followed to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.addresses import GONE, MOVED, Redirect
from kbgen.model import Problem
from kbgen.site import paths
from kbgen.site.old_urls import source_url
from kbgen.site.redirects import Claim, place_of_url
from kbgen.site.suggest import PathIndex, suggest_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kbgen.addresses import RedirectRow
    from kbgen.config import Config
    from kbgen.site.destinations import Destinations

Answer = tuple[str, int] | Problem | None
"""Target and status, what is wrong, or None for what is there but not for these readers."""


class RowResolver:
    """Resolves the rows of one table. owner: what other claims have at an old address. rels: paths of all articles."""

    def __init__(
        self,
        rows: Sequence[RedirectRow],
        destinations: Destinations,
        owner: Callable[[str], Redirect | None],
        rels: Iterable[str],
        config: Config,
    ) -> None:
        self._destinations = destinations
        self._owner = owner
        self._config = config
        self._rels = rels
        self._index: PathIndex | None = None
        self._by_place: dict[str, RedirectRow] = {}
        for row in rows:
            self._by_place.setdefault(place_of_url(source_url(row.source, config)), row)

    def claim(self, row: RedirectRow) -> Claim | Problem | None:
        """What a row asks for; None if it leads to what this edition does not show."""
        known = self._config.site.languages
        if row.language and row.language not in known:
            message = f"the row is for the language `{row.language}`, which is none of {', '.join(known)}"
            return Problem("warning", "redirect-row", message, row.path, row.line, "Correct it, or leave it empty.")
        answer = self._resolve(row)
        if answer is None or isinstance(answer, Problem):
            return answer
        target, status = answer
        source = source_url(row.source, self._config)
        return Claim("row", row.source, Redirect(source, target, row.path, status), target, row.line)

    def _resolve(self, asked: RedirectRow) -> Answer:
        """Where a row leads; if its target is an old address itself, through the rows that know that one."""
        row, way = asked, {asked.line}
        while True:
            found = self._destinations.find(row.target, row.language or self._config.site.language)
            if found.url:
                return found.url, GONE if found.hit.startswith(paths.GONE) else MOVED
            if found.hit == paths.HIDDEN:
                return None
            if found.hit == "unfit":
                message = f"`{row.target}` is no address that readers can be sent to"
                hint = "Write `id:` and an article's id, a path of this site, or an address that begins with https://."
                return Problem("warning", "redirect-target", message, asked.path, asked.line, hint)
            old = source_url(row.target, self._config)
            other = self._owner(old)
            if other is not None:
                return other.target, other.status
            following = self._by_place.get(place_of_url(old))
            if following is None:
                return self._missing(row.target, asked)
            if following.line in way:
                return _circle(asked, sorted(way))
            way.add(following.line)
            row = following

    def _missing(self, target: str, asked: RedirectRow) -> Problem:
        if self._index is None:
            self._index = PathIndex(self._rels)
        bare = target.partition("#")[0].partition("?")[0]
        by_id = bare.startswith("id:")
        near = suggest_path(f"{bare[3:]}.md" if by_id else bare.strip("/"), self._index)
        hint = f"Did you mean `/{near}`?" if near else "Correct the row, or delete it."
        what = f"no article has the id `{bare[3:]}`" if by_id else f"`{target}` leads to nothing in this site"
        return Problem("warning", "redirect-target", what, asked.path, asked.line, hint)


def _circle(asked: RedirectRow, lines: list[int]) -> Problem:
    through = f", through lines {', '.join(map(str, lines))}" if len(lines) > 1 else ""
    message = f"the old address `{asked.source}` leads back to itself{through}"
    hint = "Let one of them lead to a page that is there."
    return Problem("warning", "redirect-loop", message, asked.path, asked.line, hint)
