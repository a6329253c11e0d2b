"""`_redirects` and `_headers` mean to the preview what Netlify's documentation says they mean."""

from __future__ import annotations

import pytest

from kbgen.preview.hostrules import Answer, HostRules, parse_headers, parse_redirects


def find(text, path, query=""):
    """(target, status) for an address, or None."""
    answer = parse_redirects(text).find(path, query)
    return answer and (answer.target, answer.status)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("/old /new", Answer("/new", 301, forced=False)),
        ("/old /new 302", Answer("/new", 302, forced=False)),
        ("/old\t/new   301!", Answer("/new", 301, forced=True)),
        ("  /old /new 410!  # gone", Answer("/new", 410, forced=True)),
        ("/old https://y.example.com/p?q=1", Answer("https://y.example.com/p?q=1", 301, forced=False)),
        ("/old /new/#part", Answer("/new/#part", 301, forced=False)),
        ("/old /shown 200", Answer("/shown", 200, forced=False)),
    ],
)
def test_a_line_says_from_to_and_status(line, answer):
    assert parse_redirects(line).find("/old", "") == answer


@pytest.mark.parametrize(
    "line",
    [
        "# /old /new",
        "/old",
        "/old # /new",
        "/old new",
        "https://old.example.com/old /new",
        "/old /new 302 Country=se",
        "/old /new Role=admin",
        "/old /new 301! Language=sv",
    ],
)
def test_what_holds_for_nobody_or_only_for_some_is_left_out(line):
    assert find(line, "/old") is None


@pytest.mark.parametrize("path", ["/old", "/old/"])
@pytest.mark.parametrize("line", ["/old /new", "/old/ /new"])
def test_a_last_slash_means_nothing(line, path):
    assert find(line, path) == ("/new", 301)


def test_the_first_rule_that_holds_counts():
    text = "/a /first\n/a /second\n/*  /rest\n/b /never\n"
    assert find(text, "/a") == ("/first", 301)
    assert find(text, "/b") == ("/rest", 301)


def test_paths_tell_large_letters_from_small():
    assert find("/Old /new", "/old") is None


@pytest.mark.parametrize(
    ("line", "path", "target"),
    [
        ("/news/* /blog/:splat", "/news/2004/01/my story", "/blog/2004/01/my%20story"),
        ("/news/* /blog/:splat", "/news/", "/blog/"),
        ("/news/* /blog/:splat", "/news", "/blog/"),
        ("/* /help/:splat", "/", "/help/"),
        ("/* /help/:splat", "/fråga/", "/help/fr%C3%A5ga"),
        ("/n/:month/:year/:slug /b/:year/:month/:slug", "/n/02/2004/my-story.html", "/b/2004/02/my-story.html"),
        ("/:a/:ab /x/:ab/:a", "/1/2", "/x/2/1"),
        ("/:a/:b /x/:a", "/:b/2", "/x/%3Ab"),
    ],
)
def test_placeholders_are_filled_in(line, path, target):
    assert find(line, path) == (target, 301)


@pytest.mark.parametrize(
    ("line", "path"),
    [("/news/* /x", "/newsroom"), ("/n/:id /x", "/n"), ("/n/:id /x", "/n/1/2"), ("/n/:id /x", "/n/")],
)
def test_placeholders_stand_for_whole_segments(line, path):
    assert find(line, path) is None


def test_what_is_percent_encoded_means_itself():
    assert find("/a%3Ab%2A/ /new", "/a:b*/") == ("/new", 301)
    assert find("/%3Aid /new", "/1") is None
    assert find("/100%25/ /new", "/100%/") == ("/new", 301)
    assert find("/sv/gammal%20fr%C3%A5ga /new", "/sv/gammal fråga") == ("/new", 301)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("id=12&b=%C3%A5", ("/start/", 301)),
        ("b=%C3%A5&id=12", ("/start/", 301)),
        ("id=12", None),
        ("id=13&b=%C3%A5", None),
        ("id=12&b=%C3%A5&c=", None),
        ("", None),
    ],
)
def test_a_rule_with_a_query_holds_for_that_query_alone(query, found):
    assert find("/a.php id=12 b=%C3%A5 /start/ 301!", "/a.php", query) == found


def test_a_query_can_be_filled_in():
    text = "/articles id=:id tag=:tag /posts/:tag/:id\n/articles id=:id /posts/:id\n/articles /posts\n"
    assert find(text, "/articles", "tag=a%20b&id=../7") == ("/posts/a%20b/..%2F7", 301)
    assert find(text, "/articles", "id=7") == ("/posts/7", 301)
    assert find(text, "/articles", "page=2") == ("/posts?page=2", 301)


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ("/a /b", "/b?q=1"),
        ("/a /b#c", "/b?q=1#c"),
        ("/a /b?x=2", "/b?x=2"),
        ("/a https://y.example.com/b 302", "https://y.example.com/b?q=1"),
        ("/a /gone.html 410", "/gone.html"),
    ],
)
def test_the_query_goes_along_unless_the_target_has_one(line, target):
    assert find(line, "/a", "q=1")[0] == target


HEADERS = """\
# kbgen edition: agents
Orphan: 1
/*
  Content-Security-Policy: default-src 'self'; img-src https:
  X-One: 1
  X-One: 2
  Content-Length: 7
  X-Bad Name: 1
  X-Empty:
/_kb/a/*
\tCache-Control: public, immutable
/sv/*
  x-one: sv
/:name/index.html
  X-Page: yes
/fr%C3%A5ga
  X-Letter: yes
/file*.txt
  X-File: yes
"""


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/", {}),
        ("/_kb/a/x.css", {"cache-control": "public, immutable"}),
        ("/_kb/ab", {}),
        ("/sv/x", {"x-one": "sv"}),
        ("/x/index.html", {"x-page": "yes"}),
        ("/x/y/index.html", {}),
        ("/fråga", {"x-letter": "yes"}),
        ("/file-7.txt", {"x-file": "yes"}),
    ],
)
def test_headers_of_all_blocks_that_hold(path, more):
    everywhere = {"content-security-policy": "default-src 'self'; img-src https:", "x-one": "1, 2"}
    assert parse_headers(HEADERS).find(path) == everywhere | more


def test_windows_line_ends_change_nothing():
    assert parse_headers(HEADERS.replace("\n", "\r\n")).find("/sv/")["x-one"] == "sv"
    assert find("/a /b 302\r\n/c /d\r\n", "/a") == ("/b", 302)


def test_files_are_read_again_when_they_are_others(tmp_path):
    rules = HostRules()
    folder = str(tmp_path)
    assert rules.redirects(folder).find("/a", "") is None
    assert rules.headers(folder).find("/a") == {}
    for target in ("/b", "/c"):
        (tmp_path / "new").write_text(f"/a {target}\n")
        (tmp_path / "new").replace(tmp_path / "_redirects")
        (tmp_path / "new").write_text(f"/*\n  X-To: {target}\n")
        (tmp_path / "new").replace(tmp_path / "_headers")
        assert rules.redirects(folder).find("/a", "").target == target
        assert rules.headers(folder).find("/a") == {"x-to": target}
        assert rules.redirects(folder) is rules.redirects(folder), "not read at every request"
    other = tmp_path / "other"
    other.mkdir()
    assert rules.redirects(str(other)).find("/a", "") is None, "another edition's folder"
    (tmp_path / "_redirects").unlink()
    assert rules.redirects(folder).find("/a", "") is None
