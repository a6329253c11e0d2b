"""What git knows of the site's files: dates, authors, renames; cached by commit."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbgen.atomic import replace_file
from kbgen.history import Event, History, summarise, unpack_history
from kbgen.model import Change

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CACHE_VERSION = 1

PATHSPECS = (":(icase)*.md", ":(icase)*.markdown")

# Settings of the machine or of a hook must not change what history says. Of git's own variables only those pass that
# say where its configuration is and how far it may look for a repository.
_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_COUNT", "GIT_CEILING_DIRECTORIES")
_KEPT_PREFIXES = ("GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_", "GIT_EXEC_PATH", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
_SETTINGS = {
    "core.fsmonitor": "false",
    "core.quotePath": "false",
    "diff.renameLimit": "2000",
    "log.diffMerges": "off",
    "log.follow": "false",
    "log.showRoot": "true",
    "log.showSignature": "false",
    "mailmap.blob": "",
    "mailmap.file": "",
}
_SILENT = ("not a git repository", "unknown revision", "ambiguous argument", "needed a single revision", "bad revision")


@dataclass(frozen=True, slots=True)
class GitFacts:
    """changes: path relative to the site's folder (as git has it, and in NFC and NFD) -> Change, Markdown files only.

    head: commit, or empty. shallow: history is cut off, so changes is empty.
    note: one sentence for the user if git is there but cannot be used, or empty.
    """

    changes: Mapping[str, Change] = field(default_factory=dict)
    head: str = ""
    shallow: bool = False
    note: str = ""


class GitFailed(Exception):  # noqa: N818 - it is caught a few lines on and never seen
    """git answered with an error; the text is its first line."""


def read_changes(folder: str, cache_file: str | None) -> GitFacts:
    """Read the history of the Markdown files below `folder`. cache_file: where to keep it between builds. Never raises.

    Changes that are not committed do not count. What came from outside `folder` begins with its arrival.
    """
    try:
        head, shallow, prefix, top = _ask_state(folder)
        if shallow:
            return GitFacts(head=head, shallow=True)
        key: list[int | str] = [CACHE_VERSION, head, _mailmap_digest(top), prefix]
        cached = _load_cache(cache_file)
        if cached is not None and cached[0] == key:
            changes = _unpack_changes(json.loads(cached[1]))
        else:
            history, since = History(), ""
            if cached is not None and cached[0][2:] == key[2:] and _is_ancestor(folder, str(cached[0][1]), head):
                history, since = unpack_history(json.loads(cached[2])), str(cached[0][1])
            _fold_log(folder, f"{since}..{head}" if since else head, history)
            changes = summarise(history)
            _save_cache(cache_file, key, changes, history)
    except GitFailed as problem:
        text = str(problem)
        note = "" if any(silent in text for silent in _SILENT) else f"git cannot be asked for dates and authors: {text}"
        return GitFacts(note=note)
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as problem:
        return GitFacts(note=f"git cannot be asked for dates and authors: {problem}")
    return GitFacts(_with_forms(changes), head)


def _with_forms(changes: dict[str, Change]) -> dict[str, Change]:
    """Both spellings of accented names: git keeps what was added, the disk may give the other."""
    for path in [path for path in changes if not path.isascii()]:
        changes.setdefault(unicodedata.normalize("NFC", path), changes[path])
        changes.setdefault(unicodedata.normalize("NFD", path), changes[path])
    return changes


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith("GIT_") or name in _KEPT or name.startswith(_KEPT_PREFIXES)
    }
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1"}


def _run(folder: str, *arguments: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise GitFailed("git is not installed" if _has_repository(folder) else _SILENT[0])
    settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    done = subprocess.run(  # noqa: S603 - the program is git, the arguments are kbgen's own
        [program, "--no-pager", *settings, *arguments],
        cwd=folder,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitFailed(lines[0] if lines else f"exit code {done.returncode}")
    return done.stdout


def _has_repository(folder: str) -> bool:
    """Whether there seems to be history that somebody would miss."""
    path = os.path.abspath(folder)
    while not os.path.exists(os.path.join(path, ".git")):
        path, below = os.path.dirname(path), path
        if path == below:
            return False
    return True


def _ask_state(folder: str) -> tuple[str, bool, str, str]:
    """HEAD's commit, whether the clone is shallow, the folder's path in the work tree, and where that begins."""
    options = ("--is-shallow-repository", "--show-prefix", "--show-toplevel")
    answer = _run(folder, "rev-parse", "HEAD^{commit}", *options).decode("utf-8", "surrogateescape")
    head, shallow, prefix, top = answer.removesuffix("\n").split("\n", 3)
    return head, shallow == "true", prefix, top


def _is_ancestor(folder: str, commit: str, head: str) -> bool:
    try:
        _run(folder, "merge-base", "--is-ancestor", commit, head)
    except GitFailed:
        return False
    return True


def _mailmap_digest(top: str) -> str:
    try:
        with open(os.path.join(top, ".mailmap"), "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return ""


def _fold_log(folder: str, revisions: str, history: History) -> None:
    # --full-history: without it git leaves out side branches that came to the same end, and then the parts of a
    # history would not add up to the whole.
    options = (
        "--full-history",
        "--no-merges",
        "--name-status",
        "--find-renames",
        "--no-ext-diff",
        "--no-color",
        "-O/dev/null",
    )
    log = _run(
        folder,
        "log",
        "-z",
        *options,
        "--encoding=UTF-8",
        "--relative",
        "--format=%x01%ct %at %aN",
        revisions,
        "--",
        *PATHSPECS,
    )
    fields = iter(log.decode("utf-8", "surrogateescape").split("\0"))
    event = Event(0, 0, "")
    for entry in fields:
        status = entry.lstrip("\n")
        if status.startswith("\x01"):
            committed, written, author = status[1:].split(" ", 2)
            # A name in an undeclared encoding must not stop a page from being written.
            name = author.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            event = Event(int(committed), int(written), name)
        elif status.startswith(("R", "C")):
            old, new = next(fields), next(fields)
            history.renames[new].append((old, event.committed))
            if status != "R100":
                history.events[new].append(event)
        elif status:
            path = next(fields)
            if status != "D":
                history.events[path].append(event)


def _load_cache(cache_file: str | None) -> tuple[list[int | str], bytes, bytes] | None:
    """Key, changes and history of the last walk, the latter two still as JSON; None if there is no whole cache."""
    if cache_file is None:
        return None
    try:
        with open(cache_file, "rb") as file:
            digest, _, whole = file.read().partition(b"\n")
    except OSError:
        return None
    if digest != _digest(whole):
        return None
    key, changes, history = whole.split(b"\n")
    return json.loads(key), changes, history


def _digest(whole: bytes) -> bytes:
    return hashlib.sha256(whole).hexdigest().encode()


def _save_cache(cache_file: str | None, key: Sequence[int | str], changes: dict[str, Change], history: History) -> None:
    if cache_file is None:
        return
    parts = (
        key,
        {path: (change.first, change.last, change.authors) for path, change in changes.items()},
        (history.events, history.renames),
    )
    whole = b"\n".join(json.dumps(part, separators=(",", ":")).encode() for part in parts)
    try:
        replace_file(cache_file, _digest(whole) + b"\n" + whole)
    except OSError:
        return  # the next build walks again; nothing else is lost


def _unpack_changes(packed: dict[str, tuple[str, str, list[str]]]) -> dict[str, Change]:
    return {path: Change(first, last, tuple(authors)) for path, (first, last, authors) in packed.items()}
