"""The command line as someone new meets it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from kbgen.cli import cli
from kbgen.errors import UsageError


def run(folder, *arguments):
    """kbgen in a process of its own, without anybody to answer."""
    return subprocess.run(
        [sys.executable, "-m", "kbgen", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_init_asks_again_until_an_answer_will_do(tmp_path):
    answers = "Acme\nsvenska\nsv, en\nftp\nother\nnobody\nhelp@example.com\n"
    result = CliRunner().invoke(cli, ["init", str(tmp_path / "help")], input=answers)
    assert result.exit_code == 0
    assert "'svenska' is not the code of a language" in result.output
    assert "'nobody' is not a way to reach you" in result.output
    settings = (tmp_path / "help" / "kbgen.toml").read_text(encoding="utf-8")
    assert 'languages = ["sv", "en"]' in settings
    assert 'target = "mailto:help@example.com"' in settings


def test_init_does_not_ask_where_there_is_a_site(tmp_path):
    (tmp_path / "kbgen.toml").write_text("", encoding="utf-8")
    result = CliRunner().invoke(cli, ["init", str(tmp_path)])
    assert isinstance(result.exception, UsageError)
    assert result.output == ""


def test_init_without_a_terminal_names_the_way_out(tmp_path):
    done = run(tmp_path, "init", "help")
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert not (tmp_path / "help").exists()


def test_the_next_step_after_init_can_be_pasted(tmp_path):
    done = run(tmp_path, "init", "my help", "--yes")
    assert done.stdout.endswith('Next: cd "my help" && kbgen build\n')


@pytest.mark.parametrize("command", ["build", "list"])
def test_a_folder_without_articles_says_so(tmp_path, command):
    done = run(tmp_path, command)
    assert done.returncode == 0
    assert "There is no article" in done.stderr if command == "list" else "kbgen init" in done.stdout


def test_a_mistyped_command_or_option_is_answered_with_the_right_one(tmp_path):
    for arguments, meant in ((["buid"], "build"), (["build", "--outptu", "x"], "--output")):
        done = run(tmp_path, *arguments)
        assert (done.returncode, meant in done.stderr) == (2, True)


def test_a_strict_build_says_why_it_fails_even_when_quiet(tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n\n[x](gone.md) [y](lost.md)\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("---\nstate: drfat\n---\n", encoding="utf-8")
    done = run(tmp_path, "build")
    assert (done.returncode, "1 error (front-matter-value 1), 2 warnings (link-broken 2)." in done.stdout) == (1, True)
    (tmp_path / "b.md").unlink()
    done = run(tmp_path, "build", "--strict")
    assert (done.returncode, "--strict counts them as errors" in done.stdout) == (1, True)
    done = run(tmp_path, "build", "--strict", "--quiet")
    assert (done.returncode, done.stdout, done.stderr.count("[link-broken]")) == (1, "", 2)


def test_a_build_for_another_place_says_that_it_hides_from_search_engines(tmp_path):
    (tmp_path / "kbgen.toml").write_text('[site]\nurl = "https://help.example.com"\n', encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("# A\n\nText.\n", encoding="utf-8")
    said = "Search engines are asked to leave this copy alone: --base-url is not [site] url."
    assert said in run(tmp_path, "build", "--base-url", "https://preview.example.com").stdout
    assert said not in run(tmp_path, "build", "--base-url", "https://help.example.com").stdout
    assert said not in run(tmp_path, "build", "--noindex").stdout
