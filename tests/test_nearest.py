"""The known word behind a mistyped one."""

import pytest

from kbgen.nearest import did_you_mean, find_nearest


@pytest.mark.parametrize(("word", "near"), [("titel", "title"), ("TITLE", "title"), ("zzz", None), ("", None)])
def test_find_nearest(word, near):
    assert find_nearest(word, {"title", "url", "language"}) == near


def test_a_hint_names_what_is_known_when_nothing_is_near():
    assert did_you_mean("titel", ["title", "url"]) == "Did you mean `title`?"
    assert did_you_mean("zzz", ["url", "title"]) == "Known here: title, url."
    assert did_you_mean("zzz", [str(number) for number in range(99)]) == ""
