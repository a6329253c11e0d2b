"""Marks in a body become links, images and words."""

import time
from dataclasses import replace

import pytest

from kbgen.content.marks import TEXT_KEYS, mark, text_mark
from kbgen.model import Body, Image, Link, Outline, Section, SourceKind
from kbgen.render.body import render_body
from tests.render.small_site import make_article, make_page, make_reader

PAGE = make_page(make_article("billing/refunds.md"))


def show(html: str, outline: Outline, reader=None, page=PAGE) -> str:
    return render_body(Body(html, ""), outline, page, reader or make_reader())


def show_link(target: str, reader=None, page=PAGE) -> str:
    html = f"<p>{mark('a', 0)}<em>text</em>{mark('z', 0)}</p>"
    return show(html, Outline(links=(Link(target, "text", 7),)), reader, page)


def show_image(src: str, reader=None, *, width: str = "", alt: str = "", title: str = "", origin: str = "") -> str:
    return show(mark("i", 0), Outline(images=(Image(src, alt, title, width, 9, origin),)), reader)


def test_links_lead_to_pages_anchors_and_files():
    assert show_link("invoices.md#steps") == '<p><a href="/billing/invoices/#steps"><em>text</em></a></p>'
    assert show_link("#cause") == '<p><a href="#cause"><em>text</em></a></p>'
    assert show_link("form.pdf") == '<p><a href="/_kb/a/form-1.pdf"><em>text</em></a></p>'


def test_a_broken_link_stays_readable_and_is_reported_with_its_line():
    reader = make_reader()
    assert show_link("gone.md", reader) == '<p><span class="broken-link"><em>text</em></span></p>'
    (problem,) = reader.problems
    assert (problem.level, problem.code, problem.path, problem.line) == (
        "warning",
        "link-broken",
        "content/en/billing/refunds.md",
        7,
    )


def test_a_link_to_what_this_edition_hides_is_plain_text():
    reader = make_reader()
    assert show_link("secret.md", reader) == "<p><em>text</em></p>"
    assert [problem.code for problem in reader.problems] == ["link-hidden"]


def test_a_problem_in_a_snippet_names_the_snippet():
    reader = make_reader()
    link = Link("gone.md", "text", 3, "content/en/_snippets/note.md")
    show(mark("a", 0) + mark("z", 0), Outline(links=(link,)), reader)
    assert (reader.problems[0].path, reader.problems[0].line) == ("content/en/_snippets/note.md", 3)


def test_a_borrowed_page_links_within_its_language_and_repeats_no_problem():
    article = make_article("billing/refunds.md")
    borrowed = make_page(article, "sv")
    swedish = make_page(make_article("billing/invoices.md", "sv"))
    reader = make_reader((PAGE, borrowed, swedish))
    assert '<a href="/sv/billing/invoices/">' in show_link("invoices.md", reader, borrowed)
    assert "broken-link" in show_link("gone.md", reader, borrowed)
    assert not reader.problems


def test_nested_and_repeated_marks_find_their_ends():
    links = (Link("invoices.md", "", 1), Link("gone.md", "", 2), Link("secret.md", "", 3))
    html = "".join(f"{mark('a', i)}{i}{mark('z', i)} " for i in (2, 1, 0)) + mark("a", 0) + mark("i", 0) + mark("z", 0)
    image = Image("a.png", "", "", "", 4)
    assert show(html, Outline(links=links, images=(image,))) == (
        '2 <span class="broken-link">1</span> <a href="/billing/invoices/">0</a> '
        '<a href="/billing/invoices/"><img src="/_kb/a/a-1.png" alt="" width="600" height="300" decoding="async"></a>'
    )


def test_an_image_has_its_size_and_all_but_the_first_load_late():
    images = tuple(Image("a.png", 'A "quoted" <b>', "T & t", "", line) for line in (1, 2))
    html = show(mark("i", 0) + "|" + mark("i", 1), Outline(images=images))
    first, second = html.split("|")
    assert first == (
        '<img src="/_kb/a/a-1.png" alt="A &quot;quoted&quot; &lt;b&gt;" title="T &amp; t" '
        'width="600" height="300" decoding="async">'
    )
    assert 'loading="lazy"' in second


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        ("300", 'width="300" height="150"'),
        ("301px", 'width="301" height="150"'),
        ("48%", 'width="600" height="300" class="w-50"'),
        ("100%", 'class="w-100"'),
        ("12.5%", 'class="w-25"'),
        ("0", 'width="600" height="300" '),
        ("wide; color:red", 'width="600" height="300" '),
    ],
)
def test_a_width_is_honoured_in_proportion(width, expected):
    html = show_image("a.png", width=width)
    assert expected in html
    assert "style=" not in html


def test_a_big_image_offers_its_renditions():
    html = show_image("big.png")
    assert html.startswith(
        '<picture><source type="image/webp" srcset="/_kb/a/big-480w-1.webp 480w, /_kb/a/big-1000w-2.webp 1000w" '
        'sizes="(max-width: 720px) 100vw, 720px"><img src="/_kb/a/big-1.png"'
    )
    assert html.endswith("</picture>")
    assert 'sizes="(max-width: 240px) 100vw, 240px"' in show_image("big.png", width="240")
    assert 'sizes="(max-width: 720px) 50vw, 360px"' in show_image("big.png", width="50%")


def test_a_missing_image_shows_its_alternative_text():
    reader = make_reader()
    html = show_image("gone.png", reader, alt="The <menu>")
    assert html == (
        '<span class="missing-image"><span class="missing-image-label">Image missing</span> The &lt;menu&gt;</span>'
    )
    assert "src=" not in html
    assert [(problem.code, problem.line) for problem in reader.problems] == [("image-missing", 9)]


def test_the_image_of_a_snippet_lies_beside_the_snippet():
    assert "/_kb/a/a-1.png" in show_image("../billing/a.png", origin="content/en/_snippets/note.md")


def test_interface_texts_are_in_the_language_of_the_article_and_escaped():
    reader = make_reader()
    html = f'<section aria-label="{text_mark(TEXT_KEYS[0])}">{text_mark(TEXT_KEYS[1])}</section>'
    escaped = [f"&lt;{key}&gt;" for key in TEXT_KEYS[:2]]
    assert show(html, Outline(), reader, replace(PAGE, language="sv")) == (
        f'<section aria-label="{escaped[0]}">{escaped[1]}</section>'
    )
    assert "texts:en" in reader.keys


def test_a_section_shows_its_own_page():
    own = make_article("billing/_section.md", kind=SourceKind.SECTION)
    section = Section("en/billing", "en", "billing", "/billing/", "Billing", "", "en/", own)
    assert '<a href="/billing/invoices/">' in show_link("invoices.md", page=section)


def test_a_body_without_marks_reads_nothing():
    reader = make_reader()
    assert show("<p>Plain.</p>", Outline(), reader) == "<p>Plain.</p>"
    assert not reader.keys


def test_a_body_with_many_marks_is_quick():
    links = tuple(Link("invoices.md#steps", "x", line) for line in range(20_000))
    html = "".join(f"{mark('a', i)}x{mark('z', i)}" for i in range(20_000))
    start = time.perf_counter()
    show(html, Outline(links=links))
    assert time.perf_counter() - start < 3
