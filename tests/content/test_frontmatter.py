"""Front matter: keys as written, slips told in plain words with their line."""

import pytest

from kbgen.content.frontmatter import parse_front_matter
from kbgen.model import Meta


def parse(yaml):
    return parse_front_matter(f"---\n{yaml}\n---\nBody\n", "content/a.md")


def meta(yaml):
    front = parse(yaml)
    assert front.problems == ()
    return front.meta


def problem(yaml):
    (only,) = parse(yaml).problems
    assert only.path == "content/a.md"
    return only


def test_the_body_keeps_its_line():
    front = parse("title: A\nsummary: B")
    assert (front.body, front.body_line) == ("Body\n", 5)


@pytest.mark.parametrize(
    "text",
    ["# A\n\n---\n\ntext\n---\n", "Title: of a talk\n", "state:\n", "\n---\n\nText\n", "----\ntitle: x\n----\n", ""],
)
def test_only_the_first_line_opens_front_matter(text):
    front = parse_front_matter(text, "a.md")
    assert (front.meta, front.body, front.body_line, front.problems) == (Meta(), text, 1, ())


@pytest.mark.parametrize(
    ("text", "level", "line"),
    [
        ("title: x\nid: y\n\nText\n", "warning", 1),
        ("title: x\n---\n\nText\n", "warning", 1),
        ("\n---\ntitle: x\n---\n", "warning", 3),
        ("\n---\ntitle: x\naudience: agents\n---\n", "error", 3),
    ],
)
def test_front_matter_that_is_read_as_text_is_told(text, level, line):
    front = parse_front_matter(text, "a.md")
    (only,) = front.problems
    assert (only.level, only.code, only.line) == (level, "front-matter-bare", line)
    assert "`---`" in only.hint
    assert front.readable == (level == "warning")


@pytest.mark.parametrize(
    "text", ["---\n---\nB", "---\n\n---\nB", "---\n# note\n---\nB", "--- \n...\nB", "---\n~\n---\nB"]
)
def test_empty_front_matter_is_fine(text):
    front = parse_front_matter(text, "a.md")
    assert (front.meta, front.body, front.problems) == (Meta(), "B", ())


def test_texts_are_read_as_written():
    read = meta(
        "title: 2.10\nid: 0123\nowner: no\nslug: 1e3\nkeywords: [no, 2.10, 1:30, 0x1F, null]\nerrors: [0x80070005]\ntranslates: 12345678"
    )
    assert (read.title, read.id, read.owner, read.slug, read.translates) == ("2.10", "0123", "no", "1e3", "12345678")
    assert read.keywords == ("no", "2.10", "1:30", "0x1F", "null")
    assert read.errors == ("0x80070005",)


def test_an_error_text_with_a_colon_is_a_text():
    assert meta("errors:\n  - Error: no route to host\n  - 'E: 5'").errors == ("Error: no route to host", "E: 5")


def test_one_value_is_a_list_of_one():
    assert meta("keywords: a, b\naliases: /old/").keywords == ("a, b",)


def test_empty_values_are_absent():
    assert meta("title:\nsummary: ~\nkeywords:\naudience:\nreviewed: null\norder:") == Meta()


def test_an_escape_smuggles_nothing_in():
    assert meta(r'title: "a\x02b3\x03 \u0041"').title == "ab3 A"


def test_lines_of_a_title_become_one():
    assert meta("title: >\n  Reset\n  your password\nworkaround: |\n  One\n  Two").title == "Reset your password"


def test_description_stands_for_summary():
    assert meta("description: d").summary == "d"
    for text in ("description: d\nsummary: s", "summary: s\ndescription: d"):
        assert (meta(text).summary, dict(meta(text).extra)) == ("s", {"description": "d"})


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("Shop", {"Shop": ()}),
        ("[Shop, App]", {"Shop": (), "App": ()}),
        ("{Shop: [2.10, '3'], App: 1.0, Web: }", {"Shop": ("2.10", "3"), "App": ("1.0",), "Web": ()}),
    ],
)
def test_applies_to(text, products):
    assert meta(f"applies_to: {text}").applies_to == products


def test_dates_and_intervals():
    read = meta(
        "reviewed: 2026-05-01\npublish_at: 2026-05-01T23:30:00-05:00\nexpires_at: '2026-06-01'\nnext_update: 2026-05-01 14:00\nreview_every: 1  Year"
    )
    assert (read.reviewed, read.publish_at, read.expires_at) == ("2026-05-01", "2026-05-01", "2026-06-01")
    assert (read.next_update, read.review_every) == ("2026-05-01 14:00", "1 years")


def test_checks_to_ignore():
    assert meta("checks: {ignore: [a, b]}\nchecks.ignore: c").checks_ignore == ("a", "b", "c")


def test_unknown_keys_reach_the_theme_as_yaml_gives_them():
    extra = meta("exl-id: 34c2\nhide: yes\nn: 0x1F\nf: 1.5\nd: 2026-05-01\nt: 12:30\nx: .nan\nm: {1: [a, ~]}").extra
    assert extra == {
        "exl-id": "34c2",
        "hide": True,
        "n": 31,
        "f": 1.5,
        "d": "2026-05-01",
        "t": "12:30",
        "x": ".nan",
        "m": {"1": ["a", None]},
    }


@pytest.mark.parametrize(
    ("yaml", "line", "words"),
    [
        ("title: Fix: it", 2, "`:` inside a value"),
        ("a: 1\ntitle: 'never closed\nb: 2", 3, "quote that is opened here"),
        ("a: 1\nkeywords: [a, b", 3, "`[` that is never closed"),
        ("a: 1\n\ttitle: x", 3, "tab"),
        ("\ttitle: x", 2, "tab"),
        ("title: @home", 2, "begins with `@`"),
        ("title: *bold*", 2, "begins with `*`"),
        ("title: {{ product }} help", 2, "begins with `{{`"),
        ('title: "C:\\Qt"', 2, "backslash"),
        ("just words", 2, "no list of `key: value`"),
        ("a: 1\n\n# x\na: 2", 5, "in lines 2 and 5"),
        ("x:\n  y: 1\n  y: 2", 4, "in lines 3 and 4"),
        ("title: x\nkeys\nb: c", 3, "without `key: value`"),
        ("keys\nb: c", 3, "does not fit"),
        ("x: &a [*a]", 2, "nested too deep"),
        ("a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]", 5, "repeats itself"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("parser", ["c", "python"])
def test_broken_yaml_is_told_in_plain_words(yaml, line, words, parser, monkeypatch):
    if parser == "python":  # where PyYAML comes without its C part
        monkeypatch.delattr("yaml.CSafeLoader", raising=False)
    found = problem(yaml)
    assert found.level == "error"
    assert words in found.message
    assert found.line == line
    assert found.hint
    assert not parse(yaml).readable


@pytest.mark.parametrize("yaml", ["x: " + "[" * 5000, "x: " + "[" * 5000 + "]" * 5000, "- " * 5000])
def test_endless_nesting_is_an_error_like_any_other(yaml, monkeypatch):
    assert not parse(yaml).readable
    monkeypatch.delattr("yaml.CSafeLoader", raising=False)
    assert not parse(yaml).readable


def test_front_matter_that_is_never_closed():
    front = parse_front_matter("---\ntitle: x\n\nText\n", "a.md")
    assert not front.readable
    assert front.problems[0].line == 1
    assert "---" in front.problems[0].hint


@pytest.mark.parametrize(
    ("yaml", "words", "hint"),
    [
        ("audience: Agents", "`audience` cannot be `Agents`", "agents"),
        ("audience: [agents]", "`audience` cannot be a list", "public"),
        ("state: publisht", "`state`", "Write one of"),
        ("expires_at: soon", "`expires_at` has to be a date", "Correct"),
        ("publish_at: 2026-02-30", "`2026-02-30`", "Correct"),
        ("id: [a]", "`id` has to be text", "Correct"),
        ("audiance: agents", "`audiance`", "`audience`"),
        ("Audience: public", "`Audience`", "`audience`"),
        ("stat: draft", "`stat`", "`state`"),
    ],
)
def test_what_could_publish_a_secret_or_move_a_page_is_an_error(yaml, words, hint):
    found = problem(yaml)
    assert (found.level, found.line) == ("error", 2)
    assert words in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    "yaml",
    ["type: how to", "order: first", "reviewed: 1 May", "review_every: often", "title: [a]", "keywords: {a: b}",
     "applies_to: {A: {b: c}}", "next_update: soon", "checks: {skip: [a]}", "title: {{ product }}", "publish-at: 2026-01-01"],
)  # fmt: skip
def test_other_slips_are_warnings_and_leave_the_value_out(yaml):
    front = parse(yaml)
    assert [each.level for each in front.problems] == ["warning"]
    assert front.readable
    assert front.meta.type is None


@pytest.mark.parametrize(
    ("yaml", "near"),
    [
        ("titel: x", "title"),
        ("summery: x", "summary"),
        ("keyword: x", "keywords"),
        ("Order: 1", "order"),
        ("typ: faq", "type"),
    ],
)
def test_a_misspelt_key_is_told_and_goes_to_the_theme(yaml, near):
    found = problem(yaml)
    assert (found.level, found.code, found.hint) == ("warning", "front-matter-key", f"Did you mean `{near}`?")
    assert dict(parse(yaml).meta.extra)


@pytest.mark.parametrize("yaml", ["draft: true", "published: false"])
def test_what_keeps_a_page_back_elsewhere_does_not_publish_it_here(yaml):
    found = problem(yaml)
    assert (found.level, found.hint) == ("error", "Write `state: draft`.")


@pytest.mark.parametrize(
    "yaml", ["published_at: 2020-01-01", "stage: x", "status: draft", "pages: /x/", "tags: [agents]", "draft: false"]
)
def test_foreign_keys_pass(yaml):
    assert parse(yaml).problems == ()


def test_a_line_separator_does_not_shift_lines():
    assert problem("title: a\u2028b\nstate: x").line == 3
