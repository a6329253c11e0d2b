"""What git knows of the site's files: dates, authors, renames; cached by commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kbgen.model import Change


@dataclass(frozen=True, slots=True)
class GitFacts:
    """changes: path relative to the site's folder (as git has it; NFC and NFD forms both) -> Change, Markdown files only.

    head: commit, or empty. shallow: history is cut off, so changes is empty. available: there is history to read.
    note: one sentence for the user if git is there but cannot be used, or empty.
    """

    changes: Mapping[str, Change] = field(default_factory=dict)
    head: str = ""
    shallow: bool = False
    available: bool = False
    note: str = ""


def read_changes(folder: str, cache_file: str | None) -> GitFacts:
    """Read the history of the Markdown files below `folder`. cache_file: where to keep it between builds. Never raises."""
    raise NotImplementedError
