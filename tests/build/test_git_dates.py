"""Dates on pages come from git, and follow it."""

import os
import subprocess

import pytest

from tests.sites import SiteFolder, clean_tree, read_tree


def git(folder, *arguments, day="2026-03-01"):
    when = f"{day}T12:00:00+00:00"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_DATE": when,
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"]
    subprocess.run(["git", *who, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


@pytest.fixture
def site(tmp_path):
    site = SiteFolder(tmp_path / "help")
    site.write(".gitignore", "site/\n.kbgen/\n")
    site.write("content/card.md", "# The card\n\nOne.\n")
    site.write("content/invoice.md", "# The invoice\n\nOne.\n")
    git(site.folder, "init", "-q")
    git(site.folder, "add", ".")
    git(site.folder, "commit", "-qm", "Start")
    site.build()
    return site


def test_a_commit_without_an_edit_renders_the_pages_whose_date_it_changes(site, tmp_path):
    assert "March 1, 2026" in site.page("card/index.html")
    site.write("content/card.md", "# The card\n\nTwo.\n")
    site.build()
    git(site.folder, "commit", "-qam", "Mend", day="2026-04-02")
    result = site.build()
    assert "article:en/card" in result.rendered
    assert "article:en/invoice" not in result.rendered
    assert "April 2, 2026" in site.page("card/index.html")
    assert read_tree(site.output) == clean_tree(site, tmp_path / "scratch")


def test_an_amended_commit_is_noticed(site):
    git(site.folder, "commit", "-q", "--amend", "--no-edit", "--date", "2026-05-03T12:00:00+00:00", day="2026-05-03")
    site.build()
    assert "May 3, 2026" in site.page("card/index.html")


def test_a_shallow_clone_shows_no_dates_and_says_so(site, tmp_path):
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{site.folder}", "clone")
    clone = SiteFolder.__new__(SiteFolder)
    clone.folder, clone.output = tmp_path / "clone", tmp_path / "clone" / "site"
    result = clone.build()
    assert clone.codes(result) == ["git-shallow"]
    assert "March 1, 2026" not in clone.page("card/index.html")
