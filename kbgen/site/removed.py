"""Articles that were taken away for good: the addresses they had, and what is there now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.model import Problem, SourceKind
from kbgen.site.fallback import fallback_chain
from kbgen.site.identity import folder_of
from kbgen.site.old_urls import gone_url
from kbgen.site.paths import GONE, HIDDEN, MOVED, path_key
from kbgen.site.urls import language_root, name_problem, segment, strip_suffix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kbgen.config import Config
    from kbgen.model import Article, Section
    from kbgen.site.destinations import Destinations
    from kbgen.site.fallback import FolderNames
    from kbgen.site.identity import Group


@dataclass(frozen=True, slots=True)
class Departure:
    """An article that left an address of one language.

    url: the address it had. section: ref of the nearest section that is left. target: where readers are sent, as in
    `Redirect`; empty if nothing took its place.
    """

    article: Article
    language: str
    url: str
    section: str
    target: str = ""


def find_departures(
    groups: Sequence[Group],
    removed: Callable[[Article], bool],
    shown: Callable[[Group, str], bool],
    sections: Mapping[str, Section],
    folders: FolderNames,
    config: Config,
) -> list[Departure]:
    """Where articles have left an address, by path of the article, then language; targets are not yet known.

    removed: whether an article has gone and that may be told. shown: whether the language has a page for the group. A
    language that borrowed the article loses its page with it.
    """
    found: list[Departure] = []
    for group in groups:
        if not any(removed(article) for article in group.members.values()):
            continue
        for language in config.site.languages:
            if shown(group, language):
                continue
            chain = (language, *fallback_chain(language, config))
            article = next((group.members[code] for code in chain if code in group.members), None)
            if article is None or not removed(article):
                continue
            url, section = _former_place(article, language, sections, folders, config)
            if url:
                found.append(Departure(article, language, url, section))
    return sorted(found, key=lambda departure: (departure.article.path, departure.language))


def _former_place(
    article: Article, language: str, sections: Mapping[str, Section], folders: FolderNames, config: Config
) -> tuple[str, str]:
    """(URL, ref of the nearest living section) of an article that has none any more; no URL if it never had one."""
    folder = folders.translate(folder_of(article.rel), article.language, language)
    is_folder = article.kind is SourceKind.SECTION
    last = article.meta.slug or (folder if is_folder else strip_suffix(article.rel)).rpartition("/")[2]
    names = [*(folder.split("/") if folder else []), *([] if is_folder else [last])]
    if is_folder and names:
        names[-1] = last
    url, path, nearest = language_root(language, config), "", f"{language}/"
    for index, name in enumerate(names):
        path = f"{path}/{name}" if path else name
        section = None if index == len(names) - 1 else sections.get(f"{language}/{path}")
        if section is not None:
            url, nearest = section.url, section.ref
            continue
        made = segment(name)
        if "/" in name or name_problem(name, made, top=not index, config=config):
            return "", nearest
        url = f"{url}{made}/"
    return (url if names else ""), nearest


def settle_departures(
    departures: Iterable[Departure], destinations: Destinations
) -> tuple[list[Departure], list[Problem]]:
    """The departures with what took each article's place, found through others that were replaced in their turn.

    What leads nowhere that readers can see counts as gone, with a warning unless it is there for others.
    """
    departures = list(departures)
    by_key = {key: departure for departure in departures for key in _keys(departure)}
    settled: list[Departure] = []
    problems: list[Problem] = []
    for departure in departures:
        target, problem = _follow(departure, by_key, destinations)
        settled.append(
            Departure(departure.article, departure.language, departure.url, departure.section, target)
            if target
            else departure
        )
        if problem is not None and departure.language == departure.article.language:
            problems.append(problem)
    return settled, problems


def _follow(
    departure: Departure, by_key: Mapping[str, Departure], destinations: Destinations
) -> tuple[str, Problem | None]:
    seen = [departure]
    while True:
        now = seen[-1]
        written = now.article.meta.replaced_by
        if written is None:
            return "", None
        found = destinations.by_id(written, now.language)
        if not found.hit:
            found = destinations.find(written, now.language, folder_of(now.article.rel))
        if found.url:
            return found.url, None
        if found.hit == HIDDEN:
            following = _find_departure(written, now, by_key)
            if following is None:
                return "", None
            if following in seen:
                return "", _circle(written, departure.article)
            seen.append(following)
            continue
        return "", (_unknown(written, departure.article, found.hit) if now is departure else None)


def _find_departure(written: str, departure: Departure, by_key: Mapping[str, Departure]) -> Departure | None:
    from kbgen.site.files import join_rel

    bare = written.partition("#")[0]
    base = folder_of(departure.article.rel)
    name = bare.removeprefix("id:")
    keys = (f"{departure.language}/id:{name}", path_key(departure.language, join_rel(base, bare).lstrip("/")))
    return next((by_key[key] for key in keys if key in by_key), None)


def mark_paths(paths: dict[str, str], departures: Iterable[Departure], config: Config) -> None:
    """Tell in `Site.paths` what was removed and may be told of, instead of hiding it."""
    for departure in departures:
        for key in _keys(departure):
            if paths.get(key) == HIDDEN:
                gone = f"{GONE}{gone_url(departure.url, config)}"
                paths[key] = f"{MOVED}{departure.target}" if departure.target else gone


def _keys(departure: Departure) -> tuple[str, ...]:
    article = departure.article
    named = article.meta.id is not None or article.kind is not SourceKind.SECTION
    by_path = path_key(departure.language, article.rel)
    return (by_path, f"{departure.language}/id:{article.id}") if named else (by_path,)


def _unknown(written: str, article: Article, hit: str) -> Problem:
    what = "is no address that a reader can be sent to" if hit == "unfit" else "is nothing in this site"
    hint = "Write the id of an article, a relative link to it, or an address that begins with https://."
    message = f"`replaced_by` names `{written}`, which {what}; the article counts as removed"
    return Problem("warning", "replaced-unknown", message, article.path, hint=hint)


def _circle(written: str, article: Article) -> Problem:
    message = f"`replaced_by` names `{written}`, which is replaced by this article in its turn"
    return Problem("warning", "replaced-circle", message, article.path, hint="Let one of them stay, or name a third.")
