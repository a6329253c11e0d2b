"""Rendering what is stale, in several processes; then all of it is put in place at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kbgen.build.keylines import KeyLines, join_keys, share_lines
from kbgen.build.output import FileStat, Writer, digest_bytes
from kbgen.build.packing import Packed, pack_problem
from kbgen.build.state import Output
from kbgen.build.workers import run_parallel
from kbgen.progress import Reporter
from kbgen.publication import Target
from kbgen.render.pages import render_target
from kbgen.render.reader import RenderContext

CHUNK = 16


@dataclass(frozen=True, slots=True)
class Task:
    """A target to render. known: path -> SHA-256 of those of its files that certainly lie in the output."""

    target: Target
    known: Mapping[str, str]


# target name; (path, SHA-256, staged file or empty) of its files; keys as lines; problems
_Done = tuple[str, tuple[tuple[str, str, str], ...], KeyLines, tuple[Packed, ...]]


def render_tasks(
    folder: str,
    listed: Mapping[str, str],
    tasks: Sequence[Task],
    context: RenderContext,
    jobs: int,
    reporter: Reporter,
) -> tuple[dict[str, Output], dict[str, FileStat]]:
    """Render and write; what each target read and wrote, and the paths whose bytes changed, with their stats.

    folder: the output. listed: its manifest at the start. Pages that link to each other cannot be written one after the
    other without one linking to nothing for a while, so every file is laid ready before the first is put in its place.
    """
    if not tasks:
        return {}, {}
    reporter.stage("Writing pages", len(tasks))
    make = partial(_make_renderer, folder, listed, context)
    results: dict[str, _Done] = {}
    for count, done in run_parallel(make, tasks, jobs, CHUNK):
        results |= {result[0]: result for result in done}
        reporter.advance(count)
    # The home page, which comes first among targets, is put last: until then nothing leads to a site half made.
    ordered = [results[task.target.name] for task in reversed(tasks)]
    staged = [(place, path) for _, files, _, _ in ordered for path, _, place in files if place]
    writer = Writer(folder, listed)
    writer.put_all(staged)
    outputs = {
        name: Output(tuple((path, digest) for path, digest, _ in files), share_lines(keys), problems)
        for name, files, keys, problems in results.values()
    }
    return outputs, writer.written


def _make_renderer(
    folder: str, listed: Mapping[str, str], context: RenderContext
) -> Callable[[Sequence[Task]], list[_Done]]:
    writer = Writer(folder, listed)

    def render_chunk(chunk: Sequence[Task]) -> list[_Done]:
        done: list[_Done] = []
        for task in chunk:
            result = render_target(task.target, context)
            files = []
            for path, data in result.files:
                digest = digest_bytes(data)
                files.append((path, digest, writer.stage(path, data, digest, task.known.get(path))))
            problems = tuple(pack_problem(problem) for problem in result.problems)
            done.append((task.target.name, tuple(files), join_keys(result.keys), problems))
        return done

    return render_chunk
