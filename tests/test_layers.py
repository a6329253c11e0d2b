"""Imports go down only: what each package may know of the others, read from the code itself."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kbgen"

# package -> what it may import besides itself and the base. A dotted name allows that module alone.
MAY_IMPORT = {
    "base": (),
    "content": (),
    "site": ("content",),
    "search": ("content", "site"),
    "render": ("site", "content.marks"),
    "authoring": ("content", "site"),
    "build": ("content", "site", "search", "render"),
    "preview": ("authoring.review_date", "build", "content", "search", "site", "render"),
    "cli": ("authoring", "base", "build", "content", "preview", "render", "search", "site"),
}

BASE_PACKAGES = {"settings"}


def layer_of(module: str) -> str:
    """`content.markdown.alerts` -> `content`, `commands.build` -> `cli`; `settings` and the modules beside cli.py are the base."""
    first = module.partition(".")[0]
    if first in ("cli", "commands", "__main__"):
        return "cli"
    return first if first in MAY_IMPORT else "base"


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(tree: ast.AST) -> list[tuple[int, str]]:
    """(line, module below kbgen) of every import of kbgen, wherever in the file it stands."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            # `from kbgen import errors` imports a module, `from kbgen.model import Page` a name: take both readings' prefix.
            names = [
                f"{node.module}.{alias.name}" if node.module == "kbgen" else str(node.module) for alias in node.names
            ]
        else:
            continue
        found += [
            (node.lineno, name.removeprefix("kbgen").lstrip(".")) for name in names if name.partition(".")[0] == "kbgen"
        ]
    return found


def breaches(module: str, source: str) -> list[str]:
    layer = layer_of(module)
    allowed = MAY_IMPORT[layer]
    return [
        f"{module}:{line} imports {target}"
        for line, target in imported_modules(ast.parse(source))
        if layer_of(target) not in (layer, "base")
        and not any(target == name or target.startswith(f"{name}.") for name in allowed)
    ]


def test_every_package_has_its_place():
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert packages - BASE_PACKAGES - {"commands"} <= set(MAY_IMPORT)


def test_imports_go_down_only():
    found = [
        breach
        for path in sorted(PACKAGE.rglob("*.py"))
        for breach in breaches(module_name(path), path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


def module_circles(imports):
    """Circles among modules: module -> those it imports. Gives the modules of each, in the order in which they meet."""
    found, done = [], set()

    def follow(module, way):
        if module in way:
            found.append(way[way.index(module) :])
        elif module not in done:
            for target in sorted(imports.get(module, ())):
                follow(target, [*way, module])
            done.add(module)

    for module in sorted(imports):
        follow(module, [])
    return found


def test_no_modules_import_each_other_in_a_circle():
    sources = {module_name(path): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    imports = {
        module: {target for _, target in imported_modules(ast.parse(source)) if target in sources and target}
        for module, source in sources.items()
    }
    assert not module_circles(imports)


def test_a_circle_is_seen():
    assert module_circles({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == [["b", "c"]]
    assert not module_circles({"a": {"b", "c"}, "b": {"c"}, "c": set()})


def test_kinds_of_page_stand_apart():
    kinds = PACKAGE / "render" / "kinds"
    found = [
        f"{path.name}:{line} imports {target}"
        for path in sorted(kinds.glob("*.py"))
        for line, target in imported_modules(ast.parse(path.read_text(encoding="utf-8")))
        if target.startswith("render.kinds.")
    ]
    assert not found, "what several kinds show belongs beside them, in kbgen/render: " + ", ".join(found)


def test_no_relative_imports():
    relative = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not relative, "write imports in full, so that a search finds them: " + ", ".join(relative)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("content.parse", "from kbgen.site.urls import segment"),
        ("render.body", "from kbgen.content.parse import parse_article"),
        ("model", "import kbgen.content.marks"),
        ("site.links", "def late():\n    from kbgen.render.reader import Reader"),
        ("authoring.init", "from kbgen.cli import main"),
    ],
)
def test_a_breach_is_seen(module, source):
    assert breaches(module, source)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("render.body", "from kbgen.content.marks import MARK"),
        ("content.parse", "from kbgen import errors\nfrom kbgen.content.markdown.alerts import render"),
        ("build.engine", "from kbgen.settings.load import load_config\nfrom kbgen.render.pages import render_target"),
        ("commands.build", "from kbgen.build.engine import build"),
    ],
)
def test_what_is_allowed_passes(module, source):
    assert not breaches(module, source)
