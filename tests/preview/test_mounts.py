"""Drives that do not tell of changes are recognised, by their kind or because nothing is heard of a change."""

from __future__ import annotations

import sys
import threading

import pytest

from kbgen.preview import watcher
from kbgen.preview.mounts import events_arrive, find_silent, parse_mounts, read_mounts
from kbgen.preview.places import Place
from kbgen.preview.polling import Polling
from kbgen.preview.watcher import Watcher, watch_events

MOUNTS = r"""
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 22 0:30 / /mnt/c rw,noatime - 9p C:\134 rw
41 22 0:31 / /srv/w/team\040drive rw - fuse.sshfs host:/ rw
42 41 0:32 / /srv/w/team\040drive/local rw master:1 - ext4 /dev/vdb rw
43 22 0:33 / /srv rw - nfs4 server:/ rw
44 22 0:34 / /srv rw - tmpfs tmpfs rw
"""


class Deaf(Polling):
    """Never tells of anything."""

    def start(self):
        self._thread.start()

    def _sweep(self):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="paths of Linux")
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/w/site/content", ""),
        ("/mnt/c/site", "9p"),
        ("/mnt/cx", ""),
        ("/srv/w/team drive/site", "fuse.sshfs"),
        ("/srv/w/team drive/local/site", ""),
        ("/srv/w", "fuse.sshfs"),  # all below it is watched, too
        ("/srv/site", ""),  # what is mounted later lies above
    ],
)
def test_the_kind_of_drive_decides(path, kind):
    assert find_silent(path, parse_mounts(MOUNTS)) == kind


def test_of_such_a_drive_it_is_said_why_it_is_looked_at(tmp_path, monkeypatch):
    monkeypatch.setattr(watcher, "read_mounts", lambda: {**read_mounts(), str(tmp_path.resolve()): "vboxsf"})
    notes, told = [], threading.Event()
    one = Watcher([Place(str(tmp_path))], lambda _: told.set(), note=notes.append)
    one.start()
    try:
        (tmp_path / "a.md").write_text("x", encoding="utf-8")
        assert told.wait(30)
    finally:
        one.stop()
    assert len(notes) == 1
    assert str(tmp_path) in notes[0]
    assert "vboxsf" in notes[0]


def test_a_change_made_on_purpose_is_heard_and_leaves_nothing(tmp_path):
    assert events_arrive(str(tmp_path / ".kbgen"), watch_events)
    assert list((tmp_path / ".kbgen").iterdir()) == []


def test_where_nothing_is_heard_the_files_are_looked_at(tmp_path, monkeypatch):
    monkeypatch.setattr(watcher, "watch_events", Deaf)
    monkeypatch.setattr("kbgen.preview.mounts.PATIENCE_SECONDS", 0.01)
    notes, told = [], threading.Event()
    (tmp_path / "content").mkdir()
    place = Place(str(tmp_path / "content"))
    one = Watcher([place], lambda _: told.set(), note=notes.append, probe_folder=str(tmp_path / ".kbgen"))
    one.start()
    try:
        (tmp_path / "content" / "a.md").write_text("x", encoding="utf-8")
        assert told.wait(30)
    finally:
        one.stop()
    assert len(notes) == 1
    assert list((tmp_path / ".kbgen").iterdir()) == []


def test_where_nothing_can_be_written_nothing_is_heard(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert not events_arrive(str(tmp_path / "file"), watch_events)
