"""Names become URLs as the contract says."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_articles import configure

from kbgen.site.urls import encode_url, language_root, name_problem, output_path, segment, strip_suffix


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("refunds", "refunds"),
        ("Reset Your_Password", "reset-your-password"),
        ("What's new? (v2.4)", "whats-new-v2.4"),
        ("a  b - c", "a--b---c"),
        ("Återställ lösenord", "återställ-lösenord"),
        (unicodedata.normalize("NFD", "Återställ"), "återställ"),
        ("パスワードを忘れた　場合", "パスワードを忘れた-場合"),
        ("हिन्दी", "हिन्दी"),
        ("İstanbul", unicodedata.normalize("NFC", "i̇stanbul")),
        ("launch 🚀\ufe0f day", "launch--day"),
        ("x²", "x"),
        ("../etc", "..etc"),
        ("🚀", ""),
    ],
)
def test_a_segment_is_the_name_made_plain(name, made):
    assert segment(name) == made


@given(st.text(max_size=40))
def test_a_segment_is_stable_and_safe(name):
    made = segment(name)
    assert segment(made) == made
    assert unicodedata.is_normalized("NFC", made)
    assert not set(made) & set("/\\?#%&\"'<>:* \t\n\x00_")
    assert made == segment(unicodedata.normalize("NFD", name)) or not unicodedata.is_normalized("NFC", name)
    encoded = encode_url(f"/{made}/")
    assert encoded.isascii()
    assert encode_url(encoded) == encoded


@pytest.mark.parametrize(
    "name", ["search", "Contact", "service", "print", "404", "_kb", "sv", "robots.txt", "_redirects"]
)
def test_reserved_names_are_so_only_below_the_root_of_a_language(name):
    config = configure("en", "sv")
    assert "reserved" in name_problem(name, segment(name), top=True, config=config)
    assert name_problem(name, segment(name), top=False, config=config) == ""


@pytest.mark.parametrize("name", ["", "???", "...", "🚀"])
def test_a_name_must_leave_something(name):
    assert name_problem(name, segment(name), top=False, config=configure())


def test_roots_and_output_paths_know_the_prefix():
    config = configure("en", "sv", url="https://x.se/help")
    assert language_root("en", config) == "/help/"
    assert language_root("sv", config) == "/help/sv/"
    assert output_path("/help/", config) == "index.html"
    assert output_path("/help/sv/fråga/", config) == "sv/fråga/index.html"
    assert output_path("/help/old.html", config) == "old.html"
    assert output_path("/helpdesk/", configure()) == "helpdesk/index.html"


def test_suffixes():
    assert strip_suffix("a/b.MD") == "a/b"
    assert strip_suffix("a/v2.4.markdown") == "a/v2.4"
    assert strip_suffix("a/b.txt") == "a/b.txt"
