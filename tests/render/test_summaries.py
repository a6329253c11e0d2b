"""A summary stands above the text that does not say it again."""

import pytest

from tests.render.page_site import make_site


def test_a_summary_that_the_text_begins_with_is_not_shown_twice():
    text = "This article says why: the *shop* is slow"
    html = make_site(
        {"a.md": f"---\nsummary: 'This article says why: the shop is slow.'\n---\n# A\n\n{text}, and how to mend it."}
    ).html("article:en/a")
    assert 'class="lead"' not in html
    assert '<meta name="description" content="This article says why: the shop is slow.">' in html


@pytest.mark.parametrize(
    ("summary", "text", "shown"),
    [
        ("How to stop paying twice for one order.", "This is how to stop paying twice for the same order.", False),
        (
            "この記事では、同じ注文の二重払いを止めて返金を受ける方法について説明します。",
            "この記事では、同じ注文の二重払いを止めて返金を受ける方法を説明します。",
            False,
        ),
        ("How to stop paying twice for one order.", "Customers pay twice when they reload the page.", True),
        ("How to stop paying twice.", "> [!NOTE]\n> For shops alone.\n\nHow to stop paying twice.", False),
        ("How to stop paying twice.", "Customers do.\n\n## Why\n\nHow to stop paying twice.", True),
        ("Fees", "Customers pay late fees.", True),
    ],
)
def test_a_summary_is_shown_unless_the_text_begins_by_saying_the_same(summary, text, shown):
    for name, target in (("a.md", "article:en/a"), ("a/_section.md", "section:en/a")):
        html = make_site({name: f"---\nsummary: '{summary}'\n---\n# A\n\n{text}\n"}).html(target)
        assert ('class="lead"' in html) == shown
