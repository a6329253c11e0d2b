"""Run the real commands, inside this process or as processes of their own, and look at what they leave behind."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from unittest import mock
from urllib.parse import unquote, urlsplit

from kbgen.build.output import STAGING
from kbgen.cli import main

ROOT = Path(__file__).parent.parent.parent
_REFERENCE = re.compile(r"""\s(href|src|srcset|action)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")


@dataclass(frozen=True)
class Answer:
    """What a command said and its exit code."""

    code: int
    out: str
    err: str


def run_kbgen(folder: Path, *arguments: str) -> Answer:
    """The command in this process, with `folder` as its working directory."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with (
        chdir(folder),
        mock.patch.object(sys, "argv", ["kbgen", *arguments]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(bool(stop.code))
    return Answer(code, out.getvalue(), err.getvalue())


def start_kbgen(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """The command as a process of its own, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "kbgen", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


def call_kbgen(folder: Path, *arguments: str, **environment: str) -> Answer:
    """As `start_kbgen`, waiting for its end."""
    process = start_kbgen(folder, *arguments, **environment)
    out, err = process.communicate(timeout=120)
    return Answer(process.returncode, out.decode(errors="replace"), err.decode(errors="replace"))


def find_faults(output: Path, prefix: str = "", languages: tuple[str, ...] = ("", "sv/")) -> list[str]:
    """What does not work in an output folder: half pages, files left lying about, and dead references in any page that
    can be reached from the home pages.

    prefix: path of the site's URL. languages: folders of the languages. A page that nothing leads to (not yet, or no
    longer) may name what is not there.
    """
    faults = []
    pages: dict[str, list[str]] = {}
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        if path.is_dir() or name.split("/")[0] == STAGING:
            continue
        if name.endswith((".tmp", "~")) or (name.startswith(".") and name != ".kbgen-manifest"):
            faults.append(f"{name}: left lying about")
        if name.endswith(".html"):
            text = path.read_text(encoding="utf-8")
            pages[name] = list(find_references(text, prefix))
            if not text.rstrip().endswith("</html>"):
                faults.append(f"{name}: it ends before it should")
    waiting = [name for language in languages for name in (f"{language}index.html", f"{language}404.html")]
    seen = set()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in pages:
            continue
        seen.add(name)
        for place in pages[name]:
            if not (output / place).is_file():
                faults.append(f"{name}: {place} is not there")
            waiting.append(place)
    return faults


def find_references(text: str, prefix: str) -> Iterator[str]:
    """Paths below the output that a page refers to. What leaves the prefix is a path that cannot be there."""
    for found in _REFERENCE.finditer(text):
        value = unescape(next(group for group in found.groups()[1:] if group is not None))
        for reference in value.split(", ") if found[1] == "srcset" else [value]:
            parts = urlsplit(reference.split(" ")[0] if found[1] == "srcset" else reference)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            place = unquote(parts.path)
            if not place.startswith(f"{prefix}/"):
                yield f"{place} (outside {prefix})"
                continue
            place = place.removeprefix(prefix).lstrip("/")
            yield f"{place}index.html" if not place or place.endswith("/") else place
