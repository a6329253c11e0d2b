"""Where the system does not tell of changes: network drives and shared folders of virtual machines."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable

from kbgen.preview.gathering import Gathering, Source
from kbgen.preview.places import Place, Scope

MOUNTS = "/proc/self/mountinfo"
PATIENCE_SECONDS = 2.0

# Changes made by another machine, or on the other side of a virtual one, reach the files but nobody is told of them.
# fmt: off
_SILENT = frozenset({
    "9p", "afs", "beegfs", "ceph", "cifs", "davfs", "drvfs", "fakeowner", "gpfs", "grpcfuse", "lustre", "ncpfs",
    "nfs", "nfs4", "osxfs", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",
})
# fmt: on
_ESCAPE = re.compile(r"\\([0-7]{3})")


def read_mounts() -> dict[str, str]:
    """Mount point -> kind of file system; empty where the system does not tell (not Linux)."""
    try:
        with open(MOUNTS, encoding="utf-8", errors="surrogateescape") as file:
            return parse_mounts(file.read())
    except OSError:
        return {}


def parse_mounts(text: str) -> dict[str, str]:
    """As `read_mounts`, of the text of /proc/self/mountinfo (proc(5)); what is mounted later lies above."""
    mounts = {}
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        if after:
            point = _ESCAPE.sub(lambda found: chr(int(found[1], 8)), before.split(" ")[4])
            mounts[point] = after.split(" ")[0]
    return mounts


def find_silent(path: str, mounts: dict[str, str]) -> str:
    """The kind of a mount that a path lies on, or that lies below it, if it tells of no changes; else empty."""
    path = os.path.realpath(path)
    on = max((point for point in mounts if _is_within(path, point)), key=len, default="")
    for point in (on, *(point for point in mounts if _is_within(point, path))):
        kind = mounts.get(point, "")
        if kind in _SILENT or kind.startswith("fuse."):
            return kind
    return ""


def events_arrive(folder: str, watch: Callable[[Scope, Gathering], Source]) -> bool:
    """Whether it is told of a file that is written in a folder; False if none can be.

    folder: made if need be; the file is removed again. watch: makes what watches a scope. Raises OSError if it cannot.
    """
    gathering = Gathering(quiet_ms=0)
    try:
        os.makedirs(folder, exist_ok=True)
        probe = tempfile.mkdtemp(prefix="probe-", dir=folder)
    except OSError:
        return False
    source = watch(Scope([Place(probe)]), gathering)
    try:
        source.start()
        try:
            with open(os.path.join(probe, "probe"), "wb") as file:
                file.write(b"?")
            return gathering.wait(PATIENCE_SECONDS)
        finally:
            source.stop()
    finally:
        shutil.rmtree(probe, ignore_errors=True)


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")
