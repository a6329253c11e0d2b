"""Where Chromium is, and how it is started: quiet, and without a sandbox where there is none to be had."""

from __future__ import annotations

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No first run, no calls home.
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
)
MISSING = "no Chromium: install it, or say where it is with KBGEN_CHROMIUM"


def find_chromium() -> str | None:
    """Its path: what KBGEN_CHROMIUM says, else the first that is installed."""
    wanted = os.environ.get("KBGEN_CHROMIUM")
    return next((path for path in map(shutil.which, (wanted, *NAMES) if wanted else NAMES) if path), None)


def launch_options(path: str) -> dict[str, object]:
    """What Playwright's `launch` takes. Root (a container) has no sandbox to offer."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {"executable_path": path, "args": [*ARGUMENTS, *(["--no-sandbox"] if root else [])]}
