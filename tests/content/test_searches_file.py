"""The file of expected searches: what it says, line by line. What can be wrong with it is in tests/broken."""

from kbgen.content.searches_file import ExpectedSearch, parse_searches

FILE = r"""# Words of customers.
en:
  my card is declined: card-declined
  E-4012: {article: card-declined, within: 1}
  "error: 0x80070005": update-fails
  null: nothing
  0123: numbers
  "how   do I\u00a0pay?": pay
sv:
"""


def test_searches_are_read_as_they_are_written():
    searches, problems = parse_searches(FILE.encode(), "searches.yml", ("en", "sv"))
    assert problems == []
    assert searches == (
        ExpectedSearch("en", "my card is declined", "card-declined", 3, 3),
        ExpectedSearch("en", "E-4012", "card-declined", 1, 4),
        ExpectedSearch("en", "error: 0x80070005", "update-fails", 3, 5),
        ExpectedSearch("en", "null", "nothing", 3, 6),
        ExpectedSearch("en", "0123", "numbers", 3, 7),
        ExpectedSearch("en", "how do I pay?", "pay", 3, 8),
    )


def test_an_empty_file_expects_nothing():
    for text in ("", "# Nothing yet.\n", "en:\n", "~\n"):
        assert parse_searches(text.encode(), "searches.yml", ("en",)) == ((), [])


def test_what_is_wrong_is_left_out_and_the_rest_is_read():
    text = "en:\n  ? [a]\n  : x\n  b: [x]\n  c: {article: x, within: many}\n  d: {within: 1}\n  e: x\n"
    searches, problems = parse_searches(text.encode(), "searches.yml", ("en",))
    assert [search.query for search in searches] == ["e"]
    assert [problem.line for problem in problems] == [2, 4, 5, 6]
    assert {problem.code for problem in problems} == {"searches-file"}
