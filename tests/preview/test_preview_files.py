"""Files over HTTP: types, tags, parts; addresses of folders; and no way out of the folder that is served."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from urllib.parse import quote

import pytest

from kbgen.preview.files import STREAMED_BYTES
from kbgen.preview.paths import find_file, split_path
from tests.preview.previewed import FakePreview, put, serving

PAGE = '<!doctype html>\n<html lang="en">\n<head>\n<title>{}</title>\n</head>\n<body>{}</body>\n</html>\n'
SECRET = "not for readers"
FILES = {
    "index.html": PAGE.format("Home", "Home"),
    "404.html": PAGE.format("Missing", "Missing"),
    "sv/404.html": PAGE.format("Saknas", "Saknas"),
    "sv/index.html": PAGE.format("Hem", "Hem"),
    "sv/fråga/index.html": PAGE.format("Fråga", "Fråga"),
    "x/index.html": PAGE.format("X", "X"),
    "x/index.md": "# X\n",
    "plain.html": "<p>No head",
    "_kb/a/big.mp4": bytes(range(256)) * (STREAMED_BYTES // 256 + 1),
    "_kb/a/small.webm": b"0123456789",
    "_headers": "/*\n  X-Site: yes\n  Cache-Control: public\n/_kb/a/*\n  Cache-Control: public, immutable\n",
    "_nginx.conf": SECRET,
    "_caddy.conf": SECRET,
    ".kbgen-manifest": SECRET,
    ".kbgen-tmp/1/1": SECRET,
}
RULES = (
    "/old {0}/x/\n/lost /nowhere.html 410!\n/shown /x/ 200\n/also /x 200\n/bad /../../ 200\n/sv/* /sv/404.html 404\n"
)
SCRIPT = b'<script type="module" src="/_kb/preview/preview.js" data-build="7"></script>'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    put(folder, {"secret.txt": SECRET, "site-agents/index.html": SECRET})
    put(folder / "site", FILES)
    with suppress(OSError):  # Windows lets only some people make links
        os.symlink(folder, folder / "site/link", target_is_directory=True)
        os.symlink(folder / "secret.txt", folder / "site/link.txt")
    return folder


@pytest.fixture(scope="module", params=["", "/help"], ids=["at the root", "below a path"])
def served(request, folder):
    prefix = request.param
    rules = "".join(prefix + line for line in RULES.format(prefix).splitlines(keepends=True))
    put(folder / "site", {"_redirects": rules})
    with serving(FakePreview(str(folder / "site"), prefix=prefix, number=7)) as served:
        yield served


def ask(served, path, method="GET", **headers):
    """path: below the prefix, as people read it."""
    return served.ask(served.preview.prefix + quote(path, safe="/?=&%"), method, **headers)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.json", "application/json"),
        ("feed.xml", "text/xml; charset=utf-8"),
        ("a.md", "text/markdown; charset=utf-8"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.webmanifest", "application/manifest+json"),
        ("a.svg", "image/svg+xml"),
        ("a.avif", "image/avif"),
        ("a.webp", "image/webp"),
        ("a.PNG", "image/png"),
        ("a.ico", "image/x-icon"),
        ("a.woff2", "font/woff2"),
        ("a.mp4", "video/mp4"),
        ("a.pdf", "application/pdf"),
        ("a.tar.gz", "application/octet-stream"),
        ("a.unheard-of", "application/octet-stream"),
        ("a", "application/octet-stream"),
    ],
)
def test_files_say_what_they_are(served, folder, name, kind):
    put(folder / "site", {name: "as it is"})
    answer = ask(served, f"/{name}")
    assert (answer.status, answer.headers["content-type"], answer.body) == (200, kind, b"as it is")


@pytest.mark.parametrize("path", ["/", "/x/", "/x/index.html", "/sv/", "/sv/fråga/", "/plain.html"])
def test_pages_get_the_script_of_the_preview(served, folder, path):
    file = folder / "site" / (path[1:] + "index.html" if path.endswith("/") else path[1:])
    answer = ask(served, path)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer.body.count(SCRIPT) == 1
    assert re.sub(b'<link[^>]*preview.css">' + re.escape(SCRIPT), b"", answer.body) == file.read_bytes()
    if b"</head>" in answer.body:
        assert SCRIPT + b"</head>" in answer.body


@pytest.mark.parametrize("path", ["/x", "/sv", "/sv/fråga", ""])
def test_a_missing_last_slash_is_added(served, path):
    if not path and not served.preview.prefix:
        return
    answer = ask(served, f"{path}?q=1&r=%C3%A5")
    assert (answer.status, answer.location) == (301, quote(f"{served.preview.prefix}{path}/") + "?q=1&r=%C3%A5")
    assert answer.headers["cache-control"] == "no-cache", "a browser would keep it for whatever is served here next"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/nowhere", b"Missing"),
        ("/x/nowhere/", b"Missing"),
        ("/x/index.html/", b"Missing"),
        ("/_kb/", b"Missing"),
        ("/plain", b"Missing"),
        ("/sv/ingenstans/", b"Saknas"),
        ("/sv/x/y.md", b"Saknas"),
    ],
)
def test_what_is_missing_is_said_in_the_language_of_the_place(served, path, says):
    answer = ask(served, path)
    assert answer.status == 404
    assert b"<title>" + says in answer.body
    assert SCRIPT in answer.body
    assert "etag" not in answer.headers


def test_rules_of_the_site_hold(served):
    for path in ("/old", "/old/"):
        answer = ask(served, path)
        assert (answer.status, answer.location) == (301, f"{served.preview.prefix}/x/")
        assert answer.headers["cache-control"] == "no-cache"
    for path in ("/shown", "/also"):
        answer = ask(served, path)
        assert answer.status == 200
        assert b"<title>X" in answer.body
    assert ask(served, "/lost").status == 410
    assert ask(served, "/bad").status == 404


@pytest.mark.parametrize("path", ["/", "/x/index.md", "/nowhere", "/_kb/a/small.webm", "/_kb/a/big.mp4"])
def test_headers_of_the_site_hold_but_nothing_is_kept_without_asking(served, path):
    headers = ask(served, path).headers
    assert headers["x-site"] == "yes"
    assert headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/x/index.md", "/_kb/a/small.webm", "/_kb/a/big.mp4"])
def test_what_a_browser_has_is_not_sent_again(served, path):
    first = ask(served, path)
    tag = first.headers["etag"]
    assert re.fullmatch(r'"[^"]+"', tag)
    for given in (tag, f'"other", W/{tag}', "*"):
        again = ask(served, path, If_None_Match=given)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
        assert again.headers["x-site"] == "yes"
    assert ask(served, path, If_None_Match='"other"').body == first.body


@pytest.mark.parametrize("name", ["changing.html", "changing.css"])
def test_other_bytes_have_another_tag(served, folder, name):
    tags = set()
    for text in ("first", "other", "first"):
        put(folder / "site", {"new": text})
        (folder / "site/new").replace(folder / "site" / name)
        answer = ask(served, f"/{name}")
        assert text.encode() in answer.body
        tags.add((answer.headers["etag"], text))
    assert len({tag for tag, _ in tags}) == len(tags)


def test_a_page_of_another_build_has_another_tag(served):
    first = ask(served, "/").headers["etag"]
    served.preview.number = 8
    try:
        assert ask(served, "/").headers["etag"] != first
    finally:
        served.preview.number = 7
    assert ask(served, "/").headers["etag"] == first


@pytest.mark.parametrize("path", ["/", "/x/index.md", "/nowhere", "/_kb/a/big.mp4", "/x"])
def test_head_tells_what_get_would(served, path):
    get, head = ask(served, path), ask(served, path, "HEAD")
    get.headers.pop("date"), head.headers.pop("date")
    assert (head.status, head.headers, head.body) == (get.status, get.headers, b"")


@pytest.mark.parametrize("name", ["small.webm", "big.mp4"])
def test_a_film_can_be_wound_on(served, folder, name):
    whole = (folder / "site/_kb/a" / name).read_bytes()
    answer = ask(served, f"/_kb/a/{name}", Range="bytes=3-5")
    assert (answer.status, answer.body) == (206, whole[3:6])
    assert answer.headers["content-range"] == f"bytes 3-5/{len(whole)}"
    tag = answer.headers["etag"]
    assert ask(served, f"/_kb/a/{name}", Range="bytes=-2", If_Range=tag).body == whole[-2:]
    assert ask(served, f"/_kb/a/{name}", Range="bytes=-2", If_Range='"other"').body == whole
    assert ask(served, f"/_kb/a/{name}", Range=f"bytes={len(whole)}-").status == 416
    assert ask(served, f"/_kb/a/{name}").body == whole


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_pages_are_only_asked_for(served, method):
    answer = ask(served, "/x/", method)
    assert answer.status == 405
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(
    "path",
    [
        "/_headers",
        "/_redirects",
        "/_nginx.conf",
        "/_caddy.conf",
        "/.kbgen-manifest",
        "/.kbgen-tmp/1/1",
        "/_HEADERS",
        "/.KBGEN-manifest",
        "/%5fheaders",
        "/%2ekbgen-manifest",
        "/x/../_headers",
        "/_headers/",
    ],
)
def test_files_for_hosts_are_not_served(served, path):
    answer = served.say(f"GET {served.preview.prefix}{path} HTTP/1.1", f"Host: {served.host}")
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert SECRET.encode() not in answer


OUTWARD = [
    "/../secret.txt",
    "/x/../../secret.txt",
    "/./../secret.txt",
    "/x/%2e%2e/%2e%2e/secret.txt",
    "/%2e%2e/secret.txt",
    "/.%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%2fsecret.txt",
    "/x%2f..%2f..%2fsecret.txt",
    "/%252e%252e/secret.txt",
    "/..\\secret.txt",
    "/x\\..\\..\\secret.txt",
    "/%5c..%5csecret.txt",
    "/..%5csecret.txt",
    "/..%c0%afsecret.txt",
    "/..%00/secret.txt",
    "/secret.txt%00.html",
    "/x/index.html%00",
    "/..;/secret.txt",
    "//secret.txt",
    "/../site-agents/index.html",
    "/link/secret.txt",
    "/link.txt",
    "/C:/secret.txt",
    "/C:\\secret.txt",
    "/x/C:secret.txt",
    "/%43%3a/secret.txt",
    "/index.html::$DATA",
    "/%ff",
    "/%zz/../../secret.txt",
    "/_kb/preview/../../../secret.txt",
    "/" + "a/" * 2000,
    "/" + "a" * 5000,
]


@pytest.mark.parametrize("path", OUTWARD, ids=range(len(OUTWARD)))
@pytest.mark.parametrize("prefixed", [True, False])
def test_nothing_outside_of_the_folder_is_served(served, path, prefixed):
    before = served.preview.prefix if prefixed else ""
    answer = served.say(f"GET {before}{path} HTTP/1.1", f"Host: {served.host}")
    assert answer.split(b" ")[1] == b"404"
    assert SECRET.encode() not in answer


@pytest.mark.parametrize("path", ["/./x/", "/x/./", "//x/", "/x//", "/x/../x/", "/sv/.."])
def test_only_one_address_means_a_page(served, path):
    answer = served.say(f"GET {served.preview.prefix}{path} HTTP/1.1", f"Host: {served.host}")
    assert answer.split(b" ")[1] == b"404"
    assert b"location" not in answer.lower()


@pytest.mark.parametrize(
    "line", ["GET http://elsewhere.example.com/ HTTP/1.1", "GET x HTTP/1.1", "OPTIONS * HTTP/1.1", "GET /x y HTTP/1.1"]
)
def test_a_strange_request_does_no_harm(served, line, caplog):
    assert served.say(line, f"Host: {served.host}").split(b" ")[1] in (b"400", b"404", b"405")
    assert ask(served, "/x/").status == 200


def test_a_path_is_decoded_once_and_by_segments():
    assert split_path("/a%20b/c%2520/") == ("a b", "c%20", "")
    assert split_path("/") == ("",)
    for path in ("", "x", "/a%2fb", "/a%5Cb", "/..", "/a/./b", "//", "/a%0d%0ab", "/%e5"):
        assert split_path(path) is None, path


def test_a_folder_below_a_link_is_served(folder):
    link = folder / "way-in"
    try:
        os.symlink(folder / "site", link, target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")
    assert find_file(str(link), ("x", "")) == os.path.realpath(folder / "site" / "x" / "index.html")
    assert find_file(f"{link}{os.sep}", ("x", "")) is not None


def test_a_folder_that_is_not_there_has_no_files(folder):
    with serving(FakePreview(str(folder / "none"))) as served:
        answer = served.ask("/")
        assert (answer.status, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert b"no page at this address" in answer.body
