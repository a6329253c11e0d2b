"""The index: what one edit touches, that an update equals a build from nothing, and what its bytes come back as."""

from __future__ import annotations

from bisect import bisect_right

from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.search.blocks import Entry, Form, Term, cut_blocks, decode_entry, encode_block, encode_entry, split_block
from kbgen.search.compounds import Compounds, split_compound
from kbgen.search.corpus import Corpus, CorpusIndex, Listed
from kbgen.search.language import load_language
from kbgen.search.manifest import shorten_firsts
from kbgen.search.payload import decode_payload, encode_payload, skip_payload
from kbgen.search.slots import assign_slots, slot_space
from kbgen.search.spelling import format_spelling, parse_spelling
from kbgen.search.table import Row, decode_table, encode_table, length_class, length_of
from kbgen.search.terms import analyse_article, digest_terms, pack_terms, unpack_terms
from tests.search.articles import make_article

WORDS = (
    "faktura",
    "fakturor",
    "adress",
    "fakturaadress",
    "lösenord",
    "losen",
    "e-4012",
    "zebra",
    "a",
    "på",
    "adresslista",
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
ARTICLES = st.dictionaries(st.sampled_from([f"sv/a{n}" for n in range(12)]), st.tuples(TEXTS, TEXTS), max_size=9)


class Folder:
    """Articles from build to build: ref -> (title, text), and the files of their index."""

    def __init__(self, language):
        self.language = load_language(language)
        self.index = CorpusIndex()
        self.articles = {}
        self.files = {}

    def terms(self, articles, ref):
        title, text = articles[ref]
        return analyse_article(*make_article(title, text, ref.partition("/")[2]), self.language)

    def update(self, articles, before):
        slots = assign_slots(articles)
        listed = {
            ref: Listed(slots[ref], digest_terms(pack_terms(self.terms(articles, ref))), f"{ref}.md") for ref in slots
        }
        corpus = Corpus(
            self.language,
            before,
            lambda ref: self.terms(articles, ref),
            lambda ref: self.terms(self.articles, ref),
            self.files.__getitem__,
        )
        index = corpus.update(listed)
        self.files |= corpus.files
        return index, corpus.files

    def edit(self, articles):
        """The index brought up to date, and the names of the files that this wrote."""
        self.index, files = self.update(articles, self.index)
        self.articles = articles
        return set(files)


@given(st.lists(ARTICLES, min_size=2, max_size=6))
@settings(deadline=None, max_examples=60)
def test_an_updated_index_equals_one_built_from_nothing(states):
    folder = Folder("sv")
    for articles in states:
        folder.edit(articles)
        clean, _ = folder.update(articles, CorpusIndex())
        assert folder.index == clean


def test_an_edit_touches_few_files():
    folder = Folder("en")
    articles = {
        f"en/a{n}": (f"Title {n} of letter {chr(97 + n % 26)}", f"word{n} " * 30 + "common text") for n in range(400)
    }
    blocks = {name for name in folder.edit(articles) if "-w" in name}
    assert len(blocks) > 5
    articles = articles | {"en/a7": (articles["en/a7"][0], "unusual text")}
    assert len(folder.edit(articles)) <= 6
    assert folder.edit(articles) == set()


def test_one_article_more_moves_few_slots():
    names = [f"en/article-{n}" for n in range(500)]
    before = assign_slots(names)
    after = assign_slots([*names, "en/another"])
    assert sum(before[name] != after[name] for name in names) <= 8
    assert sorted(after.values()) == list(after.values())
    assert len(set(after.values())) == 501
    assert slot_space(0) <= slot_space(10_000) <= 65_536


@given(st.dictionaries(st.integers(0, 300), st.integers(1, 80), max_size=20), st.integers(0, 31))
def test_payloads_come_back(passages, flags):
    passages = dict(sorted(passages.items()))
    data = encode_payload(flags, passages)
    payload, end = decode_payload(data + b"\x01", 0)
    assert end == len(data) == skip_payload(data, 0)
    assert payload.flags == flags
    assert [(number, in_heading) for number, in_heading, _ in payload.passages] == [
        (number, bool(mark & 1)) for number, mark in passages.items()
    ]


def test_entries_and_blocks_come_back():
    entry = Entry(
        {"ändra": Form(3, "ändr"), "andra": Form(200, "andr")}, {"andr": Term(7, b"\x01\x02"), "ändr": Term(1, b"")}
    )
    assert decode_entry("andra", encode_entry("andra", entry)) == entry
    entries = [(f"key{n:04}", bytes([n % 256]) * (n % 50)) for n in range(400)]
    blocks = list(cut_blocks(entries, 500))
    assert len(blocks) > 3
    assert [pair for block in blocks for pair in split_block(encode_block(block))] == entries


def test_terms_table_and_spelling_come_back():
    terms = analyse_article(*make_article("Mend E-4012", "Text of it.", "mend"), load_language("en"))
    assert unpack_terms(pack_terms(terms)) == terms
    rows = [Row(3, 10, 2), Row(900, 0, 255)]
    assert decode_table(encode_table(rows)) == rows
    assert decode_table(encode_table([])) == []
    words = {"faktura": 3, "faktor": 9}
    assert parse_spelling(format_spelling(words | {"gone": 0})) == words
    assert all(length_of(length_class(words)) <= words < length_of(length_class(words) + 1) for words in range(1, 5000))


def test_compounds_are_split_by_what_stands_in_the_corpus():
    known = dict.fromkeys(("faktura", "adress", "inställning", "sida"), 1)
    assert split_compound("fakturaadress", known) == ("faktura", "adress")
    assert split_compound("inställningssida", known) == ("inställning", "sida")
    assert split_compound("fakturalista", known) is None
    compounds = Compounds(str)
    assert compounds.add(["faktura", "adress", "fakturaadress"], 1) == {"faktura", "adress", "fakturaadress"}
    assert compounds.resplit() == {"fakturaadress"}
    assert compounds.add(["adress"], -1) == {"adress"}
    assert compounds.resplit({"adress"}) == {"fakturaadress"}
    assert compounds.splits == {}


@given(st.lists(st.text(st.sampled_from("abé~"), min_size=1, max_size=4), min_size=1, max_size=12, unique=True))
def test_the_beginnings_of_first_keys_lead_to_the_right_block(keys):
    keys.sort()
    blocks = [keys[at : at + 3] for at in range(0, len(keys), 3)]
    firsts = shorten_firsts((block[0], block[-1]) for block in blocks)
    for key in keys:
        assert key in blocks[bisect_right(firsts, key) - 1]
    assert all(block[0].startswith(first) for first, block in zip(firsts, blocks, strict=True))
