"""The first ten minutes go as the help centre says: every command, every file and every message of that article."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.broken.running import run_kbgen

ARTICLE = Path(__file__).parent.parent / "content" / "en" / "get-started" / "first-ten-minutes.md"
BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<language>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<body>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)


def read_blocks():
    """(language, file or empty, text) of each block of code, without the indent of its step."""
    for found in BLOCK.finditer(ARTICLE.read_text(encoding="utf-8")):
        lines = [line.removeprefix(found["indent"]) for line in found["body"].splitlines()]
        yield found["language"], found["title"] or "", "\n".join(lines) + "\n"


class Reader:
    """Does what the article says. said: all that the commands printed."""

    def __init__(self, folder):
        self.folder = folder
        self.said = ""

    def run(self, line):
        command, *arguments = line.split()
        if command == "cd":
            self.folder /= arguments[0]
        elif command == "kbgen":
            # Whoever presses Enter at every question gets what --yes takes.
            answer = run_kbgen(self.folder, *arguments, *(["--yes"] if arguments[0] == "init" else []))
            assert answer.code == 0, answer.err
            self.said = answer.out + answer.err
        else:
            identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"] if command == "git" else []
            words = ["commit", "-m", "Our help centre"] if "commit" in arguments else arguments
            subprocess.run([command, *identity, *words], cwd=self.folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A reader at the end of the article, and what was said where the article shows a message."""
    reader = Reader(tmp_path_factory.mktemp("ten"))
    shown = []
    for language, title, text in read_blocks():
        if language == "sh":
            for line in text.splitlines():
                reader.run(line)
        elif language == "yaml":
            path = reader.folder / "content/account/cannot-sign-in.md"
            path.write_text(
                re.sub("^title: .*\n", text, path.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8"
            )
        elif title:
            (reader.folder / title).write_text(text, encoding="utf-8")
        else:
            shown.append((text, reader.said))
    return reader, shown


def test_kbgen_says_what_the_article_shows(done):
    _, shown = done
    assert len(shown) == 1
    for text, said in shown:
        assert text in said


def test_the_pages_are_there(done):
    reader, _ = done
    home = (reader.folder / "offline/index.html").read_text(encoding="utf-8")
    assert "I have forgotten my password" in home
    assert (reader.folder / "offline/orders/wrong-size/index.html").is_file()


def test_the_mend_that_is_offered_clears_the_message(done):
    reader, shown = done
    wrong, right = re.findall(r"`([^`]+)`", shown[0][0])
    path = reader.folder / "content/orders/wrong-size.md"
    path.write_text(path.read_text(encoding="utf-8").replace(wrong, right), encoding="utf-8")
    assert run_kbgen(reader.folder, "build", "--offline", "--output", "offline", "--strict").code == 0


def test_what_is_made_stays_out_of_git(done):
    reader, _ = done
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=reader.folder, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert "content/orders/wrong-size.md" in tracked
    assert not [path for path in tracked if path.startswith(("offline/", ".kbgen/"))]
