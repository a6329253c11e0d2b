import subprocess
import sys

import pytest

from kbgen.build import lock
from kbgen.errors import OutputError

HOLD = """
import sys
from kbgen.build.lock import lock_output
with lock_output(sys.argv[1], sys.argv[2]):
    print("held", flush=True)
    sys.stdin.readline()
"""


def hold(folder, output):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder), output], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    return process


def release(process):
    process.stdin.close()
    process.stdout.close()
    process.wait()


def test_two_builds_cannot_write_the_same_output(tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0.1)
    process = hold(tmp_path, "/site")
    with pytest.raises(OutputError, match="another kbgen"), lock.lock_output(str(tmp_path), "/site"):
        pass
    with lock.lock_output(str(tmp_path), "/other"):
        pass
    release(process)


def test_a_killed_build_leaves_no_lock(tmp_path):
    process = hold(tmp_path, "/site")
    process.kill()
    process.wait()
    with lock.lock_output(str(tmp_path), "/site"):
        pass
    release(process)
