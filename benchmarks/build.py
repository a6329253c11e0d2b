"""How long does a build take, from nothing and after one edit, and how much memory? kbgen beside Hugo with Pagefind.

    python benchmarks/build.py --articles 3400          articles made for the purpose, the same on every machine
    python benchmarks/build.py --folder DIR             the Markdown of a folder (articles of one language)
    python benchmarks/build.py --folder DIR --articles 3400   the folder's articles, repeated until there are enough

Both take turns (kbgen, Hugo, kbgen, Hugo, ...), so that a machine that grows slower is unfair to none. A cold build
finds neither output nor caches: they are moved away, since deleting them would be paid for by whoever comes next. The
edit adds a sentence to one article, another one each time. Memory is measured in a run of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from contestants import Contestant, MissingToolError, copy_articles, is_article, prepare_hugo, prepare_kbgen
from corpus import write_corpus
from memory import cores, measure_peak
from tables import print_table


@dataclass
class Times:
    """Seconds of each run, by step and as a whole; peak: MiB, None where it cannot be measured."""

    cold: list[float] = field(default_factory=list)
    edit: list[float] = field(default_factory=list)
    cold_steps: dict[str, list[float]] = field(default_factory=dict)
    edit_steps: dict[str, list[float]] = field(default_factory=dict)
    peak: float | None = None
    output_mb: float = 0.0


def run_steps(contestant: Contestant, steps: dict[str, list[float]]) -> float:
    """Run a contestant's commands in fresh processes. Returns the seconds of all."""
    if hasattr(os, "sync"):
        os.sync()  # what was written before is not to be paid for now
    whole = 0.0
    for name, command in contestant.steps.items():
        start = time.perf_counter()
        done = subprocess.run(
            command,
            cwd=contestant.folder,
            env=dict(contestant.environment),
            capture_output=True,
            check=False,
            text=True,
        )
        seconds = time.perf_counter() - start
        if done.returncode:
            raise SystemExit(f"{name} failed ({done.returncode}):\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        steps.setdefault(name, []).append(seconds)
        whole += seconds
    return whole


def move_away(contestant: Contestant, attic: Path) -> None:
    """Take what earlier builds left out of the way without deleting it."""
    for path in contestant.leftovers:
        if path.exists():
            path.rename(attic / f"{contestant.folder.name}-{path.name}-{time.monotonic_ns()}")


def edit_body(contestant: Contestant, number: int) -> None:
    """Add a sentence to one article, in the same place for every contestant."""
    articles = sorted(path for path in contestant.content.rglob("*.md") if is_article(path))
    article = articles[(number * 7919 + len(articles) // 2) % len(articles)]
    with article.open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"\nThis sentence was added by edit number {number} and changes nothing else.\n")


def measure(contestants: list[Contestant], runs: int, attic: Path) -> dict[str, Times]:
    """Let the contestants take turns; one run that is not counted warms the file system's cache for all."""
    times = {contestant.name: Times() for contestant in contestants}
    for contestant in contestants:
        run_steps(contestant, {})
    for number in range(runs):
        for contestant in contestants:
            move_away(contestant, attic)
            one = times[contestant.name]
            one.cold.append(run_steps(contestant, one.cold_steps))
        for contestant in contestants:
            edit_body(contestant, number)
            one = times[contestant.name]
            one.edit.append(run_steps(contestant, one.edit_steps))
        print(f"run {number + 1} of {runs} done", file=sys.stderr)
    for contestant in contestants:
        move_away(contestant, attic)
        peaks = [measure_peak(step, contestant.environment, contestant.folder) for step in contestant.steps.values()]
        known = [peak for peak in peaks if peak is not None]
        times[contestant.name].peak = max(known) if known else None
        files = [path for path in contestant.output.rglob("*") if path.is_file()]
        times[contestant.name].output_mb = sum(path.stat().st_size for path in files) / 1e6
    return times


def describe(values: list[float]) -> str:
    """Median, and the range when there is one."""
    middle = statistics.median(values)
    return f"{middle:.2f} s" + (f" ({min(values):.2f}-{max(values):.2f})" if len(values) > 1 else "")


def rows_of(times: Mapping[str, Times]) -> list[tuple[str, ...]]:
    """The table: a row a question, a column a contestant, at last kbgen's part of its peer's."""
    ours, peer = times.values()

    def ratio(left: float, right: float) -> str:
        return f"{left / right:.2f}" if right else "-"

    rows = [("", *times, "ratio")]
    for label, part, steps in (("cold build", "cold", "cold_steps"), ("after one edit", "edit", "edit_steps")):
        left, right = getattr(ours, part), getattr(peer, part)
        middle = ratio(statistics.median(left), statistics.median(right))
        rows.append((label, describe(left), describe(right), middle))
        if len(getattr(peer, steps)) > 1:
            rows.extend((f"  of which {name}", "", describe(each), "") for name, each in getattr(peer, steps).items())
    if ours.peak is not None and peer.peak is not None:
        rows.append(("peak memory (PSS)", f"{ours.peak:.0f} MiB", f"{peer.peak:.0f} MiB", ratio(ours.peak, peer.peak)))
    sizes = (ours.output_mb, peer.output_mb)
    rows.append(("output", f"{sizes[0]:.1f} MB", f"{sizes[1]:.1f} MB", ratio(*sizes)))
    return rows


def read_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--articles", type=int, default=0, metavar="N", help="how many articles (default: 3400, or the folder's)"
    )
    parser.add_argument("--folder", type=Path, metavar="DIR", help="take the Markdown of this folder")
    parser.add_argument("--runs", type=int, default=5, metavar="R", help="counted runs (default: 5)")
    parser.add_argument("--without-search", action="store_true", help="leave Pagefind out")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    arguments = read_arguments()
    with tempfile.TemporaryDirectory(prefix="kbgen-bench-", ignore_cleanup_errors=True) as name:
        place = Path(name)
        attic, articles = place / "attic", place / "articles"
        attic.mkdir()
        articles.mkdir()
        if arguments.folder:
            count = copy_articles(arguments.folder, articles, arguments.articles)
        else:
            count = arguments.articles or 3400
            write_corpus(articles, count)
        size = sum(path.stat().st_size for path in articles.rglob("*.md"))
        try:
            kbgen = prepare_kbgen(articles, place / "kbgen")
            hugo = prepare_hugo(articles, place / "hugo", search=not arguments.without_search)
        except MissingToolError as error:
            raise SystemExit(str(error)) from error
        times = measure([kbgen, hugo], max(1, arguments.runs), attic)
    machine = (
        f"{cores()} cores, {platform.system()}, Python {platform.python_version()}, {kbgen.version}, {hugo.version}"
    )
    if arguments.json:
        result = {name: asdict(each) for name, each in times.items()}
        print(json.dumps({"articles": count, "bytes": size, "machine": machine, "times": result}, indent=2))
        return
    print(f"{count} articles, {size / 1e6:.1f} MB of Markdown, {arguments.runs} runs, medians (range); {machine}\n")
    print_table(rows_of(times))


if __name__ == "__main__":
    main()
