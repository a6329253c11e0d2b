"""The watcher: whatever is changed on the disk is told, in few calls; what kbgen never reads is not."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

from kbgen.preview import inotify, watcher
from kbgen.preview.gathering import Changes, Gathering
from kbgen.preview.inotify import Inotify
from kbgen.preview.observer import Observed
from kbgen.preview.places import Place, Scope
from kbgen.preview.polling import take_stock
from kbgen.preview.watcher import Watcher

# On Linux, where kbgen does not use it, watchdog warns of a race with itself when folders are copied.
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")

PATIENCE = 30  # seconds; only a failure takes so long
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")


class Mirror:
    """What a build would know: it reads what it is told of, and all files when told of everything."""

    def __init__(self, *places):
        self.places = places
        self.calls: list[Changes] = []
        self.files = self._read_all()
        self.news = threading.Condition()
        self.at_once = 0

    def on_change(self, changes):
        self.at_once += 1
        assert self.at_once == 1, "two calls at a time"
        with self.news:
            self.calls.append(changes)
            if changes.everything:
                self.files = self._read_all()
            for path in changes.paths:
                if os.path.isfile(path):
                    self.files[path] = Path(path).read_bytes()
                else:
                    self.files.pop(path, None)
            self.news.notify_all()
        self.at_once -= 1

    def _read_all(self):
        stock = take_stock(Scope(self.places))
        return {path: Path(path).read_bytes() for path in stock if os.path.isfile(path)}

    def agrees(self):
        """Wait until it is what lies on the disk."""
        with self.news:
            assert self.news.wait_for(lambda: self.files == self._read_all(), PATIENCE), self.calls

    def waits_for(self, count):
        """Wait for so many calls."""
        with self.news:
            assert self.news.wait_for(lambda: len(self.calls) >= count, PATIENCE), self.calls

    @property
    def paths(self):
        """All paths that were told; fails if it ever was everything."""
        with self.news:
            assert not any(call.everything for call in self.calls)
            return set().union(*(call.paths for call in self.calls))


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    for name in ("a.md", "b.md", "inner/c.md", "inner/deep/d.md"):
        put(folder / "content" / name, name)
    return folder


@pytest.fixture(params=[pytest.param("inotify", marks=LINUX), "watchdog", "polling"])
def way(request, monkeypatch):
    """How changes are found out."""
    monkeypatch.setattr(watcher, "CHECK_SECONDS", 0.1)
    if request.param == "watchdog":
        monkeypatch.setattr(watcher, "watch_events", Observed)
    return request.param


@pytest.fixture
def watch(way):
    """Starts a watcher of some places, gives what it tells."""
    started = []

    def start(*places, **options):
        mirror = Mirror(*places)
        one = Watcher(places, mirror.on_change, poll=way == "polling", note=pytest.fail, **options)
        one.start()
        started.append(one)
        mirror.watcher = one
        return mirror

    yield start
    for one in started:
        one.stop()


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return str(path)


def content(site):
    return Place(str(site / "content"))


def write_in_place(path):
    put(path, "changed")


def write_beside_and_rename(path):
    os.replace(put(path.with_name(path.name + ".tmp"), "changed"), path)


def write_as_vim(path):
    """A swap file, a try whether one may write, the old file renamed to a backup, the new one, the backup deleted."""
    swap = path.with_name(f".{path.name}.swp")
    put(swap, "b0VIM")
    put(path.with_name("4913"), "")
    path.with_name("4913").unlink()
    backup = path.with_name(path.name + "~")
    path.rename(backup)
    put(path, "changed")
    backup.unlink()
    swap.unlink()


def write_as_vim_with_backups_elsewhere(path):
    (path.parents[2] / "backups").mkdir()
    path.rename(path.parents[2] / "backups" / path.name)
    put(path, "changed")


def write_as_emacs(path):
    lock = path.with_name(f".#{path.name}")
    if sys.platform != "win32":
        lock.symlink_to("writer@machine.1234:5678")
    put(path.with_name(f"#{path.name}#"), "chan")
    path.rename(path.with_name(path.name + "~"))
    put(path, "changed")
    path.with_name(f"#{path.name}#").unlink()
    lock.unlink(missing_ok=True)


def write_as_jetbrains(path):
    put(path.with_name(path.name + "___jb_tmp___"), "changed")
    path.rename(path.with_name(path.name + "___jb_old___"))
    path.with_name(path.name + "___jb_tmp___").rename(path)
    path.with_name(path.name + "___jb_old___").unlink()


def write_from_another_folder(path):
    shutil.move(put(path.parents[2] / "written-elsewhere", "changed"), path)


def delete(path):
    path.unlink()


SAVES = (
    write_in_place,
    write_beside_and_rename,
    write_as_vim,
    write_as_vim_with_backups_elsewhere,
    write_as_emacs,
    write_as_jetbrains,
    write_from_another_folder,
    delete,
)


@pytest.mark.parametrize("save", SAVES)
def test_a_save_is_told_and_nothing_else(site, watch, save):
    mirror = watch(content(site))
    path = site / "content" / "inner" / "c.md"
    save(path)
    mirror.agrees()
    assert mirror.paths == {str(path)}


def test_what_kbgen_never_reads_is_not_told(site, watch):
    (site / "content" / "node_modules").mkdir()
    (site / "content" / ".git").mkdir()
    (site / "content" / "made").mkdir()
    mirror = watch(Place(str(site / "content"), left_out=frozenset({str(site / "content" / "made")})))
    for name in (".a.md.swp", "a.md~", ".git/index", "node_modules/x.js", "made/a.html", "made/deep/b.html", "x.tmp"):
        put(site / "content" / name, "x")
    put(site / "beside.md", "x")
    sign = put(site / "content" / "sign.md", "x")
    mirror.agrees()
    assert mirror.paths == {sign}


def test_reading_is_no_change(site, watch):
    mirror = watch(content(site))
    for path in sorted((site / "content").rglob("*")):
        if path.is_file():
            path.read_bytes()
    sign = put(site / "content" / "sign.md", "x")
    mirror.agrees()
    assert mirror.paths == {sign}


def test_three_hundred_files_are_told_in_one_or_two_calls(site, watch, monkeypatch):
    # However slow the machine: so long as they keep coming, none is told.
    monkeypatch.setattr(watcher, "Gathering", partial(Gathering, longest_ms=PATIENCE * 1000))
    mirror = watch(content(site), debounce_ms=400)
    written = {put(site / "content" / f"new-{number}.md", "x") for number in range(300)}
    mirror.agrees()
    assert mirror.paths == written
    assert len(mirror.calls) <= 2


def test_a_branch_is_checked_out(site, watch):
    def git(*arguments):
        identity = ("-c", "user.name=w", "-c", "user.email=w@example.com", "-c", "core.autocrlf=false")
        subprocess.run(["git", *identity, *arguments], cwd=site, check=True, capture_output=True)

    git("init", "--initial-branch=main")
    for number in range(250):
        put(site / "content" / f"part-{number % 10}" / f"{number}.md", "main")
    git("add", ".")
    git("commit", "--message=main")
    git("checkout", "-b", "other")
    shutil.rmtree(site / "content" / "part-3")
    for number in range(0, 250, 2):
        put(site / "content" / f"part-{number % 10}" / f"{number}.md", "other")
        put(site / "content" / "only-here" / f"{number}.md", "other")
    git("add", ".")
    git("commit", "--message=other")
    mirror = watch(content(site))
    for branch in ("main", "other", "main"):
        git("checkout", branch)
        mirror.agrees()
        put(site / "content" / "a.md", f"after {branch}")  # what is new is watched
        put(site / "content" / "part-2" / "2.md", f"after {branch}")
        mirror.agrees()
        git("checkout", ".")
        mirror.agrees()


def test_a_new_folder_is_watched_with_all_in_it(site, watch):
    mirror = watch(content(site))
    put(site / "content" / "new" / "deep" / "e.md", "x")
    mirror.agrees()
    put(site / "content" / "new" / "deep" / "e.md", "y")
    mirror.agrees()
    shutil.copytree(site / "content" / "new", site / "content" / "newer")
    mirror.agrees()
    put(site / "content" / "newer" / "deep" / "e.md", "z")
    mirror.agrees()


def test_a_folder_is_renamed(site, watch):
    mirror = watch(content(site))
    (site / "content" / "inner").rename(site / "content" / "outer")
    mirror.agrees()
    path = put(site / "content" / "outer" / "deep" / "d.md", "changed")
    mirror.agrees()
    assert any(call.everything or path in call.paths for call in mirror.calls)
    (site / "content" / "outer").rename(site / "away")
    mirror.agrees()
    count = len(mirror.calls)
    put(site / "away" / "deep" / "d.md", "no longer here")
    put(site / "content" / "a.md", "a sign")
    mirror.agrees()
    assert {path for call in mirror.calls[count:] for path in call.paths} == {str(site / "content" / "a.md")}


def test_the_folder_itself_is_deleted_and_comes_back(site, watch):
    mirror = watch(content(site))
    for text in ("first", "second"):
        shutil.rmtree(site / "content")
        mirror.agrees()
        put(site / "content" / "inner" / "c.md", text)
        mirror.agrees()
        put(site / "content" / "inner" / "c.md", f"{text}, changed")
        mirror.agrees()


def test_the_folder_itself_is_replaced_at_once(site, watch):
    mirror = watch(content(site))
    put(site / "other" / "c.md", "other")
    (site / "content").rename(site / "before")
    (site / "other").rename(site / "content")
    mirror.agrees()
    put(site / "content" / "c.md", "changed")
    mirror.agrees()
    put(site / "before" / "a.md", "no longer here")
    put(site / "content" / "c.md", "changed again")
    mirror.agrees()


@pytest.mark.skipif(sys.platform == "win32", reason="it keeps folders above a watched one from being renamed")
def test_a_folder_above_is_renamed_and_back(site, watch):
    mirror = watch(content(site))
    site.rename(site.with_name("elsewhere"))
    mirror.agrees()
    site.with_name("elsewhere").rename(site)
    mirror.agrees()
    put(site / "content" / "a.md", "changed")
    mirror.agrees()


def test_a_folder_that_is_missing_may_come_later(site, watch):
    mirror = watch(Place(str(site / "themes")), content(site))
    put(site / "themes" / "mine" / "style.css", "x")
    mirror.agrees()
    put(site / "themes" / "mine" / "style.css", "y")
    mirror.agrees()


def test_a_single_file_may_be_missing_and_is_replaced(site, watch):
    mirror = watch(Place(str(site / "kbgen.toml"), is_file=True), content(site))
    put(site / "kbgen.toml", "a")
    mirror.agrees()
    put(site / "other.toml", "x")
    write_beside_and_rename(site / "kbgen.toml")
    mirror.agrees()
    put(site / "kbgen.toml", "c")
    mirror.agrees()
    delete(site / "kbgen.toml")
    mirror.agrees()
    assert mirror.paths == {str(site / "kbgen.toml")}


def test_the_site_itself_may_be_the_content(site, watch):
    put(site / "site" / "index.html", "x")
    put(site / ".kbgen" / "state", "x")
    place = Place(str(site), left_out=frozenset({str(site / "site"), str(site / "themes")}))
    mirror = watch(place, Place(str(site / "kbgen.toml"), is_file=True))
    put(site / "site" / "a" / "index.html", "x")
    put(site / ".kbgen" / "state", "y")
    settings = put(site / "kbgen.toml", "x")
    article = put(site / "a.md", "x")
    mirror.agrees()
    assert mirror.paths == {settings, article}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_the_folder_may_be_a_link_and_links_in_it_are_not_followed(site, watch, tmp_path):
    link = tmp_path / "linked"
    link.symlink_to(site / "content")
    (tmp_path / "outside").mkdir()
    (site / "content" / "out").symlink_to(tmp_path / "outside")
    mirror = watch(Place(str(link)))
    put(tmp_path / "outside" / "x.md", "x")
    put(site / "content" / "inner" / "c.md", "changed")
    mirror.agrees()
    assert mirror.paths == {str(link / "inner" / "c.md")}


def test_what_changes_during_a_call_is_for_the_next(site, way):
    mirror, busy, go_on = Mirror(content(site)), threading.Event(), threading.Event()

    def on_change(changes):
        busy.set()
        assert go_on.wait(PATIENCE)
        mirror.on_change(changes)

    one = Watcher([content(site)], on_change, poll=way == "polling")
    one.start()
    try:
        first = put(site / "content" / "a.md", "changed")
        assert busy.wait(PATIENCE)
        later = {put(site / "content" / f"later-{number}.md", "x") for number in range(20)}
        go_on.set()
        mirror.agrees()
    finally:
        go_on.set()
        one.stop()
    assert mirror.calls[0].paths == {first}
    assert mirror.paths - {first} == later


def test_other_places_while_it_runs(site, watch):
    put(site / "other" / "x.md", "x")
    mirror = watch(content(site))
    mirror.places = (Place(str(site / "other")),)
    mirror.watcher.watch(mirror.places)
    mirror.agrees()
    put(site / "content" / "a.md", "nobody's concern")
    path = put(site / "other" / "x.md", "changed")
    mirror.agrees()
    assert [call.everything for call in mirror.calls] == [True, False]
    assert mirror.calls[1].paths == {path}
    mirror.watcher.watch(mirror.places)  # the same: nothing to tell
    put(site / "other" / "x.md", "changed again")
    mirror.agrees()
    assert len(mirror.calls) == 3


def open_files():
    """How many files this process holds open; None where the system does not tell."""
    return len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else None


def test_nothing_is_left_after_its_end(site, way):
    def run(*, change):
        mirror = Mirror(content(site))
        one = Watcher([content(site)], mirror.on_change, poll=way == "polling")
        one.start()
        if change:
            put(site / "content" / "a.md", "changed")
            mirror.waits_for(1)
        one.stop()
        one.stop()  # does no harm

    run(change=True)
    threads, files = threading.enumerate(), open_files()
    for number in range(50):
        run(change=number % 10 == 0)
    assert threading.enumerate() == threads
    assert open_files() == files


def test_it_may_be_ended_by_its_own_call(site, way):
    ended = threading.Event()

    def on_change(_):
        one.stop()
        ended.set()

    one = Watcher([content(site)], on_change, poll=way == "polling")
    one.start()
    put(site / "content" / "a.md", "changed")
    assert ended.wait(PATIENCE)


def test_its_end_does_not_wait_for_a_long_call(site, way, monkeypatch):
    monkeypatch.setattr(watcher, "_STOP_SECONDS", 0.01)
    busy, go_on = threading.Event(), threading.Event()

    def on_change(_):
        busy.set()
        go_on.wait(PATIENCE)

    one = Watcher([content(site)], on_change, poll=way == "polling")
    one.start()
    put(site / "content" / "a.md", "changed")
    assert busy.wait(PATIENCE)
    one.stop()
    assert one._thread.is_alive()
    go_on.set()
    one._thread.join(PATIENCE)
    assert not one._thread.is_alive()


def refuse(number):
    def no_watch(*_):
        raise OSError(number, os.strerror(number))

    return no_watch


@LINUX
@pytest.mark.parametrize(
    ("number", "told"), [(errno.ENOSPC, "max_user_watches"), (errno.EMFILE, "max_user_instances"), (errno.EPERM, "Op")]
)
def test_without_watches_left_the_files_are_looked_at(site, monkeypatch, number, told):
    monkeypatch.setattr(Inotify, "start", refuse(number))
    notes, mirror = [], Mirror(content(site))
    one = Watcher([content(site)], mirror.on_change, note=notes.append, probe_folder=str(site / ".kbgen"))
    one.start()
    try:
        put(site / "content" / "a.md", "changed")
        mirror.agrees()
        one.watch([content(site), Place(str(site / "themes"))])
        mirror.waits_for(2)
    finally:
        one.stop()
    assert len(notes) == 1
    assert told in notes[0]


@LINUX
def test_watches_may_run_out_later(site, monkeypatch):
    notes, mirror = [], Mirror(content(site))
    one = Watcher([content(site)], mirror.on_change, note=notes.append)
    one.start()
    try:
        monkeypatch.setattr(Inotify, "_watch", refuse(errno.ENOSPC))
        put(site / "content" / "new" / "e.md", "x")
        mirror.agrees()
        put(site / "content" / "new" / "e.md", "y")
        mirror.agrees()
    finally:
        one.stop()
    assert len(notes) == 1


@LINUX
def test_when_events_are_lost_it_is_everything(site):
    mirror = Mirror(content(site))
    one = Watcher([content(site)], mirror.on_change)
    one.start()
    try:
        limit = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text(encoding="ascii"))
        path, other = site / "content" / "a.md", site / "content" / "z.md"
        with one._gathering._news:  # nobody takes events out of the system's queue
            for _ in range(limit // 2 + inotify._BUFFER_BYTES // 32):
                path.rename(other)
                other.rename(path)
            put(site / "content" / "b.md", "lost")
            put(site / "content" / "new" / "e.md", "lost")
        mirror.agrees()
        assert any(call.everything for call in mirror.calls)
        put(site / "content" / "new" / "e.md", "changed")
        mirror.agrees()
    finally:
        one.stop()
