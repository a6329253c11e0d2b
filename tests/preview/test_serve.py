"""`kbgen serve` as a writer uses it: one process, real saves, real requests, and Ctrl-C at the end."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import pytest

from tests.sites import SiteFolder, clean_tree, read_tree

PATIENCE_SECONDS = 60
DAY = "2026-06-15"


class Served:
    """A preview that runs. events: (name, data) of each that it told, in order."""

    def __init__(self, site):
        self.site = site
        environment = os.environ | {"SOURCE_DATE_EPOCH": "1781481600"}  # DAY
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kbgen", "serve", "--port", "0", "--source", str(site.folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
            # Ctrl-C must reach it also where this test runs in the background of a shell.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
        )
        self.lines = []
        self.address = ""
        self.events = []
        self._news = threading.Condition()
        for line in self.process.stdout:
            self.lines.append(line)
            if found := re.match(r"Preview: (\S+)", line):
                self.address = found[1]
                break
        assert self.address, "".join(self.lines)
        for work in (self._read_lines, self._read_events):
            threading.Thread(target=work, daemon=True).start()
        self.wait(lambda: self.seen("hello"))

    def _read_lines(self):
        for line in self.process.stdout:
            with self._news:
                self.lines.append(line)
                self._news.notify_all()

    def _read_events(self):
        name = ""
        try:
            with urllib.request.urlopen(f"{self.address}_kb/preview/events") as stream:
                for raw in stream:
                    line = raw.decode().rstrip("\n")
                    if line.startswith("event: "):
                        name = line.removeprefix("event: ")
                    elif line.startswith("data: "):
                        with self._news:
                            self.events.append((name, json.loads(line.removeprefix("data: "))))
                            self._news.notify_all()
        except OSError:
            pass  # the preview has ended

    def seen(self, name, since=0):
        return [data for event, data in self.events[since:] if event == name]

    def wait(self, condition):
        with self._news:
            assert self._news.wait_for(condition, PATIENCE_SECONDS), (self.lines, self.events)

    def after(self, edit, event="built", tells=lambda _: True):
        """Do something, and wait until an event tells of it."""
        since = len(self.events)
        edit()
        self.wait(lambda: any(tells(data) for data in self.seen(event, since)))

    def get(self, path):
        try:
            with urllib.request.urlopen(self.address + path) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE_SECONDS)


@pytest.fixture
def served(tmp_path):
    site = SiteFolder(tmp_path / "here", '[site]\ntitle = "Help"\n[theme]\nname = "mine"\n')
    site.write("themes/mine/theme.toml", 'name = "mine"\n')
    site.write("themes/mine/static/tokens.css", ":root{--kb-accent:#321}\n")
    site.write("content/a.md", "# First\n\nText of it.\n")
    site.write("content/b.md", "# Second\n\nSee [the first](a.md).\n")
    served = Served(site)
    # What is told of the first build must not be taken for news of the first edit.
    served.wait(lambda: served.seen("built") or served.seen("hello")[0]["build"])
    yield served
    if served.process.poll() is None:
        served.process.kill()
        served.process.wait()
    served.process.stdout.close()


def shows(url):
    return lambda data: url in data["changed"] or data["all"]


def test_what_is_saved_is_served(served, tmp_path):
    site = served.site
    served.after(lambda: site.write("content/a.md", "# First\n\nOther words.\n"), tells=shows("/a/"))
    _, page = served.get("a/")
    assert "Other words." in page
    assert "/_kb/preview/preview.js" in page
    assert "preview.js" not in (site.folder / ".kbgen/preview/public/a/index.html").read_text()
    served.after(
        lambda: site.write("content/c.md", "# Third\n"),
        tells=lambda data: {"title": "Third", "url": "/c/"} in data["added"],
    )
    served.after(lambda: site.remove("content/b.md"), tells=lambda data: "/b/" in data["removed"])
    assert served.get("b/")[0] == 404
    # A broken article: its last good page stays, and the page knows what is wrong.
    served.after(lambda: site.write("content/a.md", "---\ntitle: [\n---\n"))
    served.wait(lambda: any("content/a.md:" in line and "error" in line for line in served.lines))
    assert "Other words." in served.get("a/")[1]
    (problem,) = json.loads(served.get("_kb/preview/page?path=/a/")[1])["problems"]
    assert (problem["level"], problem["path"]) == ("error", "content/a.md")
    served.after(lambda: site.write("content/a.md", "# First\n\nMended.\n"), tells=shows("/a/"))
    # Settings that cannot be: told with their line, and the site stays.
    good = (site.folder / "kbgen.toml").read_text()
    served.after(lambda: site.write("kbgen.toml", good + "[nonsense]\n"), "failed", lambda data: data["line"] > 0)
    assert served.get("a/")[0] == 200
    served.after(lambda: site.write("kbgen.toml", good.replace("Help", "Hilfe")), tells=lambda data: data["all"])
    assert "Hilfe" in served.get("")[1]
    # A style sheet is told of by name before the pages name it.
    served.after(
        lambda: site.write("themes/mine/static/tokens.css", ":root{--kb-accent:#123}\n"),
        tells=lambda data: data["styles"],
    )
    served.wait(lambda: len([data for data in served.seen("built") if data["styles"]]) == 2)
    first, last = (data for data in served.seen("built") if data["styles"])
    assert first["styles"] == last["styles"]
    assert [(data["changed"], data["all"]) for data in (first, last)] == [([], False)] * 2
    assert served.stop() == 130
    left = read_tree(site.folder / ".kbgen/preview/public")
    assert left == clean_tree(site, tmp_path / "scratch")
    assert site.build(output=site.folder / ".kbgen/preview/public").rendered == ()


def test_a_day_of_review_is_written_into_the_article(served):
    headers = {"Content-Type": "application/json", "Origin": served.address.rstrip("/")}
    request = urllib.request.Request(
        f"{served.address}_kb/preview/reviewed", json.dumps({"path": "/a/"}).encode(), headers
    )

    def press():
        with urllib.request.urlopen(request) as answer:
            assert json.loads(answer.read()) == {"reviewed": DAY}

    served.after(press, tells=shows("/a/"))
    assert f"reviewed: {DAY}" in (served.site.folder / "content/a.md").read_text()


def test_it_ends_at_once(served):
    since = time.monotonic()
    assert served.stop() == 130
    assert time.monotonic() - since < PATIENCE_SECONDS / 10
