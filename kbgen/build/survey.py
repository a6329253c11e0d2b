"""What lies on the disk when a build begins: the sources, and what is left of the output.

To look at every file of a large site takes as long as all else that a small build does: it is done in a process of its
own while this one prepares.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from kbgen.build.lying import Lying, examine_output
from kbgen.build.workers import start_aside
from kbgen.config import Config
from kbgen.content.discover import Discovery, discover_sources
from kbgen.model import Problem, Source, SourceKind

MANY = 1000
"""So many files of an output are worth a process of their own."""

_KINDS = {kind.value: kind for kind in SourceKind}


@dataclass(frozen=True, slots=True)
class Survey:
    """found: the sources. lying: what is left of the output."""

    found: Discovery
    lying: Lying


def start_survey(
    config: Config, output: str, listed: Mapping[str, str], folder: str, *, apart: bool
) -> Callable[[], Survey]:
    """Begin to look; what is given waits for the result, and raises ConfigError if there is no content folder.

    listed: the manifest of the output. folder: of the state. apart: whether there are cores to spare.
    """
    if not apart or len(listed) < MANY:
        return cache(lambda: Survey(discover_sources(config), examine_output(output, listed, folder)))

    def look() -> bytes:
        found, lying = discover_sources(config), examine_output(output, listed, folder)
        sources = [(each.path, each.language, each.rel, each.kind.value, each.stat) for each in found.sources]
        problems = [(p.level, p.code, p.message, p.path, p.line, p.hint) for p in found.problems]
        # Plain values: dataclasses pickle slowly.
        return marshal.dumps((sources, problems, list(lying.changed), list(lying.lines), lying.crowded))

    finish = start_aside(look, apart=True)

    @cache
    def survey() -> Survey:
        sources, problems, changed, lines, crowded = marshal.loads(finish())  # noqa: S302  # from our own process
        found = Discovery(
            tuple(Source(path, language, rel, _KINDS[kind], stat) for path, language, rel, kind, stat in sources),
            tuple(Problem(*problem) for problem in problems),
        )
        return Survey(found, Lying(listed, frozenset(changed), tuple(lines), crowded))

    return survey
