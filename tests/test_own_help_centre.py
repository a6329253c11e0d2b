"""kbgen's own help centre: what `make site` builds has nothing to complain about."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from kbgen import __version__
from kbgen.build.engine import build_site
from kbgen.options import build_options
from kbgen.progress import Quiet
from kbgen.settings.load import load_config

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy, so that a test leaves no state in the checkout."""
    folder = tmp_path_factory.mktemp("help")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copyfile(ROOT / "kbgen.toml", folder / "kbgen.toml")
    return folder


@pytest.mark.parametrize("edition", ["public", "agents"])
def test_it_builds_without_a_warning(folder, edition):
    config = load_config(str(folder), None, str(folder))
    config, options = build_options(config, edition=edition, date="2026-05-01", base_url="https://help.example.com")
    result = build_site(config, options, Quiet())
    assert not [f"{problem.path}:{problem.line}: {problem.message}" for problem in result.problems]


def test_it_describes_this_version(folder):
    assert load_config(str(folder), None, str(folder)).content.variables["kbgen_version"] == __version__


# What a language must have of its own; the rest is borrowed from English.
TRANSLATED = 10


def read_files(folder, language):
    """Paths below a language's folder -> whether it is an article."""
    root = folder / "content" / language
    return {
        path.relative_to(root): not any(part.startswith("_") for part in path.relative_to(root).parts)
        for path in root.rglob("*.md")
    }


@pytest.mark.parametrize("language", ["sv", "nb", "ja"])
def test_every_language_has_its_own_articles_and_all_sections(folder, language):
    english, own = read_files(folder, "en"), read_files(folder, language)
    assert sum(own.values()) >= TRANSLATED
    assert not set(own) - set(english), "these translate nothing"
    missing = {path for path, is_article in english.items() if not is_article} - set(own)
    assert not missing, "sections and snippets are translated before articles"


def test_it_lists_the_icons_that_there_are(folder):
    drawn = set(re.findall('<symbol id="([^"]+)"', (ROOT / "themes/default/icons.svg").read_text(encoding="utf-8")))
    text = (folder / "content/en/reference/front-matter.md").read_text(encoding="utf-8")
    listed = text.partition("{#icons}")[2].partition("\n## ")[0].strip().splitlines()[-1]
    assert set(re.findall("`([^`]+)`", listed)) == drawn


def test_it_answers_in_english_what_writers_ask(folder):
    assert sum(read_files(folder, "en").values()) >= 25


def read_english(folder):
    """(path, front matter, text) of each English article."""
    root = folder / "content/en"
    for path in sorted(root.rglob("[!_]*.md")):
        if not any(part.startswith("_") for part in path.relative_to(root).parts):
            _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
            yield path.relative_to(root).as_posix(), yaml.safe_load(front), text


def test_it_takes_its_own_advice_on_front_matter(folder):
    for path, front, _ in read_english(folder):
        assert {"id", "title", "summary", "type", "keywords", "order"} <= set(front), path
        assert len(front["title"]) <= 65, path


def test_it_takes_its_own_advice_on_the_parts_of_an_article(folder):
    parts = ("Symptom", "Environment", "Cause", "Fix", "Verify")
    told = [(path, text) for path, front, text in read_english(folder) if front["type"] == "troubleshooting"]
    assert len(told) >= 15
    for path, text in told:
        found = [heading for heading in re.findall("^## (.+?)(?: {#.*})?$", text, re.MULTILINE) if heading in parts]
        assert tuple(found) == parts, path
