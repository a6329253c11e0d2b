"""What can be looked up is all there: every command and option, every setting, every key of front matter, and no other."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from kbgen.cli import cli
from kbgen.config import BuildConfig, ContentConfig, GitConfig, NavConfig, SiteConfig
from kbgen.content import fields as front_matter

REFERENCE = Path(__file__).parent.parent / "content" / "en" / "reference"
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def read(name):
    return (REFERENCE / name).read_text(encoding="utf-8")


def walk(group, path="kbgen"):
    """(name, command) of everything that can be run."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from walk(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def test_every_command_can_be_looked_up():
    text = read("commands.md")
    assert [name for name, _ in walk(cli) if f"`{name}" not in text] == []


def test_every_option_can_be_looked_up_and_no_other():
    known = {
        option for _, command in walk(cli) for each in command.params for option in each.opts if option[:2] == "--"
    }
    assert known | {"--help"} == set(OPTION.findall(read("commands.md")))


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("site", SiteConfig),
        ("content", ContentConfig),
        ("build", BuildConfig),
        ("nav", NavConfig),
        ("git", GitConfig),
    ],
)
def test_every_setting_can_be_looked_up_and_no_other(table, kind):
    part = read("kbgen-toml.md").partition(f"\n## `[{table}]`")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) == {field.name for field in fields(kind)}


def test_every_key_of_front_matter_can_be_looked_up():
    text = read("front-matter.md")
    assert [key for key in front_matter._KNOWN if f"`{key}`" not in text] == []
