"""The state on disk: `state` holds it whole, `changes` what later builds changed.

After an edit only the changes are appended, so that a small build of a large site writes little. Every block carries
its SHA-256: whatever is torn or does not fit is ignored, and the builds that it told of are done again.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, TypeVar

from kbgen.build.keylines import split_keys
from kbgen.build.state import MediaRecord, Output, Record, State

Value = TypeVar("Value", Record, MediaRecord, Output)
_DIGEST_BYTES = 32
_LENGTH_BYTES = 8
# Changes that weigh more than this share of the whole are folded into it.
_FOLD_FROM = 0.3


class StateFile:
    """The state in one folder. code: fingerprint of what made it; a state made by other code is not read."""

    def __init__(self, folder: str, code: str) -> None:
        self.folder = folder
        self.code = code
        self._base = b""
        self._base_length = 0
        self._changes_length = 0

    def load(self) -> State:
        """The last state, or an empty one if there is none, other code made it, or it is damaged."""
        try:
            with open(self._path("state"), "rb") as file:
                digest, blob = file.read(_DIGEST_BYTES), file.read()
            if hashlib.sha256(blob).digest() != digest:
                return State()
            code, values = marshal.loads(blob)  # noqa: S302  # our own file, digest checked
            if code != self.code:
                return State()
            state = _unpack(values)
            self._base, self._base_length = digest, len(blob)
            self._apply_changes(state)
        except (OSError, ValueError, EOFError, TypeError):
            self._base = b""
            return State()
        return state

    def forget(self) -> None:
        """Let the next save write the whole, whatever was loaded."""
        self._base = b""

    def save(self, before: State, after: State) -> None:
        """Write what differs. before: as `load` gave it. after.facts: those found anew. Raises OSError."""
        changes = _compare(before, after)
        if self._base and not changes:
            return
        if self._base:
            blob = marshal.dumps((self._base, changes))
            if self._changes_length + len(blob) < self._base_length * _FOLD_FROM:
                change = len(blob).to_bytes(_LENGTH_BYTES) + hashlib.sha256(blob).digest() + blob
                with open(self._path("changes"), "ab") as file:
                    file.write(change)
                self._changes_length += len(change)
                return
        self._save_whole(before, after)

    def _save_whole(self, before: State, after: State) -> None:
        blob = marshal.dumps((self.code, _pack(after, _used_facts(before, after))))
        os.makedirs(self.folder, exist_ok=True)
        temporary = self._path(f"state.{os.getpid()}")
        digest = hashlib.sha256(blob).digest()
        with open(temporary, "wb") as file:
            file.write(digest)
            file.write(blob)
        # Changes name the base they belong to: those of the old one are ignored from here on.
        os.replace(temporary, self._path("state"))
        with suppress(FileNotFoundError):
            os.unlink(self._path("changes"))
        self._base, self._base_length, self._changes_length = digest, len(blob), 0

    def _apply_changes(self, state: State) -> None:
        try:
            with open(self._path("changes"), "rb") as file:
                data = file.read()
        except FileNotFoundError:
            return
        at = 0
        while at < len(data):
            start = at + _LENGTH_BYTES + _DIGEST_BYTES
            end = start + int.from_bytes(data[at : at + _LENGTH_BYTES])
            blob = data[start:end]
            if hashlib.sha256(blob).digest() != data[at + _LENGTH_BYTES : start]:
                break
            base, changes = marshal.loads(blob)  # noqa: S302  # our own file, digest checked
            if base != self._base:
                # A build was killed after it had written a new whole and before it removed the changes of the old one.
                break
            _apply(state, changes)
            at = end
        # After a torn or foreign change nothing can be appended: the next save writes the whole.
        self._changes_length = at if at == len(data) else self._base_length

    def _path(self, name: str) -> str:
        return os.path.join(self.folder, name)


_TABLES: dict[str, type[Record | MediaRecord | Output]] = {"records": Record, "media": MediaRecord, "outputs": Output}
_SINGLES = ("parse_key", "texts", "site", "related", "suggestions", "palette")


class StoredFacts(Mapping[str, Mapping[str, object]]):
    """Facts by kind, each kind read when it is asked for: most builds want few of them."""

    def __init__(self, encoded: Mapping[str, bytes]) -> None:
        self._encoded = encoded
        self._read: dict[str, dict[str, object]] = {}
        self._later: dict[str, list[Mapping[str, object]]] = {}

    def __getitem__(self, kind: str) -> Mapping[str, object]:
        facts = self._read.get(kind)
        if facts is None:
            encoded, later = self._encoded.get(kind), self._later.get(kind)
            if encoded is None and later is None:
                raise KeyError(kind)
            facts = marshal.loads(encoded) if encoded else {}  # noqa: S302  # part of a blob whose digest was checked
            for found in later or ():
                facts.update(found)
            self._read[kind] = facts
        return facts

    def __iter__(self) -> Iterator[str]:
        return iter(self._encoded.keys() | self._later.keys())

    def __len__(self) -> int:
        return len(self._encoded.keys() | self._later.keys())

    def add(self, facts: Mapping[str, Mapping[str, object]]) -> None:
        """Facts that a later build found."""
        for kind, found in facts.items():
            if kind in self._read:
                self._read[kind].update(found)
            else:
                self._later.setdefault(kind, []).append(found)


def _pack(state: State, facts: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    packed: dict[str, Any] = {name: getattr(state, name) for name in _SINGLES}
    packed["facts"] = {kind: marshal.dumps(found) for kind, found in facts.items()}
    for name in _TABLES:
        packed[name] = {key: tuple(item) for key, item in getattr(state, name).items()}
    return packed


def _unpack(values: Mapping[str, Any]) -> State:
    state = State(facts=StoredFacts(values["facts"]))
    for name in _SINGLES:
        setattr(state, name, values[name])
    for name, kind in _TABLES.items():
        setattr(state, name, {key: kind._make(item) for key, item in values[name].items()})
    return state


def _compare(before: State, after: State) -> dict[str, Any]:
    """What turns one state into the other; None stands for what is gone."""
    changes: dict[str, Any] = {}
    for name in _TABLES:
        table = _compare_tables(getattr(before, name), getattr(after, name))
        if table:
            changes[name] = {key: None if item is None else tuple(item) for key, item in table.items()}
    if after.facts:
        changes["facts"] = after.facts
    for name in _SINGLES:
        if getattr(before, name) != getattr(after, name):
            changes[name] = getattr(after, name)
    return changes


def _compare_tables(before: Mapping[str, Value], after: Mapping[str, Value]) -> dict[str, Value | None]:
    # Most of what a build takes over, it takes over as it is.
    found: dict[str, Value | None] = {
        key: item for key, item in after.items() if (old := before.get(key)) is not item and old != item
    }
    if len(before) + len(found) != len(after):
        found |= dict.fromkeys(before.keys() - after.keys())
    return found


def _used_facts(before: State, after: State) -> dict[str, dict[str, Any]]:
    # Facts that no output reads any more are not worth keeping.
    facts: dict[str, dict[str, Any]] = {}
    for key in {key for output in after.outputs.values() for key in split_keys(output.keys)}:
        kind, _, name = key.partition(":")
        new = after.facts.get(kind, {})
        facts.setdefault(kind, {})[name] = new[name] if name in new else before.facts[kind][name]
    return facts


def _apply(state: State, changes: Mapping[str, Any]) -> None:
    for name, kind in _TABLES.items():
        table = getattr(state, name)
        for key, item in changes.get(name, {}).items():
            if item is None:
                table.pop(key, None)
            else:
                table[key] = kind._make(item)
    assert isinstance(state.facts, StoredFacts)
    state.facts.add(changes.get("facts", {}))
    for name in _SINGLES:
        if name in changes:
            setattr(state, name, changes[name])


def note_output(folder: str, output: str) -> None:
    """Say in a state's folder which output it is of."""
    path = os.path.join(folder, "output")
    if not os.path.exists(path):
        with open(path, "wb") as file:
            file.write(os.fsencode(output))


def forget_lost_outputs(kbgen_folder: str) -> None:
    """Remove states whose output folder no longer exists."""
    builds = os.path.join(kbgen_folder, "builds")
    for name in os.listdir(builds):
        note = os.path.join(builds, name, "output")
        if os.path.exists(note):
            with open(note, "rb") as file:
                output = os.fsdecode(file.read())
            if not os.path.isdir(output):
                shutil.rmtree(os.path.join(builds, name), ignore_errors=True)
