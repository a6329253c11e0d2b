"""Common words are parted in what tells something and the rest: an edit gives what a build from nothing gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.blocks import REST, Entry, Term
from kbgen.search.index import Block, Member, build_index, update_index
from kbgen.search.payload import KEYWORD, PART, SUMMARY, TITLE, encode_payload
from kbgen.search.postings import pack_postings
from kbgen.search.tiers import edit_term, part_entry

LIMIT = 3
ONCE, TWICE, HEADING = {4: 2}, {4: 4}, {4: 1}
payloads = st.builds(
    encode_payload,
    st.sampled_from([0, 0, TITLE, KEYWORD, SUMMARY, PART]),
    st.sampled_from([ONCE, ONCE, TWICE, HEADING, {0: 2, 9: 2}, {0: 2, 9: 4}]),
)
articles = st.dictionaries(st.integers(0, 15), payloads, max_size=16)


@given(articles, st.dictionaries(st.integers(0, 15), st.none() | payloads, max_size=16))
def test_an_edited_term_is_parted_as_if_it_were_new(before, edits):
    entry, rest = part_entry(Entry(terms={"a": pack_postings(before)} if before else {}), LIMIT)
    edit_term("a", edits, entry, rest, LIMIT)
    after = {slot: payload for slot, payload in (before | edits).items() if payload is not None}
    assert (entry, rest) == part_entry(Entry(terms={"a": pack_postings(after)} if after else {}), LIMIT)


def test_a_common_term_keeps_what_stands_out():
    told = {0: TITLE, 1: KEYWORD, 2: SUMMARY}
    places = {slot: encode_payload(flags, ONCE) for slot, flags in told.items()}
    places |= {3: encode_payload(0, HEADING), 4: encode_payload(0, TWICE), 5: encode_payload(0, ONCE)}
    whole = pack_postings(places)
    kept, rest = part_entry(Entry(terms={"a": whole}), 5)
    assert kept.terms["a"] == Term(6, pack_postings({slot: places[slot] for slot in range(5)}).postings)
    assert rest.terms["a"] == pack_postings({5: places[5]})
    assert part_entry(Entry(terms={"a": whole}), 6) == (Entry(terms={"a": whole}), Entry())
    # Where nearly every article has it, to say it twice tells nothing either.
    kept, rest = part_entry(Entry(terms={"a": whole}), 2)
    assert rest.terms["a"] == pack_postings({slot: places[slot] for slot in (4, 5)})


words = st.sampled_from(["aa", "ab", "äb", "ba"])
members = st.dictionaries(
    st.integers(0, 30), st.dictionaries(words, payloads, min_size=1).map(dict), min_size=1, max_size=12
)


def make_members(found):
    return [Member(slot, terms, {word: word for word in terms}) for slot, terms in sorted(found.items())]


@given(members, members, st.sampled_from([16, 48, 96]))
def test_an_updated_index_is_that_of_a_build(before, after, space):
    """Also where terms with one key, apart by their marks, cross the line one by one."""
    names = {}

    def name(blocks):
        named = []
        for block in blocks:
            key = f"{len(names)}"
            names[key] = block.data
            named.append(Block(block.first, block.last, None, key))
        return named

    first = build_index(make_members(before), space)
    changed = {slot for slot in before.keys() | after.keys() if before.get(slot) != after.get(slot)}
    update = update_index(
        name(first.blocks),
        names.__getitem__,
        make_members({slot: before[slot] for slot in changed & before.keys()}),
        make_members({slot: after[slot] for slot in changed & after.keys()}),
        space,
    )
    data = [names[block.name] if block.data is None else block.data for block in update.blocks]
    assert data == [block.data for block in build_index(make_members(after), space).blocks]


def test_what_does_not_stand_out_lies_under_a_key_of_its_own():
    found = {slot: {"aa": encode_payload(TITLE if slot == 1 else 0, ONCE)} for slot in range(1, 4)}
    (block,) = build_index(make_members(found), 16).blocks
    assert block.first == "aa"
    assert REST.encode() + b"aa" in block.data
