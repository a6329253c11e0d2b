"""Everything that is wrong with a site, told once each, with suggestions and in order of place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kbgen.build.facts import digest_value
from kbgen.build.lines import add_lines
from kbgen.build.packing import Packed, pack_problem, unpack_problem
from kbgen.build.state import MediaRecord, Output, Record, State
from kbgen.config import Config
from kbgen.model import Problem, Source

# what they were looked up in (a digest), and problem -> the same with a suggestion
Suggestions = tuple[str, dict[Packed, Packed]]


def collect_problems(
    sources: Sequence[Source],
    found: Sequence[Problem],
    tables: Sequence[Mapping[str, Record] | Mapping[str, MediaRecord] | Mapping[str, Output]],
    before: State,
    config: Config,
) -> tuple[tuple[Problem, ...], Suggestions]:
    """What is wrong now, and the suggestions, for the next build.

    found: by this build's discovery, assembly and git. tables: where those of single files and pages are kept.
    """
    # A fallback page repeats what its original already told: each problem once.
    told = dict.fromkeys(pack_problem(problem) for problem in found)
    told |= dict.fromkeys(problem for table in tables for item in table.values() for problem in item.problems)
    key = digest_value([source.path for source in sources]).hex()
    known = before.suggestions[1] if before.suggestions[0] == key else {}
    fresh = [problem for problem in told if problem not in known]
    if fresh:
        # Looked for only when there is something to suggest: the index takes in every path of the site.
        from kbgen.site.suggest import PathIndex, add_suggestions

        paths = PathIndex(source.path for source in sources)
        better = add_suggestions([unpack_problem(problem) for problem in fresh], paths)
        known = known | dict(zip(fresh, (pack_problem(problem) for problem in better), strict=True))
    complete = {problem: known[problem] for problem in told}
    suggestions = before.suggestions if complete == before.suggestions[1] and not fresh else (key, complete)
    # Assembly and rendering know articles, not lines of their front matter.
    problems = list(add_lines([unpack_problem(problem) for problem in complete.values()], config.folder, config.file))
    problems.sort(key=lambda p: (p.path, p.line or 0, p.level, p.code, p.message))
    return tuple(problems), suggestions
