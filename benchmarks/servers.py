"""The preview servers that are measured: how each is started on its copy of the articles, and whether it is at rest."""

from __future__ import annotations

import http.client
import importlib.metadata
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from contestants import (
    MissingToolError,
    checkout_environment,
    name_section_pages,
    prepare_hugo,
    prepare_kbgen,
    program_of,
)
from memory import PROC, descendants, read_pss

START_SECONDS = 900
REST_SECONDS = 0.3
REST_AT_MOST_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Server:
    """One preview on its own copy of the articles. command: without the port's number, which is put for `{port}`."""

    name: str
    version: str
    folder: Path
    content: Path
    command: tuple[str, ...]
    environment: Mapping[str, str]


class Running:
    """A server that has been started."""

    def __init__(self, server: Server, process: subprocess.Popen[bytes], port: int) -> None:
        self.server = server
        self.process = process
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str) -> bytes:
        """The page at a path; empty if there is none, or not yet."""
        try:
            self._connection.request("GET", path)
            answer = self._connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return b""
        return body if answer.status == http.HTTPStatus.OK else b""

    def rest(self) -> None:
        """Wait until it has used no processor time for a moment: what a change has set off is done."""
        deadline = time.monotonic() + REST_AT_MOST_SECONDS
        before = -1
        while time.monotonic() < deadline and before != (before := self._ticks()):
            time.sleep(REST_SECONDS)

    def memory_mb(self) -> float:
        """MiB of proportional set size, all its processes together; 0 where the system does not tell."""
        return sum(map(read_pss, descendants(self.process.pid))) / 1024 if PROC.exists() else 0.0

    def _ticks(self) -> int:
        """Processor time of all its processes, in fiftieths of a second: an idle server may look at its clock."""
        ticks = 0
        for process in descendants(self.process.pid) if PROC.exists() else ():
            try:
                fields = (PROC / str(process) / "stat").read_text(errors="replace").rpartition(")")[2].split()
            except OSError:
                continue
            ticks += int(fields[11]) + int(fields[12])
        return ticks // 2


@contextmanager
def start_server(server: Server, page: str) -> Iterator[tuple[Running, float]]:
    """The server once it shows a page, and the seconds until then; it is ended with the context."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [part.replace("{port}", str(port)) for part in server.command]
    log = server.folder / "preview.log"
    start = time.perf_counter()
    with (
        log.open("wb") as out,
        subprocess.Popen(
            command,
            cwd=server.folder,
            env=dict(server.environment),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        running = Running(server, process, port)
        try:
            while not running.get(page):
                if process.poll() is not None or time.perf_counter() - start > START_SECONDS:
                    said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
                    raise SystemExit(f"{server.name} does not show {page}:\n{said}")
                time.sleep(0.02)
            yield running, time.perf_counter() - start
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def prepare_servers(articles: Path, place: Path) -> dict[str, Server]:
    """All of them, each on its copy of the articles below `place`. Raises MissingToolError."""
    kbgen = prepare_kbgen(articles, place / "kbgen")
    hugo = prepare_hugo(articles, place / "hugo", search=False)
    program = program_of("hugo", "binaries/hugo")
    cache = ("--cacheDir", str(hugo.folder / "cache"))
    return {
        "kbgen": Server(
            kbgen.name,
            kbgen.version,
            kbgen.folder,
            kbgen.content,
            (*kbgen.steps["kbgen"][:3], "serve", "--port", "{port}", "--source", str(kbgen.folder)),
            kbgen.environment,
        ),
        "hugo": Server(
            hugo.name,
            hugo.version,
            hugo.folder,
            hugo.content,
            (program, "server", "--bind", "127.0.0.1", "--port", "{port}", *cache),
            hugo.environment,
        ),
        "zensical": prepare_zensical(articles, place / "zensical"),
    }


def prepare_zensical(articles: Path, folder: Path) -> Server:
    """Zensical with its defaults, which include a search, on a copy of the articles."""
    program = shutil.which("zensical", path=os.pathsep.join((os.path.dirname(sys.executable), os.environ["PATH"])))
    if program is None:
        raise MissingToolError("zensical is not installed here: run `python -m pip install --editable .[bench]`.")
    content = folder / "docs"
    shutil.copytree(articles, content)
    name_section_pages(content)
    for page in content.rglob("_index.md"):
        page.rename(page.with_name("index.md"))
    settings = '[project]\nsite_name = "Help"\nsite_url = "https://help.example.com/"\n'
    (folder / "zensical.toml").write_text(settings, encoding="utf-8")
    return Server(
        "Zensical",
        f"Zensical {importlib.metadata.version('zensical')}",
        folder,
        content,
        (program, "serve", "--dev-addr", "127.0.0.1:{port}"),
        checkout_environment(),
    )
