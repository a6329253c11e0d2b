"""Browser modules joined to one script: a classic one for pages that are opened from a folder, or one module.

Browsers refuse modules on file://, and what is spread over many small files is fetched file by file. So each module
becomes a function that runs once, dependencies first, and gives what it exports:

    (() => {
    "use strict";
    const $here = { url: document.currentScript.src, classic: true };
    const $0 = (() => { ...; return { fold }; })();       // fold.js
    const $1 = (() => { const { fold } = $0; ... })();    // search-page.js
    })();

What has no counterpart here is refused: `export default`, `export let`, `export ... from`. One `export const`
exports one name. `import("./x.js")` gives a module that has run already, or stays, if the module is not among those
that are joined.
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
    """name: unique among those that are joined. path: for messages. targets: what imports name -> names of modules, or
    the address of one that is loaded late.
    """

    name: str
    path: str
    source: str
    targets: Mapping[str, str]


def join_classic(modules: Sequence[Module]) -> str:
    """One script of modules that stand dependencies first. Raises ThemeError for what a classic script cannot do."""
    parts, _ = _wrap_all(modules)
    source = re.sub(r"(?<![\w$.])import\.meta\b", "$here", "".join(parts))
    here = "const $here = { url: document.currentScript.src, classic: true };"
    return f'(() => {{\n"use strict";\n{here}\n{source}}})();\n'


def join_module(modules: Sequence[Module]) -> str:
    """One module of several that stand dependencies first; it exports what the last of them does. Raises ThemeError."""
    parts, exports = _wrap_all(modules)
    names = ", ".join(entry.partition(":")[0] for entry in exports)
    return f"{''.join(parts)}export const {{ {names} }} = ${len(modules) - 1};\n"


def _wrap_all(modules: Sequence[Module]) -> tuple[list[str], list[str]]:
    """Each module as the function that it becomes, and what the last one exports."""
    variables = {module.name: f"${number}" for number, module in enumerate(modules)}
    exports: list[str] = []
    parts = []
    for module in modules:
        part, exports = _wrap(module, variables)
        parts.append(part)
    return parts, exports


def _wrap(module: Module, variables: Mapping[str, str]) -> tuple[str, list[str]]:
    exports: list[str] = []

    def variable(target: str) -> str:
        return variables[module.targets[target]]

    def load(match: re.Match[str]) -> str:
        target = module.targets[match["target"]]
        return f"Promise.resolve({variables[target]})" if target in variables else f'import("{target}")'

    def declare(match: re.Match[str]) -> str:
        exports.append(match["name"])
        return match["rest"]

    def list_names(match: re.Match[str]) -> str:
        exports.extend(_pairs(match["names"], lambda inner, outer: f"{outer}: {inner}"))
        return ""

    source = _IMPORT.sub(lambda match: _bind(match["names"], variable(match["target"])), strip_comments(module.source))
    source = _DYNAMIC.sub(load, source)
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
    given = f"return {{ {', '.join(exports)} }};\n" if exports else ""
    return f"const {variables[module.name]} = (() => {{\n{source.strip()}\n{given}}})();\n", exports


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
