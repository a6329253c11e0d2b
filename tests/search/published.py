"""The search index of a built site, opened as the reference opens it, and asked as the browser asks it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

from kbgen.build.engine import build_site
from kbgen.options import build_options
from kbgen.progress import Quiet
from kbgen.search.manifest import decode_manifest
from kbgen.search.reference.search import Search
from kbgen.settings.load import load_config
from kbgen.site.urls import ASSETS
from tests.sites import DAY

ASK = Path(__file__).parent / "ask.mjs"
ROOT = Path(__file__).parent.parent.parent


def build_own_site(folder):
    """kbgen's own help centre, built in a folder of its own: the output."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "kbgen.toml", folder / "kbgen.toml")
    config, options = build_options(load_config(str(folder), None, str(folder)), output=str(folder / "site"), date=DAY)
    build_site(config, options, Quiet())
    return folder / "site"


def read_pointers(output):
    """What `/_kb/search.js` of an output folder knows."""
    entry = (Path(output) / "_kb/search.js").read_text(encoding="utf-8")
    return json.loads(re.search(r"pointers = (\{.*\});", entry)[1])


def open_published(output):
    """Language -> its index."""
    folder = Path(output) / ASSETS

    def read(name):
        return (folder / name).read_bytes()

    languages = read_pointers(output)["languages"]
    return {language: Search(decode_manifest(read(name)), read) for language, name in languages.items()}


def ask_in_node(output, questions):
    """The hits of the browser's own modules for (language, query, typing), one list a question."""
    asked = [{"language": language, "query": query, "typing": typing} for language, query, typing in questions]
    done = subprocess.run(
        ["node", str(ASK), str(Path(output) / ASSETS), json.dumps(read_pointers(output))],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
