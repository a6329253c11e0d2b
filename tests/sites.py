"""Small sites for tests: write files, build, compare what came out."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import dedent

from kbgen.build.engine import build_site
from kbgen.build.manifest import NAME
from kbgen.options import build_options
from kbgen.progress import Quiet
from kbgen.settings.load import load_config

DAY = "2026-06-15"
CONFIG = """\
[site]
title = "Help"
url = "https://help.example.com"
"""


class SiteFolder:
    """A site's folder with one output, `site/`."""

    def __init__(self, folder: Path, config: str = CONFIG) -> None:
        self.folder = folder
        self.output = folder / "site"
        self.write("kbgen.toml", config)

    def write(self, path: str, text: str | bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            target.write_bytes(text)
        else:
            target.write_text(dedent(text), encoding="utf-8", newline="\n")

    def remove(self, path: str) -> None:
        target = self.folder / path
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()

    def build(self, reporter=None, **chosen):
        config = load_config(str(self.folder), None, str(self.folder))
        chosen = {"date": DAY, "jobs": 1, **chosen}
        if "output" in chosen:
            chosen["output"] = str(chosen["output"])
        config, options = build_options(config, environment={}, **chosen)
        return build_site(config, options, reporter or Quiet())

    def page(self, path: str) -> str:
        return (self.output / path).read_text(encoding="utf-8")

    def codes(self, result):
        return sorted(problem.code for problem in result.problems)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, the manifest included."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def clean_tree(site: SiteFolder, scratch: Path, **chosen) -> dict[str, bytes]:
    """What a build from nothing makes of the same sources, elsewhere on the disk."""
    shutil.rmtree(scratch, ignore_errors=True)
    copy = scratch / "elsewhere"
    shutil.copytree(site.folder, copy, ignore=shutil.ignore_patterns("site", "site-agents", ".kbgen"), symlinks=True)
    other = SiteFolder.__new__(SiteFolder)
    other.folder, other.output = copy, copy / "site"
    other.build(**chosen)
    return read_tree(other.output)


__all__ = ["CONFIG", "DAY", "NAME", "SiteFolder", "clean_tree", "read_tree"]
