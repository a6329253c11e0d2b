"""Hours, letters, dates and addresses in people's words."""

import pytest

from kbgen.config import GitConfig
from kbgen.render.dates import format_day, language_name
from kbgen.render.hours import format_hours, format_reply, zone_name
from kbgen.render.letters import group_by_letter
from kbgen.render.repository import edit_url
from kbgen.render.summaries import shorten
from kbgen.render.texts import load_texts
from tests.render.page_site import make_config

TEXTS = load_texts(make_config(languages=("en", "sv", "nb", "ja")))


@pytest.mark.parametrize(
    ("language", "hours", "expected"),
    [
        ("en", "mon-fri 09:00-17:00", "Mon–Fri 09:00–17:00"),
        ("sv", "mon-fri 09:00-17:00, sat 10:00-14:00", "mån–fre 09:00–17:00, lör 10:00–14:00"),
        ("ja", "sun 9:00-12:00, mon 9:00-12:00", "日 9:00～12:00、月 9:00～12:00"),
        ("nb", "24/7", "døgnet rundt, alle dager"),
        ("en", "when the moon is full", "when the moon is full"),
        ("en", "", ""),
    ],
)
def test_hours(language, hours, expected):
    written = format_hours(hours, TEXTS[language])
    assert written.replace("\N{WORD JOINER}", "").replace("\N{NO-BREAK SPACE}", " ") == expected


def test_no_line_ends_between_a_day_and_its_hours():
    written = format_hours("mon-fri 09:00-17:00", TEXTS["en"])
    assert written.endswith("Fri\N{NO-BREAK SPACE}09:00\N{WORD JOINER}–\N{WORD JOINER}17:00")


@pytest.mark.parametrize(
    ("language", "reply", "expected"),
    [
        ("en", "1h", "1 hour"),
        ("sv", "2h", "2 timmar"),
        ("nb", "30m", "30 minutter"),
        ("ja", "2d", "2日"),
        ("en", "soon", "soon"),
        ("en", "", ""),
    ],
)
def test_reply_times(language, reply, expected):
    assert format_reply(reply, TEXTS[language]) == expected


def test_zones_have_names():
    assert zone_name("Europe/Stockholm", TEXTS["ja"]) == "スウェーデン時間"
    assert zone_name("Europe/Stockholm", TEXTS["sv"]) == "svensk tid"
    assert zone_name("Europe/Helsinki", TEXTS["en"]) == "Finland Time"
    assert zone_name("Nowhere/Lost_City", TEXTS["en"]) == "Lost City"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "May 3, 2026"),
        ("en-GB", "3 May 2026"),
        ("sv", "3 maj 2026"),
        ("nb", "3. mai 2026"),
        ("ja", "2026年5月3日"),
        ("xx", "May 3, 2026"),
    ],
)
def test_days(language, expected):
    assert format_day("2026-05-03", language) == expected


def test_what_is_no_day_stays_as_written():
    assert format_day("soon", "en") == "soon"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", "3 maj 2026 15:30"),
        ("nb", "3. mai 2026, 15:30"),
        ("ja", "2026年5月3日 15:30"),
        ("en", "May 3, 2026, 3:30\u202fPM"),
    ],
)
def test_a_moment_has_its_time(language, expected):
    assert format_day("2026-05-03T15:30", language) == expected


def test_languages_have_names():
    assert language_name("sv", "en") == "Swedish"
    assert language_name("en", "sv") == "engelska"
    assert language_name("xx", "en") == "xx"


@pytest.mark.parametrize(
    ("language", "titles", "expected"),
    [
        (
            "en",
            ["zebra", "Ångström", "éclair", "Apple", "42 things"],
            ["0: 42 things", "A: Ångström Apple", "E: éclair", "Z: zebra"],
        ),
        ("sv", ["Zebra", "öppna", "Ärende", "Åka", "Apa"], ["A: Apa", "Z: Zebra", "Å: Åka", "Ä: Ärende", "Ö: öppna"]),
        ("nb", ["Åpne", "Øl", "Ærlig", "Zoo", "Öl"], ["Z: Zoo", "Æ: Ærlig", "Ø: Øl Öl", "Å: Åpne"]),
        ("ja", ["返品", "ガイド", "かばん", "PDF", "ッ"], ["P: PDF", "か: ガイド かばん", "た: ッ", ": 返品"]),
        ("en", ['"Quoted"', "«»", "_x"], ["0: «»", 'Q: "Quoted"', "X: _x"]),
    ],
)
def test_letters(language, titles, expected):
    groups = group_by_letter([(title, title) for title in titles], language)
    assert [f"{letter}: {' '.join(members)}" for letter, members in groups] == expected


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        ("https://github.com/acme/help/", "https://github.com/acme/help/edit/main/content/%C3%A5.md"),
        ("https://github.com/acme/help.git", "https://github.com/acme/help/edit/main/content/%C3%A5.md"),
        ("https://gitlab.acme.example/x/y", "https://gitlab.acme.example/x/y/-/edit/main/content/%C3%A5.md"),
        ("https://bitbucket.org/x/y", "https://bitbucket.org/x/y/src/main/content/%C3%A5.md?mode=edit"),
        ("https://codeberg.org/x/y", "https://codeberg.org/x/y/_edit/main/content/%C3%A5.md"),
        ("https://acme.example/e/{branch}/help/{path}", "https://acme.example/e/main/help/content/%C3%A5.md"),
        ("git@github.com:acme/help.git", ""),
        ("", ""),
    ],
)
def test_edit_links(repository, expected):
    from types import SimpleNamespace

    assert edit_url(SimpleNamespace(path="content/å.md"), GitConfig(repository)) == expected


def test_descriptions_end_between_words():
    assert shorten("a b\n c") == "a b c"
    cut = shorten("word " * 60)
    assert len(cut) <= 155
    assert cut.endswith("word…")
    assert len(shorten("漢" * 300)) == 155
