"""The search index of a built site, opened as the reference opens it, and asked as the browser asks it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from kbgen.search.manifest import decode_manifest
from kbgen.search.reference.search import Search
from kbgen.site.urls import ASSETS

ASK = Path(__file__).parent / "ask.mjs"


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
