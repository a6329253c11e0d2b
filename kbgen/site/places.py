"""Every section and article of one language gets its URL; who comes second for a URL is told so.

Folders come before articles: without its section, all that lies in a folder would be lost, so `billing.md` gives way
to `billing/`. A folder that cannot have its URL takes what lies in it out with it. The language's own come before what
it borrows, whose losses are only warned of: the language's writers cannot always change them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbgen.model import Level, Problem
from kbgen.site.identity import folder_of
from kbgen.site.urls import language_root, name_problem, segment, strip_suffix

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kbgen.config import Config
    from kbgen.model import Article
    from kbgen.site.fallback import Entry


@dataclass(slots=True)
class Places:
    """What one language shows and where.

    sections: folder -> URL, parents before children. own_pages: folder -> the entry of its own text. pages: (URL,
    entry), the language's own before what it borrows. native: folders that hold something of the language itself.
    """

    language: str
    sections: dict[str, str] = field(default_factory=dict)
    own_pages: dict[str, Entry] = field(default_factory=dict)
    pages: list[tuple[str, Entry]] = field(default_factory=list)
    native: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)


def find_places(
    articles: Sequence[Entry], texts: Sequence[Entry], language: str, config: Config, holders: Mapping[str, str]
) -> Places:
    """URLs for a language.

    articles, texts (section pages): the language's own first, each sorted by path. holders: URL -> path of the article
    that was published there, which keeps it against newcomers.
    """
    places = Places(language)
    for entry in texts:
        places.own_pages.setdefault(entry.folder, entry)
    first_file: dict[str, Article] = {}
    for entry in (*articles, *texts):
        first_file.setdefault(entry.folder, entry.article)
        if entry.article.language == language:
            places.native.add(entry.folder)
    for folder, article in list(first_file.items()):
        for above in _with_ancestors(folder):
            first_file.setdefault(above, article)
            if folder in places.native:
                places.native.add(above)
    root = language_root(language, config)
    places.sections[""] = root
    places.taken[root] = "the home page"
    for folder in sorted(first_file, key=lambda folder: (folder not in places.native, folder)):
        if folder:
            _place_folder(folder, first_file[folder], places, config)
    claims = [(url, entry) for entry in articles if (url := _claim_url(entry, places, config))]
    for url, entry in sorted(claims, key=lambda claim: _rank(claim[0], claim[1], language, holders)):
        _place_article(url, entry, places)
    _drop_empty(places)
    return places


def _rank(url: str, entry: Entry, language: str, holders: Mapping[str, str]) -> tuple[bool, bool]:
    """Who comes first for a URL: the language's own, of these who had it; then what is borrowed.

    Of that the path decides alone: its losses are no errors, and a site without errors has no history.
    """
    native = entry.article.language == language
    return not native, native and holders.get(url) != entry.article.path


def _with_ancestors(folder: str) -> Iterable[str]:
    yield folder
    while folder:
        folder = folder_of(folder)
        yield folder


def _place_folder(folder: str, inside: Article, places: Places, config: Config) -> None:
    parent, _, name = folder.rpartition("/")
    if parent not in places.sections:
        return
    native = folder in places.native
    text = places.own_pages.get(folder)
    slug = text.article.meta.slug if text is not None else None
    where = text.article.path if text is not None else inside.path
    if slug is not None and "/" in slug:
        if text is not None and text.article.language == places.language:
            places.problems.append(_slug_problem(slug, where))
        slug = None
    made = segment(slug or name)
    problem = name_problem(slug or name, made, top=not parent, config=config)
    if problem:
        if native:
            what = f"the slug `{slug}`" if slug else f"the folder `{folder}`"
            hint = "Rename the folder, or give it another `slug` in its _section.md; until then all in it is left out."
            places.problems.append(Problem("error", "name-reserved", f"{what} {problem}", where, hint=hint))
        return
    url = f"{places.sections[parent]}{made}/"
    label = f"the folder `{folder}` ({where})"
    taken = places.taken.setdefault(url, label)
    if taken is not label:
        hint = (
            "Rename one of the folders, or give one another `slug` in its _section.md; until then this one is left out."
            if native
            else "If they are translations of each other, give both _section.md files the same `id`."
        )
        places.problems.append(_taken_problem(url, taken, where, hint, "error" if native else "warning"))
        return
    places.sections[folder] = url


def _claim_url(entry: Entry, places: Places, config: Config) -> str:
    """The URL that an article asks for; empty if it cannot have any."""
    article = entry.article
    parent = places.sections.get(entry.folder)
    if parent is None:
        return ""
    native = article.language == places.language
    slug = article.meta.slug
    name = slug or strip_suffix(article.rel).rpartition("/")[2]
    if slug is not None and "/" in slug:
        if native:
            places.problems.append(_slug_problem(slug, article.path))
        return ""
    made = segment(name)
    problem = name_problem(name, made, top=not entry.folder, config=config)
    if problem:
        if native:
            what = f"the slug `{slug}`" if slug else f"the file name `{name}`"
            hint = "Give the article another `slug`, or rename the file."
            places.problems.append(Problem("error", "name-reserved", f"{what} {problem}", article.path, hint=hint))
        return ""
    return f"{parent}{made}/"


def _place_article(url: str, entry: Entry, places: Places) -> None:
    article = entry.article
    native = article.language == places.language
    taken = places.taken.setdefault(url, article.path)
    if taken is not article.path:
        hint = "Rename one of them, or give one another `slug`."
        if taken.startswith("the folder"):
            hint = "Rename the file or give it another `slug`; the folder's own text belongs in its _section.md."
        places.problems.append(_taken_problem(url, taken, article.path, hint, "error" if native else "warning"))
        return
    places.pages.append((url, entry))


def _drop_empty(places: Places) -> None:
    """Forget folders whose every article was left out, so that no empty section is published."""
    full = {""}
    for folder in {*places.own_pages, *(entry.folder for _, entry in places.pages)}:
        full.update(_with_ancestors(folder))
    for folder in [folder for folder in places.sections if folder not in full]:
        del places.sections[folder]


def _slug_problem(slug: str, path: str) -> Problem:
    hint = "Write the last part alone; the folders before it come from where the file lies."
    return Problem(
        "error", "slug-path", f"the slug `{slug}` holds a slash, but a slug is one part of the URL", path, hint=hint
    )


def _taken_problem(url: str, taken: str, path: str, hint: str, level: Level) -> Problem:
    return Problem(level, "url-taken", f"{url} is already the URL of {taken}", path, hint=hint)
