"""The build of a site, and what it needs around it: its own folder, nobody else in the output, no garbage collection.

Correct or full, never approximately right: whatever the state lacks or contradicts is done again. The stages are in
`run`.
"""

from __future__ import annotations

import os
import time
from contextlib import ExitStack
from dataclasses import replace

from kbgen.build.cachefolder import open_cache
from kbgen.build.lock import lock_output
from kbgen.build.output import discard_staged, explain_errors, open_output
from kbgen.build.state import state_folder
from kbgen.build.survey import start_survey
from kbgen.build.workers import count_jobs
from kbgen.config import BuildOptions, Config
from kbgen.errors import StateError
from kbgen.garbage import without_garbage_collection
from kbgen.progress import Reporter
from kbgen.publication import BuildResult


def build_site(config: Config, options: BuildOptions, reporter: Reporter) -> BuildResult:
    """Bring the output folder up to date.

    Articles with errors are reported in the result and the rest is built. Raises KbgenError (output folder refused,
    theme faulty, disk full): then what was published before still works, and the next build ends right.
    """
    started = time.monotonic()
    output = os.path.abspath(options.output)
    with ExitStack() as stack:
        stack.enter_context(without_garbage_collection())
        cache = stack.enter_context(open_cache(config, reporter, "every build will be a full one"))
        stack.enter_context(lock_output(cache, output))
        listed = open_output(output, options.edition)
        stack.callback(discard_staged, output)
        stack.enter_context(explain_errors(cache))
        folder, apart = state_folder(cache, options), count_jobs(options.jobs) > 1
        survey = start_survey(config, output, listed, folder, apart=apart)
        # Imported while the survey goes on.
        from kbgen.build.run import Run

        run = Run(config, options, output, cache, survey, reporter)
        try:
            result = run.update(clean=options.clean)
        except StateError:
            reporter.note("what .kbgen/ holds is damaged: building everything afresh")
            result = run.update(clean=True)
        reporter.finish()
    return replace(result, seconds=round(time.monotonic() - started, 3))
