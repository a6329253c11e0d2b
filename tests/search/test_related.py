"""Related articles: alike in what they are called, not in what every article says."""

from kbgen.config import BuildOptions, Config, SiteConfig
from kbgen.model import Article, Heading, Link, Meta, Outline, SourceKind
from kbgen.search.related import find_related, related_inputs, split_words
from kbgen.site.assemble import assemble_site

TEMPLATE = ("Issue", "Environment", "Cause", "Solution")


def corpus(*entries, languages=("en",), fallback=None):
    """entries: (path, title, headings, links, front matter)."""
    config = Config("/site", site=SiteConfig(language=languages[0], languages=languages, fallback=fallback or {}))
    outlines, articles = {}, []
    for path, title, headings, links, meta in entries:
        language, rel = path.split("/", 1) if len(languages) > 1 else (languages[0], path)
        front = Meta(**meta)
        articles.append(
            Article(path, language, rel, SourceKind.ARTICLE, front.id or rel[:-3], title, "", front, "r", "d", ())
        )
        found = tuple(Heading(2, text.lower(), text, 1) for text in (*TEMPLATE, *headings))
        outlines[path] = Outline(found, tuple(Link(target, "", 1) for target in links))
    site, _ = assemble_site(config, BuildOptions("out", date="2026-01-01"), articles, [])
    return site, config, articles, outlines


def relate(*entries, limit=5, **options):
    site, config, _, outlines = corpus(*entries, **options)
    return find_related(site, config, lambda article: outlines[article.path], limit)


FILLER = [(f"filler/{name}.md", f"{name} walrus{name}", (), (), {}) for name in ("uno", "dos", "tres", "kuusi", "sju")]


def test_shared_rare_words_relate_and_the_headings_of_the_template_do_not():
    related = relate(
        ("a.md", "Reset your password", (), (), {}),
        ("b.md", "The password mail does not arrive", (), (), {}),
        ("c.md", "Invoices show a wrong currency", (), (), {}),
        *FILLER,
    )
    assert related["en/a"] == ("en/b",)
    assert related["en/b"] == ("en/a",)
    assert related["en/c"] == ()


def test_headings_keywords_and_links_count_too():
    related = relate(
        ("a.md", "Alpha", ("Renew the certificate",), (), {}),
        ("b.md", "Beta", (), (), {"keywords": ("certificate",)}),
        ("c.md", "Gamma", (), ("sub/d.md#x",), {}),
        ("sub/d.md", "Delta", (), (), {"id": "named"}),
        ("e.md", "Epsilon", (), ("id:named",), {}),
        *FILLER,
    )
    assert related["en/a"] == ("en/b",)
    assert related["en/c"] == ("en/named",)
    assert related["en/named"] == ("en/c", "en/e")


def test_what_a_writer_names_comes_first_even_archived_and_hidden_ids_are_left_out():
    related = relate(
        ("a.md", "Reset your password", (), (), {"related": ("z", "gone", "old")}),
        ("b.md", "The password mail", (), (), {}),
        ("old.md", "Password rules of last year", (), (), {"state": "archived"}),
        ("z.md", "Invoices", (), (), {}),
        ("gone.md", "Password secrets", (), (), {"audience": "agents"}),
        *FILLER,
    )
    assert related["en/a"] == ("en/z", "en/old", "en/b")
    assert "en/old" not in related["en/b"]
    assert related["en/old"]


def test_japanese_is_compared_by_pairs_of_characters():
    assert split_words("パスワード再設定 PHP8") == ["パス", "スワ", "ワー", "ード", "ド再", "再設", "設定", "php8"]
    related = relate(
        ("a.md", "パスワードを再設定する", (), (), {}),
        ("b.md", "パスワードが届かない", (), (), {}),
        ("c.md", "請求書の通貨", (), (), {}),
        *FILLER,
    )
    assert related["en/a"] == ("en/b",)
    assert related["en/c"] == ()


def test_languages_are_apart_and_a_borrowed_page_has_what_its_original_has():
    related = relate(
        ("en/a.md", "Reset your password", (), (), {}),
        ("en/b.md", "The password mail", (), (), {"id": "mail"}),
        ("sv/b.md", "Lösenordsmejlet", (), (), {}),
        *((f"en/{path}", *rest) for path, *rest in FILLER),
        languages=("en", "sv"),
    )
    assert related["en/a"] == ("en/mail",)
    assert related["sv/a"] == ("sv/b",)


def test_at_most_the_limit_and_ties_in_order_of_ref():
    entries = [(f"{name}.md", "Password", (), (), {}) for name in "hgfedcba"]
    more = [(f"filler/{n}.md", f"walrus{n}", (), (), {}) for n in range(20)]
    related = relate(*entries, *more, limit=3)
    assert related["en/d"] == ("en/a", "en/b", "en/c")
    assert relate(*reversed(entries), *more, limit=3) == related


def test_the_digest_follows_what_is_read_and_nothing_else():
    def digest(entry, position=0):
        _, _, articles, outlines = corpus(entry)
        return related_inputs(articles[0], outlines[articles[0].path])

    base = ("a.md", "Title", ("Head",), ("b.md",), {})
    assert digest(base) == digest(("a.md", "Title", ("Head",), ("b.md",), {"summary": "new", "owner": "x"}))
    for other in (
        ("a.md", "Title 2", ("Head",), ("b.md",), {}),
        ("a.md", "Title", ("Heads",), ("b.md",), {}),
        ("a.md", "Title", ("Head",), ("c.md",), {}),
        ("a.md", "Title", ("Head",), ("b.md",), {"keywords": ("k",)}),
        ("a.md", "Title", ("Head",), ("b.md",), {"applies_to": {"App": ("1",)}}),
        ("a.md", "Title", ("Head",), ("b.md",), {"related": ("x",)}),
        ("a.md", "Title", ("Head",), ("b.md",), {"state": "archived"}),
    ):
        assert digest(other) != digest(base)
