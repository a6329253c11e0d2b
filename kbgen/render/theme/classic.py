"""Browser modules joined to one classic script, for pages that are opened from a folder.

Browsers refuse modules on file://. So each module becomes a function that runs once, dependencies first, and gives
what it exports:

    (() => {
    "use strict";
    const $here = { url: document.currentScript.src, classic: true };
    const $0 = (() => { ...; return { fold }; })();       // fold.js
    const $1 = (() => { const { fold } = $0; ... })();    // search-page.js
    })();

What has no counterpart here is refused: `export default`, `export let`, `export ... from`. One `export const`
exports one name. `import("./x.js")` gives a module that has run already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kbgen.errors import ThemeError
from kbgen.render.theme.javascript import blank_comments, strip_comments

_IMPORT = re.compile(
    r"^[ \t]*import\s*(?P<names>[^\"'`;()=.]*?)\s*(?:\bfrom\s*)?[\"'](?P<target>[^\"'\n]+)[\"'];?", re.MULTILINE
)
_DYNAMIC = re.compile(r"(?<![\w$.])import\(\s*[\"'](?P<target>[^\"'\n]+)[\"']\s*\)")
_DECLARED = re.compile(
    r"^[ \t]*export\s+(?P<rest>(?:async\s+)?(?:function\s*\*?|class|const)\s+(?P<name>[\w$]+))"
    r"(?=\s*[(={]|\s+extends\b)",
    re.MULTILINE,
)
_LISTED = re.compile(r"^[ \t]*export\s*\{(?P<names>[^}]*)\}\s*;?[ \t]*$", re.MULTILINE)
_LEFT = re.compile(r"^[ \t]*(?:export|import)\b(?!\s*[.(]).*", re.MULTILINE)
_NAMED = re.compile(r"\{([^}]*)\}")
_ALL = re.compile(r"\*\s+as\s+([\w$]+)")


@dataclass(frozen=True, slots=True)
class Module:
    """name: unique among those that are joined. path: for messages. targets: what imports name -> names of modules."""

    name: str
    path: str
    source: str
    targets: Mapping[str, str]


def join_classic(modules: Sequence[Module]) -> str:
    """One script of modules that stand dependencies first. Raises ThemeError for what a classic script cannot do."""
    variables = {module.name: f"${number}" for number, module in enumerate(modules)}
    parts = [_wrap(module, variables) for module in modules]
    here = "const $here = { url: document.currentScript.src, classic: true };"
    return f'(() => {{\n"use strict";\n{here}\n{"".join(parts)}}})();\n'


def _wrap(module: Module, variables: Mapping[str, str]) -> str:
    exports: list[str] = []

    def variable(target: str) -> str:
        return variables[module.targets[target]]

    def declare(match: re.Match[str]) -> str:
        exports.append(match["name"])
        return match["rest"]

    def list_names(match: re.Match[str]) -> str:
        exports.extend(_pairs(match["names"], lambda inner, outer: f"{outer}: {inner}"))
        return ""

    source = _IMPORT.sub(lambda match: _bind(match["names"], variable(match["target"])), strip_comments(module.source))
    source = _DYNAMIC.sub(lambda match: f"Promise.resolve({variable(match['target'])})", source)
    source = _LISTED.sub(list_names, _DECLARED.sub(declare, source))
    left = _LEFT.search(source)
    if left:
        said = left[0].strip()
        text = blank_comments(module.source)
        raise ThemeError(
            f"{module.name} cannot be joined for pages that open from a folder: {said[:60]}",
            path=module.path,
            line=text.count("\n", 0, max(0, text.find(said))) + 1,
            hint="With --offline, modules import by name, and export functions, classes and single constants by name.",
        )
    source = re.sub(r"(?<![\w$.])import\.meta\b", "$here", source)
    given = f"return {{ {', '.join(exports)} }};\n" if exports else ""
    return f"const {variables[module.name]} = (() => {{\n{source.strip()}\n{given}}})();\n"


def _bind(names: str, variable: str) -> str:
    """The constants that stand for an import's names; nothing for `import "./x.js"`, which has run by now."""
    if not names:
        return ""
    named, everything = _NAMED.search(names), _ALL.search(names)
    if everything:
        return f"const {everything[1]} = {variable};"
    if named and names.strip().startswith("{"):
        return f"const {{ {', '.join(_pairs(named[1], lambda inner, outer: f'{inner}: {outer}'))} }} = {variable};"
    return f"import {names}"  # a default import: refused with what else is left


def _pairs(names: str, join: Callable[[str, str], str]) -> list[str]:
    """`a, b as c` as pairs; a name without `as` stays by itself."""
    found = []
    for entry in filter(None, (part.strip() for part in names.split(","))):
        inner, _, outer = (part.strip() for part in entry.partition(" as "))
        found.append(join(inner, outer) if outer else inner)
    return found
