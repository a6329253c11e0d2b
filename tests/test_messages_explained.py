"""Whoever meets a message finds it in kbgen's own help centre: every code, every error, and in kbgen's very words."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import yaml

from tests.broken.test_every_code import find_codes, name_of

ROOT = Path(__file__).parent.parent
MESSAGES = ROOT / "content" / "en" / "messages"
ERRORS = {"KbgenError": 0, "UsageError": 0, "ConfigError": 0, "OutputError": 0, "ThemeError": 0, "complain": 1}
HEADING = re.compile(r"^## `([a-z0-9-]+)`:.*\{#([a-z0-9-]+)\}$", re.MULTILINE)
SAMPLE = re.compile(r"^(?P<ticks>`{3,})text\n(?P<body>.*?)\n(?P=ticks)$", re.MULTILINE | re.DOTALL)
SAID = re.compile(r"(?:\S+: )?(?:error|warning): (?P<message>.+) \[(?P<code>[a-z0-9-]+)\]")
# Parts of a message that say nothing by themselves: ` in [`, `: `.
TELLING = 10


@cache
def read_articles() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(MESSAGES.glob("[a-z]*.md"))}


@cache
def parse_sources() -> tuple[ast.Module, ...]:
    return tuple(ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "kbgen").rglob("*.py")))


def explained_codes() -> list[str]:
    return [code for text in read_articles().values() for code, _ in HEADING.findall(text)]


def parts_of(node: ast.expr, function: ast.AST) -> list[list[str]]:
    """The fixed parts of each text that an expression may be; nothing for what comes from elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [[node.value]]
    if isinstance(node, ast.JoinedStr):
        return [[part.value if isinstance(part, ast.Constant) else "" for part in node.values]]
    if isinstance(node, ast.IfExp):
        return parts_of(node.body, function) + parts_of(node.orelse, function)
    if isinstance(node, ast.Name):
        values = [
            each.value
            for each in ast.walk(function)
            if isinstance(each, ast.Assign) and any(isinstance(t, ast.Name) and t.id == node.id for t in each.targets)
        ]
        return [parts for value in values for parts in parts_of(value, function)]
    return []


def find_errors() -> list[list[str]]:
    """The fixed parts of what is raised, and of what is said of kbgen.toml."""
    found = []
    for tree in parse_sources():
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                place = ERRORS.get(name_of(call))
                if place is not None and len(call.args) > place:
                    found += parts_of(call.args[place], function)
    return found


def find_patterns() -> list[re.Pattern[str]]:
    """What kbgen's texts look like once they are filled in; what they speak of may stand before them in backticks."""
    texts = [
        parts
        for tree in parse_sources()
        for node in ast.walk(tree)
        if isinstance(node, (ast.Constant, ast.JoinedStr))
        for parts in parts_of(node, tree)
    ]
    return [
        re.compile("(?:.*`)? ?" + "".join(re.escape(part) or ".+" for part in parts))
        for parts in texts
        if sum(map(len, parts)) >= TELLING
    ]


def test_every_code_is_explained_once():
    explained = explained_codes()
    assert len(explained) == len(set(explained))
    missing = find_codes() - set(explained)
    assert not missing, f"explain in content/en/messages/: {', '.join(sorted(missing))}"
    gone = set(explained) - find_codes()
    assert not gone, f"kbgen says these no more: {', '.join(sorted(gone))}"


def test_a_code_is_its_anchor():
    assert all(code == anchor for text in read_articles().values() for code, anchor in HEADING.findall(text))


def test_the_list_of_codes_leads_to_each():
    listed = re.findall(
        r"^\| \[`([a-z0-9-]+)`\]\(([a-z-]+\.md)#([a-z0-9-]+)\) \|", read_articles()["read-a-message.md"], re.MULTILINE
    )
    homes = {code: name for name, text in read_articles().items() for code, _ in HEADING.findall(text)}
    assert {code: name for code, name, _ in listed} == homes
    assert all(code == anchor for code, _, anchor in listed)
    assert [code for code, _, _ in listed] == sorted(homes)


def test_whoever_searches_for_a_code_finds_its_article():
    for name, text in read_articles().items():
        front = yaml.safe_load(text.split("---\n")[1])
        codes = {code for code, _ in HEADING.findall(text)}
        assert codes <= set(front.get("errors", ())), name


def bare(part: str) -> str:
    """Words without the signs around them, which an article may leave out or write in another way."""
    return " ".join(part.split()).strip("`'\",.:;()[] ")


def test_every_error_is_explained():
    text = " ".join(" ".join(read_articles().values()).split())
    missing = [
        "...".join(parts)
        for parts in find_errors()
        if not all(words in text for words in map(bare, parts) if len(words) >= TELLING)
    ]
    assert not missing, "explain in content/en/messages/: " + " | ".join(missing)


def test_samples_are_what_kbgen_says():
    patterns = find_patterns()
    wrong = []
    for name, text in read_articles().items():
        for sample in SAMPLE.finditer(text):
            said = SAID.match(sample["body"])
            if said and not any(pattern.fullmatch(said["message"]) for pattern in patterns):
                wrong.append(f"{name}: {said['message']}")
    assert not wrong


def test_samples_stand_under_their_code():
    for name, text in read_articles().items():
        for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
            heading = HEADING.match(f"## {part.splitlines()[0]}")
            said = [SAID.match(sample["body"]) for sample in SAMPLE.finditer(part)]
            assert not heading or [each["code"] for each in said if each] == [heading[1]], f"{name}: {heading[1]}"
