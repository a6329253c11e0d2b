"""Postings are edited where they lie: what comes out is what packing everything anew gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.payload import PART, PASSAGES, encode_payload
from kbgen.search.postings import edit_postings, pack_postings

payloads = st.builds(
    encode_payload,
    st.integers(0, 31),
    st.dictionaries(st.integers(0, 40), st.integers(2, 40), max_size=3).map(lambda found: dict(sorted(found.items()))),
)
# Close together and far apart: a distance takes one byte or several.
slots = st.one_of(st.integers(0, 9), st.integers(0, 70_000))


@given(st.dictionaries(slots, payloads, max_size=12), st.dictionaries(slots, st.none() | payloads, max_size=12))
def test_an_edit_gives_what_packing_gives(known, edits):
    after = {slot: payload for slot, payload in (known | edits).items() if payload is not None}
    assert edit_postings(pack_postings(known), edits) == pack_postings(after)


def test_postings_count_articles_that_have_more_than_a_part():
    whole, part = encode_payload(0, {0: 2}), encode_payload(PART, {0: 2})
    term = pack_postings({3: whole, 130: part, 700: whole})
    assert term.count == 2
    assert term.postings == b"\x03" + whole + b"\x7f" + part + b"\xba\x04" + whole
    assert whole[0] == PASSAGES
    assert edit_postings(term, {3: None, 700: None}).count == 0
