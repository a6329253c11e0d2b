"""What an article costs before search is used: HTML, style and scripts, compressed as hosts do."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

MOST = 25_000  # bytes
COMPRESS = """const {brotliCompressSync, constants} = require("node:zlib"), {readFileSync} = require("node:fs");
const params = {[constants.BROTLI_PARAM_QUALITY]: 5};
for (const file of process.argv.slice(1)) console.log(brotliCompressSync(readFileSync(file), {params}).length);"""


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("article", ["internet/no-connection", "internet/slow-wifi"])
def test_an_article_is_light(showcase, page, language, article):
    root = "" if language == "en" else f"{language}/"
    requested = []
    page.on("response", lambda response: requested.append((response.request.resource_type, response.url)))
    page.goto(f"{showcase.public}/{root}{article}/", wait_until="networkidle")
    kinds = {"document", "stylesheet", "script", "fetch", "font"}
    files = [to_file(showcase.folder, url) for kind, url in requested if kind in kinds]
    assert len(files) == len(set(files)) >= 2
    sizes = dict(zip((file.name for file in files), compress(files), strict=True))
    assert sum(sizes.values()) <= MOST, sizes


def test_nothing_is_fetched_from_elsewhere(showcase, page):
    addresses = []
    page.on("request", lambda request: addresses.append(request.url))
    for path in ("/", "/internet/no-connection/", "/search/?q=wifi", "/contact/"):
        page.goto(showcase.public + path, wait_until="networkidle")
    assert not [address for address in addresses if not re.match(re.escape(showcase.public) + "|data:|blob:", address)]


def to_file(folder: Path, url: str) -> Path:
    path = folder / unquote(urlsplit(url).path).lstrip("/")
    return path / "index.html" if path.is_dir() else path


def compress(files: list[Path]) -> list[int]:
    """Sizes in bytes with brotli at level 5, which hosts use on the fly."""
    run = subprocess.run(["node", "-e", COMPRESS, *map(str, files)], capture_output=True, text=True, check=True)
    return [int(line) for line in run.stdout.split()]
