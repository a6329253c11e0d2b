"""nginx and Caddy with the recipes of the help centre: redirects, missing and removed pages, headers, types, locks."""

from __future__ import annotations

import re
import subprocess
from urllib.parse import quote, unquote

import pytest

from tests.hosts.recipes import LANGUAGE, RUN, find_program, read_recipes
from tests.sites import SiteFolder

CONFIG = """\
[site]
title = "Help"
url = "https://x.se{prefix}/"
languages = ["en", "sv", "ja"]

[build]
server = "{server}"

[contact]
target = "https://forms.example.com/a"
"""


def write_site(folder, server, prefix):
    site = SiteFolder(folder, CONFIG.format(server=server, prefix=prefix))
    site.write(
        "content/en/start.md",
        "---\ntitle: Start\naliases: [/old/start.html, '/a \"b\" $c {d}/', '/to/{path}/{$HOME}/']\n---\n\nHere.\n",
    )
    site.write("content/en/inner.md", "---\ntitle: Inner\naudience: agents\naliases: [/secret/]\n---\n\nNotes.\n")
    site.write("content/en/gone.md", "---\ntitle: Gone\nremoved: true\n---\n\nIt was here.\n")
    site.write("content/sv/borta på $x.md", "---\ntitle: Borta\nslug: borta-då\nremoved: true\n---\n\nDen fanns.\n")
    site.write("content/sv/fråga.md", "---\ntitle: Fråga\naliases: [/sv/gammal fråga/]\n---\n\nHär.\n")
    site.write("content/ja/パスワード.md", "---\ntitle: パスワード\naliases: [/ja/古い/]\n---\n\nここ。\n")
    site.write(
        "content/_data/redirects.csv",
        "from,to\n/article.php?id=12&b=x,/start/\n/out/,https://y.example.com/p?q=1\n/t.php?in={uri}&to=😀,/start/\n",
    )
    return site


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def server(request):
    find_program(request.param)
    return request.param


@pytest.fixture(scope="module", params=["", "/help"], ids=["at the root", "below a path"])
def prefix(request):
    return request.param


@pytest.fixture(scope="module")
def served(server, prefix, tmp_path_factory):
    """(client, output folder) of a site that runs as its recipe says."""
    folder = tmp_path_factory.mktemp("served")
    site = write_site(folder / "source", server, prefix)
    output = folder / "www" / ("help" if prefix else "site")
    result = site.build(output=output)
    assert not result.problems
    at_root, below = read_recipes(f"{server}.md", LANGUAGE[server])
    recipe = (
        below.replace("/srv/www", str(folder / "www")) if prefix else at_root.replace("/srv/help/site", str(output))
    )
    with RUN[server](recipe, folder) as client:
        yield client, output


def ask(served, prefix, path, **headers):
    return served[0].get(prefix + quote(path, safe="/?=&%"), **headers)


@pytest.mark.parametrize("path", ["/", "/start/", "/sv/fråga/", "/ja/パスワード/", "/ja/"])
def test_pages_are_served_from_their_folders(served, prefix, path):
    answer = ask(served, prefix, path)
    assert answer.status == 200
    assert answer.headers["content-type"].lower() == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ["/start", "/sv/fråga"])
def test_a_missing_last_slash_is_added(served, prefix, path):
    answer = ask(served, prefix, path)
    assert answer.status in (301, 308)
    assert unquote(answer.location) == prefix + path + "/"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/old/start.html", "/start/"),
        ('/a "b" $c {d}/', "/start/"),
        ("/to/{path}/{$HOME}/", "/start/"),
        ("/t.php?in={uri}&to=😀", "/start/"),
        ("/sv/gammal fråga/", "/sv/fråga/"),
        ("/sv/gammal fråga", "/sv/fråga/"),
        ("/ja/古い/", "/ja/パスワード/"),
        ("/article.php?b=x&id=12", "/start/"),
    ],
)
def test_old_addresses_lead_to_the_new_ones(served, prefix, old, new):
    answer = ask(served, prefix, old)
    assert (answer.status, answer.location) == (301, prefix + quote(new))


def test_an_old_address_may_lead_to_another_site(served, prefix):
    answer = ask(served, prefix, "/out/")
    assert (answer.status, answer.location) == (301, "https://y.example.com/p?q=1")


def test_the_wrong_query_leads_nowhere(served, prefix):
    answer = ask(served, prefix, "/article.php?id=13&b=x")
    assert (answer.status, answer.body) == (404, (served[1] / "404.html").read_bytes())
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/nowhere/", "404.html"),
        ("/sv/ingenstans/", "sv/404.html"),
        ("/ja/ない/x.md", "ja/404.html"),
        ("/_kb/a/x.css", "404.html"),
    ],
)
def test_missing_pages_say_so_in_the_readers_language(served, prefix, path, page):
    answer = ask(served, prefix, path)
    assert answer.status == 404
    assert answer.body == (served[1] / page).read_bytes()
    assert answer.headers["content-type"].lower() == "text/html; charset=utf-8"
    assert "immutable" not in answer.headers.get("cache-control", "")
    assert "content-security-policy" in answer.headers


def test_removed_articles_are_gone(served, prefix):
    for path in ("/gone/", "/gone", "/sv/borta-då/"):
        answer = ask(served, prefix, path)
        assert answer.status == 410
        assert b"<h1" in answer.body
        assert answer.body != (served[1] / "404.html").read_bytes()
        assert answer.headers["content-type"].lower() == "text/html; charset=utf-8"


def headers_of(output, path):
    """What `_headers` says of one path."""
    text = (output / "_headers").read_text(encoding="utf-8")
    lines = re.search(rf"^{re.escape(path)}\n((?:  .*\n)+)", text, re.MULTILINE)[1].splitlines()
    return {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


@pytest.mark.parametrize("path", ["/", "/sv/fråga/", "/start/index.md", "/nowhere/", "/sitemap.xml", "/gone/"])
def test_every_answer_has_the_headers_of_the_headers_file(served, prefix, path):
    answer = ask(served, prefix, path)
    wanted = headers_of(served[1], "/*")
    assert "https://forms.example.com" in wanted["content-security-policy"]
    assert {name: answer.headers.get(name) for name in wanted} == wanted
    assert "cache-control" not in answer.headers


def test_hashed_files_may_be_kept_for_ever(served, prefix):
    style = next((served[1] / "_kb/a").glob("*.css"))
    answer = ask(served, prefix, f"/_kb/a/{style.name}")
    assert answer.status == 200
    wanted = headers_of(served[1], "/*") | headers_of(served[1], "/_kb/a/*")
    assert {name: answer.headers.get(name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/start/index.md", "text/markdown; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "text/xml; charset=utf-8"),
    ],
)
def test_texts_say_what_they_are(served, prefix, path, kind):
    assert ask(served, prefix, path).headers["content-type"].lower() == kind


@pytest.mark.parametrize(
    "name", [".kbgen-manifest", "_headers", "_redirects", "_nginx.conf", "_caddy.conf", ".kbgen-tmp/1/1"]
)
def test_files_for_hosts_are_not_served(served, prefix, name):
    folder = served[1] / ".kbgen-tmp" / "1"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1").write_bytes(b"staged")
    assert ask(served, prefix, f"/{name}").status == 404


def test_text_is_compressed(served, prefix, server):
    if prefix and server == "nginx":
        return  # the recipe below a path leaves that to the site around it
    answer = ask(served, prefix, "/start/", Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    if server == "caddy":
        assert ask(served, prefix, "/start/", Accept_Encoding="zstd").headers["content-encoding"] == "zstd"


def test_what_lies_beside_the_site_is_left_alone(served, prefix):
    if not prefix:
        return
    (served[1].parent / "other.txt").write_text("product")
    answer = served[0].get("/other.txt")
    assert (answer.status, answer.body) == (200, b"product")
    assert "content-security-policy" not in answer.headers


LOCKED = [
    "/",
    "/inner/",
    "/inner/index.md",
    "/secret/",
    "/secret",
    "/gone/",
    "/404.html",
    "/nowhere/",
    "/.kbgen-manifest",
    "/_headers",
    "/robots.txt",
]


@pytest.fixture(scope="module")
def agents(server, tmp_path_factory):
    """(recipes of the guide to private hosting, folder of a built agents' edition, where to run)."""
    folder = tmp_path_factory.mktemp("agents")
    output = folder / "site-agents"
    assert not write_site(folder / "source", server, "").build(edition="agents", output=output).problems
    recipes = [
        recipe.replace("/srv/help/site-agents", str(output))
        for recipe in read_recipes("private-hosting.md", LANGUAGE[server])
    ]
    return recipes, output, folder


def try_lock(client, output, status):
    pages = [page.read_bytes() for page in output.rglob("*.html")]
    for path in LOCKED:
        answer = client.get(path)
        assert answer.status in (status, 404), path
        assert answer.body not in pages, path
        assert answer.location is None, path
        if answer.status == 404:  # of files that are hidden from everyone
            assert path in ("/.kbgen-manifest", "/_headers"), path


def try_key(client, **headers):
    answer = client.get("/inner/", **headers)
    assert answer.status == 200
    assert b"Notes." in answer.body
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert client.get("/secret/", **headers).status == 200, "the stub leads on"
    assert client.get("/nowhere/", **headers).status == 404


BASIC = "Basic YW5uYTpjb3JyZWN0IGhvcnNl"  # anna:correct horse


def test_nginx_keeps_the_agents_edition_locked(server, agents):
    if server != "nginx":
        return
    (recipe,), output, folder = agents
    (folder / "help.passwd").write_text("anna:{PLAIN}correct horse\n")
    recipe = recipe.replace("/etc/nginx/help.passwd", str(folder / "help.passwd"))
    with RUN[server](recipe, folder) as client:
        try_lock(client, output, 401)
        try_key(client, Authorization=BASIC)
    with RUN[server](recipe.replace("10.0.0.0/8", "127.0.0.0/8"), folder) as client:
        try_key(client)


def test_caddy_keeps_the_agents_edition_locked(server, agents):
    if server != "caddy":
        return
    (password, network), output, folder = agents
    hashed = subprocess.run(
        [find_program("caddy"), "hash-password", "--plaintext", "correct horse"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    with RUN[server](password.replace("HASH_OF_THE_PASSWORD", hashed), folder) as client:
        try_lock(client, output, 401)
        try_key(client, Authorization=BASIC)
    with RUN[server](network.replace("10.0.0.0/8", "127.0.0.0/8"), folder) as client:
        try_key(client)
    with RUN[server](network, folder) as client:
        for path in LOCKED:
            with pytest.raises(ConnectionError):
                client.get(path)
