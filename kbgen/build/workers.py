"""Work in several processes: chunks go to whoever is free, results come back in any order.

A worker is made once per process (`make()`), so that it can hold what is costly to prepare. Where the system can
fork, it inherits the parent's memory for nothing; elsewhere `make` is pickled once. A parent that dies takes its
workers along: their pipe ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from typing import TypeVar

from kbgen.errors import KbgenError

Item = TypeVar("Item")
Result = TypeVar("Result")

# Two chunks on the way to each worker: it never waits for the parent, and the end stays even.
CHUNKS_AHEAD = 2
_DIED = "a worker process died while the site was built"
_DIED_HINT = "Often there is too little memory: try `--jobs 1`. What is published is untouched and whole."


def count_jobs(wanted: int) -> int:
    """Processes to use: as wanted, or one for each core this process may run on."""
    if wanted > 0:
        return wanted
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_parallel(
    make: Callable[[], Callable[[Sequence[Item]], Result]],
    items: Sequence[Item],
    jobs: int,
    chunk_size: int,
) -> Iterator[tuple[int, Result]]:
    """Yield (number of items, result) for each chunk as it is done.

    make: gives the function that turns a chunk of items into a result; called once per process. jobs 1, or a single
    chunk: in this process. Raises what the work raised; KbgenError if a worker died.
    """
    chunks = [items[at : at + chunk_size] for at in range(0, len(items), chunk_size)]
    if jobs <= 1 or len(chunks) <= 1:
        work = make()
        for chunk in chunks:
            yield len(chunk), work(chunk)
        return
    yield from _run_in_processes(make, chunks, min(jobs, len(chunks)))


def _run_in_processes(
    make: Callable[[], Callable[[Sequence[Item]], Result]], chunks: list[Sequence[Item]], jobs: int
) -> Iterator[tuple[int, Result]]:
    context: ForkContext | SpawnContext
    context = multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")
    pipes: list[Connection] = []
    processes = []
    try:
        with _interrupts_held():
            for _ in range(jobs):
                ours, theirs = context.Pipe()
                # A forked child holds copies of the parent's ends; were they open, it would not see the parent die.
                inherited = (*pipes, ours) if context.get_start_method() == "fork" else ()
                process = context.Process(target=_serve, args=(make, theirs, inherited), daemon=True)
                process.start()
                theirs.close()
                pipes.append(ours)
                processes.append(process)
        yield from _deal(pipes, chunks)
    finally:
        for pipe in pipes:
            pipe.close()
        for process in processes:
            process.join(timeout=0.5)
            if process.is_alive():
                process.terminate()
                process.join()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while processes are made: a half-made one could not end well. It is delivered afterwards."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _deal(pipes: list[Connection], chunks: list[Sequence[Item]]) -> Iterator[tuple[int, Result]]:
    waiting = list(enumerate(chunks))
    waiting.reverse()
    busy: dict[Connection, int] = dict.fromkeys(pipes, 0)
    for _ in range(CHUNKS_AHEAD):
        for pipe in pipes:
            if waiting:
                pipe.send(waiting.pop())
                busy[pipe] += 1
    while any(busy.values()):
        for ready in wait([pipe for pipe, count in busy.items() if count]):
            assert isinstance(ready, Connection)
            try:
                number, error, result = ready.recv()
                busy[ready] -= 1
                if waiting:
                    ready.send(waiting.pop())
                    busy[ready] += 1
            except (EOFError, OSError):
                raise KbgenError(_DIED, hint=_DIED_HINT) from None
            if error is not None:
                raise error
            yield len(chunks[number]), result


def _serve(
    make: Callable[[], Callable[[Sequence[Item]], Result]], pipe: Connection, inherited: tuple[Connection, ...]
) -> None:
    # Ctrl-C reaches the whole group; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for connection in inherited:
        connection.close()
    work: Callable[[Sequence[Item]], Result] | None = None
    while True:
        answer: tuple[int, Exception | None, Result | None]
        try:
            number, chunk = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            work = work or make()
            answer = (number, None, work(chunk))
        except Exception as error:  # noqa: BLE001  # whatever it is, the parent must hear of it
            answer = (number, error, None)
        try:
            pipe.send(answer)
        except (BrokenPipeError, OSError):
            return


def start_aside(work: Callable[[], Result], *, apart: bool) -> Callable[[], Result]:
    """Begin something that is wanted later; what is given waits for it.

    apart: in a process of its own, where the system can fork; else it is done when it is asked for. The result raises
    what the work raised, or KbgenError.
    """
    if not apart or sys.platform != "linux":
        return work
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    with _interrupts_held():
        process = context.Process(target=_answer, args=(work, theirs, ours), daemon=True)
        process.start()
    theirs.close()

    def finish() -> Result:
        try:
            error, result = ours.recv()
        except (EOFError, OSError):
            raise KbgenError(_DIED, hint=_DIED_HINT) from None
        finally:
            ours.close()
            process.join()
        if error is not None:
            raise error
        done: Result = result
        return done

    return finish


def _answer(work: Callable[[], Result], pipe: Connection, inherited: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inherited.close()
    answer: tuple[Exception | None, Result | None]
    try:
        answer = (None, work())
    except Exception as error:  # noqa: BLE001  # whatever it is, the parent must hear of it
        answer = (error, None)
    with suppress(BrokenPipeError, OSError):
        pipe.send(answer)
