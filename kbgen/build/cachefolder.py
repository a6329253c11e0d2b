"""`.kbgen/`: where what can be made again is kept."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from kbgen.config import Config
from kbgen.progress import Reporter

STATE_FOLDER = ".kbgen"


@contextmanager
def open_cache(config: Config, reporter: Reporter, consequence: str) -> Iterator[str]:
    """`.kbgen/` in the site's folder, or a temporary one where that cannot be written.

    consequence: of that, for the note that is told then.
    """
    folder = os.path.join(config.folder, STATE_FOLDER)
    try:
        os.makedirs(os.path.join(folder, "builds"), exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reporter.note(f"cannot write {folder} ({error.strerror}): {consequence}")
        with tempfile.TemporaryDirectory(prefix="kbgen-") as temporary:
            os.makedirs(os.path.join(temporary, "builds"))
            yield temporary
        return
    yield folder
