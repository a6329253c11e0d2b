"""Drawn pictures kept on disk, each with its digest before it, so that a torn file is noticed and drawn again."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from kbgen.atomic import replace_file

_DIGEST = hashlib.sha256().digest_size


def read_picture(path: str) -> bytes | None:
    """The picture kept under this path; None if there is none, or it is damaged."""
    try:
        kept = Path(path).read_bytes()
    except OSError:
        return None
    data = kept[_DIGEST:]
    return data if kept and hashlib.sha256(data).digest() == kept[:_DIGEST] else None


def keep_picture(path: str, data: bytes) -> None:
    """Keep a picture. A cache that cannot be written costs time in the next build, not this build."""
    with contextlib.suppress(OSError):
        replace_file(path, hashlib.sha256(data).digest() + data)
