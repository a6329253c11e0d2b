"""Finds every file under the content folder and tells what each is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from kbgen.content.globs import compile_globs
from kbgen.content.walk import Found, Walk
from kbgen.errors import ConfigError
from kbgen.model import Problem, Source, SourceKind

if TYPE_CHECKING:
    from kbgen.config import Config

_SUFFIXES = (".md", ".markdown")
_SECTION_STEMS = ("_section", "index", "readme")


@dataclass(frozen=True, slots=True)
class Discovery:
    """sources: sorted by path. problems: what could not be used, and what looks like a slip, sorted by path."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]


def discover_sources(config: Config) -> Discovery:
    """List what lies in the content folder. Raises ConfigError if there is no such folder.

    Several languages: articles lie in `<content>/<language>/`; what `_snippets` and `_data` beside them hold has the
    language "" and a `rel` from the content folder. One language: everything has it.
    """
    content = config.content.dir
    root = os.path.normpath(os.path.join(config.folder, content))
    if not os.path.isdir(root):
        message = f"there is no folder `{content}` for the articles"
        hint = "Create it, or set `dir` in [content] of kbgen.toml to the folder that holds them."
        raise ConfigError(message, path=config.file or config.folder, hint=hint)
    prefix = "" if content == "." else content
    walk = Walk(config.folder, root, compile_globs(config.content.exclude), _find_skipped(config))
    sorting = _Sorting(walk, config, prefix)
    if config.multilingual:
        sorting.sort_languages()
    else:
        sorting.sort_folder(root, prefix, "", config.site.language, "", SourceKind.ARTICLE)
    sources = sorted(sorting.sources, key=attrgetter("path"))
    problems = sorted([*walk.problems, *_find_twins(sources)], key=lambda problem: (problem.path, problem.code))
    dropped = {problem.path for problem in problems if problem.code == "name-twin"}
    return Discovery(tuple(each for each in sources if each.path not in dropped), tuple(problems))


class _Sorting:
    """Gives every file of a walk its kind; `sources` grow on the way."""

    def __init__(self, walk: Walk, config: Config, prefix: str) -> None:
        self.sources: list[Source] = []
        self._walk = walk
        self._config = config
        self._prefix = prefix

    def sort_languages(self) -> None:
        """The top of a site in several languages: a folder for each, and what they share."""
        walk, languages = self._walk, self._config.site.languages
        files, folders = walk.list_folder(walk.root, self._prefix, "")
        for file in files:
            if file.name.lower().endswith(_SUFFIXES):
                message = "the article lies outside the folders of the languages, and is left out"
                hint = f"Move it to {self._join(languages[0])}/, or keep one language in `languages` of kbgen.toml."
                self._warn("language-none", message, file.path, hint)
        known = {each.name: each for each in folders}
        for folder in sorted(folders, key=attrgetter("path")):
            if folder.name in {"_snippets", "_data"}:
                self.sort_folder(
                    self._place(folder), folder.path, folder.below, "", folder.below, _kind_below(folder.name)
                )
            elif folder.name not in languages and folder.name[0] != "_":
                message = (
                    f"the folder `{folder.name}` is none of the languages ({', '.join(languages)}), and is left out"
                )
                same = next((code for code in languages if code.casefold() == folder.name.casefold()), None)
                hint = (
                    f"Rename it to `{same}`."
                    if same is not None
                    else f'Add "{folder.name}" to `languages` in [site] of kbgen.toml, or move it into a language\'s '
                    "folder."
                )
                self._warn("language-unknown", message, folder.path, hint)
        for language in languages:
            if language in known:
                found = known[language]
                self.sort_folder(self._place(found), found.path, found.below, language, "", SourceKind.ARTICLE)
            else:
                message = f"there is no folder for the language `{language}`"
                hint = f'Create it, or take "{language}" out of `languages` in [site] of kbgen.toml.'
                self._warn("language-missing", message, self._join(language), hint)

    def sort_folder(self, place: str, path: str, below: str, language: str, rel: str, kind: SourceKind) -> None:
        """A folder and all below it. rel: its path below the language's folder. kind: of the Markdown files in it."""
        files, folders = self._walk.list_folder(place, path, below)
        sections = [file for file in files if kind is SourceKind.ARTICLE and _section_rank(file.name) is not None]
        own = min(sections, key=lambda file: (_section_rank(file.name), file.path)) if sections else None
        lead = f"{rel}/" if rel else ""
        for file in files:
            if file is not own and file in sections:
                assert own is not None
                message = f"the folder already has its own page, {own.name}; this one is left out"
                self._warn("section-page-twice", message, file.path, "Keep one of them, or give this one another name.")
                continue
            found = SourceKind.SECTION if file is own else _kind_of(file.name, kind)
            if found is not None and file.stat:
                self.sources.append(Source(file.path, language, lead + file.name, found, file.stat))
        for folder in folders:
            if folder.name.lower().endswith(_SUFFIXES):
                message = f"the folder `{folder.name}` is named like an article"
                self._warn("folder-named-like-page", message, folder.path, "Take the suffix off its name.")
            inner = _kind_below(folder.name) if folder.name[0] == "_" and kind is SourceKind.ARTICLE else kind
            self.sort_folder(self._place(folder), folder.path, folder.below, language, lead + folder.name, inner)

    def _place(self, folder: Found) -> str:
        return os.path.join(self._config.folder, *folder.path.split("/"))

    def _join(self, name: str) -> str:
        return f"{self._prefix}/{name}" if self._prefix else name

    def _warn(self, code: str, message: str, path: str, hint: str) -> None:
        self._walk.problems.append(Problem("warning", code, message, path, None, hint))


def _section_rank(name: str) -> tuple[int, int] | None:
    """How strong a claim a file has to be its folder's own page (low wins), None if it has none."""
    if name[0] not in "_iIrR":
        return None
    stem, dot, suffix = name.rpartition(".")
    if dot + suffix.lower() not in _SUFFIXES or stem.lower() not in _SECTION_STEMS:
        return None
    return _SECTION_STEMS.index(stem.lower()), _SUFFIXES.index(dot + suffix.lower())


def _kind_below(folder: str) -> SourceKind:
    """What Markdown files are in a folder that begins with `_`: none of them is an article."""
    return {"_snippets": SourceKind.SNIPPET, "_data": SourceKind.DATA}.get(folder, SourceKind.FILE)


def _kind_of(name: str, markdown: SourceKind) -> SourceKind | None:
    """The kind of a file in a folder whose Markdown files are `markdown`; None if it is nothing to kbgen."""
    if markdown is SourceKind.DATA:
        return SourceKind.DATA
    if not name.endswith(_SUFFIXES) and not name.lower().endswith(_SUFFIXES):
        return SourceKind.FILE
    if markdown is SourceKind.FILE or (markdown is SourceKind.ARTICLE and name[0] == "_"):
        return None
    return markdown


def _find_twins(sources: list[Source]) -> list[Problem]:
    """Files whose paths differ on disk but are the same once composed characters are written one way."""
    problems: list[Problem] = []
    seen: dict[tuple[str, str], str] = {}
    for source in sources:
        first = seen.setdefault((source.language, source.rel), source.path)
        if first != source.path:
            message = f"this name and that of another file are the same text, written in two ways: {first}"
            problems.append(Problem("error", "name-twin", message, source.path, None, "Rename or delete one of them."))
    return problems


def _find_skipped(config: Config) -> frozenset[str]:
    """Folders and files that are not content although they may lie in its folder."""
    output = os.path.normpath(os.path.join(config.folder, config.build.output))
    skipped = {output, f"{output}-agents", os.path.join(config.folder, "kbgen.toml")}
    if config.file:
        skipped.add(config.file)
    if config.content.dir == ".":
        skipped.add(os.path.join(config.folder, "themes"))
    return frozenset(skipped)
