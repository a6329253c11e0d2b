"""The builders that are measured: where each wants the articles, how it is started, what it leaves behind."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kbgen import __version__  # noqa: E402  this checkout, not what may be installed

KBGEN = f"kbgen {__version__}"
SECTION_PAGES = ("_section.md", "index.md", "readme.md")


class MissingToolError(Exception):
    """A builder is not installed; the message says how to get it."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """One builder on its own copy of the articles.

    steps: name -> command, run one after the other in `folder`. content: where its articles lie. leftovers: what a
    cold build must not find.
    """

    name: str
    version: str
    folder: Path
    content: Path
    steps: Mapping[str, tuple[str, ...]]
    output: Path
    leftovers: tuple[Path, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


def is_article(path: Path) -> bool:
    """Whether a file is an article and not a folder's own page."""
    return path.suffix == ".md" and path.name.lower() not in SECTION_PAGES and not path.name.startswith((".", "_"))


def copy_articles(source: Path, target: Path, wanted: int) -> int:
    """Copy the Markdown of a folder, again and again into folders beside each other until there are `wanted` articles.

    wanted: 0 for those of the folder, once. Returns how many articles there are.
    """
    files = sorted(path for path in source.rglob("*.md") if not path.is_symlink())
    articles = [path for path in files if is_article(path)]
    if not articles:
        raise SystemExit(f"{source} holds no .md files: name the folder that holds the articles of one language.")
    done, copies = 0, 0
    while done < (wanted or len(articles)):
        top = target / f"copy-{copies:02}" if wanted > len(articles) else target
        for path in files:
            if is_article(path):
                if done == (wanted or len(articles)):
                    continue
                done += 1
            place = top / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
        copies += 1
    return done


def checkout_environment() -> dict[str, str]:
    """The environment in which `python -m kbgen` is this checkout."""
    environment = dict(os.environ)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), environment.get("PYTHONPATH", ""))))
    return environment


def prepare_kbgen(articles: Path, folder: Path, language: str = "en") -> Contestant:
    """This checkout of kbgen on a copy of the articles, which are in one language."""
    shutil.copytree(articles, folder / "content")
    settings = f'[site]\ntitle = "Help"\nurl = "https://help.example.com"\nlanguage = "{language}"\n'
    (folder / "kbgen.toml").write_text(settings, encoding="utf-8")
    return Contestant(
        name="kbgen",
        version=KBGEN,
        folder=folder,
        content=folder / "content",
        steps={"kbgen": (sys.executable, "-m", "kbgen", "build", "--quiet")},
        output=folder / "site",
        leftovers=(folder / "site", folder / ".kbgen"),
        environment=checkout_environment(),
    )


def prepare_hugo(articles: Path, folder: Path, *, search: bool) -> Contestant:
    """Hugo with the layouts beside this file, and Pagefind after it, on a copy of the articles.

    Their programs are started themselves, without the Python wrapper that brings them, which would cost them time.
    """
    hugo = program_of("hugo", "binaries/hugo")
    shutil.copytree(Path(__file__).parent / "hugo", folder)
    content = folder / "content"
    shutil.copytree(articles, content)
    name_section_pages(content)
    steps = {"Hugo": (hugo, "--quiet", "--cacheDir", str(folder / "cache"))}
    version = f"Hugo {importlib.metadata.version('hugo')}"
    if search:
        steps["Pagefind"] = (program_of("pagefind_bin_extended", "pagefind_extended"), "--site", "public", "--silent")
        version += f", Pagefind {importlib.metadata.version('pagefind')}"
    return Contestant(
        name=" + ".join(steps),
        version=version,
        folder=folder,
        content=content,
        steps=steps,
        output=folder / "public",
        leftovers=(folder / "public", folder / "cache", folder / "resources", folder / ".hugo_build.lock"),
        environment=dict(os.environ),
    )


def name_section_pages(content: Path) -> None:
    """Give every folder the `_index.md` without which Hugo makes no page for it; kbgen needs none."""
    for folder in (content, *sorted(path for path in content.rglob("*") if path.is_dir())):
        pages = {path.name.lower(): path for path in folder.glob("*.md")}
        page = next((pages[name] for name in SECTION_PAGES if name in pages), None)
        if page:
            page.rename(folder / "_index.md")
        elif folder != content:
            title = folder.name.replace("-", " ").capitalize()
            (folder / "_index.md").write_text(f'---\ntitle: "{title}"\n---\n', encoding="utf-8")


def program_of(package: str, path: str) -> str:
    """A program inside an installed package."""
    spec = importlib.util.find_spec(package)
    for place in spec.submodule_search_locations or () if spec else ():
        program = Path(place) / (f"{path}.exe" if os.name == "nt" else path)
        if program.exists():
            return str(program)
    raise MissingToolError(f"{package} is not installed here: run `python -m pip install --editable .[bench]`.")
