"""Peak memory of a command and all its children: the sum of proportional set sizes, sampled (Linux)."""

from __future__ import annotations

import os
import subprocess
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

SAMPLE_SECONDS = 0.02
PROC = Path("/proc")


def descendants(root: int) -> list[int]:
    """The process and all below it, as /proc shows them now."""
    children = defaultdict(list)
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                # The name in parentheses may hold spaces: the parent is the second field after it.
                parent = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()[1]
            except (OSError, IndexError):
                continue
            children[int(parent)].append(int(entry.name))
    found = [root]
    for process in found:
        found.extend(children[process])
    return found


def read_pss(process: int) -> int:
    """Proportional set size in KiB: shared pages count in shares, so that a sum over processes is honest. 0 if gone."""
    try:
        for line in (PROC / str(process) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def measure_peak(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> float | None:
    """Run a command and return its peak in MiB; None where the system does not tell (not Linux).

    Sampling slows the command down, so never time the same run.
    """
    if not (PROC / "self" / "smaps_rollup").exists():
        return None
    peak = 0
    with subprocess.Popen(
        command, env=dict(environment), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            peak = max(peak, sum(read_pss(each) for each in descendants(process.pid)))
            time.sleep(SAMPLE_SECONDS)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return peak / 1024


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
