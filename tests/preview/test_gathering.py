"""Changes that belong together are told together; that others still come holds none back for ever."""

from __future__ import annotations

import threading

from kbgen.preview.gathering import MANY, Changes, Gathering

PATIENCE = 30  # seconds; only a failure takes so long


def test_changes_are_taken_together_and_once():
    gathering = Gathering(quiet_ms=10)
    for path in ("/a.md", "/b.md", "/a.md"):
        gathering.add(path)
    assert gathering.wait(PATIENCE)
    assert gathering.take() == Changes(frozenset({"/a.md", "/b.md"}))
    assert not gathering.wait(0)
    assert gathering.take() == Changes()


def test_everything_is_more_than_some_paths():
    gathering = Gathering(quiet_ms=0)
    gathering.add("/a.md")
    gathering.add_everything()
    gathering.add("/b.md")
    assert gathering.take() == Changes(everything=True)


def test_so_many_paths_are_everything():
    gathering = Gathering(quiet_ms=0)
    for number in range(MANY):
        gathering.add(f"/{number}.md")
        gathering.add("/0.md")
    assert len(gathering.take().paths) == MANY
    for number in range(MANY + 1):
        gathering.add(f"/{number}.md")
    assert gathering.take() == Changes(everything=True)


def test_they_are_told_while_others_still_come():
    gathering, enough = Gathering(quiet_ms=PATIENCE * 1000, longest_ms=50), threading.Event()

    def go_on():
        while not enough.is_set():
            gathering.add("/a.md")

    writer = threading.Thread(target=go_on)
    writer.start()
    try:
        assert gathering.wait(PATIENCE)
    finally:
        enough.set()
        writer.join()


def test_a_close_ends_the_wait():
    gathering = Gathering(quiet_ms=PATIENCE * 1000)
    gathering.add("/a.md")
    closer = threading.Timer(0, gathering.close)
    closer.start()
    assert not gathering.wait(PATIENCE)
    closer.join()
