"""One owner for every old address: articles that are gone, `aliases`, rows of the table, in this order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kbgen.addresses import GONE, MOVED, Redirect
from kbgen.model import Problem
from kbgen.site.old_urls import alias_url, gone_url
from kbgen.site.urls import FILES, language_root, output_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kbgen.config import Config
    from kbgen.model import Article
    from kbgen.site.removed import Departure

OWN_FILE = "a file that kbgen publishes"

STUB_SUFFIXES = (".html", ".htm")
"""Old addresses that end so become files, all others folders with an index.html."""

# Bytes: of a name, where most file systems end, and of a path, with room for the folder that the site is built in.
_LONGEST_NAME = 255
_LONGEST = 700


def stub_path(source: str, config: Config) -> str:
    """The file below the output that a static host serves for an old address, with or without its last slash."""
    path = output_path(source, config)
    return path if path.endswith(STUB_SUFFIXES) else f"{path.rstrip('/')}/index.html"


def needs_rule(source: str) -> bool:
    """Whether no file can stand at an old address: it is known by its query, or longer than file systems take."""
    written = source.encode()
    return "?" in source or len(written) > _LONGEST or max(map(len, written.split(b"/"))) > _LONGEST_NAME


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody who wants an old address. written: as he wrote it. redirect: what he wants there. own: the URL of the
    article that asks, or where the row leads. line: where it stands, for rows.
    """

    kind: Literal["former", "alias", "row"]
    written: str
    redirect: Redirect
    own: str
    line: int | None = None


def claim_former(departures: Iterable[Departure], config: Config) -> list[Claim]:
    """The addresses that articles have left, and their aliases, which follow them."""
    claims: list[Claim] = []
    aliases: list[Claim] = []
    for departure in departures:
        article = departure.article
        target = departure.target or gone_url(departure.url, config)
        status = MOVED if departure.target else GONE
        own = Redirect(departure.url, target, article.path, status)
        claims.append(Claim("former", departure.url, own, departure.url))
        if departure.language == article.language:
            aliases += [
                Claim("alias", alias, Redirect(alias_url(alias, config), target, article.path, status), departure.url)
                for alias in article.meta.aliases
            ]
    return claims + aliases


def claim_aliases(asked: Iterable[tuple[Article, str]], config: Config) -> list[Claim]:
    """The aliases of living articles. asked: (article or section page, its URL), sorted by path."""
    return [
        Claim("alias", alias, Redirect(alias_url(alias, config), url, article.path), url)
        for article, url in asked
        for alias in article.meta.aliases
    ]


class Ownership:
    """Who has which old address; `redirects` and `problems` grow claim by claim.

    living: URL -> what lies there, for messages. Addresses that differ in case alone, or of which one is a file where
    the other needs a folder, cannot both be written everywhere.
    """

    def __init__(self, living: Mapping[str, str], config: Config) -> None:
        self.problems: list[Problem] = []
        self._claims: dict[str, Claim] = {}
        self._taken = _taken_places(living, config)
        self._folders = {folder for place in self._taken for folder in _folders_above(place)}
        self._config = config

    @property
    def redirects(self) -> tuple[Redirect, ...]:
        """What was granted, sorted by source."""
        return tuple(sorted((claim.redirect for claim in self._claims.values()), key=lambda entry: entry.source))

    def owner(self, source: str) -> Redirect | None:
        """What answers at an old address, or None."""
        claim = self._claims.get(place_of_url(source))
        return None if claim is None else claim.redirect

    def grant(self, claims: Iterable[Claim]) -> None:
        """Give each the address it wants, or a problem that says why not."""
        for claim in claims:
            place = place_of_url(claim.redirect.source)
            earlier = self._claims.get(place)
            refusal = self._refusal(claim, place, earlier)
            if refusal:
                self.problems.append(_refuse(claim, refusal))
            elif earlier is None:
                self._claims[place] = claim
                if "?" not in place:
                    self._folders.update(_folders_above(place))

    def _refusal(self, claim: Claim, place: str, earlier: Claim | None) -> str:
        """Why the address cannot be had, as the end of a sentence; empty if it can, or if it is had already."""
        source, own = claim.redirect.source, claim.own
        if claim.kind != "former" and place == place_of_url(own.partition("#")[0]):
            owner = "the page it leads to," if claim.kind == "row" else "the article's own URL"
            return f"{'is' if source == own else 'differs in case alone from'} {owner} {own}"
        if place in self._taken:
            return f"is the URL of {self._taken[place]}"
        if earlier is not None:
            return _other_owner(claim, earlier)
        return "" if "?" in place else self._misfit(place)

    def _misfit(self, place: str) -> str:
        """Why no file can be written there."""
        if place.startswith(f"{place_of_url(self._config.prefix)}/_kb/"):
            return "lies among the files that kbgen publishes (/_kb/)"
        below_file = any(
            (folder in self._claims and not self._claims[folder].redirect.source.endswith("/"))
            or self._taken.get(folder) == OWN_FILE
            for folder in _folders_above(place)
        )
        if below_file or (place in self._folders and place.endswith(STUB_SUFFIXES)):
            return "would be a file where there is a folder of pages"
        return ""


def _other_owner(claim: Claim, earlier: Claim) -> str:
    if claim.kind == "row" and earlier.kind == "row":
        return f"stands in line {earlier.line} already"
    same = (claim.redirect.target, claim.redirect.status) == (earlier.redirect.target, earlier.redirect.status)
    if earlier.redirect.path == claim.redirect.path or (same and claim.kind == "row"):
        return ""
    what = "is also an alias of" if earlier.kind == "alias" else "is also where an article was removed:"
    return f"{what} {earlier.redirect.path}"


def place_of_url(url: str) -> str:
    """What a URL is on any file system: no slash at the end, no case."""
    return url.rstrip("/").casefold()


def _folders_above(place: str) -> Iterator[str]:
    while place:
        place = place.rpartition("/")[0]
        yield place


def _taken_places(living: Mapping[str, str], config: Config) -> dict[str, str]:
    """Place -> what is there, for all that is published: pages, their Markdown twins, kbgen's own pages and files."""
    taken: dict[str, str] = {}
    for language in config.site.languages:
        root = language_root(language, config)
        for name in FILES:
            taken[place_of_url(f"{root}{name}")] = OWN_FILE
        for name in ("search", "contact", "service"):
            taken[place_of_url(f"{root}{name}")] = f"kbgen's own page /{name}/"
    for url, what in living.items():
        taken[place_of_url(url)] = what
        taken[place_of_url(f"{url}index.md")] = f"the Markdown text of {what}"
    return taken


def _refuse(claim: Claim, why: str) -> Problem:
    path = claim.redirect.path
    if claim.kind == "former":
        hint = "Delete the file if that page takes its place, or give the other article another `slug`."
        return Problem("warning", "removed-taken", f"the removed article's URL {claim.written} {why}", path, hint=hint)
    if claim.kind == "row":
        message = f"the old address `{claim.written}` {why}; the row is left out"
        return Problem("warning", "redirect-taken", message, path, claim.line, "Delete the row, or correct it.")
    own = "own URL" in why
    hint = "Take the alias out." if own else "Keep it in one place, or take it out."
    message = f"the alias `{claim.written}` {why}"
    return Problem("warning" if own else "error", "alias-taken", message, path, hint=hint)


def collect_sources(redirects: Sequence[Redirect]) -> dict[str, tuple[str, ...]]:
    """Page that says that something is gone -> the addresses at which it is shown, those without a file left out."""
    found: dict[str, list[str]] = {}
    for entry in redirects:
        if entry.status == GONE and not needs_rule(entry.source):
            found.setdefault(entry.target, []).append(entry.source)
    return {target: tuple(sources) for target, sources in found.items()}
