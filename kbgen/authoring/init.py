"""Lay out a new site: settings, sample articles in its languages, what its host and git want to know."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from types import MappingProxyType

from kbgen import __version__
from kbgen.config import SERVERS
from kbgen.errors import OutputError, UsageError
from kbgen.settings.values import judge_language, judge_target

SCAFFOLD = Path(__file__).parent / "scaffold"
SAMPLE_LANGUAGES = ("en", "sv", "nb", "ja")

HOSTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "netlify": {
            "netlify.toml": "netlify.toml",
            "netlify/kbgen-build/index.js": "netlify/kbgen-build/index.js",
            "netlify/kbgen-build/manifest.yml": "netlify/kbgen-build/manifest.yml",
            "netlify/kbgen-build/package.json": "netlify/kbgen-build/package.json",
            "netlify/functions/daily-build.mjs": "netlify/functions/daily-build.mjs",
        },
        "github-pages": {".github/workflows/pages.yml": "github/pages.yml"},
        "nginx": {},
        "caddy": {},
        "other": {},
    }
)
"""Host -> the files that it needs: path in the site -> path in the scaffold."""

# Shown in samples of a site whose first language has none: a copy of the English ones.
ENGLISH_NOTE = "> [!NOTE]\n> This sample is in English. Write it in your language, and take this note away.\n\n"


@dataclass(frozen=True, slots=True)
class Answers:
    """What `kbgen init` asks.

    languages: codes as in kbgen.toml, the default one first. host: one of `HOSTS`. contact: a mail address, any
    `[contact] target`, or empty.
    """

    title: str = "Help"
    languages: tuple[str, ...] = ("en",)
    host: str = "netlify"
    contact: str = ""


def lay_out(folder: str, answers: Answers) -> tuple[str, ...]:
    """Write a new site into a folder, which is made if need be. Returns the files written, POSIX, below the folder.

    Files that exist are left as they are; where content/ holds anything, no samples are added to it.
    Raises UsageError if the folder is a site already or an answer cannot be, OutputError if it cannot be written.
    """
    check_folder(folder)
    root = Path(folder)
    _judge(answers)
    content = root / "content"
    samples = not (content.is_dir() and any(content.iterdir()))
    files = sorted(plan_files(answers, samples=samples).items())
    return tuple(name for name, text in files if _write_new(root / name, text))


def check_folder(folder: str) -> None:
    """Raise UsageError if a folder is a site already."""
    settings = Path(folder) / "kbgen.toml"
    if settings.exists():
        raise UsageError(
            "there is a site here already",
            path=settings.as_posix(),
            hint="Change its settings in that file, or name another folder.",
        )


def plan_files(answers: Answers, *, samples: bool = True) -> Mapping[str, str]:
    """The files of a new site: path -> text. samples: with articles, and settings that name them."""
    languages = tuple(dict.fromkeys(answers.languages))
    first, several = languages[0], len(languages) > 1
    values = {
        "version": __version__,
        "name": answers.title,
        "folder": f"content/{first}/" if several else "content/",
        "title": _toml(answers.title),
        "language": _toml(first),
        "languages": _toml(list(languages)),
        "nav": "" if samples else "# ",
        "contact": _contact_line(answers.contact),
        "server": _server_lines(answers.host),
    }
    templates = {"kbgen.toml": "kbgen.toml", "README.md": "README.md", ".gitignore": "gitignore.txt"}
    templates |= HOSTS[answers.host]
    files = {name: _fill(SCAFFOLD / source, values) for name, source in templates.items()}
    for language in languages if samples else ():
        prefix = f"content/{language}/" if several else "content/"
        if language in SAMPLE_LANGUAGES:
            files.update((prefix + rel, text) for rel, text in _samples(language))
        elif language == first:
            files.update((prefix + rel, _with_note(rel, text)) for rel, text in _samples("en"))
        else:
            # An empty folder: the site shows the articles of the first language there until they are translated.
            files[f"{prefix}.gitkeep"] = ""
    return files


def _samples(language: str) -> Iterator[tuple[str, str]]:
    folder = SCAFFOLD / "content" / language
    for path in sorted(folder.rglob("*.md")):
        yield path.relative_to(folder).as_posix(), _read(path)


def _with_note(rel: str, text: str) -> str:
    """The note goes first in the body; a section's page has none."""
    if rel.endswith("_section.md"):
        return text
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    return f"---\n{front}\n---\n\n{ENGLISH_NOTE}{body.lstrip()}"


def _judge(answers: Answers) -> None:
    """Refuse what kbgen.toml would refuse, before anything is written."""
    check_languages(answers.languages)
    check_contact(answers.contact)


def check_languages(languages: Sequence[str]) -> None:
    """Raise UsageError if one of them is not the code of a language."""
    for language in languages or ("",):
        hint = judge_language(language)
        if hint:
            raise UsageError(f"{language!r} is not the code of a language", hint=hint)


def check_contact(contact: str) -> None:
    """Raise UsageError if an answer leads to nobody."""
    hint = judge_target(_target(contact))
    if hint:
        raise UsageError(f"{contact!r} is not a way to reach you", hint=hint)


def _target(contact: str) -> str:
    """A mail address is written as a target."""
    contact = contact.strip()
    return f"mailto:{contact}" if "@" in contact and ":" not in contact else contact


def _contact_line(contact: str) -> str:
    """The line of kbgen.toml, commented out if there is nothing to say."""
    target = _target(contact)
    return f"target = {_toml(target)}" if target else '# target = "mailto:support@example.com"'


def _server_lines(host: str) -> str:
    """What kbgen.toml says of a server that reads a configuration of kbgen's; nothing for other hosts."""
    return (
        f'# Also write what {host} has to know, into the output folder.\nserver = "{host}"\n' if host in SERVERS else ""
    )


def _toml(value: str | list[str]) -> str:
    """A string or list as TOML: JSON's escapes are TOML's, but for one character that JSON leaves alone."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _fill(path: Path, values: Mapping[str, str]) -> str:
    """A file of the scaffold with its `$name`s filled in; scripts are taken as they are."""
    text = _read(path)
    return text if path.suffix in (".js", ".mjs", ".json") else Template(text).substitute(values)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _write_new(path: Path, text: str) -> bool:
    """Write a file that does not exist yet, line ends as in git; False if there is one."""
    try:
        os.makedirs(path.parent, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        if path.parent.is_dir():
            return False
        raise OutputError(
            "there is a file where a folder should be", path=path.parent.as_posix(), hint="Move it away."
        ) from None
    except OSError as error:
        raise OutputError(
            f"this file cannot be written: {error.strerror or error}",
            path=path.as_posix(),
            hint="Mend that, or name another folder.",
        ) from error
    return True
