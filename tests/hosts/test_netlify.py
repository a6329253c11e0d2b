"""Netlify's own parsers read what kbgen writes for it, and understand what was meant; its build plugin does its work."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

from kbgen.authoring.init import SCAFFOLD, Answers, lay_out
from tests.sites import SiteFolder

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CONFIG = """\
[site]
title = "Help"
url = "https://x.se{prefix}/"
languages = ["en", "sv", "ja"]

[contact]
target = "https://forms.example.com/a"
"""


def run_node(*arguments, cwd=None):
    """What a script prints, as JSON. Without Node.js and the packages the test is skipped, or fails under `make test`."""
    if shutil.which("node") is None or not (ROOT / "tests/node_modules/@netlify/config").is_dir():
        message = "no Node.js or no packages for it: run `sh .ci/node`"
        (pytest.fail if os.environ.get("KBGEN_REQUIRE_BROWSER") else pytest.skip)(message)
    answer = subprocess.run(
        ["node", *map(str, arguments)], capture_output=True, encoding="utf-8", cwd=cwd, check=False, timeout=60
    )
    assert (answer.returncode, answer.stderr) == (0, ""), answer.stderr
    return json.loads(answer.stdout)


def read_as_netlify(folder, context="production", output=None):
    files = [output / "_headers", output / "_redirects"] if output else []
    return run_node(HERE / "netlify.mjs", folder, context, *files)


@pytest.fixture(scope="module", params=["", "/help"], ids=["at the root", "below a path"])
def understood(request, tmp_path_factory):
    """(prefix, output folder, what Netlify understood)."""
    prefix = request.param
    site = SiteFolder(tmp_path_factory.mktemp("netlify"), CONFIG.format(prefix=prefix))
    site.write(
        "content/en/start.md", "---\ntitle: Start\naliases: [/old/start.html, '/a:b*/', '/100%/']\n---\n\nHere.\n"
    )
    site.write("content/en/gone.md", "---\ntitle: Gone\nremoved: true\n---\n\nIt was here.\n")
    site.write("content/sv/fråga.md", "---\ntitle: Fråga\naliases: [/sv/gammal fråga/]\n---\n\nHär.\n")
    site.write("content/ja/パスワード.md", "---\ntitle: パスワード\naliases: [/ja/古い/]\n---\n\nここ。\n")
    site.write(
        "content/_data/redirects.csv", "from,to\n/article.php?id=12,/start/\n/out/,https://y.example.com/p?q=1\n"
    )
    assert not site.build().problems
    return prefix, site.output, read_as_netlify(site.folder, output=site.output)


def test_nothing_is_misunderstood(understood):
    _, _, read = understood
    assert read["headers"]["errors"] == []
    assert read["redirects"]["errors"] == []


def test_headers_have_their_values(understood):
    prefix, _, read = understood
    rules = {rule["for"]: rule["values"] for rule in read["headers"]["list"]}
    assert rules.keys() == {"/*", "/_kb/a/*", f"{prefix}/_kb/a/*"}
    everywhere = rules["/*"]
    policy = dict(part.split(" ", 1) for part in everywhere.pop("Content-Security-Policy").split("; "))
    assert policy == {
        "default-src": "'self'",
        "img-src": "'self' https: data:",
        "connect-src": "'self' https://forms.example.com",
        "form-action": "'self' https://forms.example.com",
        "object-src": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "'self'",
    }
    assert everywhere == {
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }
    assert rules[f"{prefix}/_kb/a/*"] == {"Cache-Control": "public, max-age=31536000, immutable"}


def rules_of(read):
    """(path, query) -> (where to, status, forced)."""
    return {
        (rule["from"], tuple(sorted(rule.get("query", {}).items()))): (rule["to"], rule["status"], rule["force"])
        for rule in read["redirects"]["list"]
    }


@pytest.mark.parametrize(
    ("old", "query", "new"),
    [
        ("/old/start.html", (), "/start/"),
        ("/a%3Ab%2A/", (), "/start/"),
        ("/100%25/", (), "/start/"),
        ("/sv/gammal%20fr%C3%A5ga/", (), "/sv/fr%C3%A5ga/"),
        (f"/ja/{quote('古い')}/", (), f"/ja/{quote('パスワード')}/"),
        ("/article.php", (("id", "12"),), "/start/"),
    ],
)
def test_old_addresses_lead_to_the_new_ones(understood, old, query, new):
    prefix, _, read = understood
    for place in {prefix + old, old}:
        assert rules_of(read)[place, query] == (prefix + new, 301, True)


def test_an_old_address_may_lead_to_another_site(understood):
    prefix, _, read = understood
    assert rules_of(read)[f"{prefix}/out/", ()] == ("https://y.example.com/p?q=1", 301, True)


def test_removed_articles_are_gone(understood):
    prefix, output, read = understood
    page, status, forced = rules_of(read)[f"{prefix}/gone/", ()]
    assert (status, forced) == (410, True)
    assert (output / page.lstrip("/")).is_file()


def test_each_language_says_in_its_own_words_what_is_missing(understood):
    prefix, output, read = understood
    last = [rule for rule in read["redirects"]["list"] if rule["status"] == 404]
    assert {(rule["from"], rule["to"]) for rule in last} == {
        (f"{root}/{language}/*", f"/{language}/404.html") for root in {prefix, ""} for language in ("sv", "ja")
    }
    assert read["redirects"]["list"][-len(last) :] == last, "after all others: the first rule that fits counts"
    assert not any(rule["force"] for rule in last)
    assert all((output / rule["to"].lstrip("/")).is_file() for rule in last)


@pytest.fixture(scope="module", params=["ours", "laid out"])
def folder(request, tmp_path_factory):
    """A folder with a netlify.toml: kbgen's own, and what `kbgen init` lays out."""
    if request.param == "laid out":
        folder = tmp_path_factory.mktemp("laid-out")
        lay_out(str(folder), Answers(host="netlify"))
        return folder
    folder = tmp_path_factory.mktemp("ours")
    shutil.copyfile(ROOT / "netlify.toml", folder / "netlify.toml")
    copied = "kbgen/authoring/scaffold/netlify"
    shutil.copytree(ROOT / copied, folder / copied)
    return folder


@pytest.mark.parametrize(
    ("context", "address"),
    [("production", "$URL"), ("deploy-preview", "$DEPLOY_PRIME_URL"), ("branch-deploy", "$DEPLOY_PRIME_URL")],
)
def test_netlify_toml_builds_the_public_edition_with_its_address(folder, context, address):
    config = read_as_netlify(folder, context)["config"]
    command = config["build"]["command"]
    assert re.search(rf'--base-url \\?"?{re.escape(address)}', command)
    assert "agents" not in command
    assert ("--noindex" in command) == (context != "production")
    assert config["build"]["publish"] == str(folder / "site")


def test_netlify_toml_names_a_plugin_and_functions_that_are_there(folder):
    config = read_as_netlify(folder)["config"]
    (plugin,) = config["plugins"]
    assert {path.name for path in (folder / plugin["package"]).iterdir()} >= {
        "index.js",
        "manifest.yml",
        "package.json",
    }
    assert (Path(config["functionsDirectory"]) / "daily-build.mjs").is_file()


def run_plugin(event, publish, restored=False):
    """What the plugin asked of Netlify: its calls, in their order."""
    plugin = SCAFFOLD / "netlify/kbgen-build/index.js"
    return run_node(HERE / "plugin.mjs", plugin, event, publish, json.dumps(restored))


@pytest.mark.parametrize("restored", [False, True])
def test_the_plugin_takes_over_the_state_before_a_build(tmp_path, restored):
    calls = run_plugin("onPreBuild", tmp_path, restored)
    assert calls["made"] == [["restore", ".kbgen"]]
    assert bool(calls["said"]) == restored


@pytest.fixture(scope="module")
def editions(tmp_path_factory):
    site = SiteFolder(tmp_path_factory.mktemp("editions"))
    site.write("content/start.md", "# Start\n\n::: agent\nNotes.\n:::\n")
    site.build()
    site.build(edition="agents")
    return site.folder


def test_the_plugin_keeps_the_state_of_a_public_build(editions):
    assert run_plugin("onPostBuild", editions / "site")["made"] == [["save", ".kbgen"]]


def copy_whole(source, target):
    shutil.copytree(source, target)


def copy_visible(source, target):
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(".*"))


def copy_into_a_part(source, target):
    shutil.copytree(source.parent / "site", target)
    shutil.copytree(source, target / "inner" / "help", ignore=shutil.ignore_patterns("_headers"))


def copy_with_windows_line_ends(source, target):
    copy_visible(source, target)
    headers = target / "_headers"
    headers.write_bytes(headers.read_bytes().replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("copy", [copy_whole, copy_visible, copy_into_a_part, copy_with_windows_line_ends])
def test_the_plugin_does_not_let_the_agents_edition_out(editions, tmp_path, copy):
    copy(editions / "site-agents", tmp_path / "public")
    ((call, message),) = run_plugin("onPostBuild", tmp_path / "public")["made"]
    assert call == "failBuild"
    assert "agents' edition" in message
    assert "netlify.toml" in message


def test_the_plugin_leaves_a_folder_that_is_missing_to_netlify(tmp_path):
    assert run_plugin("onPostBuild", tmp_path / "none")["made"] == [["save", ".kbgen"]]


@pytest.mark.parametrize(("status", "says"), [(200, ""), (404, "404")])
def test_the_daily_build_asks_the_hook(status, says):
    calls = run_node(
        HERE / "function.mjs", SCAFFOLD / "netlify/functions/daily-build.mjs", "https://hook.example.com/1", status
    )
    assert calls["config"] == {"schedule": "@daily"}
    assert calls["fetched"] == [["https://hook.example.com/1", "POST"]]
    assert (says in calls["error"]) if says else calls["error"] is None


def test_without_a_hook_the_daily_build_says_what_to_do():
    calls = run_node(HERE / "function.mjs", SCAFFOLD / "netlify/functions/daily-build.mjs", "", 200)
    assert calls["fetched"] == []
    assert "BUILD_HOOK" in calls["said"][0]
