"""Problems of the assembled site get the line of what they speak of."""

import pytest

from kbgen.build.lines import add_lines
from kbgen.model import Problem

ALIASES = '---\r\ntitle: id: "slug"\r\naliases:\r\n  - /old/\r\n  - "/older/"\r\nowner: /old/\r\nslug: x\r\n---\r\n\r\nid: y\r\n'


@pytest.mark.parametrize(
    ("code", "message", "line"),
    [
        ("alias-taken", "the alias `/older/` is the URL of content/b.md", 5),
        ("alias-taken", "the alias `/old/` is the URL of content/b.md", 4),
        ("alias-taken", "the alias `/gone/` is the URL of content/b.md", 3),
        ("url-taken", "/x/ is already the URL of content/b.md", 7),
        ("id-duplicate", "the id `a` is also that of content/b.md", None),
        ("related-unknown", "`related` names `b`, but no article is called that", None),
        ("link-broken", "`slug` leads to nothing", None),
    ],
)
def test_a_key_of_the_front_matter(tmp_path, code, message, line):
    (tmp_path / "a.md").write_text(ALIASES, newline="")
    problem = Problem("error", code, message, "a.md")
    assert add_lines([problem], str(tmp_path), "")[0].line == line


def test_what_cannot_be_read_has_no_line(tmp_path):
    problems = [Problem("error", "url-taken", "x", path) for path in ("gone.md", "binary.md", "open.md")]
    (tmp_path / "binary.md").write_bytes(b"---\nslug\xff: x\n---\n")
    (tmp_path / "open.md").write_text("---\nslug: x\n")
    assert [problem.line for problem in add_lines(problems, str(tmp_path), "")] == [None, None, None]


def test_a_key_of_the_settings(tmp_path):
    (tmp_path / "other.toml").write_text('[site]\ntitle = "x"\n\n[nav]\norder = ["a"]\npopular = ["b"]\n')
    problem = Problem("warning", "nav-unknown", "[nav] popular names `b`, but no article is called that", "other.toml")
    assert add_lines([problem], str(tmp_path), str(tmp_path / "other.toml"))[0].line == 6
    assert add_lines([problem], str(tmp_path), "")[0].line is None
