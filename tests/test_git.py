"""Dates, authors and renames from real repositories, whole and piece by piece."""

import os
import subprocess
import unicodedata

import pytest

from kbgen import git
from kbgen.git import read_changes

DAY = 86400
START = 1_700_000_000 - 1_700_000_000 % DAY  # midnight of 2023-11-14, UTC


class Repository:
    """A repository in a folder; each commit is a day after the one before."""

    def __init__(self, folder):
        self.folder = folder
        self.day = 0
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments, author="Ada", written=None, check=True):
        moment = f"{START + DAY * self.day} +0900"
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": author,
            "GIT_AUTHOR_EMAIL": f"{author.lower().replace(' ', '.')}@example.com",
            "GIT_AUTHOR_DATE": moment if written is None else f"{START + DAY * written} +0900",
            "GIT_COMMITTER_NAME": "Bot",
            "GIT_COMMITTER_EMAIL": "bot@example.com",
            "GIT_COMMITTER_DATE": moment,
        }
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self, files=None, author="Ada", written=None):
        for name, text in (files or {}).items():
            self.write(name, text)
        self.day += 1
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "change", author=author, written=written)


LONG = "".join(f"line {number}\n" for number in range(30))


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "site")


def day(number):
    return f"2023-11-{14 + number}"


def test_dates_are_utc_days_of_the_author_and_authors_come_in_order(repository):
    repository.commit({"a.md": "1"}, author="Zoe")
    repository.commit({"a.md": "2"}, author="Ada")
    repository.commit({"a.md": "3", "b.txt": "x"}, author="Zoe")
    facts = read_changes(str(repository.folder), None)
    assert facts.head
    assert not facts.note
    assert facts.head == repository.git("rev-parse", "HEAD")
    assert set(facts.changes) == {"a.md"}
    change = facts.changes["a.md"]
    assert (change.first, change.last, change.authors) == (day(1), day(3), ("Zoe", "Ada"))


def test_a_pure_rename_changes_no_date_and_adds_no_author(repository):
    repository.commit({"old.md": LONG})
    repository.git("mv", "old.md", "new.md")
    repository.commit(author="Mover")
    change = read_changes(str(repository.folder), None).changes["new.md"]
    assert (change.first, change.last, change.authors) == (day(1), day(1), ("Ada",))


def test_a_rename_with_an_edit_counts_and_a_new_file_at_the_old_path_is_no_part_of_it(repository):
    repository.commit({"old.md": LONG})
    repository.git("mv", "old.md", "new.md")
    repository.commit({"new.md": LONG + "more\n"}, author="Bob")
    repository.commit({"old.md": "something else"}, author="Eve")
    change = read_changes(str(repository.folder), None).changes["new.md"]
    assert (change.first, change.last, change.authors) == (day(1), day(2), ("Ada", "Bob"))


def test_a_file_renamed_there_and_back_ends(repository):
    repository.commit({"a.md": LONG})
    for old, new in (("a.md", "b.md"), ("b.md", "a.md"), ("a.md", "b.md")):
        repository.git("mv", old, new)
        repository.git("commit", "-q", "-m", "move")  # all in the same second
    assert read_changes(str(repository.folder), None).changes["b.md"].first == day(1)


def test_a_sub_folder_a_worktree_and_a_hook_see_their_own_paths(repository, tmp_path, monkeypatch):
    repository.commit({"help/content/a.md": "1", "b.md": "1"})
    repository.git("worktree", "add", "-q", "--detach", str(tmp_path / "tree"))
    other = Repository(tmp_path / "other")
    other.commit({"x.md": "1"})
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.folder / ".git" / "index"))
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    for folder in (repository.folder / "help", tmp_path / "tree" / "help"):
        assert set(read_changes(str(folder), None).changes) == {"content/a.md"}


def test_settings_of_the_machine_change_nothing(repository, tmp_path, monkeypatch):
    repository.commit({"å b.md": "1"})
    hostile = tmp_path / "gitconfig"
    hostile.write_text(
        "[core]\nquotePath=true\nfsmonitor=/nowhere\npager=false\n[log]\nshowRoot=false\nshowSignature=true\n"
        "[diff]\nrenames=false\nexternal=/nowhere\norderFile=/nowhere\n[mailmap]\nfile=/nowhere\n[color]\nui=always\n"
        "[i18n]\nlogOutputEncoding=latin1\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(hostile))
    repository.git("mv", "å b.md", "ö c.md")
    repository.commit(author="Åke")
    repository.commit({"ö c.md": "2"}, author="Åke")
    changes = read_changes(str(repository.folder), None).changes
    assert changes["ö c.md"].authors == ("Ada", "Åke")
    assert changes[unicodedata.normalize("NFD", "ö c.md")] == changes["ö c.md"]


def test_mailmap_edits_are_noticed_though_head_stays(repository, tmp_path):
    repository.commit({"a.md": "1"}, author="ada")
    cache = str(tmp_path / "cache")
    assert read_changes(str(repository.folder), cache).changes["a.md"].authors == ("ada",)
    repository.write(".mailmap", "Ada Lovelace <ada@example.com>\n")
    assert read_changes(str(repository.folder), cache).changes["a.md"].authors == ("Ada Lovelace",)


def test_head_unmoved_costs_one_process(repository, tmp_path, monkeypatch):
    repository.commit({"a.md": "1"})
    cache = str(tmp_path / "cache")
    whole = read_changes(str(repository.folder), cache)
    asked = []
    run = git._run
    monkeypatch.setattr(git, "_run", lambda *arguments: asked.append(arguments[1]) or run(*arguments))
    assert read_changes(str(repository.folder), cache) == whole
    assert asked == ["rev-parse"]


def test_cached_and_whole_walks_agree_through_merges_renames_and_rewrites(repository, tmp_path):
    cache = str(tmp_path / "cache")

    def check():
        assert read_changes(str(repository.folder), cache) == read_changes(str(repository.folder), None)

    repository.commit({"a.md": LONG, "b.md": "1"})
    check()
    repository.git("checkout", "-q", "-b", "side")
    repository.commit({"a.md": LONG + "side\n"}, author="Sid", written=0)
    repository.git("mv", "a.md", "c.md")
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.commit({"b.md": "2"}, author="Bob")
    check()
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    check()
    assert read_changes(str(repository.folder), cache).changes["c.md"].authors == ("Sid", "Ada")
    repository.commit({"b.md": "3"}, author="Wrong")
    check()
    repository.git("commit", "-q", "--amend", "--reset-author", "-m", "again", author="Right")
    check()
    assert "Wrong" not in read_changes(str(repository.folder), cache).changes["b.md"].authors
    repository.git("checkout", "-q", "side")
    check()
    repository.git("reset", "-q", "--hard", "HEAD~2")
    check()
    assert "c.md" not in read_changes(str(repository.folder), cache).changes


def test_side_branches_that_came_to_the_same_end_are_part_of_history(repository, tmp_path):
    cache = str(tmp_path / "cache")
    repository.commit({"a.md": "1"})
    repository.git("checkout", "-q", "-b", "side")
    repository.commit({"a.md": "2"}, author="Sid")
    repository.git("checkout", "-q", "main")
    repository.commit({"a.md": "2"}, author="Bob")
    read_changes(str(repository.folder), cache)
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    facts = read_changes(str(repository.folder), cache)
    assert facts.changes["a.md"].authors == ("Ada", "Sid", "Bob")
    assert facts == read_changes(str(repository.folder), None)


def test_a_shallow_clone_tells_no_dates_until_it_is_whole(repository, tmp_path):
    repository.commit({"a.md": "1"})
    repository.commit({"a.md": "2"})
    cache = str(tmp_path / "cache")
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.folder}", str(tmp_path / "clone"))
    facts = read_changes(str(tmp_path / "clone"), cache)
    assert facts.shallow
    assert facts.head
    assert not facts.changes
    subprocess.run(["git", "fetch", "-q", "--unshallow"], cwd=tmp_path / "clone", check=True)
    facts = read_changes(str(tmp_path / "clone"), cache)
    assert not facts.shallow
    assert facts.changes["a.md"].first == day(1)


def test_no_repository_and_no_commit_are_nothing_to_tell(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "bare").mkdir()
    facts = read_changes(str(tmp_path / "bare"), None)
    assert (facts.head, facts.note, dict(facts.changes)) == ("", "", {})
    empty = Repository(tmp_path / "empty")
    facts = read_changes(str(empty.folder), None)
    assert (facts.head, facts.note, dict(facts.changes)) == ("", "", {})


def test_a_damaged_repository_and_missing_git_are_said(repository, tmp_path, monkeypatch):
    repository.commit({"a.md": "1"})
    repository.commit({"a.md": "2"})
    tree = repository.git("rev-parse", "HEAD^{tree}")
    broken = repository.folder / ".git" / "objects" / tree[:2] / tree[2:]
    broken.chmod(0o600)
    broken.write_bytes(b"")
    facts = read_changes(str(repository.folder), None)
    assert not facts.head
    assert facts.note
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "not installed" in read_changes(str(repository.folder), None).note
    assert not read_changes(str(tmp_path), None).note


def test_a_name_in_an_unknown_encoding_can_still_be_written(repository):
    repository.commit({"a.md": "1"})
    raw = subprocess.run(["git", "cat-file", "commit", "HEAD"], cwd=repository.folder, capture_output=True, check=True)
    odd = raw.stdout.replace(b"author Ada", b"author \xc5ke")
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=repository.folder,
        input=odd,
        capture_output=True,
        check=True,
    )
    repository.git("reset", "-q", "--soft", made.stdout.decode().strip())
    (author,) = read_changes(str(repository.folder), None).changes["a.md"].authors
    assert author.encode("utf-8").decode("utf-8").endswith("ke")


def test_a_damaged_cache_is_only_slow(repository, tmp_path):
    repository.commit({"a.md": "1"})
    cache = tmp_path / "cache"
    whole = read_changes(str(repository.folder), str(cache))
    good = cache.read_bytes()
    for data in (b"", b"\n", good[:-9], good.replace(b"Ada", b"Eve"), b"\xff" * 99):
        cache.write_bytes(data)
        assert read_changes(str(repository.folder), str(cache)) == whole
        assert cache.read_bytes() == good
