"""Modules joined to one script."""

import pytest

from kbgen.errors import ThemeError
from kbgen.render.theme.classic import Module, join_classic, join_module


def test_exports_become_what_a_module_gives():
    source = """\
/** Says hello. */
export function hello() {}
export async function wait() {}
export class Thing extends Other {}
export const answer = 42;
const inner = 1;
export { inner as outer, hello as again };
"""
    script = join_classic([Module("a.js", "", source, {})])
    assert "return { hello, wait, Thing, answer, outer: inner, again: hello };" in script
    assert "export" not in script
    assert "Says hello" not in script


def test_imports_become_constants_of_the_modules_before():
    entry = """\
import "./first.js";
import { fold, words as split } from "./first.js";
import * as all from "./first.js";
const later = () => import("./first.js");
const here = new URL("x.json", import.meta.url);
"""
    script = join_classic(
        [Module("first.js", "", "export function fold() {}", {}), Module("b.js", "", entry, {"./first.js": "first.js"})]
    )
    assert "const { fold, words: split } = $0;" in script
    assert "const all = $0;" in script
    assert "Promise.resolve($0)" in script
    assert 'new URL("x.json", $here.url)' in script
    assert "import" not in script
    assert script.index("const $0 =") < script.index("const $1 =")


def test_one_module_exports_what_its_last_part_does():
    first = Module("first.js", "", "export function fold() {}", {})
    entry = 'import { fold } from "./first.js";\nexport const open = () => import.meta.url;\nexport { fold as bend };'
    script = join_module([first, Module("open.js", "", entry, {"./first.js": "first.js"})])
    assert script.endswith("export const { open, bend } = $1;\n")
    assert "import.meta.url" in script
    assert script.count("export") == 1


def test_one_module_loads_late_what_is_not_part_of_it():
    entry = 'export const open = async () => (await import("./late.js")).run();'
    script = join_module([Module("open.js", "", entry, {"./late.js": "./late-12345678.js"})])
    assert 'await import("./late-12345678.js")' in script


@pytest.mark.parametrize(
    "line",
    [
        "export default 1;",
        "export let a = 1;",
        'export { a } from "./b.js";',
        'export * from "./b.js";',
        'import a from "./b.js";',
    ],
)
def test_what_a_classic_script_cannot_do_is_told(line):
    with pytest.raises(ThemeError, match=r"mine\.js cannot be joined") as caught:
        join_classic(
            [Module("b.js", "", "", {}), Module("mine.js", "static/mine.js", f"// export\n{line}", {"./b.js": "b.js"})]
        )
    assert (caught.value.path, caught.value.line) == ("static/mine.js", 2)
