"""A site that kbgen built, served: every link of it, every old address, and what is said before it is there."""

from __future__ import annotations

import re
import string
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urljoin

import pytest

from tests.preview.previewed import FakePreview, put, serving
from tests.sites import SiteFolder

CONFIG = """\
[site]
title = "Help"
url = "https://x.se{prefix}/"
languages = ["en", "sv", "ja"]

[contact]
target = "https://forms.example.com/a"
"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
ADDRESSES = {"href", "src", "data-kb-index"}


def write_site(folder, prefix):
    site = SiteFolder(folder, CONFIG.format(prefix=prefix))
    site.write(
        "content/en/start.md",
        "---\ntitle: Start\naliases: [/old/start.html, '/a:b*/', '/100%/']\n---\n\n![A dot](dot.png)\n\n[More](more/inner.md#part)\n",
    )
    site.write("content/en/dot.png", PIXEL)
    site.write("content/en/more/inner.md", "# Inner\n\nText, and a [file](manual.pdf).\n\n## Part\n\nText.\n")
    site.write("content/en/more/manual.pdf", b"%PDF-1.4\n")
    site.write("content/en/gone.md", "---\ntitle: Gone\nremoved: true\n---\n\nIt was here.\n")
    site.write("content/sv/start.md", "---\ntitle: Börja\nslug: börja\naliases: [/sv/gammal fråga/]\n---\n\nHär.\n")
    site.write("content/sv/borta.md", "---\ntitle: Borta\nslug: borta-då\nremoved: true\n---\n\nDen fanns.\n")
    site.write("content/ja/パスワード.md", "---\ntitle: パスワード\naliases: [/ja/古い/]\n---\n\nここ。\n")
    site.write(
        "content/_data/redirects.csv", "from,to\n/article.php?id=12,/start/\n/out/,https://y.example.com/p?q=1\n"
    )
    assert not site.build().problems
    return site


@pytest.fixture(scope="module", params=["", "/help", "/hjälp/då"], ids=["at the root", "below a path", "below letters"])
def served(request, tmp_path_factory):
    prefix = request.param
    site = write_site(tmp_path_factory.mktemp("site"), prefix)
    with serving(FakePreview(str(site.output), prefix=prefix, number=3)) as served:
        yield served


def root_of(served):
    """The site's prefix as browsers send it."""
    return quote(served.preview.prefix)


class Links(HTMLParser):
    """Addresses that a page names, and those of its own elements."""

    def __init__(self, html):
        super().__init__()
        self.found, self.ids = set(), set()
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ADDRESSES and value:
                self.found.add(value)
            elif name == "srcset" and value:
                self.found |= {part.split()[0] for part in value.split(",")}
            elif name == "id":
                self.ids.add(value)


def walk(served):
    """Address -> answer, of everything that links lead to from the home pages and the pages of old addresses."""
    prefix = root_of(served)
    waiting, answers = [f"{prefix}/", *old_addresses(served)], {}
    while waiting:
        address = waiting.pop()
        if address in answers:
            continue
        answers[address] = answer = served.ask(address)
        if answer.location:
            waiting.append(answer.location)
        elif answer.headers["content-type"].startswith("text/html"):
            waiting += Links(answer.body.decode()).found
        elif address.endswith(".js"):
            waiting += re.findall(r'^(?:import|export)\b[^;"]*"(\.[^"]+)"', answer.body.decode(), re.MULTILINE)
        waiting = [_tidy(urljoin(address, found)) for found in waiting]
        waiting = [found for found in waiting if found.startswith("/")]
    return answers


def _tidy(address):
    """As a browser asks for it; addresses of the published site are asked of the preview."""
    return quote(address.removeprefix("https://x.se").partition("#")[0], safe=string.punctuation)


def old_addresses(served):
    """Address -> (target, status) as `_redirects` of the output says, in the form that kbgen writes, prefix included."""
    with open(f"{served.preview.output}/_redirects", encoding="utf-8") as file:
        lines = [line.split() for line in file if not line.split()[0].endswith("*")]
    prefix = root_of(served)
    return {
        source + ("?" + "&".join(query) if query else ""): (target, int(status.rstrip("!")))
        for source, *query, target, status in lines
        if source.startswith(f"{prefix}/")
    }


def test_every_link_leads_somewhere(served):
    answers = walk(served)
    assert len(answers) > 40
    wrong = {address: answer.status for address, answer in answers.items() if answer.status not in (200, 301, 410)}
    assert not wrong
    old = old_addresses(served)
    told = {address: (answer.location, answer.status) for address, answer in answers.items() if answer.status != 200}
    assert {address for address, (_, status) in told.items() if status == 410} == {
        address for address, (_, status) in old.items() if status == 410
    }
    for address, (location, status) in told.items():
        if status == 301:
            assert old[address] == (location, 301), address
    kinds = {address.rpartition(".")[2] for address in answers if "." in address}
    assert kinds >= {"css", "js", "png", "pdf", "svg", "ico", "xml"}
    assert {
        root_of(served) + quote(path) for path in ("/sv/börja/", "/ja/パスワード/", "/more/inner/")
    } <= answers.keys()


def test_every_old_address_answers_as_the_site_says(served):
    old = old_addresses(served)
    assert len(old) > 8
    for address, (target, status) in old.items():
        # A host takes an address with and without its last slash for the same.
        for asked in {address, re.sub(r"/$", "", address)}:
            answer = served.ask(asked)
            assert answer.status == status, asked
            if status == 301:
                assert answer.location == target
            else:
                assert b"data-build" in answer.body
                assert Links(answer.body.decode()).ids
        if target.startswith("/") and status == 301:
            assert served.ask(target).status == 200


def test_every_file_of_the_site_is_there(served):
    with open(f"{served.preview.output}/.kbgen-manifest", encoding="utf-8") as file:
        paths = [line.rstrip("\n").partition("  ")[2] for line in file if "  " in line and not line.startswith("#")]
    hidden = {"_headers", "_redirects"}
    old = {unquote(address) for address in old_addresses(served)}
    assert hidden < set(paths)
    for path in paths:
        address = root_of(served) + quote(f"/{path}")
        answer = served.ask(address)
        stub = unquote(re.sub(r"index\.html$", "", address)) in old
        assert answer.status == (404 if path in hidden else answer.status if stub else 200), path
        if answer.status == 200 and not path.endswith(".html"):
            with open(f"{served.preview.output}/{path}", "rb") as file:
                assert answer.body == file.read()


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/nowhere/", "404.html"),
        ("/sv/ingenstans/", "sv/404.html"),
        ("/ja/ない/", "ja/404.html"),
        ("/svx/", "404.html"),
    ],
)
def test_what_is_missing_is_said_by_the_site_in_the_language_of_the_place(served, path, page):
    answer = served.ask(root_of(served) + quote(path))
    assert answer.status == 404
    with open(f"{served.preview.output}/{page}", encoding="utf-8") as file:
        assert re.search("<h1.*", file.read())[0] in answer.body.decode()


def test_the_policy_of_the_site_lets_the_preview_in(served):
    answer = served.ask(f"{root_of(served)}/")
    in_page = re.search(r'Content-Security-Policy" content="([^"]*)"', answer.body.decode())[1].replace("&#39;", "'")
    for policy in (answer.headers["content-security-policy"], in_page):
        parts = {name: values.split() for name, _, values in (part.partition(" ") for part in policy.split("; "))}
        for kind in ("script-src", "style-src", "connect-src"):
            assert "'self'" in parts.get(kind, parts["default-src"]), kind
    assert "https://forms.example.com" in answer.headers["content-security-policy"]


def test_beside_the_site_nothing_is_but_the_way_to_it(served):
    prefix = root_of(served)
    if not prefix:
        return
    answer = served.ask("/")
    assert (answer.status, answer.location, answer.headers["cache-control"]) == (302, f"{prefix}/", "no-cache")
    for path in ("/start/", f"{prefix}x/", "/favicon.ico", f"{prefix}/../start/", prefix.upper() + "/"):
        answer = served.ask(path)
        assert answer.status == 404
        assert f'This site begins at <a href="{prefix}/">{unquote(prefix)}/</a>.' in answer.body.decode()


@pytest.mark.parametrize("prefix", ["", "/help"])
def test_before_the_first_build_a_page_waits_for_it(tmp_path, prefix):
    put(tmp_path, {"index.html": "yesterday's", "_redirects": "/old /new 301!\n"})
    with serving(FakePreview(str(tmp_path), prefix=prefix, number=0)) as served:
        for path in ("/", "/sv/x/", "/old", "/style.css"):
            answer = served.ask(prefix + path)
            assert (answer.status, answer.headers["retry-after"]) == (503, "1")
            assert answer.headers["cache-control"] == "no-store"
            assert b'src="/_kb/preview/preview.js" data-build="0"></script>' in answer.body
        assert served.ask("/_kb/preview/preview.js").status == 200
        with served.listen() as tab:
            assert tab.event() == ("hello", {"build": 0, "added": []})
            served.preview.number = 1
            served.hub.publish("built", {"build": 1, "all": True})
            assert tab.event() == ("built", {"build": 1, "all": True})
        assert b"yesterday's" in served.ask(f"{prefix}/").body


def test_another_edition_and_its_rules_are_served_from_then_on(tmp_path):
    put(tmp_path, {"one/index.html": "one", "two/index.html": "two", "two/_headers": "/*\n  X-Robots-Tag: noindex\n"})
    with serving(FakePreview(str(tmp_path / "one"))) as served:
        first = served.ask("/")
        served.preview.output = str(tmp_path / "two")
        second = served.ask("/")
        assert (first.body[:3], second.body[:3]) == (b"one", b"two")
        assert "x-robots-tag" not in first.headers
        assert second.headers["x-robots-tag"] == "noindex"
