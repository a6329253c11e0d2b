"""Hostile or broken articles cost little and say what is wrong."""

from __future__ import annotations

import time

import pytest

from tests.content.markdown.cases import render

SHAPES = {
    "quotes": ">" * 10_000 + " x",
    "brackets": "[" * 10_000 + "x" + "]" * 10_000,
    "images": "![" * 3_000,
    "emphasis": "**a *" * 10_000,
    "comments": "<!-- " * 10_000,
    "comments in a block": "<div>\n" + "<!--" * 10_000,
    "instructions": "<? " * 10_000,
    "divisions": "<div>\n\n" * 5_000,
    "attributes": "<div " + "b " * 10_000,
    "containers": "::: a\n" * 1_000,
    "disclosures": "+++a\n" * 5_000,
    "references": "[a]:\n" * 5_000,
    "lists": "\n".join(" " * 2 * depth + "- a" for depth in range(300)),
    "tables": "|a|\n|-|b\n" * 3_000,
    "braces": "# " + "{#a " * 10_000,
    "backticks": " ".join("`" * length for length in range(1, 500)),
    "one long line": "word *x* " * 30_000,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_it_takes_no_age(shape):
    start = time.process_time()
    render(SHAPES[shape])
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "text", ["x\n\n" + ">" * 10_000 + " x", "x\n\n" + "- " * 500 + "x", "x\n\n" + "<div>\n\n" * 300]
)
def test_what_is_too_deep_is_reported_with_its_line(text):
    problem = next(problem for problem in render(text).problems if problem.code == "nested-too-deep")
    assert problem.level == "error"
    assert problem.line >= 3


def test_thirty_levels_of_list_are_no_problem():
    text = "\n".join(" " * 2 * depth + f"- level {depth}" for depth in range(30))
    body = render(text)
    assert body.problems == ()
    assert "level 29" in body.body.html
