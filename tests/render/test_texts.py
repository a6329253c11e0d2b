"""Interface texts: complete in four languages, and open to what a site adds."""

import re
from pathlib import Path

import pytest

import kbgen.render.texts
from kbgen.content.marks import TEXT_KEYS
from kbgen.errors import ConfigError
from kbgen.render.texts import SITE_TEXTS, load_texts
from tests.render.page_site import make_config

WORDING = Path(kbgen.render.texts.__file__).parent / "wording"
PLACEHOLDER = re.compile(r"\{\w+\}")


def texts_for(*languages, folder="/nowhere"):
    return load_texts(make_config(folder, languages or ("en",)))


def write_texts(folder: Path, language: str, toml: str) -> None:
    file = folder / "content" / "_data" / "texts" / f"{language}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(toml, encoding="utf-8")


def groups(texts) -> dict[str, set[str]]:
    """Key without plural category -> placeholders."""
    found: dict[str, set[str]] = {}
    for key, text in texts.entries.items():
        stem, _, last = key.rpartition(".")
        found.setdefault(stem if last in ("one", "other") else key, set()).update(PLACEHOLDER.findall(text))
    return found


@pytest.mark.parametrize("language", ["sv", "nb", "ja"])
def test_every_language_says_everything_with_the_same_placeholders(language):
    texts = texts_for("en", language)
    assert groups(texts[language]) == groups(texts["en"])
    own = texts[language].entries
    same = {key for key, text in texts["en"].entries.items() if own.get(key) == text}
    assert same - SITE_TEXTS <= {
        "search.signs",
        "search.by_version",
        "hours.range",
        "hours.join",
        "hours.zone",
        "contact.chat",
        "article.status",
        "contact.form",
        "alert.tip",
    }


@pytest.mark.parametrize("path", sorted(WORDING.glob("*.toml")), ids=lambda path: path.stem)
def test_the_tone_is_calm(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"[!！]|\boops\b|\binvalid\b", text, re.IGNORECASE)


def test_bodies_can_name_every_text_they_need():
    assert set(TEXT_KEYS) <= set(texts_for()["en"].entries)


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("en", 1, "1 article"),
        ("en", 0, "0 articles"),
        ("sv", 1, "1 artikel"),
        ("sv", 2, "2 artiklar"),
        ("nb", 2, "2 artikler"),
        ("ja", 1, "1件の記事"),
    ],
)
def test_numbers_agree(language, number, expected):
    assert texts_for("en", language)[language].count("count.articles", number) == expected


def test_a_language_without_texts_is_english_and_says_so():
    de = texts_for("en", "de")["de"]
    assert de("page.home") == "Home"
    assert de.count("count.articles", 2) == "2 articles"
    assert de.foreign == "en"


@pytest.mark.parametrize(("language", "expected"), [("sv-FI", "Start"), ("nn", "Forside"), ("no", "Forside")])
def test_near_languages_lend_their_texts(language, expected):
    assert texts_for("en", language)[language]("page.home") == expected


def test_a_site_adds_a_language_and_english_fills_the_gaps(tmp_path):
    write_texts(
        tmp_path,
        "pl",
        '[page]\nhome = "Start"\n[count.articles]\none = "{count} artykuł"\nfew = "{count} artykuły"\nother = "{count} artykułów"\n',
    )
    pl = texts_for("en", "pl", folder=tmp_path)["pl"]
    assert pl("page.home") == "Start"
    assert pl("search.button") == "Search"
    assert [pl.count("count.articles", n) for n in (1, 3, 5)] == ["1 artykuł", "3 artykuły", "5 artykułów"]
    assert pl.foreign == ""


def test_plural_forms_are_replaced_together(tmp_path):
    write_texts(tmp_path, "en", '[count.articles]\nother = "{count} answers"\n')
    assert texts_for("en", folder=tmp_path)["en"].count("count.articles", 1) == "1 answers"


def test_a_changed_text_changes_the_digest_of_its_language_alone(tmp_path):
    before = texts_for("en", "sv", folder=tmp_path)
    write_texts(tmp_path, "sv", 'search.button = "Leta"\n')
    after = texts_for("en", "sv", folder=tmp_path)
    assert after["sv"]("search.button") == "Leta"
    assert after["sv"].digest != before["sv"].digest
    assert after["en"].digest == before["en"].digest


@pytest.mark.parametrize(
    ("toml", "line", "message", "hint"),
    [
        ('[page]\nhome = "x"\nhom = "x"', 3, "page.hom", "page.home"),
        ('[article]\n\nchanged = "{day}"', 3, "{day}", "{date}"),
        ('[page]\nhome = "{name}"', 2, "{name}", "no placeholder"),
        ("[page]\nhome = 3", 2, "page.home must be a text", "home ="),
        ('[page]\nhome = "x', 2, "no TOML (unterminated string)", "double quotes"),
    ],
)
def test_a_slip_in_a_sites_texts_is_told_with_file_and_line(tmp_path, toml, line, message, hint):
    write_texts(tmp_path, "en", toml)
    with pytest.raises(ConfigError) as caught:
        texts_for("en", folder=tmp_path)
    assert caught.value.where == f"content/_data/texts/en.toml:{line}"
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_value_with_braces_is_not_filled_again():
    assert texts_for()["en"]("article.neighbours", section="{section}") == "More in {section}"
