"""Reading scripts: comments go, strings and expressions that look like them stay, imports are found."""

import pytest

from kbgen.render.theme.javascript import blank_comments, find_imports, strip_comments, strip_indents


@pytest.mark.parametrize(
    ("source", "stripped"),
    [
        ("a; // gone\nb;", "a;\nb;"),
        ("/** Gone.\n * All of it. */\nconst a = 1; /* and this */\n", "const a = 1;\n"),
        ("const a = '// stays';\n", "const a = '// stays';\n"),
        ('const a = "\\"/* stays */";\n', 'const a = "\\"/* stays */";\n'),
        ("const a = /[/*'\"]/g; // gone\n", "const a = /[/*'\"]/g;\n"),
        ("return /\\/\\//.test(a); // gone\n", "return /\\/\\//.test(a);\n"),
        ("const a = b / 2 / c; // gone\n", "const a = b / 2 / c;\n"),
        ("const a = `// stays ${b /* gone */} // stays`;\n", "const a = `// stays ${b } // stays`;\n"),
        (
            "const a = `\n\n  // stays\n`;\n\n  // gone\n  /* gone */\nb;\n",
            "const a = `\n\n  // stays\n`;\n\nb;\n",
        ),
        ("const a = `${ { b: `// ${1}` } } // stays`; // gone\n", "const a = `${ { b: `// ${1}` } } // stays`;\n"),
    ],
)
def test_comments_alone_go(source, stripped):
    assert strip_comments(source) == stripped


@pytest.mark.parametrize(
    ("source", "stripped"),
    [
        ("if (a) {\n  b;\n\tc;\n}\n", "if (a) {\nb;\nc;\n}\n"),
        ("  a;\n", "a;\n"),
        (
            "const a = `\n  stays\n  ${\n    b\n  }\n  stays\n`;\n  c;\n",
            "const a = `\n  stays\n  ${\nb\n}\n  stays\n`;\nc;\n",
        ),
        ("  const a = 'one\\\n  stays';\n  b;\n", "const a = 'one\\\n  stays';\nb;\n"),
        ("a = b `x`;\n  c = /`/;\n  d;\n", "a = b `x`;\nc = /`/;\nd;\n"),
    ],
)
def test_blanks_before_lines_go_but_not_those_of_a_text(source, stripped):
    assert strip_indents(source) == stripped


def test_blanked_text_keeps_its_offsets():
    source = 'a; /* one\ntwo */ import("./b.js");'
    blanked = blank_comments(source)
    assert len(blanked) == len(source)
    assert blanked.index("import") == source.index("import")


def test_imports_are_found_in_every_form():
    source = """\
import "./a.js";
import { b, b2 as c } from './b.js';
import * as d from "./d.js";
import {
  e,
} from "../e.js";
export { f } from "./f.js";
export * from "./g.js";
const lazy = () => import("./h.js");
import{i}from"./i.js";import"./j.js"
"""
    found = find_imports(source)
    assert [entry.target for entry in found] == [
        *("./a.js", "./b.js", "./d.js", "../e.js", "./f.js", "./g.js", "./h.js", "./i.js", "./j.js")
    ]
    assert all(source[entry.start : entry.end] == entry.target for entry in found)
    assert [entry.target for entry in found if entry.late] == ["./h.js"]


def test_what_only_looks_like_an_import_is_left_alone():
    source = """\
/** @typedef {import("./types.js").Entry} Entry */
// import { a } from "./a.js";
export const b = "./b.js";
const c = read.import("./c.js");
const from = "./d.js";
const address = new URL("./e.js", import.meta.url);
"""
    assert find_imports(source) == ()
