"""One build at a time per output folder. The system drops the lock when its holder dies, however it dies."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from kbgen.errors import OutputError

# The workers of a build that was just killed finish the page in hand; that is worth waiting for.
PATIENCE_SECONDS = 5.0
RETRY_SECONDS = 0.05


@contextmanager
def lock_output(kbgen_folder: str, output: str) -> Iterator[None]:
    """Hold the output for this process. Raises OutputError if another build holds it."""
    folder = os.path.join(kbgen_folder, "locks")
    os.makedirs(folder, exist_ok=True)
    name = hashlib.sha256(os.fsencode(os.path.abspath(output))).hexdigest()[:16]
    with open(os.path.join(folder, name), "ab") as file:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not _try_lock(file.fileno()):
            if time.monotonic() > deadline:
                raise OutputError(
                    f"another kbgen is building into {output} right now",
                    hint="Wait until it is done, or choose another folder with --output.",
                )
            time.sleep(RETRY_SECONDS)
        yield


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
