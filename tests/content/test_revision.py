"""The revision changes when what readers get changes, and only then."""

import hashlib

from kbgen.content.revision import revision


def test_it_is_the_head_of_a_plain_sha256():
    assert revision("T", "S", "B") == hashlib.sha256(b"T\nS\nB").hexdigest()[:8]


def test_editors_and_systems_do_not_matter():
    assert revision("Lösenord", "", "a\n\nb") == revision("Lo\u0308senord", "", "\na\r\n\r\nb\n\n")


def test_every_part_counts():
    revisions = {revision("a", "", ""), revision("", "a", ""), revision("", "", "a"), revision("", "", "a\n\nb")}
    assert len(revisions) == 4
