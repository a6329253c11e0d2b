"""What the last build left in `.kbgen/`: records of sources, facts, and what each target read and wrote.

One folder per combination of output, edition and options; `statefile` reads and writes it. Everything in it can be
rebuilt.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kbgen.build.keylines import NO_KEYS, KeyLines
from kbgen.build.lying import File
from kbgen.build.output import FileStat
from kbgen.build.packing import Packed
from kbgen.build.textstore import Place
from kbgen.config import BuildOptions

# Raise when the layout below changes; kbgen's own code is part of the fingerprint anyway.
LAYOUT = 1
# Their version decides the bytes that come out.
_LIBRARIES = (
    "babel",
    "coloraide",
    "jinja2",
    "markdown_it_py",
    "mdit_py_plugins",
    "nh3",
    "pillow",
    "pygments",
    "pyyaml",
    "snowballstemmer",
)


class Record(NamedTuple):
    """What is known of one source file.

    stat: empty if it cannot be trusted next time. digest: SHA-256 hex of its bytes. article: encoded
    (`packing.encode_article`), of the last readable version if `broken`; empty if there is none. fact: a digest of
    that. ref, files: of that article. relatedness: digest of what `find_related` reads of it. terms: digest of its
    search terms.
    """

    stat: FileStat | tuple[()]
    digest: str
    includes: tuple[tuple[str, str], ...] = ()
    article: bytes = b""
    fact: bytes = b""
    ref: str = ""
    files: tuple[str, ...] = ()
    place: Place | None = None
    problems: tuple[Packed, ...] = ()
    broken: bool = False
    relatedness: bytes = b""
    terms: bytes = b""

    @property
    def stored(self) -> Place:
        """Where its text lies; of a record that has an article."""
        assert self.place is not None
        return self.place


class Output(NamedTuple):
    """What one target read and wrote: (path, SHA-256 hex) of its files, its keys (`keylines`), its problems."""

    files: tuple[File, ...]
    keys: KeyLines = NO_KEYS
    problems: tuple[Packed, ...] = ()


class MediaRecord(NamedTuple):
    """What is known of one image or download that an article wants. asset: packed; None if it must not be published."""

    stat: FileStat | tuple[()]
    asset: Packed | None
    problems: tuple[Packed, ...] = ()


@dataclass(slots=True)
class State:
    """The whole of it.

    parse_key: the settings that records were parsed with. texts: number and length of the store of parsed texts.
    records, media: by source path. outputs: by target name. facts: kind of key -> rest of the key -> fact; of a state
    that was loaded, read when it is asked for.
    site: the settings it was assembled with, and itself with its problems, packed. related: what it was computed from,
    and page ref -> refs. suggestions: what they were looked up in, and problem -> the same with a suggestion.
    palette: the theme's, packed.
    """

    parse_key: str = ""
    texts: tuple[int, int] = (0, 0)
    records: dict[str, Record] = field(default_factory=dict)
    media: dict[str, MediaRecord] = field(default_factory=dict)
    outputs: dict[str, Output] = field(default_factory=dict)
    facts: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    site: tuple[str, Packed | None] = ("", None)
    related: tuple[str, dict[str, tuple[str, ...]]] = ("", {})
    suggestions: tuple[str, dict[Packed, Packed]] = ("", {})
    palette: Packed = ()

    @property
    def rows(self) -> tuple[Mapping[str, Packed], Sequence[Packed]]:
        """The site's pages by ref, and its sections, as `sitecache.pack_site` has them; none if there is no site."""
        assembled = self.site[1]
        return ({}, ()) if assembled is None else assembled[0][:2]


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
