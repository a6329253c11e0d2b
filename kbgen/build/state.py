"""What the last build left in `.kbgen/`: records of sources, facts, and what each target read and wrote.

One folder per combination of output, edition and options. Everything in it can be rebuilt; whatever cannot be read is
treated as absent. Written whole at the end of a build (temporary file, then rename).
"""

from __future__ import annotations

import hashlib
import marshal
import os
import shutil
import sys
from dataclasses import dataclass, field
from typing import Any

from kbgen.build.packing import Packed
from kbgen.build.textstore import Place
from kbgen.config import BuildOptions

# Raise when the layout below changes; kbgen's own code is part of the fingerprint anyway.
LAYOUT = 1
# Their version decides the bytes that come out.
_LIBRARIES = ("babel", "jinja2", "markdown_it_py", "mdit_py_plugins", "nh3", "pillow", "pygments", "pyyaml")

FileStat = tuple[int, int, int, int]


@dataclass(slots=True)
class Record:
    """What is known of one source file.

    stat: empty if it cannot be trusted next time. digest: SHA-256 hex of its bytes. article: packed; of the last
    readable version if `broken`. relatedness: digest of what `find_related` reads of it.
    """

    stat: FileStat | tuple[()]
    digest: str
    includes: tuple[tuple[str, str], ...] = ()
    article: Packed | None = None
    place: Place | None = None
    problems: tuple[Packed, ...] = ()
    broken: bool = False
    relatedness: bytes = b""


@dataclass(slots=True)
class Output:
    """What one target read and wrote: (path, SHA-256 hex, stat) of its files, its keys, its problems."""

    files: tuple[tuple[str, str, FileStat], ...]
    keys: tuple[str, ...]
    problems: tuple[Packed, ...] = ()


@dataclass(slots=True)
class MediaRecord:
    """What is known of one image or download that an article wants. asset: packed; None if it must not be published."""

    stat: FileStat | tuple[()]
    asset: Packed | None
    problems: tuple[Packed, ...] = ()


@dataclass(slots=True)
class State:
    """The whole of it. texts: number and length of the store of parsed texts."""

    parse_key: str = ""
    texts: tuple[int, int] = (0, 0)
    records: dict[str, Record] = field(default_factory=dict)
    media: dict[str, MediaRecord] = field(default_factory=dict)
    outputs: dict[str, Output] = field(default_factory=dict)
    facts: dict[str, object] = field(default_factory=dict)
    related: tuple[str, dict[str, tuple[str, ...]]] = ("", {})


def fingerprint() -> str:
    """Names the code that made a state: Python, kbgen's files, its libraries' versions.

    Sizes and times of kbgen's own files stand for their content: they spare a developer of kbgen from stale output, and
    an installed kbgen never changes without a new version.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parts = [str(LAYOUT), sys.version, package]
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            if name.endswith((".py", ".toml")):
                stat = os.stat(os.path.join(folder, name))
                parts.append(f"{name} {stat.st_size} {stat.st_mtime_ns}")
    parts += _library_versions()
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _library_versions() -> list[str]:
    # The names of *.dist-info folders tell versions a hundred times faster than importlib.metadata.
    found = []
    for folder in sys.path:
        if folder.endswith("-packages") and os.path.isdir(folder):
            found += [
                name
                for name in os.listdir(folder)
                if name.endswith(".dist-info") and name.lower().split("-")[0] in _LIBRARIES
            ]
    return sorted(found)


def state_folder(kbgen_folder: str, options: BuildOptions) -> str:
    """Where the state of this combination of output and options lies."""
    identity = (os.path.abspath(options.output), options.edition, options.drafts, options.offline, options.base_url)
    name = hashlib.sha256(repr(identity).encode()).hexdigest()[:16]
    return os.path.join(kbgen_folder, "builds", name)


def load_state(folder: str, code: str) -> State:
    """The last state, or an empty one if there is none, it was made by other code, or it is damaged."""
    try:
        with open(os.path.join(folder, "state"), "rb") as file:
            digest, blob = file.read(32), file.read()
        if hashlib.sha256(blob).digest() != digest:
            return State()
        made_by, parse_key, texts, records, media, outputs, facts, related = marshal.loads(blob)  # noqa: S302  # own file, digest checked
        if made_by != code:
            return State()
        return State(
            parse_key,
            texts,
            {path: Record(*values) for path, values in records.items()},
            {path: MediaRecord(*values) for path, values in media.items()},
            {name: Output(*values) for name, values in outputs.items()},
            facts,
            related,
        )
    except (OSError, ValueError, EOFError, TypeError):
        return State()


def save_state(folder: str, code: str, state: State) -> None:
    """Write the state whole, then drop what other code left behind. Raises OSError."""
    blob = marshal.dumps(
        (
            code,
            state.parse_key,
            state.texts,
            {path: _values(record) for path, record in state.records.items()},
            {path: _values(record) for path, record in state.media.items()},
            {name: _values(output) for name, output in state.outputs.items()},
            state.facts,
            state.related,
        )
    )
    os.makedirs(folder, exist_ok=True)
    temporary = os.path.join(folder, f"state.{os.getpid()}")
    with open(temporary, "wb") as file:
        file.write(hashlib.sha256(blob).digest())
        file.write(blob)
    os.replace(temporary, os.path.join(folder, "state"))


def forget_lost_outputs(kbgen_folder: str) -> None:
    """Remove states whose output folder no longer exists."""
    builds = os.path.join(kbgen_folder, "builds")
    for name in os.listdir(builds):
        note = os.path.join(builds, name, "output")
        if os.path.exists(note):
            with open(note, encoding="utf-8") as file:
                output = file.read()
            if not os.path.isdir(output):
                shutil.rmtree(os.path.join(builds, name), ignore_errors=True)


def _values(item: Record | Output | MediaRecord) -> tuple[Any, ...]:
    return tuple(getattr(item, name) for name in item.__slots__)
