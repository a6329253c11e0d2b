"""`kbgen --help` answers at once: what is heavy is imported only where it is used."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = {
    "PIL",
    "babel",
    "coloraide",
    "jinja2",
    "markdown_it",
    "multiprocessing",
    "nh3",
    "pygments",
    "rich",
    "watchdog",
    "whoosh",
    "yaml",
}


def test_the_command_line_imports_nothing_heavy():
    code = "import json, sys, kbgen.cli; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert not HEAVY & {name.partition(".")[0] for name in json.loads(done.stdout)}


def test_it_runs_as_a_module():
    done = subprocess.run([sys.executable, "-m", "kbgen", "--version"], capture_output=True, check=True, text=True)
    assert done.stdout.startswith("kbgen")
