"""Titles of folders and files that have none of their own."""

import pytest

from kbgen.content.readable import readable_title


@pytest.mark.parametrize(
    ("folder", "title"),
    [
        ("guides/known-issues", "Known issues"),
        ("billing_faq", "Billing FAQ"),
        ("faq", "FAQ"),
        ("APIs", "APIs"),
        ("rapid-response", "Rapid response"),
        ("ändringar", "Ändringar"),
        ("", ""),
    ],
)
def test_a_folders_name_as_a_title(folder, title):
    assert readable_title(folder) == title
