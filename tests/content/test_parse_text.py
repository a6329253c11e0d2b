"""The text stage as parsing uses it: titles, placeholders, and what is never published by mistake."""

import pytest

from kbgen.content.parse import parse_article
from kbgen.content.parse_settings import ParseSettings
from kbgen.model import Source, SourceKind

SOURCE = Source("content/a.md", "en", "a.md", SourceKind.ARTICLE, (0, 0, 0, 0))


def parse(text, edition="public", **variables):
    return parse_article(SOURCE, text.encode(), ParseSettings(edition=edition, variables=variables), lambda _path: None)


def test_titles_and_summaries_have_variables_too():
    parsed = parse(
        "---\ntitle: 'Reset {{ app }}'\ndescription: \"{{ app }} \\\\{{ app }} {{ gone }}\"\n---\n{{ app }}",
        app="A\\cme",
    )
    assert parsed.article is not None
    assert parsed.article.title == "Reset A\\cme"
    assert parsed.article.summary == "A\\cme {{ app }} {{ gone }}"
    (problem,) = parsed.problems
    assert (problem.code, problem.line) == ("variable-unknown", 3)


def test_the_revision_follows_what_is_published():
    plain = parse("---\ntitle: T\n---\nText for Acme\n")
    same = parse("---\ntitle: T\n---\nText for {{ app }}\n\n::: agent\nNote\n:::\n", app="Acme")
    agents = parse("---\ntitle: T\n---\nText for Acme\n\n::: agent\nNote\n:::\n", edition="agents")
    assert plain.article
    assert same.article
    assert agents.article
    assert plain.article.rev == same.article.rev != agents.article.rev


@pytest.mark.parametrize("imported", ["true", "zendesk", "2026-05-01"])
def test_a_placeholder_in_an_imported_article_is_an_error(imported):
    (problem,) = parse(f"---\nimported: {imported}\n---\nHi {{{{dc.name}}}}").problems
    assert (problem.level, problem.line) == ("error", 4)


@pytest.mark.parametrize("text", ["a\n::: agent\nS", "::: agnet\nS\n:::\n", ":::: details\n::: agent\nS\n::::\n"])
def test_an_article_whose_agents_blocks_are_unclear_is_not_published(text):
    parsed = parse(text)
    assert parsed.article is None
    assert "S" not in parsed.body.html + parsed.body.markdown
    assert parsed.problems[0].level == "error"
    assert parse(text, edition="agents").article is not None


def test_an_unreadable_article_for_agents_is_known_to_be_hidden():
    assert parse("---\naudience: agents\ntitle: a: b\n---\n").hidden
    assert parse("---\naudience: Agents\n---\n").hidden
    assert not parse("---\ntitle: a: b\n---\n").hidden
