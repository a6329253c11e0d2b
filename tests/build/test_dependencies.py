"""Which edits render which pages: exactly those that show what changed."""

import pytest

from kbgen.progress import Recording
from tests.sites import SiteFolder, clean_tree, read_tree


@pytest.fixture
def site(tmp_path):
    site = SiteFolder(tmp_path)
    site.write("content/billing/_section.md", "---\ntitle: Billing\n---\nMoney matters.\n")
    for name in ("card", "invoice", "refund"):
        site.write(
            f"content/billing/{name}.md",
            f"---\nid: {name}\ntitle: The {name} is wrong\nsummary: About {name}.\n---\n\n## Fix\n\nMend the {name}.\n",
        )
    site.write(
        "content/login/reset.md",
        "---\nid: reset\ntitle: Reset a password\n---\n\n## Fix\n\nSee [the card](../billing/card.md#fix).\n",
    )
    site.write("content/login/other.md", "---\nid: other\ntitle: Zebras\n---\n\n## Fix\n\nNothing here.\n")
    site.build()
    return site


def rendered(result):
    return set(result.rendered)


def pages_of(paths):
    """Without the files of the search index, which follow every text."""
    return {path for path in paths if not path.startswith("_kb/")}


def test_nothing_changed_renders_and_writes_nothing(site):
    reporter = Recording()
    result = site.build(reporter)
    assert (result.rendered, result.written, result.removed) == ((), (), ())
    assert "Writing pages" not in reporter.stages


def test_a_body_edit_renders_its_page_alone(site):
    site.write(
        "content/billing/card.md",
        "---\nid: card\ntitle: The card is wrong\nsummary: About card.\n---\n\n## Fix\n\nMend it otherwise.\n",
    )
    reporter = Recording()
    result = site.build(reporter)
    assert reporter.steps["Writing pages"] == 1
    assert rendered(result) == {"article:en/card"}
    assert pages_of(result.written) == {"billing/card/index.html", "billing/card/index.md"}


def test_touching_a_file_renders_nothing(site):
    path = site.folder / "content/billing/card.md"
    path.write_bytes(path.read_bytes())
    assert site.build().rendered == ()


def test_a_new_title_renders_the_pages_that_show_it(site):
    site.write(
        "content/billing/card.md",
        "---\nid: card\ntitle: The card fails\nsummary: About card.\n---\n\n## Fix\n\nMend the card.\n",
    )
    result = rendered(site.build())
    assert {"article:en/card", "section:en/billing", "search:en"} <= result
    assert "article:en/other" not in result


def test_a_removed_heading_renders_the_page_that_links_to_it(site):
    site.write(
        "content/billing/card.md",
        "---\nid: card\ntitle: The card is wrong\nsummary: About card.\n---\n\n## Mend\n\nMend the card.\n",
    )
    result = site.build()
    assert {"article:en/card", "article:en/reset"} <= rendered(result)
    assert site.codes(result) == ["anchor-missing"]


def test_a_template_override_renders_the_pages_that_use_it(site):
    site.write("themes/mine/theme.toml", 'name = "mine"\nextends = "default"\n')
    config = (site.folder / "kbgen.toml").read_text()
    site.write("kbgen.toml", config + '[theme]\nname = "mine"\n')
    site.build()
    site.write(
        "themes/mine/templates/contact.html",
        '{% extends "default/contact.html" %}\n{% block main %}<p>Ring us.</p>{% endblock %}\n',
    )
    result = site.build()
    assert rendered(result) == {"contact:en"}
    assert "Ring us." in site.page("contact/index.html")


def test_a_file_that_was_tampered_with_is_written_again(site):
    page = site.output / "billing/card/index.html"
    before = page.read_bytes()
    page.write_bytes(before[::-1])
    (site.output / "login/other/index.html").unlink()
    result = site.build()
    assert rendered(result) == {"article:en/card", "article:en/other"}
    assert page.read_bytes() == before


def test_a_removed_article_takes_its_files_along(site):
    site.remove("content/login/other.md")
    result = site.build()
    assert pages_of(result.removed) == {"login/other/index.html", "login/other/index.md"}
    assert not (site.output / "login/other").exists()


def test_a_day_that_nobody_waits_for_renders_nothing(site):
    assert site.build(date="2026-06-16").rendered == ()


def test_the_day_of_publication_brings_the_article(site):
    site.write("content/login/soon.md", "---\nid: soon\ntitle: Soon\npublish_at: 2026-07-01\n---\nSoon.\n")
    assert site.build(date="2026-06-30").rendered == ()
    assert "article:en/soon" in site.build(date="2026-07-01").rendered


def test_how_links_are_read_decides_what_is_related(site, tmp_path):
    site.write(
        "content/login/absolute.md", "---\nid: absolute\ntitle: Xylophone\n---\nSee [it](/help/billing/card.md).\n"
    )
    site.build()
    assert "The card is wrong" in site.page("login/absolute/index.html")
    config = (site.folder / "kbgen.toml").read_text()
    site.write("kbgen.toml", config + '[content]\nlink_root = "other"\n')
    site.build()
    assert "The card is wrong" not in site.page("login/absolute/index.html")
    assert read_tree(site.output) == clean_tree(site, tmp_path.with_name("elsewhere"))


def test_a_date_of_review_reaches_the_feed_and_no_other_article(site):
    path = "content/billing/card.md"
    text = (site.folder / path).read_text(encoding="utf-8")
    site.write(path, text.replace("id: card", "id: card\nreviewed: 2026-05-01"))
    assert rendered(site.build()) == {"article:en/card", "feed:en", "home:en", "llms:en", "search:en", "sitemap:"}
    assert "<updated>2026-05-01T00:00:00Z</updated>" in site.page("feed.xml")
    assert read_tree(site.output) == clean_tree(site, site.folder.parent / "scratch")
