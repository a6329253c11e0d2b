"""The frozen types of what is published: images, targets, rendered files, the result of a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kbgen.model import Edition, Problem


def mark_edition(edition: Edition) -> str:
    """The comment by which a published folder tells which edition it holds: in the manifest, and in the agents'
    `_headers`. Whoever publishes looks for it.
    """
    return f"# kbgen edition: {edition}"


@dataclass(frozen=True, slots=True)
class Variant:
    """One published file of an image. width: pixels."""

    url: str
    width: int


@dataclass(frozen=True, slots=True)
class Asset:
    """A published image or download.

    source: path relative to the site's folder. digest: SHA-256 hex of its bytes. url: root-relative, hashed
    name. width, height: pixels, 0 where
    unknown (not an image). webp: smaller renditions, narrow to wide, empty if none pays off.
    """

    source: str
    digest: str
    url: str
    width: int = 0
    height: int = 0
    webp: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Something to be rendered: one or more files that come from the same reading.

    kind: home, section, article, search, contact, not-found, redirect, removed, feed, llms, sitemap, robots,
    redirects, headers, nginx, caddy. language: empty for files of the whole site. ref: what it shows (page or
    section ref), or empty.
    """

    kind: str
    language: str = ""
    ref: str = ""

    @property
    def name(self) -> str:
        """Unique and stable across builds."""
        return f"{self.kind}:{self.ref or self.language}"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered target. files: (path below the output, bytes). keys: every dependency read. problems: met."""

    target: str
    files: tuple[tuple[str, bytes], ...]
    keys: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did.

    pages: of the whole site. rendered: target names. written, removed: paths below the output. problems: all that hold
    now, also those found by earlier builds. kinds: rendered targets by kind.
    """

    output: str
    pages: int
    rendered: tuple[str, ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]
    seconds: float = 0.0
    kinds: Mapping[str, int] = field(default_factory=dict)
