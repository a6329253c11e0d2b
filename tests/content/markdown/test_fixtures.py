"""What writers write and what comes of it, case by case."""

from __future__ import annotations

import pytest

from tests.content.markdown.cases import all_cases, show

CASES = all_cases()


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_case(source, expected):
    assert show(source) == expected
