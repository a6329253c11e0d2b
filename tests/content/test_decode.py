"""Bytes to text: what is kept, what is mended, what is told."""

import pytest

from kbgen.content.decode import MAX_BYTES, decode_source
from kbgen.model import Problem


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbf# A", "# A"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("Lo\u0308senord".encode(), "Lösenord"),
        (b"a\x00b\x02c\x7f\td", "abc\td"),
        ("a\u2028b".encode(), "a\u2028b"),
        (b"a\x0cb\x0b\n", "ab\n"),
        (b"", ""),
    ],
)
def test_text_is_mended_without_losing_lines(data, text):
    assert decode_source(data, "a.md") == text


@pytest.mark.parametrize(
    ("data", "line", "looks"),
    [
        ("# Hjälp\n\nLösenord".encode("cp1252"), 1, "Windows-1252"),
        ("ok\r\nok\r\nLösenord".encode("cp1252"), 3, "Windows-1252"),
        ("# A\nパスワードを再設定する".encode("cp932"), 2, "Shift_JIS"),
        ("# Hjälp".encode("utf-16"), 1, "UTF-16"),
        ("# Hello there".encode("utf-16-le"), 1, "UTF-16"),
    ],
)
def test_another_encoding_is_named_with_its_line(data, line, looks):
    problem = decode_source(data, "content/a.md")
    assert isinstance(problem, Problem)
    assert (problem.level, problem.code, problem.path, problem.line) == ("error", "encoding", "content/a.md", line)
    assert looks in problem.hint
    assert "UTF-8" in problem.hint


def test_a_document_of_another_program_is_no_article():
    problem = decode_source(b"PK\x03\x04" + b"\x14\x00\x06word/document.xml" * 20, "a.md")
    assert isinstance(problem, Problem)
    assert "Markdown" in problem.hint


def test_an_article_of_ten_megabytes_is_refused_with_its_size():
    assert isinstance(decode_source(b"a" * MAX_BYTES, "a.md"), str)
    problem = decode_source(b"# A\n\n" + b"word " * 2_000_000, "a.md")
    assert isinstance(problem, Problem)
    assert "10.0 MB" in problem.message
    assert "Split" in problem.hint
