"""Titles and summaries of imported articles read as plain text."""

from kbgen.content.parse import parse_article
from kbgen.content.parse_settings import ParseSettings
from kbgen.model import Source, SourceKind


def parse(text):
    source = Source("content/a.md", "en", "a.md", SourceKind.ARTICLE, (0, 0, 0, 0))
    return parse_article(source, text.encode(), ParseSettings(), lambda path: None)


def test_product_names_and_interface_words_lose_their_marks():
    article = parse(
        "---\ntitle: Restart [!DNL Cron] jobs\nsummary: Press [!UICONTROL Stop].\n---\n# Restart [!DNL Cron] jobs\n\nText.\n"
    ).article
    assert (article.title, article.summary) == ("Restart Cron jobs", "Press Stop.")


def test_a_heading_that_repeats_such_a_title_is_not_shown_twice():
    parsed = parse("---\ntitle: Restart [!DNL Cron] jobs\n---\n# Restart [!DNL Cron] jobs\n\nText.\n")
    assert "<h" not in parsed.body.html
