"""What must be rendered: targets that are new, read something that changed, or whose files are not as left."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kbgen.build.output import digest_bytes, stat_file
from kbgen.build.rendering import Task
from kbgen.build.state import FileStat, Output, State
from kbgen.publication import Target


@dataclass(frozen=True, slots=True)
class Plan:
    """stale: to be rendered. current: kept as they are."""

    stale: tuple[Task, ...]
    current: dict[str, Output]


def plan_targets(folder: str, targets: Sequence[Target], changed_keys: set[str], state: State) -> Plan:
    """Find targets that read what changed since, or whose files are not as they were left. folder: the output."""
    stale: list[Task] = []
    current: dict[str, Output] = {}
    for target in targets:
        output = state.outputs.get(target.name)
        if output is None:
            stale.append(Task(target, {}))
            continue
        files = verify_files(folder, output.files)
        if None in files or (changed_keys and not changed_keys.isdisjoint(output.keys)):
            stale.append(Task(target, {file[0]: file[1] for file in files if file}))
        elif files == output.files:
            current[target.name] = output
        else:
            current[target.name] = replace(output, files=tuple(file for file in files if file))
    return Plan(tuple(stale), current)


def verify_files(
    folder: str, files: tuple[tuple[str, str, FileStat], ...]
) -> tuple[tuple[str, str, FileStat] | None, ...]:
    """Each file as recorded if it is still there with the same bytes, else None.

    An equal stat, change time included, spares reading it.
    """
    found: list[tuple[str, str, FileStat] | None] = []
    for file in files:
        path, digest, recorded = file
        full = f"{folder}/{path}"
        stat = stat_file(full)
        if stat == recorded:
            found.append(file)
        elif stat is None or stat[0] != recorded[0] or not _has_digest(full, digest):
            found.append(None)
        else:
            found.append((path, digest, stat))
    return tuple(found)


def _has_digest(full: str, digest: str) -> bool:
    try:
        if not os.path.isfile(full):
            return False
        with open(full, "rb") as file:
            return digest_bytes(file.read()) == digest
    except OSError:
        return False
