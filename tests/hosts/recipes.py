"""The servers' recipes of kbgen's own help centre, run as they stand there but for port, folder and name."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

ARTICLES = Path(__file__).parents[2] / "content/en/publish"


def find_program(name):
    """Its path; without it the test is skipped, or fails under `make test`."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        message = f"no {name}: install it to try the recipe for it"
        (pytest.fail if os.environ.get("KBGEN_REQUIRE_BROWSER") else pytest.skip)(message)
    return found


def read_recipes(article, language):
    """The code blocks of one language in an article, in their order."""
    text = (ARTICLES / article).read_text(encoding="utf-8")
    found = []
    for match in re.finditer(rf"^( *)```{language} title=.*\n((?:.*\n)*?)\1```", text, re.MULTILINE):
        lines = match[2].splitlines(keepends=True)
        found.append("".join(line.removeprefix(match[1]) for line in lines))
    return found


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def location(self):
        return self.headers.get("location")


class Client:
    """Asks one server; addresses as a browser sends them."""

    def __init__(self, port):
        self.port = port

    def get(self, path, **headers):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", path, headers={"Host": "localhost", **names})
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def _running(command, port, folder):
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            stdout=log,
            stderr=log,
            cwd=folder,
            env={**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)},
        )
    try:
        deadline = time.monotonic() + 20
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < deadline, (folder / "log").read_text()
            time.sleep(0.02)
        yield Client(port)
    finally:
        process.terminate()
        process.wait(timeout=10)


@contextmanager
def run_nginx(recipe, folder):
    """nginx with this server block; what a distribution has in nginx.conf is around it."""
    program, port = find_program("nginx"), free_port()
    recipe = re.sub(r"listen 80;", f"listen 127.0.0.1:{port};", recipe)
    recipe = re.sub(r" *listen \[::\]:80;\n", "", recipe)
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    types = next(path for path in (Path("/etc/nginx/mime.types"), Path("/usr/share/nginx/mime.types")) if path.exists())
    shutil.copyfile(types, folder / "mime.types")
    (folder / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\ninclude mime.types;\ndefault_type application/octet-stream;\n{temporary}{recipe}}}\n",
        encoding="utf-8",
    )
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    with _running(command, port, folder) as client:
        yield client


@contextmanager
def run_caddy(recipe, folder):
    """Caddy with this site block, without HTTPS."""
    program, port = find_program("caddy"), free_port()
    recipe = re.sub(r"^[a-z.]+ \{", f"http://:{port} {{\n\tbind 127.0.0.1", recipe, flags=re.MULTILINE)
    file = folder / "Caddyfile"
    file.write_text(f"{{\n\tadmin off\n}}\n{recipe}", encoding="utf-8")
    with _running([program, "run", "--adapter", "caddyfile", "--config", str(file)], port, folder) as client:
        yield client


RUN = {"nginx": run_nginx, "caddy": run_caddy}
LANGUAGE = {"nginx": "nginx", "caddy": "caddyfile"}
