"""A table of old addresses is read as spreadsheets, exports and people write it."""

import pytest

from kbgen.content.redirect_table import list_addresses, parse_redirects

ROW = ("https://old.example/a, b.html", "id:refunds")


def read(text, encoding="utf-8"):
    rows, problems = parse_redirects(text.encode(encoding), "t.csv")
    assert not problems
    return [(row.line, row.source, row.target, row.language) for row in rows]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('from,to\n"https://old.example/a, b.html",id:refunds\n', 2),
        ("from;to\r\nhttps://old.example/a, b.html;id:refunds\r\n", 2),
        ("https://old.example/a, b.html\tid:refunds", 1),
        ("New URL|Status|Old URL\nid:refunds|301|https://old.example/a, b.html\n", 2),
        ('\n# mine\nSource,Dest\n\n# more\n"https://old.example/a, b.html", id:refunds \n', 6),
        ('alt,neu\n"https://old.example/a, b.html",id:refunds\n', 2),
    ],
)
def test_delimiters_headers_and_lines(text, line):
    assert read(text) == [(line, *ROW, "")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_of_spreadsheets(encoding):
    assert read("from\tto\tlanguage\n/frågor/\tid:frågor\tsv\n", encoding) == [(2, "/frågor/", "id:frågor", "sv")]


def test_a_quoted_line_break_does_not_move_the_lines_that_follow():
    text = 'note,from,to\n"two\nlines",/a/,/b/\n,/c/,/d/\n'
    assert [line for line, *_ in read(text)] == [2, 4]


def test_nothing_is_a_table_too():
    assert read("") == read("from,to\n") == read("# nothing yet\n") == []


def test_what_cannot_be_read_is_told():
    for data in (b"from,to\n/caf\xe9,/b/\n", b"a,b,c\n/x,/y,/z\n"):
        rows, problems = parse_redirects(data, "t.csv")
        assert (rows, [problem.code for problem in problems]) == ((), ["redirect-file"])
    rows, problems = parse_redirects(b"/a/,/b/\n/c/\n", "t.csv")
    assert (len(rows), [(problem.code, problem.line) for problem in problems]) == (1, [("redirect-row", 2)])


def test_a_list_of_addresses():
    assert list_addresses("# old\n\n/a\n https://x.se/b \n".encode("utf-16")) == [(3, "/a"), (4, "https://x.se/b")]
    assert list_addresses(b"/caf\xe9") is None
