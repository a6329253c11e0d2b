"""The command line to the letter: names, exit codes, what is relative to what, what goes where."""

from __future__ import annotations

import json

import pytest

from tests.broken.running import call_kbgen, find_faults, run_kbgen
from tests.sites import DAY, SiteFolder, read_tree

PREFIXED = '[site]\ntitle = "Help"\nurl = "https://x.se/help/"\nlanguages = ["en", "sv"]\n'
KEYS = ["source", "url", "id", "title", "language", "section", "type", "state", "owner", "reviewed"]


@pytest.fixture
def site(tmp_path):
    site = SiteFolder(tmp_path / "here", PREFIXED)
    site.write(
        "content/en/Billing Info/Late_Fee.md",
        "---\nid: fees\ntitle: Late fees\ntype: how-to\nstate: verified\nowner: billing\nreviewed: 2026-05-01\n---\n\nPay.\n",
    )
    site.write("content/en/start.md", "# Start\n\nSee [fees](Billing%20Info/Late_Fee.md).\n")
    site.write("content/en/Billing Info/_section.md", "# Billing\n")
    site.write("content/en/inner.md", "---\naudience: agents\n---\n\nX.\n")
    site.write("content/sv/höst/Över.md", "---\nid: over\n---\n\nHej.\n")
    return site


def test_list_as_json(site):
    answer = run_kbgen(site.folder, "list", "--json")
    assert (answer.code, answer.err) == (0, "")
    rows = json.loads(answer.out)
    assert [list(row) for row in rows] == [KEYS] * 3
    assert rows[0] == {
        "source": "content/en/Billing Info/Late_Fee.md",
        "url": "/help/billing-info/late-fee/",
        "id": "fees",
        "title": "Late fees",
        "language": "en",
        "section": "Billing Info",
        "type": "how-to",
        "state": "verified",
        "owner": "billing",
        "reviewed": "2026-05-01",
    }
    assert rows[1]["url"] == "/help/start/"
    assert (rows[1]["id"], rows[1]["section"], rows[1]["type"], rows[1]["owner"]) == ("start", "", None, None)
    assert (rows[2]["source"], rows[2]["url"]) == ("content/sv/höst/Över.md", "/help/sv/höst/över/")
    agents = json.loads(run_kbgen(site.folder, "list", "--json", "--edition", "agents").out)
    assert [row["id"] for row in agents] == ["fees", "inner", "start", "over"]


def test_list_for_people(site):
    answer = run_kbgen(site.folder, "list")
    assert answer.code == 0
    assert answer.out.splitlines()[0].split("  ")[0] == "/help/billing-info/late-fee/"
    assert "Late fees" in answer.out
    site.write("content/en/start.md", "---\ntitle: a: b\n---\n")
    broken = run_kbgen(site.folder, "list", "--json")
    assert broken.code == 1
    assert "content/en/start.md:2: error" in broken.err
    assert [row["id"] for row in json.loads(broken.out)] == ["fees", "over"]


def test_a_prefix_is_in_links_and_not_in_paths(site):
    assert run_kbgen(site.folder, "build", "--date", DAY, "--jobs", "1").code == 0
    files = set(read_tree(site.output))
    assert {"index.html", "start/index.html", "billing-info/late-fee/index.html", "sv/index.html"} <= files
    assert "sv/höst/över/index.html" in files
    assert not [path for path in files if path.startswith("help/")]
    assert find_faults(site.output, "/help") == []
    assert 'href="/help/billing-info/late-fee/"' in site.page("start/index.html")
    assert "/help/sv/h%C3%B6st/%C3%B6ver/" in site.page("sv/search/index.html")
    assert "https://x.se/help/start/" in site.page("sitemap.xml")


def test_another_base_url(site):
    arguments = (
        "build",
        "--date",
        DAY,
        "--jobs",
        "1",
        "--output",
        "preview",
        "--base-url",
        "https://preview.example.com",
    )
    assert run_kbgen(site.folder, *arguments).code == 0
    text = (site.folder / "preview/start/index.html").read_text()
    assert 'href="/billing-info/late-fee/"' in text
    assert "x.se" not in text
    for url in ("preview.example.com", "ftp://x.se", "https://", "https://x.se/?a=b"):
        refused = run_kbgen(site.folder, "build", "--base-url", url)
        assert refused.code == 2
        assert f"--base-url {url}: not the address of a site" in refused.err


def test_what_is_relative_to_what(site, tmp_path):
    away = tmp_path / "away"
    away.mkdir()
    quiet = ("build", "--date", DAY, "--jobs", "1", "--quiet")
    # [build] output is relative to kbgen.toml, --output to the working directory.
    assert run_kbgen(away, *quiet, "--source", "../here").code == 0
    assert (site.folder / "site/index.html").exists()
    assert run_kbgen(away, *quiet, "--source", "../here", "--output", "out").code == 0
    assert read_tree(away / "out") == read_tree(site.folder / "site")
    # --source and --config are relative to the working directory.
    (away / "other.toml").write_text(PREFIXED.replace('"Help"', '"Other"') + '[build]\noutput = "beside"\n')
    assert run_kbgen(away, *quiet, "--source", "../here", "--config", "other.toml").code == 0
    assert "Other" in (away / "beside/index.html").read_text()
    # Without --source: the nearest folder above that has a kbgen.toml.
    deep = site.folder / "content/en/Billing Info"
    rows = json.loads(run_kbgen(deep, "list", "--json").out)
    assert rows[0]["source"] == "content/en/Billing Info/Late_Fee.md"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--source", "nowhere"), "there is no folder nowhere"),
        (("--source", "kbgen.toml"), "--source kbgen.toml is a file"),
        (("--config", "nothing.toml"), "there is no file nothing.toml"),
        (("--date", "soon"), "--date soon: not a date"),
        (("--date", "2026-02-30"), "--date 2026-02-30: not a date"),
        (("--jobs", "-1"), "--jobs"),
        (("--jobs", "many"), "--jobs"),
        (("--edition", "all"), "--edition"),
        (("--nonsense",), "--nonsense"),
        (("stray",), "stray"),
    ],
)
def test_usage_is_refused(site, arguments, said):
    answer = run_kbgen(site.folder, "build", *arguments)
    assert answer.code == 2
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert not site.output.exists()


def test_unknown_commands_are_refused(site):
    assert run_kbgen(site.folder, "biuld").code == 2
    assert run_kbgen(site.folder, "--help").code == 0
    assert run_kbgen(site.folder, "build", "--help").code == 0


@pytest.mark.parametrize("output", [".", "content", "..", "content/en"])
def test_an_output_that_would_swallow_the_site_is_refused(site, output):
    before = read_tree(site.folder)
    answer = run_kbgen(site.folder, "build", "--jobs", "1", "--output", output)
    assert answer.code in (1, 2)
    assert {path: data for path, data in read_tree(site.folder).items() if ".kbgen/" not in path} == before


def test_quiet_says_errors_alone(site):
    site.write("content/en/start.md", "# Start\n\n[x](gone.md)\n")
    quiet = run_kbgen(site.folder, "build", "--quiet", "--jobs", "1")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    loud = run_kbgen(site.folder, "build", "--jobs", "1")
    assert "[link-broken]" in loud.err
    assert "Nothing has changed" in loud.out
    assert run_kbgen(site.folder, "build", "--quiet", "--strict", "--jobs", "1").code == 1
    site.write("content/en/start.md", "---\ntitle: a: b\n---\n")
    quiet = run_kbgen(site.folder, "build", "--quiet", "--jobs", "1")
    assert quiet.code == 1
    assert quiet.err.splitlines()[0].startswith("content/en/start.md:2: error")


def test_the_day(site, monkeypatch):
    site.write("content/en/soon.md", "---\npublish_at: 2030-01-01\n---\n\nSoon.\n")
    page = site.output / "soon/index.html"

    def build(*arguments):
        assert run_kbgen(site.folder, "build", "--quiet", "--jobs", "1", *arguments).code == 0
        return page.exists()

    assert not build("--date", "2029-12-31")
    assert build("--date", "2030-01-01")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893455999")  # a second before 2030 in UTC
    assert not build()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")
    assert build()
    assert not build("--date", "2029-12-31")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert run_kbgen(site.folder, "build").code == 2


def test_the_agents_edition_has_a_folder_of_its_own(site):
    assert run_kbgen(site.folder, "build", "--quiet", "--jobs", "1", "--edition", "agents").code == 0
    assert not site.output.exists()
    agents = site.folder / "site-agents"
    assert (agents / "inner/index.html").exists()
    for path in agents.rglob("*.html"):
        assert 'name="robots" content="noindex' in path.read_text(), path
    assert "Disallow: /" in (agents / "robots.txt").read_text()
    assert run_kbgen(site.folder, "build", "--quiet", "--jobs", "1").code == 0
    assert not (site.output / "inner").exists()


def test_drafts(site):
    site.write("content/en/draft.md", "---\nstate: draft\n---\n\nX.\n")
    assert run_kbgen(site.folder, "build", "--quiet", "--jobs", "1").code == 0
    assert not (site.output / "draft").exists()
    assert run_kbgen(site.folder, "build", "--quiet", "--jobs", "1", "--drafts").code == 0
    assert (site.output / "draft/index.html").exists()
    assert run_kbgen(site.folder, "build", "--quiet", "--jobs", "1").code == 0
    assert not (site.output / "draft").exists()


def test_init_then_build(tmp_path):
    laid_out = call_kbgen(tmp_path, "init", "help", "--yes")
    assert laid_out.code == 0
    assert laid_out.out.splitlines()[-1] == "Next: cd help && kbgen build"
    built = call_kbgen(tmp_path / "help", "build", "--strict")
    assert (built.code, [line for line in built.err.splitlines() if "warning" in line]) == (0, [])
    assert find_faults(tmp_path / "help/site") == []
    again = call_kbgen(tmp_path, "init", "help", "--yes")
    assert again.code == 2
    assert "there is a site here already" in again.err


def test_init_here(tmp_path):
    assert run_kbgen(tmp_path, "init", "--yes").out.splitlines()[-1] == "Next: kbgen build"
    assert run_kbgen(tmp_path, "build", "--strict", "--jobs", "1").code == 0


@pytest.mark.parametrize("folder", ["content/", ""])
def test_a_site_without_settings(tmp_path, folder):
    """Articles in content/ if there is such a folder, else in the folder itself."""
    site = SiteFolder(tmp_path)
    site.remove("kbgen.toml")
    site.write(f"{folder}faq/one.md", "# One\n\nSee [two](two.md).\n")
    site.write(f"{folder}faq/two.md", "# Two\n")
    assert run_kbgen(tmp_path, "build", "--jobs", "1").code == 0
    rows = json.loads(run_kbgen(tmp_path, "list", "--json").out)
    assert [(row["source"], row["url"]) for row in rows] == [
        (f"{folder}faq/one.md", "/faq/one/"),
        (f"{folder}faq/two.md", "/faq/two/"),
    ]
    assert find_faults(site.output) == []
    assert (
        run_kbgen(tmp_path, "build", "--jobs", "1").out.splitlines()[-1] == "Nothing has changed since the last build."
    )


def test_an_empty_site(tmp_path):
    (tmp_path / "content").mkdir()
    answer = run_kbgen(tmp_path, "build", "--jobs", "1")
    assert answer.code == 0
    assert find_faults(tmp_path / "site") == []
    assert run_kbgen(tmp_path, "list", "--json").out == "[]\n"


def test_names_become_addresses(tmp_path):
    site = SiteFolder(tmp_path)
    names = {
        "Reset Password.md": "/reset-password/",
        "a_b.md": "/a-b/",
        "What's new?.md": "/whats-new/",
        "v2.10.md": "/v2.10/",
        "Löser det.md": "/löser-det/",
        "請求書.md": "/請求書/",
        "cafe\u0301.md": "/café/",
        "C++ & C#.md": "/c--c/",
    }
    for name in names:
        site.write(f"content/{name}", "Text.\n")
    site.write("content/sub/index.md", "# Sub\n")
    site.write("content/sub/deep/x.md", "---\nslug: Other Name\n---\n\nX.\n")
    rows = {row["source"]: row["url"] for row in json.loads(run_kbgen(tmp_path, "list", "--json").out)}
    assert rows.pop("content/sub/deep/x.md") == "/sub/deep/other-name/"
    assert rows == {f"content/{name}": url for name, url in names.items()}
    assert run_kbgen(tmp_path, "build", "--jobs", "1").code == 0
    assert find_faults(site.output) == []
    assert (site.output / "café/index.html").exists()
