"""Reading a site without building it: for commands that only ask what is there."""

from __future__ import annotations

import os
import tempfile

from kbgen.build.cachefolder import STATE_FOLDER
from kbgen.build.conflicts import assemble_settled
from kbgen.build.lines import add_lines
from kbgen.build.packing import unpack_problem
from kbgen.build.reading import read_sources
from kbgen.build.redirectfile import read_table
from kbgen.build.state import State, fingerprint, state_folder
from kbgen.build.statefile import StateFile
from kbgen.build.textstore import TextStore
from kbgen.build.workers import count_jobs
from kbgen.config import BuildOptions, Config
from kbgen.content.discover import discover_sources
from kbgen.content.parse_settings import ParseSettings
from kbgen.model import Problem, Site, SourceKind
from kbgen.progress import Reporter


def read_site(config: Config, options: BuildOptions, reporter: Reporter) -> tuple[Site, tuple[Problem, ...]]:
    """The site as a build with these options would make it, and the problems of reading it; writes nothing.

    What the last build with these options knows is used, so that only changed articles are parsed.
    """
    settings = ParseSettings.from_config(config, options.edition)
    before = StateFile(state_folder(os.path.join(config.folder, STATE_FOLDER), options), fingerprint()).load()
    if before.parse_key != repr(settings):
        before = State()
    found = discover_sources(config)
    with tempfile.TemporaryDirectory(prefix="kbgen-") as folder:
        texts = TextStore(folder, 0, 0)
        texts.open()
        records = read_sources(
            config.folder, found.sources, settings, before, texts, count_jobs(options.jobs), reporter
        )
    reporter.finish()
    files = [source for source in found.sources if source.kind is SourceKind.FILE]
    rows, wrong = read_table(config, found.sources).parse()
    site, problems, _ = assemble_settled(config, options, files, records, before, rows)
    read = [unpack_problem(problem) for record in records.values() for problem in record.problems]
    return site, (*found.problems, *read, *wrong, *add_lines(problems, config.folder, config.file))
