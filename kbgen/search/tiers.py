"""Words in very many articles: only the places that tell something stand with the word.

Half of all articles may mention a word, and a question of several words is not decided by that. Where a term is common,
the entry of its key keeps the places that stand out: in titles, keywords, summaries and headings, or, unless nearly all
articles have it, where a passage says it more than once. The others stand in an entry of their own, which is read for
questions that have no rarer word.
"""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.search.blocks import Entry, Term
from kbgen.search.payload import stands_out
from kbgen.search.postings import edit_postings, pack_postings, read_postings

_SHARE = 16


def common_limit(space: int) -> int:
    """A term in more articles than this is common: between a quarter and half of them. space: of the slots."""
    return space // _SHARE


def part_entry(entry: Entry, limit: int) -> tuple[Entry, Entry]:
    """The entry as it is published, and that of the other places of its common terms."""
    kept, rest = Entry(entry.forms), Entry()
    for name, term in entry.terms.items():
        kept.terms[name], other = _part_term(term, limit)
        if other.postings:
            rest.terms[name] = other
    return kept, rest


def edit_term(name: str, edits: Mapping[int, bytes | None], entry: Entry, rest: Entry, limit: int) -> None:
    """Give a term other payloads in some slots. entry, rest: of its key, as published; they are changed."""
    term = entry.terms.pop(name, Term(0, b""))
    other = rest.terms.pop(name, Term(0, b""))
    mine, others = _part_edits(edits, term.count, limit)
    kept = edit_postings(Term(term.count - other.count, term.postings), mine)
    left = edit_postings(other, others)
    count = kept.count + left.count
    if _level(count, limit) == _level(term.count, limit):
        kept = Term(count, kept.postings)
    else:
        kept, left = _part_term(edit_postings(kept, dict(read_postings(left.postings))), limit)
    if kept.postings or left.postings:
        entry.terms[name] = kept
    if left.postings:
        rest.terms[name] = left


def _level(count: int, limit: int) -> int:
    """0: not common, all places are kept. 1: common. 2: so common that more than one mention tells nothing either."""
    return (count > limit) + (count > 2 * limit)


def _part_edits(
    edits: Mapping[int, bytes | None], count: int, limit: int
) -> tuple[Mapping[int, bytes | None], Mapping[int, bytes | None]]:
    """What changes among the places that stand out, and among the others."""
    level = _level(count, limit)
    if level == 0:
        return edits, {}
    out = {slot for slot, data in edits.items() if data is not None and stands_out(data, mentions=level == 1)}
    mine = {slot: data if slot in out else None for slot, data in edits.items()}
    return mine, {slot: None if slot in out else data for slot, data in edits.items()}


def _part_term(term: Term, limit: int) -> tuple[Term, Term]:
    """The places that stand out, with the count of all, and the others."""
    level = _level(term.count, limit)
    if level == 0:
        return term, Term(0, b"")
    kept: dict[int, bytes] = {}
    rest: dict[int, bytes] = {}
    for slot, payload in read_postings(term.postings):
        (kept if stands_out(payload, mentions=level == 1) else rest)[slot] = payload
    return Term(term.count, pack_postings(kept).postings), pack_postings(rest)
