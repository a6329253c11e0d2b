"""One way to break a site: what is written, and what has to be said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.sites import SiteFolder

BASE = {
    "content/start.md": "---\ntitle: Start\n---\n\n## First\n\nSee [other](other.md) and [one](guides/one.md).\n",
    "content/other.md": "---\ntitle: Other\n---\n\n## Second\n\nBack to [the start](start.md#first).\n",
    "content/guides/_section.md": "---\ntitle: Guides\n---\n\nAll of them.\n",
    "content/guides/one.md": "---\ntitle: One\n---\n\nFirst of all.\n",
}
"""The site that each case breaks; it has nothing wrong with it."""

LANGUAGES = {
    "content/en/start.md": "---\ntitle: Start\n---\n\nSee [other](other.md).\n",
    "content/en/other.md": "---\ntitle: Other\n---\n\nBack to [the start](start.md).\n",
    "content/sv/start.md": "---\ntitle: Början\n---\n\nHej.\n",
}
"""The same in two languages."""

TWO = '[site]\ntitle = "Help"\nurl = "https://help.example.com"\nlanguages = ["en", "sv"]\n'


@dataclass(frozen=True)
class Case:
    """code, level, path, line: of the problem that must be reported. says: parts of its message and hint, in this order.

    files: written over the base. make: whatever else has to be done to the folder. config: appended to kbgen.toml, or
    instead of it if it begins with `[site]`. beside: codes that may be reported too. built: pages that must be there
    although the site is broken. absent: pages that must not.
    """

    name: str
    code: str
    level: str
    path: str
    line: int | None
    says: tuple[str, ...]
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    make: Callable[[Path], None] | None = None
    config: str = ""
    base: Mapping[str, str] = field(default_factory=lambda: BASE)
    beside: frozenset[str] = frozenset()
    built: tuple[str, ...] = ("start/index.html",)
    absent: tuple[str, ...] = ()
    edition: str = "public"

    def lay_out(self, site: SiteFolder) -> None:
        """Write the base and what breaks it."""
        for path, text in {**self.base, **self.files}.items():
            site.write(path, text)
        if self.config:
            toml = site.folder / "kbgen.toml"
            before = "" if self.config.startswith("[site]") else toml.read_text(encoding="utf-8") + "\n"
            toml.write_text(before + self.config, encoding="utf-8")
        if self.make is not None:
            self.make(site.folder)
