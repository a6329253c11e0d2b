"""Results and problems as lines of text; `kbgen.cli` prints them."""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Sequence

from kbgen.model import Problem, Site
from kbgen.publication import BuildResult

# Problems that one mend clears are told once, with a few examples.
GROUPED_CODES = frozenset({"link-root"})
EXAMPLES = 3


def format_problems(problems: Sequence[Problem]) -> list[str]:
    """One block a problem, `path:line: level: message` as compilers write it; those with one common mend told once."""
    lines: list[str] = []
    groups: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.code in GROUPED_CODES:
            groups[problem.code, problem.hint].append(problem)
        else:
            lines += _format_problem(problem)
    for (code, hint), group in sorted(groups.items()):
        for problem in group[:EXAMPLES]:
            lines.append(f"{_where(problem)}: {problem.level}: {problem.message} [{code}]")
        if len(group) > EXAMPLES:
            lines.append(f"  and {len(group) - EXAMPLES} more like these")
        lines.append(f"  {hint}")
    return lines


def count_levels(problems: Sequence[Problem]) -> tuple[int, int]:
    """(errors, warnings)."""
    levels = Counter(problem.level for problem in problems)
    return levels["error"], levels["warning"]


def count_things(number: int, noun: str, several: str = "") -> str:
    """`1 file`, `2,000 files`. several: the plural, unless it is the noun with an s."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {several or f'{noun}s'}"


def format_build(result: BuildResult) -> list[str]:
    """What a build did, in two or three lines, and the next step if something is left to do."""
    shown = _shorten(result.output)
    rendered = sum(result.kinds.values())
    lines = [f"Built {count_things(result.pages, 'article page')} into {shown}/ in {result.seconds:.1f} s."]
    if rendered:
        kinds = ", ".join(
            f"{count} {kind}" for kind, count in sorted(result.kinds.items(), key=lambda k: (-k[1], k[0]))
        )
        changes = f"{count_things(len(result.written), 'file')} written"
        changes += f", {len(result.removed)} removed" if result.removed else ""
        lines.append(f"Rendered {kinds}; {changes}.")
    else:
        lines.append("Nothing has changed since the last build.")
    errors, warnings = count_levels(result.problems)
    if errors or warnings:
        told = (_told(result.problems, "error", errors), _told(result.problems, "warning", warnings))
        lines.append(f"{', '.join(told)}.")
    if errors:
        lines.append("Next: mend the errors above and build again.")
    elif not result.pages:
        lines.append("Next: there is no article yet. Write one, or lay out a site with samples: kbgen init DIR.")
    return lines


def format_list(site: Site, *, as_json: bool) -> list[str]:
    """Every article with where it lies and where it is published; fallback pages are not articles of their own."""
    rows = [
        {
            "source": page.article.path,
            "url": page.url,
            "id": page.article.id,
            "title": page.article.title,
            "language": page.language,
            "section": page.section.partition("/")[2],
            "type": page.article.meta.type,
            "state": page.article.meta.state,
            "owner": page.article.meta.owner,
            "reviewed": page.article.meta.reviewed,
        }
        for page in site.pages.values()
        if not page.fallback
    ]
    if as_json:
        return [json.dumps(rows, ensure_ascii=False, indent=2)]
    width = max((len(str(row["url"])) for row in rows), default=0)
    return [f"{row['url']!s:<{width}}  {row['title']}  ({row['source']})" for row in rows]


def _shorten(folder: str) -> str:
    """A folder as seen from the working directory, unless that is further away than its whole path."""
    try:
        relative = os.path.relpath(folder).replace(os.sep, "/")
    except ValueError:  # on another drive
        return folder
    return folder if relative.startswith("../..") else relative


def _format_problem(problem: Problem) -> list[str]:
    lines = [f"{_where(problem)}: {problem.level}: {problem.message} [{problem.code}]"]
    if problem.hint:
        lines.append(f"  {problem.hint}")
    return lines


def _told(problems: Sequence[Problem], level: str, count: int) -> str:
    """`3 errors (encoding 2, id-duplicate 1)`, the most frequent code first."""
    codes = Counter(problem.code for problem in problems if problem.level == level)
    kinds = ", ".join(f"{code} {number}" for code, number in sorted(codes.items(), key=lambda k: (-k[1], k[0])))
    return f"{count_things(count, level)} ({kinds})" if kinds else count_things(count, level)


def _where(problem: Problem) -> str:
    return problem.path if problem.line is None else f"{problem.path}:{problem.line}"
