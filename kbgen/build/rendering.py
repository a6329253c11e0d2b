"""Rendering what is stale and writing it, in several processes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kbgen.build.output import Writer, digest_bytes, stat_file
from kbgen.build.packing import pack_problem
from kbgen.build.state import FileStat, Output
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


# target name, its output record, paths really written
_Done = tuple[str, Output, tuple[str, ...]]


def render_tasks(
    folder: str,
    listed: Mapping[str, str],
    tasks: Sequence[Task],
    context: RenderContext,
    jobs: int,
    reporter: Reporter,
) -> tuple[dict[str, Output], list[str]]:
    """Render and write; what each target read and wrote, and the paths whose bytes changed.

    folder: the output. listed: its manifest at the start.
    """
    outputs: dict[str, Output] = {}
    written: list[str] = []
    if not tasks:
        return outputs, written
    reporter.stage("Writing pages", len(tasks))
    make = partial(_make_renderer, folder, listed, context)
    for count, done in run_parallel(make, tasks, jobs, CHUNK):
        for name, output, paths in done:
            outputs[name] = output
            written += paths
        reporter.advance(count)
    return outputs, written


def _make_renderer(
    folder: str, listed: Mapping[str, str], context: RenderContext
) -> Callable[[Sequence[Task]], list[_Done]]:
    writer = Writer(folder, listed)

    def render_chunk(chunk: Sequence[Task]) -> list[_Done]:
        rendered = [(task, render_target(task.target, context)) for task in chunk]
        writer.announce(path for _, result in rendered for path, _ in result.files)
        done = []
        for task, result in rendered:
            files: list[tuple[str, str, FileStat]] = []
            written = []
            for path, data in result.files:
                digest = digest_bytes(data)
                if writer.write(path, data, digest, task.known.get(path)):
                    written.append(path)
                files.append((path, digest, stat_file(f"{folder}/{path}") or (0, 0, 0, 0)))
            problems = tuple(pack_problem(problem) for problem in result.problems)
            done.append((task.target.name, Output(tuple(files), result.keys, problems), tuple(written)))
        return done

    return render_chunk
