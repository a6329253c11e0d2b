import os

import pytest

from kbgen.build.manifest import NAME, note_pending, read_edition, read_manifest, write_manifest
from kbgen.build.output import STAGING, Writer, close_output, digest_bytes, open_output, prune
from kbgen.errors import OutputError


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != NAME
    }


def put(folder, files, listed=None):
    """One small build: write files, prune the rest."""
    listed = open_output(str(folder)) if listed is None else listed
    writer = Writer(str(folder), listed)
    writer.announce(files)
    written = [path for path, data in files.items() if writer.write(path, data, digest_bytes(data), None)]
    wanted = {path: digest_bytes(data) for path, data in files.items()}
    removed = prune(str(folder), listed, wanted)
    close_output(str(folder), listed, wanted)
    return written, removed


def test_a_folder_with_foreign_files_is_refused_untouched(tmp_path):
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(OutputError, match=r"thesis\.doc") as caught:
        open_output(str(tmp_path))
    assert "--output" in caught.value.hint
    assert os.listdir(tmp_path) == ["thesis.doc"]


def test_a_file_as_output_is_refused(tmp_path):
    (tmp_path / "site").write_text("")
    with pytest.raises(OutputError, match="is a file"):
        open_output(str(tmp_path / "site"))


def test_an_empty_folder_is_fine(tmp_path):
    put(tmp_path, {"a/index.html": b"a"})
    assert tree(tmp_path) == {"a/index.html": b"a"}


def test_writes_what_differs_and_removes_what_is_gone(tmp_path):
    put(tmp_path, {"a/index.html": b"a", "b/index.html": b"b", "c/d/index.html": b"d"})
    written, removed = put(tmp_path, {"a/index.html": b"a", "b/index.html": b"B"})
    assert written == ["b/index.html"]
    assert removed == ("c/d/index.html",)
    assert tree(tmp_path) == {"a/index.html": b"a", "b/index.html": b"B"}
    assert not (tmp_path / "c").exists()


def test_files_of_others_survive_pruning(tmp_path):
    put(tmp_path, {"a/index.html": b"a"})
    (tmp_path / "CNAME").write_text("help.example.com")
    (tmp_path / "a" / "note.txt").write_text("mine")
    put(tmp_path, {"b/index.html": b"b"})
    assert tree(tmp_path) == {"CNAME": b"help.example.com", "a/note.txt": b"mine", "b/index.html": b"b"}


def test_what_a_killed_build_left_is_pruned(tmp_path):
    listed = open_output(str(tmp_path))
    writer = Writer(str(tmp_path), listed)
    writer.announce(["half/index.html"])
    writer.write("half/index.html", b"half", digest_bytes(b"half"), None)
    (tmp_path / STAGING / "123").mkdir()
    (tmp_path / STAGING / "123" / "1").write_bytes(b"torn")
    # ... killed here; the next build knows what is ours.
    _, removed = put(tmp_path, {"whole/index.html": b"whole"})
    assert removed == ("half/index.html",)
    assert tree(tmp_path) == {"whole/index.html": b"whole"}


def test_a_page_may_take_the_place_of_a_file_and_back(tmp_path):
    put(tmp_path, {"old.html": b"stub"})
    put(tmp_path, {"old.html/index.html": b"page"})
    assert tree(tmp_path) == {"old.html/index.html": b"page"}
    put(tmp_path, {"old.html": b"stub"})
    assert tree(tmp_path) == {"old.html": b"stub"}


def test_a_foreign_file_in_the_way_is_named_and_kept(tmp_path):
    put(tmp_path, {"old.html/index.html": b"page"})
    (tmp_path / "old.html" / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"mine\.txt"):
        put(tmp_path, {"old.html": b"stub"})
    assert (tmp_path / "old.html" / "mine.txt").read_text() == "mine"


def test_a_full_disk_leaves_the_old_file_and_says_what_to_do(tmp_path, monkeypatch):
    put(tmp_path, {"a/index.html": b"old"})
    listed = open_output(str(tmp_path))

    def full(source, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OutputError) as caught:
        Writer(str(tmp_path), listed).write("a/index.html", b"new", digest_bytes(b"new"), None)
    assert "disk is full" in caught.value.hint
    assert (tmp_path / "a/index.html").read_bytes() == b"old"
    assert [path for path in (tmp_path / STAGING).rglob("*") if path.is_file()] == []


def test_manifest_survives_a_torn_last_line(tmp_path):
    write_manifest(str(tmp_path), {"a/index.html": "00ff", "ä b.html": "11"})
    note_pending(str(tmp_path), ["b/index.html"])
    with (tmp_path / NAME).open("a") as file:
        file.write("-  ")
    assert read_manifest(str(tmp_path)) == {"a/index.html": "00ff", "ä b.html": "11", "b/index.html": "-"}


@pytest.mark.parametrize("path", ["../thesis.doc", "/etc/passwd", "a/../../b", "a\\..\\b"])
def test_a_manifest_cannot_make_kbgen_delete_outside(tmp_path, path):
    (tmp_path / "site").mkdir()
    (tmp_path / "thesis.doc").write_text("years of work")
    write_manifest(str(tmp_path / "site"), {path: "00"})
    assert put(tmp_path / "site", {"a/index.html": b"a"}) == (["a/index.html"], ())
    assert (tmp_path / "thesis.doc").exists()


def build(folder, edition, files):
    listed = open_output(str(folder), edition)
    writer = Writer(str(folder), listed)
    writer.announce(files)
    for path, data in files.items():
        writer.write(path, data, digest_bytes(data), None)
    yield
    wanted = {path: digest_bytes(data) for path, data in files.items()}
    prune(str(folder), listed, wanted)
    close_output(str(folder), listed, wanted, edition)
    yield


def test_the_manifest_tells_the_edition_from_the_first_moment(tmp_path):
    agents = build(tmp_path, "agents", {"a/index.html": b"inner"})
    next(agents)
    assert read_edition(str(tmp_path)) == "agents"
    next(agents)
    assert read_edition(str(tmp_path)) == "agents"


def test_a_public_build_counts_as_public_once_all_of_the_agents_is_gone(tmp_path):
    list(build(tmp_path, "agents", {"a/index.html": b"inner", "b/index.html": b"inner"}))
    public = build(tmp_path, "public", {"a/index.html": b"a"})
    next(public)
    assert read_edition(str(tmp_path)) == "agents"  # killed here, b is still there
    next(public)
    assert read_edition(str(tmp_path)) == "public"
    assert tree(tmp_path) == {"a/index.html": b"a"}


def test_the_same_files_in_another_edition_are_told_too(tmp_path):
    for edition in ("agents", "public"):
        list(build(tmp_path, edition, {"a/index.html": b"a"}))
        assert read_edition(str(tmp_path)) == edition


def test_the_agents_edition_goes_into_no_public_folder(tmp_path):
    list(build(tmp_path, "public", {"a/index.html": b"a"}))
    with pytest.raises(OutputError, match="public edition") as caught:
        open_output(str(tmp_path), "agents")
    assert "--output" in caught.value.hint
    assert tree(tmp_path) == {"a/index.html": b"a"}


def test_a_manifest_that_tells_no_edition_is_no_agents_folder(tmp_path):
    (tmp_path / NAME).write_text("00  a/index.html\n")
    with pytest.raises(OutputError, match="public edition"):
        open_output(str(tmp_path), "agents")


def test_a_folder_that_a_public_build_left_empty_will_do(tmp_path):
    list(build(tmp_path, "public", {}))
    list(build(tmp_path, "agents", {"a/index.html": b"a"}))
    assert read_edition(str(tmp_path)) == "agents"
