"""Files that appear whole: written beside their place first, then moved there."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress


def replace_file(path: str, data: bytes, *, prefix: str = "tmp-") -> None:
    """Put bytes in place, in a folder that is made if need be; on an OSError nothing is left behind.

    prefix: of the name that the file has until it is whole.
    """
    folder = os.path.dirname(path) or "."
    os.makedirs(folder, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=prefix)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise
