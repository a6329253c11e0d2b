"""The rules of the house that no linter knows: short modules with one job, no notes to self, nothing of one machine."""

from __future__ import annotations

import ast
import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYTHON = sorted([*(ROOT / "kbgen").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")])
LONGEST_MODULE = 300

# Put together from halves, so that this file does not break the rule it states.
FORBIDDEN = {
    "a note to self": re.compile("|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"))),
    "a path of one machine": re.compile(
        "|".join((r"(?<![\w.])/wor" + r"k/", r"(?<![\w.])/roo" + r"t/", "/home/" + r"\w"))
    ),
    "a package registry's host": re.compile(
        "|".join(("pypi" + r"\.org", "python" + r"hosted\.org", "registry" + r"\.npmjs"))
    ),
    "an issue's number": re.compile(r"\b(?:issue|pull request|PR) " + r"#\d+", re.IGNORECASE),
}
TEXT = {".py", ".md", ".toml", ".html", ".css", ".js", ".txt", ".xml", ".svg", ".yml", ".cfg", ""}


def tracked_files() -> list[Path]:
    """Files of the repository; all files where there is no git (a source distribution)."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listing.returncode:
        hidden = (".venv", ".git", "site", "build", "dist")
        return [path for path in ROOT.rglob("*") if path.is_file() and path.relative_to(ROOT).parts[0] not in hidden]
    return [ROOT / name for name in listing.stdout.decode().split("\0") if name]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", PYTHON, ids=relative)
def test_module_is_short_and_says_its_job(path):
    source = path.read_text(encoding="utf-8")
    lines = source.count("\n")
    assert lines <= LONGEST_MODULE, f"{lines} lines: give one of its jobs a module of its own"
    doc = ast.get_docstring(ast.parse(source))
    assert doc, "the first line says the module's job"
    assert doc.splitlines()[0].strip().endswith((".", ":", "?")), "the job in one sentence on the first line"


def test_every_test_is_run(pytestconfig):
    """pytest leaves folders out whose names it takes for something else."""
    left_out = pytestconfig.getini("norecursedirs")
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py") if "node_modules" not in path.parts}
    parts = {part for folder in folders for part in folder.relative_to(ROOT).parts}
    assert not [part for part in parts if any(fnmatch(part, pattern) for pattern in left_out)]


def test_names_say_what_is_inside():
    vague = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
    assert not [relative(path) for path in PYTHON if vague & set(path.stem.split("_"))]


def test_no_module_keeps_state():
    found = [
        f"{relative(path)}:{node.lineno}"
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Global)
    ]
    assert not found, "pass it in instead: " + ", ".join(found)


def literal(node):
    """The text of a literal, with X for what is filled in; empty for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "X" for part in node.values)
    return ""


def hints(path):
    """(line, text) of every literal hint in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for keyword in node.keywords if isinstance(node, ast.Call) else ():
            value = keyword.value
            choices = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
            yield from ((node.lineno, literal(choice)) for choice in choices if keyword.arg == "hint")


def test_hints_are_sentences():
    found = [
        f"{relative(path)}:{line}: {text}"
        for path in PYTHON
        for line, text in hints(path)
        if text and (text[0].islower() or text[-1] not in ".?")
    ]
    assert not found, "a capital letter and a full stop:\n" + "\n".join(found)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_repository_speaks_of_the_project_alone(what):
    found = []
    for path in tracked_files():
        if path.suffix not in TEXT or not path.is_file() or path.parent.name == "requirements":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if FORBIDDEN[what].search(line):
                found.append(f"{relative(path)}:{number}: {line.strip()[:100]}")
    assert not found, f"{what}:\n" + "\n".join(found)


def test_locks_name_no_index():
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        lines = lock.read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if line.startswith("--") or "://" in line], lock.name
        pins = [line for line in lines if "==" in line and not line.lstrip().startswith("#")]
        assert pins
        assert all(pin.rstrip().endswith("\\") for pin in pins), f"{lock.name}: every version has its hashes"


def test_what_runs_is_among_what_is_tested():
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        return set(re.findall(r"^[\w.\[\]-]+==[^ ;\\]+", text, re.MULTILINE))

    assert pins("run.txt") <= pins("dev.txt")
