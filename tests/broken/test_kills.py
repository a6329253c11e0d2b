"""A build that is killed at any moment leaves a site that works, and the next build ends right."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time

import pytest

from tests.broken.large_site import change_much, lay_out
from tests.broken.running import call_kbgen, find_faults, run_kbgen, start_kbgen
from tests.sites import DAY, SiteFolder, clean_tree, read_tree

BUILD = ("build", "--quiet", "--date", DAY)
PREFIX = "/support"


def kill_somewhere(folder, jobs, seconds):
    """Start a build and kill it, as the system would, after so many seconds; whether it was still running."""
    process = start_kbgen(folder, *BUILD, "--jobs", str(jobs))
    time.sleep(seconds)
    running = process.poll() is None
    process.kill()
    process.communicate()
    return running


def measure(folder, jobs):
    started = time.monotonic()
    answer = call_kbgen(folder, *BUILD, "--jobs", str(jobs))
    assert answer.code == 0, answer.err
    return time.monotonic() - started


@pytest.mark.skipif(os.name == "nt", reason="kills as Unix does")
@pytest.mark.parametrize(
    ("jobs", "start", "kills", "count"),
    [
        (1, "cold", 3, 16),
        (2, "changed", 3, 16),
        *(
            pytest.param(jobs, start, 20, 120, marks=pytest.mark.long)
            for jobs in (1, 2)
            for start in ("cold", "changed")
        ),
    ],
)
def test_killed_at_random(tmp_path, jobs, start, kills, count):
    site = SiteFolder(tmp_path / "here")
    lay_out(site, count)
    before = tmp_path / "before"
    if start == "changed":
        measure(site.folder, jobs)
        change_much(site, count)
    shutil.copytree(site.folder, before, symlinks=True)
    clean = clean_tree(site, tmp_path / "scratch")
    seconds = measure(site.folder, jobs)
    assert read_tree(site.output) == clean

    moments = random.Random(f"{jobs} {start}")
    killed = 0
    for _ in range(kills):
        shutil.rmtree(site.folder)
        shutil.copytree(before, site.folder, symlinks=True)
        # The first quarter is spent on starting Python; what follows is what there is to break.
        if kill_somewhere(site.folder, jobs, seconds * moments.uniform(0.25, 1)):
            killed += 1
        else:
            seconds *= 0.8  # it was measured while the machine was busier
        if site.output.exists():
            assert find_faults(site.output, PREFIX) == []
        answer = run_kbgen(site.folder, *BUILD, "--jobs", str(jobs))
        assert answer.code == 0, answer.err
        assert read_tree(site.output) == clean
    assert killed


@pytest.mark.skipif(os.name == "nt", reason="signals as Unix sends them")
@pytest.mark.parametrize("jobs", [1, 2])
def test_interrupted_by_its_user(tmp_path, jobs):
    # Who runs the tests in the background of a shell has Ctrl-C ignored, and so would what they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    site = SiteFolder(tmp_path / "here")
    lay_out(site, 150)
    process = start_kbgen(site.folder, "build", "--date", DAY, "--jobs", str(jobs))
    assert process.stderr.readline().startswith(b"Reading articles")
    started = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert time.monotonic() - started < 3
    assert (process.returncode, out, err.decode().splitlines()[-1]) == (130, b"", "Stopped.")
    assert b"Traceback" not in err
    assert find_faults(site.output, PREFIX) == []
    assert run_kbgen(site.folder, *BUILD).code == 0
    assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch")
