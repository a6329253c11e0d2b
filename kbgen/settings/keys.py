"""Reads one table of kbgen.toml key by key, and notes all that is wrong instead of stopping at the first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbgen.nearest import did_you_mean, find_nearest
from kbgen.settings.lines import KeyPath, nearest_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_KINDS = {str: "a text in quotes", bool: "true or false", int: "a whole number", list: "a list", dict: "a table"}


@dataclass(frozen=True, slots=True)
class Complaint:
    """line: 1-based in kbgen.toml, None if unknown."""

    line: int | None
    message: str
    hint: str


@dataclass
class Complaints:
    """Everything found wrong so far. homes: key -> tables that know it, for keys put in the wrong place."""

    lines: dict[KeyPath, int]
    found: list[Complaint] = field(default_factory=list)
    homes: dict[str, list[str]] = field(default_factory=dict)

    def add(self, path: KeyPath, message: str, hint: str) -> None:
        """Note what is wrong with the value at a path."""
        self.found.append(Complaint(nearest_line(self.lines, path), message, hint))


class Table:
    """One table. Each reader returns the default where the key is absent or its value is of another type."""

    def __init__(self, values: Mapping[str, object], path: KeyPath, complaints: Complaints) -> None:
        self.values = values
        self.path = path
        self._complaints = complaints
        self._known: set[str] = set()

    def complain(self, key: str, message: str, hint: str = "") -> None:
        """Note what is wrong with the value of a key; the message goes on after its name."""
        self._complaints.add((*self.path, key), f"{self._shown(key)} {message}", hint)

    def text(self, key: str, default: str = "") -> str:
        """A text, without control characters."""
        value = self.take(key)
        if value is None:
            return default
        if not isinstance(value, str):
            self._mistyped(key, value, str)
            return default
        return _CONTROLS.sub("", value)

    def texts(self, key: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of texts."""
        value = self.take(key)
        if value is None:
            return tuple(default)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.complain(key, "has to be a list of texts", f'Write it like `{key} = ["one", "two"]`.')
            return tuple(default)
        return tuple(_CONTROLS.sub("", item) for item in value)

    def number(self, key: str, default: int, least: int) -> int:
        """A whole number, `least` or more."""
        value = self.take(key)
        if value is None:
            return default
        if not isinstance(value, int) or isinstance(value, bool):
            self._mistyped(key, value, int)
            return default
        if value < least:
            self.complain(key, f"is {value}, and has to be {least} or more")
            return default
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self.take(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self._mistyped(key, value, bool)
            return default
        return value

    def choice(self, key: str, choices: Sequence[str], default: str) -> str:
        """One of a few words."""
        value = self.text(key, default)
        if value in choices:
            return value
        near = find_nearest(value, choices)
        guess = f"Did you mean `{near}`? " if near else ""
        self.complain(key, f'cannot be "{value}"', f"{guess}It is one of {', '.join(choices)}.")
        return default

    def table(self, key: str) -> Table:
        """A table below this one, empty if it is absent."""
        value = self.take(key)
        if value is not None and not isinstance(value, dict):
            self._mistyped(key, value, dict)
            value = None
        return Table(value or {}, (*self.path, key), self._complaints)

    def tables(self, key: str) -> tuple[Table, ...]:
        """An array of tables."""
        value = self.take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            name = ".".join((*self.path, key))
            self.complain(key, "has to be a list of tables", f"Begin each with a line `[[{name}]]`.")
            return ()
        return tuple(Table(item, (*self.path, key, str(index)), self._complaints) for index, item in enumerate(value))

    def take(self, key: str) -> object:
        """A value as TOML gives it, None if absent."""
        self._known.add(key)
        return self.values.get(key)

    def close(self) -> None:
        """Complain of every key that nobody asked for."""
        for key in self._known:
            self._complaints.homes.setdefault(key, []).append(".".join(self.path))
        for key in self.values:
            if key in self._known:
                continue
            if self.path:
                message, hint = f"[{self._name()}] has no key `{key}`", did_you_mean(key, self._known)
            elif isinstance(self.values[key], dict):
                message, hint = f"there is no table [{key}]", did_you_mean(key, self._known)
            else:
                message, hint = f"`{key}` stands above all tables", self._find_home(key)
            self._complaints.add((*self.path, key), message, hint)

    def _find_home(self, key: str) -> str:
        homes = self._complaints.homes
        near = find_nearest(key, homes)
        return f"Write `{near}` under [{homes[near][0]}]." if near else "Move it under the table it belongs to."

    def _mistyped(self, key: str, value: object, wanted: type) -> None:
        kind = next((name for each, name in _KINDS.items() if type(value) is each), "another kind of value")
        hint = f'Write `{key} = "{value}"`.' if wanted is str and isinstance(value, (int, float)) else ""
        hint = f"Write `{key} = true` or `{key} = false`." if wanted is bool else hint
        self.complain(key, f"has to be {_KINDS[wanted]}, and is {kind}", hint)

    def _name(self) -> str:
        return ".".join(part for part in self.path if not part.isdigit())

    def _shown(self, key: str) -> str:
        return f"`{key}` in [{self._name()}]" if self.path else f"`{key}`"


def judge_value(table: Table, key: str, value: str, judge: Callable[[str], str]) -> None:
    """Complain of a text that cannot be. judge: gives the hint, or nothing if all is well."""
    hint = judge(value)
    if hint:
        table.complain(key, f'cannot be "{value}"', hint)
