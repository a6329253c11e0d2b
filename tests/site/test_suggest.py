"""The nearest path to one that is not there."""

import pytest

from kbgen.model import Problem
from kbgen.site.suggest import PathIndex, add_suggestions, suggest_path

KNOWN = [
    "content/en/billing/refunds.md",
    "content/en/billing/late-fees.md",
    "content/en/install/set-up-on-windows.md",
    "content/sv/billing/refunds.md",
    "content/en/assets/settings.png",
    "content/en/assets/hierarchy.png",
    "content/en/forms/late-fees.pdf",
    "content/en/news/release-2.4.md",
]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("content/en/refunds.md", "content/en/billing/refunds.md"),
        ("content/sv/install/refunds.md", "content/sv/billing/refunds.md"),
        ("content/en/billing/refund.md", "content/en/billing/refunds.md"),
        ("content/en/billing/late-fee.md", "content/en/billing/late-fees.md"),
        ("content/en/install/setup-on-windows.html", "content/en/install/set-up-on-windows.md"),
        ("content/en/assets/seetings.png", "content/en/assets/settings.png"),
        ("content/en/wholly/else.md", None),
        ("content/en/page-hierarchy.html", None),  # no image for a page
        ("content/en/late-fees.png", None),
        ("content/en/late-fee.pdf", "content/en/forms/late-fees.pdf"),
        ("content/en/waive-late-fees-by-hand.md", None),  # a part of a name is not enough
        ("content/en/release-2.4", "content/en/news/release-2.4.md"),
    ],
)
def test_the_nearest_by_name(asked, found):
    assert suggest_path(asked, PathIndex(KNOWN)) == found


def test_problems_get_a_hint_that_can_be_pasted():
    def hint(code, message, known=""):
        problem = Problem("warning", code, message, "content/en/install/set-up-on-windows.md", 3, known)
        return add_suggestions([problem], PathIndex(KNOWN))[0].hint

    assert hint("link-broken", "`refund.md#x` leads to nothing") == "Did you mean `../billing/refunds.md`?"
    assert hint("link-broken", "`/refunds.md` leads to nothing") == "Did you mean `../billing/refunds.md`?"
    assert hint("image-missing", "`setting.png`: there is no such file") == "Did you mean `../assets/settings.png`?"
    assert hint("link-broken", "`id:refund`: no article has the id `refund`") == "Did you mean `../billing/refunds.md`?"
    assert hint("link-broken", "`/kb/refunds.html?lang=en` leads to nothing") == "Did you mean `../billing/refunds.md`?"
    assert "https://" in hint("link-broken", "`/docs/qqq.html` leads to nothing")
    assert hint("link-broken", "`qqq.md` leads to nothing") == "Correct it, add what is missing, or take it out."
    assert hint("link-broken", "`refund.md` leads to nothing", "Kept.") == "Kept."
    assert hint("link-hidden", "`refund.md` leads to nothing") == ""


def test_addresses_that_are_no_paths_are_told_how_to_be_written():
    def hint(target):
        problem = Problem("warning", "link-broken", f"`{target}`: there is no such file", "content/en/a.md", 3)
        return add_suggestions([problem], PathIndex(KNOWN))[0].hint

    assert "`https://www.example.com/x`" in hint("www.example.com/x")
    assert "`mailto:help@example.com`" in hint("help@example.com")
    assert "one computer" in hint("C:\\Users\\me\\a.png")
