"""The showcase is sound: nothing to complain about, and each language has what the others have."""

from __future__ import annotations

import pytest

from tests.showcase.site import HERE, LANGUAGES, lay_out_showcase

ENGLISH_ALONE = {"internet/static-address.md"}  # shows what a borrowed article looks like


def sources(language):
    folder = HERE / "content" / language
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}


@pytest.mark.parametrize("edition", ["public", "agents"])
def test_it_builds_without_a_warning(tmp_path, edition):
    result = lay_out_showcase(tmp_path / "showcase").build(edition=edition)
    assert not [f"{problem.path}:{problem.line}: {problem.message}" for problem in result.problems]
    assert result.pages > 280


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_each_language_says_what_english_says(language):
    assert sources(language) == sources("en") - ENGLISH_ALONE
