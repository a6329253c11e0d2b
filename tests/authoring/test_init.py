"""`lay_out`: what a new site holds, and what is never touched."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import tomllib

import pytest
import yaml

from kbgen.authoring.init import HOSTS, SAMPLE_LANGUAGES, Answers, lay_out, plan_files
from kbgen.config import SERVERS
from kbgen.errors import OutputError, UsageError
from kbgen.publication import mark_edition


def settings_of(folder):
    return tomllib.loads((folder / "kbgen.toml").read_text(encoding="utf-8"))


def front_matter(text):
    return yaml.safe_load(text.split("---\n")[1])


def test_a_site_in_one_language_has_no_language_folders(tmp_path):
    written = lay_out(str(tmp_path / "help"), Answers(title="Acme help"))
    assert "content/account/cannot-sign-in.md" in written
    assert all((tmp_path / "help" / name).is_file() for name in written)
    settings = settings_of(tmp_path / "help")
    assert settings["site"]["title"] == "Acme help"
    assert settings["site"]["languages"] == ["en"]


def test_each_language_gets_its_folder_and_its_words(tmp_path):
    written = lay_out(str(tmp_path), Answers(languages=("sv", "ja")))
    articles = [name for name in written if name.endswith(".md") and not name.endswith(("_section.md", "README.md"))]
    assert len(articles) == 6
    assert "Jag kan inte logga in" in (tmp_path / "content/sv/account/cannot-sign-in.md").read_text(encoding="utf-8")
    assert "ログインできない" in (tmp_path / "content/ja/account/cannot-sign-in.md").read_text(encoding="utf-8")
    assert settings_of(tmp_path)["site"]["language"] == "sv"


def test_samples_are_translations_of_each_other():
    plans = {language: plan_files(Answers(languages=(language,))) for language in SAMPLE_LANGUAGES}
    assert len({frozenset(plan) for plan in plans.values()}) == 1
    for name in plans["en"]:
        if name.startswith("content/") and not name.endswith("_section.md"):
            facts = [front_matter(plan[name]) for plan in plans.values()]
            assert len({(fact["id"], fact["type"], fact["order"]) for fact in facts}) == 1
            assert all(fact["title"] and fact["summary"] and fact["keywords"] for fact in facts)


def test_links_between_samples_lead_somewhere():
    for language in SAMPLE_LANGUAGES:
        plan = plan_files(Answers(languages=(language,)))
        for name, text in plan.items():
            for target in re.findall(r"\]\(([^)]+\.md)\)", text) if name.startswith("content/") else ():
                assert f"{name.rpartition('/')[0]}/{target}" in plan


def test_a_language_without_samples_shows_those_of_the_first(tmp_path):
    written = lay_out(str(tmp_path), Answers(languages=("en", "fi")))
    assert [name for name in written if name.startswith("content/fi/")] == ["content/fi/.gitkeep"]


def test_a_first_language_without_samples_gets_english_ones_that_say_so(tmp_path):
    lay_out(str(tmp_path), Answers(languages=("fi",)))
    text = (tmp_path / "content/account/cannot-sign-in.md").read_text(encoding="utf-8")
    assert front_matter(text)["id"] == "cannot-sign-in"
    assert text.partition("\n---\n")[2].lstrip().startswith("> [!NOTE]\n> This sample is in English.")


@pytest.mark.parametrize(
    "title", ['Say "hello"', "C:\\help", "$title and ${language}", "ヘルプ", "a\x7fb\tc", "# x = 1"]
)
def test_any_title_survives(tmp_path, title):
    lay_out(str(tmp_path), Answers(title=title))
    assert settings_of(tmp_path)["site"]["title"] == title


@pytest.mark.parametrize(
    ("contact", "target"),
    [
        ("help@example.com", "mailto:help@example.com"),
        ("mailto:help@example.com", "mailto:help@example.com"),
        ("https://example.com/contact", "https://example.com/contact"),
        ("", None),
    ],
)
def test_the_contact_becomes_a_target(tmp_path, contact, target):
    lay_out(str(tmp_path), Answers(contact=contact))
    assert settings_of(tmp_path)["contact"].get("target") == target


def host_files(folder, host):
    written = lay_out(str(folder / host), Answers(host=host))
    ours = ("content/", "README.md", "kbgen.toml", ".gitignore")
    return {name for name in written if not name.startswith(ours)}


def test_each_host_gets_what_it_needs_and_nothing_else(tmp_path):
    assert host_files(tmp_path, "netlify") == {
        "netlify.toml",
        "netlify/functions/daily-build.mjs",
        "netlify/kbgen-build/index.js",
        "netlify/kbgen-build/manifest.yml",
        "netlify/kbgen-build/package.json",
    }
    assert host_files(tmp_path, "github-pages") == {".github/workflows/pages.yml"}
    assert not any(host_files(tmp_path, host) for host in ("nginx", "caddy", "other"))


@pytest.mark.parametrize("host", HOSTS)
def test_only_servers_are_named_in_the_settings(tmp_path, host):
    lay_out(str(tmp_path), Answers(host=host))
    assert settings_of(tmp_path)["build"].get("server") == (host if host in SERVERS else None)


def test_netlify_never_publishes_internal_notes(tmp_path):
    lay_out(str(tmp_path), Answers(host="netlify"))
    text = (tmp_path / "netlify.toml").read_text(encoding="utf-8")
    netlify = tomllib.loads(text)
    assert netlify["build"]["publish"] == "site"
    commands = [netlify["build"]["command"], *(context["command"] for context in netlify["context"].values())]
    assert not any("agents" in command for command in commands)
    assert '--base-url "$URL"' in commands[0]
    assert "site-agents/" in text


def test_the_workflow_for_pages_publishes_each_push_and_each_day(tmp_path):
    lay_out(str(tmp_path), Answers(host="github-pages"))
    workflow = yaml.safe_load((tmp_path / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    assert workflow[True]["push"]["branches"] == ["main"]  # YAML reads `on` as true
    assert workflow[True]["schedule"] == [{"cron": "17 3 * * *"}]
    steps = workflow["jobs"]["publish"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 0
    commands = [step["run"] for step in steps if "run" in step]
    assert commands[1] == 'kbgen build --base-url "${{ steps.pages.outputs.base_url }}" --output site'
    assert [step["uses"].partition("@")[0] for step in steps[-2:]] == [
        "actions/upload-pages-artifact",
        "actions/deploy-pages",
    ]
    assert steps[-2]["with"]["path"] == "site"


@pytest.mark.skipif(sys.platform == "win32", reason="the workflow runs on Linux")
@pytest.mark.parametrize("edition", ["public", "agents"])
def test_the_workflow_for_pages_refuses_the_agents_edition(tmp_path, edition):
    lay_out(str(tmp_path), Answers(host="github-pages"))
    workflow = yaml.safe_load((tmp_path / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    refuse = next(step["run"] for step in workflow["jobs"]["publish"]["steps"] if "Refuse" in step.get("name", ""))
    (tmp_path / "site").mkdir()
    for name in (".kbgen-manifest", "_headers"):
        (tmp_path / "site" / name).write_text(f"# x\n{mark_edition(edition)}\n00  a\n", encoding="utf-8")
        answer = subprocess.run(["bash", "-e", "-c", refuse], cwd=tmp_path, capture_output=True, check=False)
        assert (answer.returncode == 0) == (edition == "public")
        (tmp_path / "site" / name).unlink()


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("mine", encoding="utf-8")
    written = lay_out(str(tmp_path), Answers())
    assert not {"README.md", ".gitignore"} & set(written)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"
    with pytest.raises(UsageError, match="already"):
        lay_out(str(tmp_path), Answers(title="Another"))
    assert settings_of(tmp_path)["site"]["title"] == "Help"


def test_samples_do_not_mix_with_articles(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/mine.md").write_text("# Mine\n", encoding="utf-8")
    written = lay_out(str(tmp_path), Answers())
    assert not [name for name in written if name.startswith("content/")]
    assert settings_of(tmp_path)["nav"] == {}


@pytest.mark.parametrize("languages", [(), ("",), ("english",), ("../en",), ("EN",)])
def test_what_is_no_language_is_refused_before_anything_is_written(tmp_path, languages):
    with pytest.raises(UsageError, match="language"):
        lay_out(str(tmp_path / "new"), Answers(languages=languages))
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("contact", ["call us", "mailto:nobody", "http://example.com"])
def test_a_contact_that_leads_nowhere_is_refused(tmp_path, contact):
    with pytest.raises(UsageError, match="reach you"):
        lay_out(str(tmp_path / "new"), Answers(contact=contact))
    assert not (tmp_path / "new").exists()


def test_a_file_in_the_way_is_named(tmp_path):
    (tmp_path / "content").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="content"):
        lay_out(str(tmp_path), Answers())


def test_same_answers_same_bytes(tmp_path):
    for name in "ab":
        lay_out(str(tmp_path / name), Answers(languages=("en", "sv")))
    files = [sorted(path for path in (tmp_path / name).rglob("*") if path.is_file()) for name in "ab"]
    for left, right in itertools.zip_longest(*files):
        assert left.read_bytes() == right.read_bytes()
        assert b"\r" not in left.read_bytes()
