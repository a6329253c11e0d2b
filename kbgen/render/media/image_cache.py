"""The cache of encoded images: one record and some files per source image, checked whenever they are read.

A record is JSON and names its files with their digests, so that a torn or foreign file is noticed and made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.atomic import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMAT = 1
_STEM_LENGTH = 32 + 1 + 8


@dataclass(frozen=True, slots=True)
class Rendition:
    """One encoded size of an image. width: pixels. path: where it lies in the cache, empty if it could not be kept."""

    width: int
    digest: str
    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What is known of a raster image.

    width, height: pixels as shown (turned by EXIF), 0 if unknown. format: Pillow's name, or empty. fault: empty, or a
    word that `assets` turns into a message (`truncated`, `unreadable`, `huge`). renditions: narrow to wide.
    """

    format: str = ""
    width: int = 0
    height: int = 0
    fault: str = ""
    renditions: tuple[Rendition, ...] = ()


def read_facts(cache_dir: str, digest: str, settings: str) -> ImageFacts | None:
    """The cached facts of the image with this digest, made with these settings; None if absent or damaged."""
    try:
        record = json.loads(_record_path(cache_dir, digest, settings).read_bytes())
        if record["version"] != _FORMAT or record["settings"] != settings:
            return None
        renditions = []
        for width, expected in record["renditions"]:
            path = _rendition_path(cache_dir, digest, settings, int(width))
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() != expected:
                return None
            renditions.append(Rendition(int(width), str(expected), str(path), data))
        return ImageFacts(
            str(record["format"]), int(record["width"]), int(record["height"]), str(record["fault"]), tuple(renditions)
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_facts(cache_dir: str, digest: str, settings: str, facts: ImageFacts) -> ImageFacts:
    """Keep facts and encoded files; gives them back with the paths where they lie now.

    A cache that cannot be written (a full disk, a read-only folder) costs time in the next build, not this build.
    """
    try:
        kept = []
        for rendition in facts.renditions:
            path = _rendition_path(cache_dir, digest, settings, rendition.width)
            replace_file(str(path), rendition.data)
            kept.append(Rendition(rendition.width, rendition.digest, str(path), rendition.data))
        record = {
            "version": _FORMAT,
            "settings": settings,
            "format": facts.format,
            "width": facts.width,
            "height": facts.height,
            "fault": facts.fault,
            "renditions": [[rendition.width, rendition.digest] for rendition in kept],
        }
        replace_file(str(_record_path(cache_dir, digest, settings)), json.dumps(record).encode())
    except OSError:
        return facts
    return ImageFacts(facts.format, facts.width, facts.height, facts.fault, tuple(kept))


def prune_cache(cache_dir: str, live: Iterable[str], settings: str) -> int:
    """Delete what belongs to no live image or to other settings. live: SHA-256 hex digests of source images.

    Gives the number of files gone. Not for use while other processes encode.
    """
    known = {_stem(digest, settings) for digest in live}
    removed = 0
    try:
        paths = sorted(Path(cache_dir).iterdir())
    except OSError:
        return 0
    for path in paths:
        if path.name[:_STEM_LENGTH] not in known:
            with contextlib.suppress(OSError):
                path.unlink()
                removed += 1
    return removed


def _stem(digest: str, settings: str) -> str:
    return f"{digest[:32]}-{hashlib.sha256(settings.encode()).hexdigest()[:8]}"


def _record_path(cache_dir: str, digest: str, settings: str) -> Path:
    return Path(cache_dir, f"{_stem(digest, settings)}.json")


def _rendition_path(cache_dir: str, digest: str, settings: str, width: int) -> Path:
    return Path(cache_dir, f"{_stem(digest, settings)}-{width}.webp")
