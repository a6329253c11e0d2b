"""What must hold of every ranking, whatever the articles and the question are."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kbgen.model import Meta
from kbgen.search.language import load_language
from kbgen.search.tokens import normalise
from tests.search.articles import make_article
from tests.search.memory import index_articles, open_articles

# Words that share stems, letters, parts and marks, so that what is near each other meets often.
WORDS = (
    "invoice",
    "invoices",
    "invoiced",
    "printer",
    "print",
    "printing",
    "sign-in",
    "signin",
    "sign",
    "in",
    "the",
    "how",
    "to",
    "E-4012",
    "4012",
    "config.php",
    "café",
    "cafe",
    "0x80070005",
    "Wi-Fi",
    "2.10",
)
TITLE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
TEXT = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
FILLER = " ".join(f"filler{number}" for number in range(60))
JAPANESE = st.lists(st.sampled_from("請求書を印刷できないプリンターの設定"), min_size=2, max_size=30).map("".join)


def make_site(titles, texts):
    """Articles a0, a1, ..., with texts in turn."""
    return [make_article(title, texts[n % len(texts)], f"a{n}") for n, title in enumerate(titles)]


def ids(search, query, **options):
    return [hit.id for hit in search.find(query, **options)]


@given(st.lists(TITLE, min_size=1, max_size=14), st.lists(TEXT, min_size=1, max_size=4), st.integers(1, 3))
@example(["sign-in", *["sign in print"] * 13], ["sign in sign-in " * 9], 1)
@example(["print invoice", "invoice print"], ["x"], 1)
@example(["invoice invoices", "invoice"], ["invoice invoices"], 1)
@settings(deadline=None, max_examples=150)
def test_an_exact_title_is_first(titles, texts, limit):
    search = open_articles(make_site(titles, texts))
    for title in titles:
        assert search.find(title, limit)[0].title.casefold() == title.casefold()


@given(st.lists(JAPANESE, min_size=1, max_size=8, unique=True), st.lists(JAPANESE, min_size=1, max_size=3))
@settings(deadline=None, max_examples=60)
def test_an_exact_title_is_first_without_spaces(titles, texts):
    search = open_articles([make_article(title, texts[n % len(texts)], f"a{n}", language="ja")
                            for n, title in enumerate(titles)], "ja")  # fmt: skip
    for title in titles:
        assert search.find(title)[0].title == title


def test_a_title_of_many_words_is_first():
    title = " ".join(f"{word}{number}" for number in range(30) for word in ("alpha", "beta"))
    others = [make_article(f"Other {n}", f"{title} {title}", f"o{n}") for n in range(12)]
    assert ids(open_articles([*others, make_article(title, FILLER, "long")]), title)[0] == "long"


@pytest.mark.parametrize(
    ("error", "questions"),
    [
        ("E-4012", ["E-4012", "e-4012", "E4012", "error E-4012", "what is E-4012?", "I got E-4012 while printing"]),
        ("0x80070005", ["0x80070005", "0X80070005", "code 0x80070005!"]),
        ("ERR_CONNECTION_RESET", ["ERR_CONNECTION_RESET", "err_connection_reset", "what is ERR_CONNECTION_RESET"]),
        ("503", ["503"]),
        (
            "Fatal: open /etc/app.conf failed (0x80070005)",
            ["Fatal: open /etc/app.conf failed (0x80070005)", "0x80070005", "failed 0x80070005"],
        ),
    ],
)
def test_an_exact_error_code_is_first(error, questions):
    """Above articles that say it in every sentence, but not as theirs."""
    own = make_article("Nothing happens", FILLER, "own", meta=Meta(errors=(error,)))
    others = [make_article(f"What I got {n} while printing", f"{error} code error. " * 20, f"o{n}") for n in range(12)]
    search = open_articles([own, *others])
    for question in questions:
        assert ids(search, question)[0] == "own", question


def test_a_pasted_page_is_found_by_the_code_in_it():
    own = make_article("Nothing happens", FILLER, "own", meta=Meta(errors=("E-4012",)))
    others = [make_article(f"Printing with model {n}", "printer page paper " * 20, f"o{n}") for n in range(12)]
    page = " ".join(f"Line {n}: the printer took paper for page {n}." for n in range(60))
    assert ids(open_articles([own, *others]), f"{page} E-4012 {page}"[:3900])[0] == "own"


@given(st.text("abcdefghij", min_size=4, max_size=12), st.data())
@settings(deadline=None, max_examples=120)
def test_a_slip_never_stands_above_the_word_itself(word, data):
    """However little the one article says of it, and however much the other says of what is spelt nearly so."""
    at = data.draw(st.integers(0, len(word) - 1))
    other = word[:at] + data.draw(st.sampled_from(["", "k", word[at] + "k", word[at] * 2])) + word[at + 1 :]
    search = open_articles(
        [
            make_article("One", f"{FILLER} {word}", "own"),
            make_article(f"{other} {other}", f"{other} " * 50, "near", meta=Meta(keywords=(other,), errors=(other,))),
            make_article("Three", FILLER, "far"),
        ]
    )
    stem = load_language("en").stem
    assume(stem(word) != stem(other))
    assert ids(search, word)[0] == "own"
    if not other.startswith(word):  # a word that may be unfinished may also be the beginning of the other
        assert ids(search, word, typing=True)[0] == "own"


@pytest.mark.parametrize(
    ("code", "word", "other"), [("sv", "väg", "vag"), ("en", "café", "cafe"), ("nb", "får", "far")]
)
def test_the_letter_itself_stands_above_the_one_without_its_mark(code, word, other):
    articles = [make_article("One", f"{FILLER} {written}", name, language=code)
                for written, name in ((word, "marked"), (other, "plain"))]  # fmt: skip
    search = open_articles(articles, code)
    assert ids(search, word) == ["marked", "plain"]
    assert ids(search, other) == ["plain", "marked"]


@pytest.mark.parametrize("word", ["printer", "config.php", "E-4012"])
def test_a_keyword_stands_above_the_body(word):
    own = make_article("Nothing happens", FILLER, "own", meta=Meta(keywords=(word,)))
    others = [make_article(f"Text {n}", f"{word} " * 30, f"o{n}") for n in range(12)]
    assert ids(open_articles([own, *others]), word)[0] == "own"


def test_of_equal_articles_the_one_with_the_keyword_or_the_title_is_first():
    text = f"Mend the paper jam of a printer. {FILLER}"
    others = [make_article(f"Text {n}", text, f"o{n}") for n in range(12)]
    keyword = make_article("Text 99", text, "keyword", meta=Meta(keywords=("paper jam",)))
    title = make_article("Paper jam again", text, "title")
    assert ids(open_articles([*others, keyword]), "paper jam printer")[0] == "keyword"
    assert ids(open_articles([*others, title]), "paper jam printer")[0] == "title"


@given(st.integers(1, 60), st.integers(1, 7))
@settings(deadline=None, max_examples=30)
def test_a_long_body_never_stands_above_a_matching_title(mentions, copies):
    own = make_article("Paper jam", FILLER, "own")
    others = [make_article(f"Text {n}", f"paper jam {FILLER} " * mentions, f"o{n}",
                           headings=[("Paper jam", "paper jam")], summary="paper jam")
              for n in range(copies)]  # fmt: skip
    search = open_articles([own, *others])
    for question in ("paper jam", "Paper jam?", "jam paper", "how to paper jam"):
        assert ids(search, question)[0] == "own", question


@pytest.mark.parametrize(
    ("code", "title", "question"),
    [
        ("en", "How to", "how to"),
        ("en", "What is it?", "what is"),
        ("sv", "Hur gör jag?", "hur gör jag"),
        ("nb", "Hva er det?", "hva er"),
    ],
)
def test_stop_words_alone_still_answer(code, title, question):
    articles = [
        make_article(title, FILLER, "own", language=code),
        make_article("Printer", FILLER, "other", language=code),
    ]
    assert ids(open_articles(articles, code), question) == ["own"]


@given(
    st.lists(TITLE, min_size=2, max_size=9), st.lists(TEXT, min_size=1, max_size=3), st.randoms(use_true_random=False)
)
@settings(deadline=None, max_examples=40)
def test_the_order_of_the_files_makes_no_difference(titles, texts, rnd):
    articles = make_site(titles, texts)
    shuffled = rnd.sample(articles, len(articles))
    assert index_articles(articles) == index_articles(shuffled)


@given(st.lists(TITLE, min_size=1, max_size=12), st.lists(TEXT, min_size=1, max_size=4), TITLE, st.booleans())
@settings(deadline=None, max_examples=80)
def test_hits_are_in_order_and_one_an_article(titles, texts, question, typing):
    search = open_articles(make_site(titles, texts))
    hits = search.find(question, 50, typing=typing)
    assert len({hit.id for hit in hits}) == len(hits)
    assert all(hit.score > 0 for hit in hits)
    for limit in (0, 1, 3):
        assert search.find(question, limit, typing=typing) == hits[:limit]
    for hit in hits:
        ends = [0, *(place for mark in hit.marks for place in mark), len(hit.excerpt)]
        assert ends == sorted(ends)
        assert all(hit.excerpt[start:end].strip() for start, end in hit.marks)


HOSTILE = {
    "100,000 letters": "a" * 100_000,
    "100,000 letters of a word with joints": "a-" * 50_000,
    "100,000 kana": "ア" * 100_000,
    "100,000 letters of words": "printer error " * 7_200,
    "different words": " ".join(f"w{n}x" for n in range(20_000)),
    "quotes": '"' * 50_000,
    "open quotes": "„" * 50_000,
    "quoted words": '"printer" ' * 9_000,
    "combining marks": "e" + "\u0301" * 50_000,
    "control characters": "".join(map(chr, range(32))) + "\x7f\u0085\u2028",
    "lone surrogates": "print\ud800er \udc00 \udfff\ud800",
    "right to left": "\u202eالطابعة لا تعمل\u202c שלום",
    "emoji": "🖨️👩‍💻🏳️‍🌈 🇸🇪",
    "HTML": "<script>alert('printer')</script><b onclick=x>&amp;&#0;",
    "punctuation": "?!…—()[]{}<>*/\\'`´~^%$#@",
    "ligatures that grow": "ﷺ" * 20_000,
    "wide letters": "ＰＲＩＮＴＥＲ ㍿ ㌔",
    "names of what every object has": "constructor __proto__ toString hasOwnProperty",
    "private use": "\ue000\U000f0000\U0010ffff",
}


@pytest.fixture(scope="module")
def searches():
    """A few articles with odd texts, in a language of each sort."""
    texts = [*WORDS, *(text[:300] for text in HOSTILE.values() if text.isprintable())]
    titles = [
        "Printer error",
        "\U0001f5a8",
        "constructor",
        "<b>printer</b>",
        "アプリ",
        "الطابعة",
        "...",
        "print\U00020bb7",
    ]
    return {
        code: open_articles(
            [make_article(title, " ".join(texts[n::3]), f"a{n}", language=code) for n, title in enumerate(titles)], code
        )
        for code in ("en", "sv", "ja", "fr", "ar")
    }


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_question_is_too_much(searches, kind):
    for search in searches.values():
        begun = time.process_time()
        assert len(search.find(HOSTILE[kind], typing=True)) <= 10
        assert time.process_time() - begun < 5


@given(st.text(st.characters(codec=None), max_size=60), st.booleans())
@settings(deadline=None, max_examples=200)
def test_no_question_fails(searches, question, typing):
    for search in searches.values():
        search.find(question, typing=typing)


@pytest.mark.parametrize("question", ["", " ", "\n\t\u3000", "?!", "...", "\u200b", "\U0001f5a8", "''", '""', "\x00"])
def test_nothing_is_found_by_nothing(searches, question):
    for search in searches.values():
        assert search.find(question) == []


def test_little_sites():
    assert open_articles([]).find("printer") == []
    assert open_articles([], "sv").find("skrivarinställningar", typing=True) == []
    only = open_articles([make_article("Printer", "", "only")])
    assert ids(only, "printer") == ids(only, "pritner") == ids(only, "prin", typing=True) == ["only"]
    wordless = open_articles([make_article("!!!", "🖨️ …", "none"), make_article("Printer", "", "only")])
    assert ids(wordless, "printer !!!") == ["only"]
    assert wordless.find("!!!") == []


def test_a_question_is_the_same_however_it_is_typed():
    titles = ["Café printer E-4012", "Ｐrinter ｶﾞｲﾄﾞ", "ﬁnd Ǆ", "Straße 2.10"]
    search = open_articles(make_site(titles, [FILLER]))
    for title in titles:
        for query in (title.upper(), title.lower(), normalise(title), f"  {title}  ", title.replace(" ", "\u00a0")):
            assert search.find(query)[0].title == title, query


@pytest.mark.parametrize("query", ["longneck", "longnecks", "tall animal"])
def test_a_synonym_need_not_stand_in_any_article(query):
    articles = [make_article("Feed the giraffe", "It eats leaves.", "a"), make_article("Feed the lion", "Meat.", "b")]
    search = open_articles(articles, synonyms=[["giraffe", "longneck", "tall animal"]])
    assert ids(search, query) == ["a"]
