"""Source files as they lie on the disk: their bytes, those of `_data/`, and how far their stat can be trusted."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from kbgen.build.output import FileStat
from kbgen.config import Config
from kbgen.model import Problem, Source, SourceKind

# Two writes within one tick of the file system's clock look alike; a file this young is read again next time.
FINE_TICK_NS = 50_000_000
COARSE_TICK_NS = 2_000_000_000
SYNONYMS = "_data/synonyms.yml"


def trusted_stat(stat: FileStat, now_ns: int) -> FileStat | tuple[()]:
    """The stat, or nothing if the file is so young that an equal stat would prove nothing later."""
    youngest = max(stat[1], stat[2])
    tick = COARSE_TICK_NS if stat[1] % 1_000_000_000 == 0 else FINE_TICK_NS
    return stat if now_ns - youngest > tick else ()


def read_file(folder: str, path: str) -> bytes | None:
    """A file's bytes, or None if there is none that can be read."""
    try:
        with open(os.path.join(folder, path), "rb") as file:
            return file.read()
    except OSError:
        return None


def read_source(folder: str, source: Source) -> bytes | Problem:
    """The bytes of a file that discovery found, or an error that says why it cannot be read. folder: the site's."""
    try:
        with open(os.path.join(folder, source.path), "rb") as file:
            return file.read()
    except FileNotFoundError:
        message, hint = "the file vanished while the site was built", "Build again once it is back."
        return Problem("error", "file-vanished", message, source.path, hint=hint)
    except OSError as error:
        message, hint = f"the file cannot be read: {error.strerror or error}", "Check its permissions and build again."
        return Problem("error", "file-unreadable", message, source.path, hint=hint)


def read_data(config: Config, sources: Sequence[Source], name: str) -> tuple[bytes, str] | Problem | None:
    """Bytes and path of a data file, None if there is none, or an error. name: below the content folder."""
    source = next((s for s in sources if s.kind is SourceKind.DATA and s.rel == name), None)
    if source is None:
        return None
    data = read_source(config.folder, source)
    return data if isinstance(data, Problem) else (data, source.path)


def read_synonyms(
    config: Config, sources: Sequence[Source]
) -> tuple[Mapping[str, Sequence[Sequence[str]]], tuple[Problem, ...]]:
    """The site's own groups of synonyms by language, and what is wrong with their file."""
    found = read_data(config, sources, SYNONYMS)
    if found is None:
        return {}, ()
    if isinstance(found, Problem):
        return {}, (found,)
    from kbgen.content.synonym_file import parse_synonyms

    groups, problems = parse_synonyms(*found, config.site.languages)
    return groups, tuple(problems)
