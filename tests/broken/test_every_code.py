"""No problem without a broken site: every code that kbgen may report is met by a test of this folder."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from kbgen.render.media.assets import _FAULTS
from tests.broken.running import ROOT
from tests.broken.test_messages import CASES

CODE = re.compile("[a-z]+(-[a-z0-9]+)*")
# Where dataclasses that carry a code have it.
POSITIONS = {"Problem": 1, "ResolvedLink": 1}
# Codes of what happens while a build runs, or needs a machine of its own kind: tests in test_moments.py.
MOMENTS = {
    "file-vanished",
    "file-unreadable",
    "folder-unreadable",
    "git-shallow",
    "git-unusable",
    "article-unreadable",
}


def find_codes() -> set[str]:
    """Every code in kbgen's sources, followed through the functions that take one as `code`."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "kbgen").rglob("*.py"))]
    places: dict[str, set[int]] = {name: {index} for name, index in POSITIONS.items()}
    found: set[str] = set()
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [argument.arg for argument in node.args.args]
                if "code" in names:
                    places.setdefault(node.name, set()).add(names.index("code") - (names[0] == "self"))
                    defaults = dict(zip(reversed(names), reversed(node.args.defaults), strict=False))
                    found |= read_codes(defaults.get("code"), node)
    for tree in trees:
        for function in ast.walk(tree):
            if isinstance(function, (ast.FunctionDef, ast.Module)):
                for node in ast.walk(function):
                    if isinstance(node, ast.Call):
                        for index in places.get(name_of(node), ()):
                            keyword = next((k.value for k in node.keywords if k.arg == "code"), None)
                            argument = node.args[index] if index < len(node.args) else None
                            found |= read_codes(keyword or argument, function)
    return found


def name_of(call: ast.Call) -> str:
    function = call.func
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def read_codes(node: ast.expr | None, function: ast.AST) -> set[str]:
    """The texts an expression may be; nothing for what comes from elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value} if CODE.fullmatch(node.value) else set()
    if isinstance(node, ast.IfExp):
        return read_codes(node.body, function) | read_codes(node.orelse, function)
    if isinstance(node, ast.JoinedStr):
        if ast.unparse(node) == "f'image-{facts.fault}'":
            return {f"image-{fault}" for fault in _FAULTS}
        assert " " in ast.unparse(node), "a code made of parts: say here which"
        return set()
    if isinstance(node, ast.Name):
        assigned = [
            each.value for each in ast.walk(function) if isinstance(each, ast.Assign) and is_name(each, node.id)
        ]
        return set().union(*(read_codes(value, function) for value in assigned))
    return set()


def is_name(assignment: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in assignment.targets)


def test_every_code_has_a_broken_site():
    codes = find_codes()
    assert len(codes) > 40
    assert codes - {case.code for case in CASES} - MOMENTS == set()


def test_no_case_is_of_a_code_that_is_gone():
    assert {case.code for case in CASES} | MOMENTS <= find_codes()


def test_moments_are_tested():
    text = (Path(__file__).parent / "test_moments.py").read_text(encoding="utf-8")
    assert [code for code in sorted(MOMENTS) if f'"{code}"' not in text] == []
