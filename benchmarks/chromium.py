"""Start the Chromium that the browser's tests use, the way they do."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
# No first run, no calls home.
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
)


def find_chromium() -> str:
    """Its path. Installs it where that is possible, else says what to install and ends."""
    done = subprocess.run(["sh", str(ROOT / ".ci" / "browser")], stdout=subprocess.PIPE, check=False, text=True)
    if done.returncode:
        raise SystemExit(1)
    return done.stdout.strip().splitlines()[-1]


@contextmanager
def start_chromium() -> Iterator[Browser]:
    """A browser that lasts as long as the context. Root (a container) has no sandbox to offer."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=find_chromium(), args=[*ARGUMENTS, *(["--no-sandbox"] if root else [])]
        )
        try:
            yield browser
        finally:
            browser.close()
