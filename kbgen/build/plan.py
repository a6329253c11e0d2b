"""What must be rendered: targets that are new, read something that changed, or whose files are not as left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kbgen.build.keylines import make_finder
from kbgen.build.lying import Lying
from kbgen.build.rendering import Task
from kbgen.build.state import Output, State
from kbgen.publication import Target


@dataclass(frozen=True, slots=True)
class Plan:
    """names: of all targets, in order. stale: to be rendered. current: kept as they are."""

    names: tuple[str, ...]
    stale: tuple[Task, ...]
    current: dict[str, Output]


def plan_targets(targets: Sequence[Target], changed_keys: set[str], state: State, lying: Lying) -> Plan:
    """Find targets that read what changed since, or whose files are not as they were left."""
    stale: list[Task] = []
    current: dict[str, Output] = {}
    reads_changed = make_finder(changed_keys)
    names = tuple(target.name for target in targets)
    for name, target in zip(names, targets, strict=True):
        output = state.outputs.get(name)
        if output is None:
            stale.append(Task(target, {}))
        elif not lying.holds(output.files) or reads_changed(output.keys):
            known = {path: digest for path, _ in output.files if (digest := lying.digest(path)) is not None}
            stale.append(Task(target, known))
        else:
            current[name] = output
    return Plan(names, tuple(stale), current)
