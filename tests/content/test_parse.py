"""A source file becomes an article, whatever it holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.config import Config, ContentConfig, SiteConfig
from kbgen.content.parse import parse_article
from kbgen.content.parse_settings import ParseSettings
from kbgen.model import Source, SourceKind

SETTINGS = ParseSettings(languages=("en", "sv"), variables={"product": "Acme"})


def parse(text, *, path="content/en/billing/refunds.md", files=None, settings=SETTINGS):
    rel = path.split("/", 2)[2]
    source = Source(path, "en", rel, SourceKind.ARTICLE, (0, 0, 0, 0))
    data = text if isinstance(text, bytes) else text.encode()
    return parse_article(source, data, settings, (files or {}).get)


def test_what_an_article_says_of_itself():
    parsed = parse(
        "---\ntitle: Get a refund\nsummary: How.\nid: refund\n---\n\n# Get a refund\n\n## Ask {#ask}\n\nText.\n"
    )
    article = parsed.article
    assert (article.id, article.title, article.summary, article.anchors) == (
        "refund",
        "Get a refund",
        "How.",
        ("get-a-refund", "ask"),
    )
    assert (article.ref, len(article.rev), len(article.digest)) == ("en/refund", 8, 64)
    assert [heading.line for heading in parsed.outline.headings] == [9]
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [("# From *H1*\n", "From H1"), ("text\n", "Refunds"), ("---\ntitle: T\n---\n# Other\n", "T"), ("", "Refunds")],
)
def test_title(text, title):
    assert parse(text).article.title == title


def test_the_id_is_the_path_when_none_is_written():
    assert parse("x").article.id == "billing/refunds"


def test_variables_and_snippets_are_in_the_body_and_know_where_they_stand():
    files = {"content/en/_snippets/ask.md": b"Ask [us](../contact.md) at {{ product }}.\n\n![x](img/x.png)\n"}
    parsed = parse("# T\n\n{{ include ask }}\n\n[own](files/a.pdf)\n", files=files)
    link, own = parsed.outline.links
    assert (link.target, link.line, link.origin) == ("../contact.md", 1, "content/en/_snippets/ask.md")
    assert (own.target, own.line, own.origin) == ("files/a.pdf", 5, "content/en/billing/refunds.md")
    assert "Acme" in parsed.body.html
    assert "Acme" in parsed.body.markdown
    assert parsed.article.files == ("_snippets/img/x.png", "billing/files/a.pdf")
    assert [path for path, digest in parsed.includes if digest] == ["content/en/_snippets/ask.md"]


def test_files_are_seen_from_the_language_folder():
    text = "![a](a.png) ![b](../b.png) ![c](/c.png) ![d](../../d.png) [e](e%20f.zip#x) [g](g.md) [h](h/) [i](i.html) [j](id:x.y) ![k](https://x.se/k.png)"
    assert parse(text).article.files == ("billing/a.png", "b.png", "/c.png", "../d.png", "billing/e f.zip")


def test_a_site_in_one_language_has_no_language_folder():
    settings = ParseSettings(content=".", languages=("en",))
    source = Source("billing/a.md", "en", "billing/a.md", SourceKind.ARTICLE, (0, 0, 0, 0))
    assert parse_article(source, b"![a](b.png)", settings, {}.get).article.files == ("billing/b.png",)


def test_agents_blocks_are_for_agents():
    text = "# T\n\nPublic.\n\n::: agent\nSecret.\n:::\n"
    public = parse(text)
    agents = parse(text, settings=ParseSettings(languages=("en", "sv"), edition="agents"))
    assert "Secret" not in repr(public)
    assert '<div class="alert alert-agent" role="note">' in agents.body.html
    assert public.article.rev != agents.article.rev


def test_the_digest_moves_with_the_body_and_with_nothing_else():
    first, same, other = parse("# T\n\na\n"), parse("---\nowner: x\n---\n# T\n\na\n"), parse("# T\n\nb\n")
    assert first.article.digest != other.article.digest
    assert parse("# T\n\na\n").article.digest == first.article.digest
    assert same.article.rev == first.article.rev


@pytest.mark.parametrize(
    ("data", "hidden"),
    [
        (b"\xff\xfe\x00", False),
        (b"---\ntitle: [\n---\nx", False),
        (b"---\naudience: agents\ntitle: [\n---\nx", True),
        (b"---\nstate: draft\n---\n\xe5", True),
    ],
)
def test_an_unreadable_article_is_an_error_and_may_be_hidden(data, hidden):
    parsed = parse(data)
    assert parsed.article is None
    assert parsed.hidden is hidden
    assert any(problem.level == "error" and problem.line for problem in parsed.problems)


def test_settings_come_from_the_configuration():
    config = Config("/x", site=SiteConfig(languages=("en", "ja")), content=ContentConfig(dir="docs", html="escape"))
    settings = ParseSettings.from_config(config, "agents")
    assert (settings.content, settings.html, settings.edition, settings.languages) == (
        "docs",
        "escape",
        "agents",
        ("en", "ja"),
    )


MARKUP = st.text(alphabet="ab\n\t >-*_#`~[]()!<>/=\"'{}:+|^&;\\1.\x02\x03é日", max_size=120)


@settings(max_examples=300, deadline=None)
@given(MARKUP | st.text(max_size=60))
def test_no_text_is_too_strange(text):
    parsed = parse("# T\n\n" + text)
    assert parsed.article is not None or parsed.problems
    marks = parsed.body.html.count("\x02")
    assert marks == parsed.body.html.count("\x03")
    # Every link that opens closes, in order, and each points at an entry of the outline.
    from kbgen.content.marks import MARK

    opened = []
    for kind, index in MARK.findall(parsed.body.html):
        if kind == "a":
            assert not opened
            opened.append(index)
            assert int(index) < len(parsed.outline.links)
        elif kind == "z":
            assert opened.pop() == index
        elif kind == "i":
            assert int(index) < len(parsed.outline.images)
    assert not opened


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_are_too_strange(data):
    parsed = parse(data)
    assert parsed.article is not None or parsed.problems
