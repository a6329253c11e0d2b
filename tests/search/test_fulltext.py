"""Whoosh's articles: brought up to date one by one, ranked as the published index is, made anew where they are damaged."""

from __future__ import annotations

import random

import pytest

from kbgen.build.library import open_library
from kbgen.build.searching import SiteSearch, search_site
from kbgen.options import build_options
from kbgen.progress import Quiet
from kbgen.settings.load import load_config
from tests.search.published import open_published
from tests.sites import CONFIG, DAY, SiteFolder

TWO = CONFIG + 'languages = ["en", "sv"]\n'
WORDS = [
    "faktura",
    "adress",
    "fakturaadress",
    "lösenord",
    "losenord",
    "adresslista",
    "kort",
    "betala",
    "betalning",
    "e-4012",
    "konto",
    "sidan",
]


def open_site(site, **chosen):
    config = load_config(str(site.folder), None, str(site.folder))
    return build_options(config, date=DAY, jobs=1, **chosen)


def ask(site, query, language="en", **chosen):
    """(hits, what was updated)."""
    config, options = open_site(site, **chosen)

    def find(search):
        return [answer.hit for answer in search.find(query, language, 10)], dict(search.updated)

    return search_site(config, options, Quiet(), find)


def numbers(updated, language="en"):
    return updated[language].gone, updated[language].new


@pytest.fixture
def site(tmp_path):
    site = SiteFolder(tmp_path / "here")
    for n in range(5):
        site.write(
            f"content/a{n}.md", f"# Article {n}\n\nAbout word{n} and common things.\n\n## More of it\n\nExtra{n}.\n"
        )
    return site


def test_only_what_changed_is_taken_in_again(site):
    hits, updated = ask(site, "word3")
    assert [hit.id for hit in hits] == ["a3"]
    assert numbers(updated) == (0, 5)
    assert numbers(ask(site, "word3")[1]) == (0, 0)
    site.write("content/a3.md", "# Article 3\n\nAbout pelicans.\n")
    hits, updated = ask(site, "pelicans")
    assert ([hit.id for hit in hits], numbers(updated)) == (["a3"], (1, 1))
    assert ask(site, "word3")[0] == []
    site.remove("content/a1.md")
    assert numbers(ask(site, "word1")[1]) == (1, 0)
    assert ask(site, "word1")[0] == []
    (site.folder / "content/a2.md").rename(site.folder / "content/moved.md")
    hits, updated = ask(site, "word2")
    assert ([hit.url for hit in hits], numbers(updated)) == (["/moved/"], (1, 1))
    assert not site.output.exists()


def test_what_a_build_knows_is_taken_over(site):
    site.build()
    before = {path.name for path in (site.folder / ".kbgen").iterdir()}
    assert [hit.id for hit in ask(site, "word3", output=str(site.output))[0]] == ["a3"]
    assert before <= {path.name for path in (site.folder / ".kbgen").iterdir()}
    assert "Nothing" not in str(site.build().problems)


def test_languages_and_the_first_answer(tmp_path):
    site = SiteFolder(tmp_path, TWO)
    site.write("content/en/card.md", "---\ntitle: My card is declined\nerrors: [E-4012]\n---\n\nAsk your bank.\n")
    site.write("content/en/other.md", "# Cards\n\nE-4012 and card and declined, declined, declined card.\n")
    site.write("content/sv/card.md", "# Mitt kort nekas\n\nFråga banken. [X](other.md)\n")
    assert ask(site, "my card is declined")[0][0].id == "card"
    assert ask(site, "e4012")[0][0].id == "card"
    hits = ask(site, "kort", "sv")[0]
    assert [(hit.url, hit.language) for hit in hits] == [("/sv/card/", "sv")]
    assert ask(site, "bank", "en")[0][0].heading is None


@pytest.mark.parametrize("name", ["whoosh-en/*.seg", "whoosh-en/*.toc", "vocabulary-en", "state", "texts-*"])
@pytest.mark.parametrize("how", ["torn", "empty", "gone", "foreign"])
def test_a_damaged_folder_is_made_anew(site, name, how):
    ask(site, "word3")
    (found,) = (site.folder / ".kbgen/fulltext").glob(f"*/{name}")
    data = found.read_bytes()
    if how == "gone":
        found.unlink()
    else:
        found.write_bytes({"torn": data[: len(data) // 2], "empty": b"", "foreign": b"\x80\x04."}[how])
    assert [hit.id for hit in ask(site, "word3")[0]] == ["a3"]
    assert numbers(ask(site, "word3")[1]) == (0, 0)


def test_damage_behind_the_seal_is_made_anew(site):
    config, options = open_site(site)
    ask(site, "word3")
    asked = []

    def find(search):
        asked.append(search)
        if len(asked) == 1:
            shelf = search.shelf("en")
            shelf._fulltext._index = None
        return [answer.hit.id for answer in search.find("word3", "en", 10)]

    assert search_site(config, options, Quiet(), find) == ["a3"]
    assert len(asked) == 2


def test_a_folder_that_may_not_be_written(site, monkeypatch):
    (site.folder / ".kbgen").write_text("in the way")
    assert [hit.id for hit in ask(site, "word3")[0]] == ["a3"]


def test_an_empty_site_and_one_article(tmp_path):
    site = SiteFolder(tmp_path)
    site.write("content/_data/x.md", "")
    assert ask(site, "pelicans")[0] == []
    site.write("content/one.md", "# One\n\nAbout pelicans.\n")
    assert [hit.id for hit in ask(site, "pelicans")[0]] == ["one"]
    site.remove("content/one.md")
    assert ask(site, "pelicans")[0] == []


def test_editions_stay_apart(site):
    site.write("content/inner.md", "---\naudience: agents\n---\n\n# Pelicans\n\nSecret.\n")
    site.write("content/a0.md", "# Article 0\n\nText.\n\n::: agent\nAlso pelicans.\n:::\n")
    assert [hit.id for hit in ask(site, "pelicans", edition="agents")[0]] == ["inner", "a0"]
    assert ask(site, "pelicans")[0] == []
    assert ask(site, "secret")[0] == []


def test_ranking_is_the_published_index_to_the_last_bit(tmp_path):
    """After any edits, in a language that splits compounds."""
    chance = random.Random(11)
    site = SiteFolder(tmp_path, CONFIG + 'language = "sv"\n')

    def write(n):
        text = " ".join(chance.choices(WORDS, k=25))
        more = " ".join(chance.choices(WORDS, k=8))
        site.write(f"content/a{n}.md", f"# {' '.join(chance.sample(WORDS, 2))} {n}\n\n{text}\n\n## Del\n\n{more}\n")

    for n in range(30):
        write(n)
    for _ in range(3):
        config, options = open_site(site)
        for n in chance.sample(range(30), 3):
            write(n)
        site.build()
        published = open_published(site.output)["sv"]
        questions = [" ".join(chance.choices([*WORDS, "fakturadress", "lösenrd", "adressen"], k=2)) for _ in range(25)]

        def find(search, questions=questions):
            return [[answer.hit for answer in search.find(query, "sv", 10)] for query in questions]

        found = search_site(config, options, Quiet(), find)
        assert [[(hit.url, hit.score) for hit in hits] for hits in found] == [
            [(hit.url, hit.score) for hit in published.find(query)] for query in questions
        ]


def test_sections_and_synonyms(tmp_path):
    site = SiteFolder(tmp_path)
    site.write(
        "content/bills/_section.md", "---\ntitle: Bills\nsummary: All about paying.\n---\n\nHow pelicans pay a leaf.\n"
    )
    site.write("content/bills/one.md", "# One\n\nGiraffes eat nuts.\n")
    site.write("content/_data/synonyms.yml", "- [giraffe, leaf]\n")
    (hit,) = ask(site, "pelicans")[0]
    assert (hit.url, hit.title, hit.section) == ("/bills/", "Bills", "")
    assert [(hit.url, hit.section) for hit in ask(site, "leaf")[0]] == [("/bills/", ""), ("/bills/one/", "Bills")]
    site.write("content/_data/synonyms.yml", "- [")
    assert [hit.url for hit in ask(site, "leaf")[0]] == ["/bills/"]


def test_every_question_gets_an_answer(site):
    for query in ("", "   ", "\x00\x01\x1b[2J", "a" * 100_000, "word3 " * 20_000, "\ud83d", "((*:~", '"', "🐦"):
        ask(site, query)
    assert ask(site, "word3 " * 20_000)[0][0].id == "a3"


def test_nobody_else_reads_meanwhile(site, monkeypatch):
    monkeypatch.setattr("kbgen.build.lock.PATIENCE_SECONDS", 0.1)
    config, options = open_site(site)
    with open_library(config, options, Quiet()) as library:
        assert SiteSearch(config, library).find("word3", "en", 1)[0].hit.id == "a3"
        with pytest.raises(Exception, match="another kbgen is reading"), open_library(config, options, Quiet()):
            pass
