"""Titles of folders that have no page of their own."""

import pytest

from kbgen.site.nav import readable_title


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
