"""What goes wrong while a build runs: files that vanish or cannot be read, a full disk, another build, a strange folder."""

from __future__ import annotations

import builtins
import errno
import os
import shutil
import subprocess
import sys

import pytest

from kbgen.build import lock, survey
from kbgen.content import walk
from tests.broken.case import BASE
from tests.broken.running import call_kbgen, find_faults, run_kbgen, start_kbgen
from tests.sites import DAY, SiteFolder, clean_tree, read_tree

BUILD = ("build", "--jobs", "1", "--date", DAY)


@pytest.fixture
def site(tmp_path):
    site = SiteFolder(tmp_path / "site-folder")
    for path, text in BASE.items():
        site.write(path, text)
    site.build()
    return site


def told(result, code):
    return [(p.level, p.path, p.line) for p in result.problems if p.code == code]


def test_a_file_that_vanishes_while_the_site_is_built(site, monkeypatch, tmp_path):
    site.write("content/other.md", "---\ntitle: Other again\n---\n")
    before = site.page("other/index.html")
    path = site.folder / "content/other.md"
    text = path.read_bytes()

    def discover(config):
        found = real(config)
        path.unlink()
        return found

    real = survey.discover_sources
    monkeypatch.setattr(survey, "discover_sources", discover)
    result = site.build()
    assert told(result, "file-vanished") == [("error", "content/other.md", None)]
    assert site.page("other/index.html") == before
    monkeypatch.setattr(survey, "discover_sources", real)
    path.write_bytes(text)
    assert site.build().problems == ()
    assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch")


def refuse(monkeypatch, name, victim, code=errno.EACCES):
    """Let `os` or `builtins` refuse one path, as no permission would: root may read everything."""
    module, function = name
    real = getattr(module, function)

    def fail(path, *rest, **more):
        if str(path).endswith(victim):
            raise OSError(code, os.strerror(code), str(path))
        return real(path, *rest, **more)

    monkeypatch.setattr(module, function, fail)


def test_a_file_that_cannot_be_read(site, monkeypatch):
    site.write("content/other.md", "---\ntitle: Other again\n---\n")
    with monkeypatch.context() as patch:
        refuse(patch, (builtins, "open"), "other.md")
        result = site.build()
        assert told(result, "file-unreadable") == [("error", "content/other.md", None)]
        assert "permissions" in result.problems[0].hint
    assert "Other again" not in site.page("start/index.html")
    assert site.build().problems == ()
    assert "Other again" in site.page("other/index.html")


def test_an_image_that_cannot_be_read(site, monkeypatch, tmp_path):
    site.write("content/files/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>')
    site.write("content/other.md", "---\ntitle: Other\n---\n\n## Second\n\n![A](files/a.svg)\n")
    with monkeypatch.context() as patch:
        refuse(patch, (builtins, "open"), "a.svg")
        result = site.build()
        assert told(result, "file-unreadable") == [("error", "content/files/a.svg", None)]
    assert find_faults(site.output) == []
    assert site.build().problems == ()
    assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch")


def test_a_folder_that_cannot_be_read(site, monkeypatch):
    refuse(monkeypatch, (walk.os, "scandir"), "guides")
    result = site.build()
    assert told(result, "folder-unreadable") == [("error", "content/guides", None)]
    assert find_faults(site.output) == []


def test_an_article_that_no_parser_bears(site, monkeypatch):
    from kbgen.content import parse

    before = site.page("other/index.html")

    def fail(*_, **__):
        raise ValueError("cannot be")

    site.write("content/other.md", "---\ntitle: Other again\n---\n")
    with monkeypatch.context() as patch:
        patch.setattr(parse, "render_markdown", fail)
        result = site.build()
        assert told(result, "article-unreadable") == [("error", "content/other.md", 1)]
    assert site.page("other/index.html") == before
    # The same kbgen cannot read it the next time either, so it is not read again until it changes.
    site.write("content/other.md", "---\ntitle: Other once more\n---\n\n## Second\n")
    assert site.build().problems == ()


def test_a_shallow_clone(site, tmp_path):
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main")
    for command in (
        ("init", "-q"),
        ("add", "content", "kbgen.toml"),
        ("commit", "-qm", "One"),
        ("commit", "-qm", "Two", "--allow-empty"),
    ):
        subprocess.run([*git, *command], cwd=site.folder, check=True)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{site.folder}", str(clone)], check=True)
    answer = run_kbgen(clone, *BUILD)
    assert answer.code == 0
    assert "kbgen.toml: warning: this is a shallow clone" in answer.err
    assert [p.code for p in SiteFolder(clone).build().problems] == ["git-shallow"]
    assert "fetch-depth: 0" in answer.err
    assert run_kbgen(clone, *BUILD, "--strict").code == 1


def test_a_repository_that_git_cannot_read(site):
    subprocess.run(["git", "init", "-q"], cwd=site.folder, check=True)
    (site.folder / ".git" / "config").write_text("[core\n")
    problem = site.build().problems[0]
    assert (problem.code, problem.level, problem.path) == ("git-unusable", "warning", "kbgen.toml")
    assert "`git log`" in problem.hint


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_full_disk(site, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)], check=False)
    if mount.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        output = disk / "site"
        assert run_kbgen(site.folder, *BUILD, "--output", str(output)).code == 0
        (disk / "ballast").write_bytes(b"x" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize - 8192))
        for number in range(30):
            site.write(f"content/more/a{number:02}.md", f"---\ntitle: More {number}\n---\n\n{'Text. ' * 300}\n")
        answer = run_kbgen(site.folder, *BUILD, "--output", str(output))
        assert answer.code == 1
        assert "The disk is full: make room and build again" in answer.err
        assert "Traceback" not in answer.err
        assert find_faults(output) == []
        (disk / "ballast").unlink()
        subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
        assert run_kbgen(site.folder, *BUILD, "--output", str(output)).code == 0
        assert read_tree(output) == clean_tree(site, tmp_path / "scratch")
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit of the system")
def test_no_room_for_what_the_build_remembers(site, tmp_path):
    """The state cannot be written: said in one sentence, and the next build is right."""
    for number in range(30):
        site.write(f"content/more/a{number:02}.md", f"---\ntitle: More {number}\n---\n\n{'Text. ' * 300}\n")
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)); import kbgen.cli; kbgen.cli.main()"
    process = subprocess.run(
        [sys.executable, "-c", limited, *BUILD], cwd=site.folder, capture_output=True, text=True, check=False
    )
    assert process.returncode == 1, process.stderr
    assert "Traceback" not in process.stderr
    assert process.stderr.splitlines()[-2].startswith("Error: cannot write")
    assert find_faults(site.output) == []
    assert run_kbgen(site.folder, *BUILD).code == 0
    assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch")


def test_a_folder_of_somebody_else(site):
    thesis = site.folder / "thesis"
    thesis.mkdir()
    for name in ("a.doc", "b.doc", "c.doc", "d.doc", "e.doc", "f.doc", "g.doc"):
        (thesis / name).write_text("years of work")
    answer = run_kbgen(site.folder, *BUILD, "--output", "thesis")
    assert answer.code == 1
    assert (
        "is not empty and has no .kbgen-manifest: it holds a.doc, b.doc, c.doc, d.doc, e.doc and 2 more" in answer.err
    )
    assert "Nothing was touched" in answer.err
    assert sorted(os.listdir(thesis)) == ["a.doc", "b.doc", "c.doc", "d.doc", "e.doc", "f.doc", "g.doc"]
    assert run_kbgen(site.folder, *BUILD, "--output", "thesis/a.doc").code == 1


def test_foreign_files_beside_ours_stay(site, tmp_path):
    (site.output / "CNAME").write_text("help.example.com")
    (site.output / "other" / "mine.txt").write_text("mine")
    site.remove("content/other.md")
    site.write("content/start.md", "---\ntitle: Start\n---\n\n## First\n")
    assert site.build().problems == ()
    clean = clean_tree(site, tmp_path / "scratch")
    assert read_tree(site.output) == clean | {"CNAME": b"help.example.com", "other/mine.txt": b"mine"}


def test_a_foreign_file_in_the_way_of_a_page(site):
    site.remove("content/guides/one.md")
    site.write("content/start.md", "---\ntitle: Start\n---\n\n## First\n")
    site.build()
    (site.output / "fresh").write_text("mine")
    site.write("content/fresh.md", "---\ntitle: Fresh\n---\n")
    answer = run_kbgen(site.folder, *BUILD)
    assert answer.code == 1
    assert "fresh" in answer.err
    assert "Traceback" not in answer.err
    assert (site.output / "fresh").read_text() == "mine"
    (site.output / "fresh").unlink()
    assert run_kbgen(site.folder, *BUILD).code == 0


def test_two_builds_at_once_end_right(site, tmp_path):
    for number in range(20):
        site.write(f"content/more/a{number:02}.md", f"---\ntitle: More {number}\n---\n\nText.\n")
    both = [start_kbgen(site.folder, *BUILD), start_kbgen(site.folder, *BUILD)]
    ends = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0], ends
    assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch")


def test_a_build_that_waits_in_vain_says_so(site, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0.1)
    with lock.lock_output(str(site.folder / ".kbgen"), str(site.output)):
        holder = "from kbgen.build import lock; lock.PATIENCE_SECONDS = 0.1; import kbgen.cli; kbgen.cli.main()"
        process = subprocess.run(
            [sys.executable, "-c", holder, *BUILD], cwd=site.folder, capture_output=True, text=True, check=False
        )
    assert process.returncode == 1
    assert "another kbgen is building into" in process.stderr
    assert "Wait until it is done" in process.stderr


def test_the_output_of_another_site(site, tmp_path):
    """Its manifest lists its own files alone, which this site's build then replaces."""
    other = SiteFolder(tmp_path / "other-site")
    other.write("content/theirs.md", "---\ntitle: Theirs\n---\n")
    other.build()
    shutil.rmtree(site.output)
    shutil.copytree(other.output, site.output)
    (site.output / "theirs" / "note.txt").write_text("not in the manifest")
    assert run_kbgen(site.folder, *BUILD).code == 0
    expected = clean_tree(site, tmp_path / "scratch")
    assert read_tree(site.output) == expected | {"theirs/note.txt": b"not in the manifest"}


def test_a_manifest_that_points_outside(site):
    """Whoever wrote it, nothing outside the output is removed."""
    keep = site.folder / "keep.txt"
    keep.write_text("precious")
    with open(site.output / ".kbgen-manifest", "a") as file:
        file.write(f"0  ../keep.txt\n0  {keep}\n0  a/../../keep.txt\n")
    assert run_kbgen(site.folder, *BUILD).code == 0
    assert keep.read_text() == "precious"


def test_the_command_fails_as_it_does_in_a_process(site):
    """What the other tests ask of `main` in this process, once for real."""
    site.write("content/other.md", "---\ntitle: a: b\n---\n")
    answer = call_kbgen(site.folder, *BUILD)
    assert answer.code == 1
    assert "content/other.md:2: error: the front matter cannot be read" in answer.err
    assert "Next: mend the errors above" in answer.out
