"""The site's expected searches, as they lie on the disk: a build reads them to tell what is wrong with the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kbgen.build.sourcefiles import read_data
from kbgen.build.state import Record
from kbgen.config import Config
from kbgen.model import Problem, Source

NAME = "_data/searches.yml"
"""Where the file lies, below the content folder."""


def verify_searches(config: Config, sources: Sequence[Source], records: Mapping[str, Record]) -> list[Problem]:
    """What is wrong with the file; whether search finds what it says is not asked here. records: of all articles."""
    found = read_data(config, sources, NAME)
    if found is None:
        return []
    if isinstance(found, Problem):
        return [found]
    data, path = found
    from kbgen.content.searches_file import find_unknown, parse_searches

    searches, problems = parse_searches(data, path, config.site.languages)
    # An article that this edition hides, or that is not out yet, may be expected all the same.
    known: dict[str, set[str]] = {}
    for record in records.values():
        language, _, name = record.ref.partition("/")
        known.setdefault(language, set()).add(name)
    return [*problems, *find_unknown(searches, path, known)]
