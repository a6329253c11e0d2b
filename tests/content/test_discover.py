"""What lies in a content folder, and what cannot be used of it."""

import os
import sys

import pytest

from kbgen.config import BuildConfig, Config, ContentConfig, SiteConfig
from kbgen.content.discover import discover_sources
from kbgen.content.globs import compile_globs
from kbgen.errors import ConfigError

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not allow such names or links")


def write(folder, *paths):
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")


def discover(folder, languages=("en",), content="content", exclude=(), output="site"):
    return discover_sources(
        Config(
            str(folder),
            site=SiteConfig(language=languages[0], languages=languages),
            content=ContentConfig(content, exclude=exclude),
            build=BuildConfig(output),
        )
    )


def kinds(discovery):
    return {source.path.removeprefix("content/"): source.kind.value for source in discovery.sources}


def only(discovery):
    (problem,) = discovery.problems
    return problem


def test_kinds(tmp_path):
    write(tmp_path, *(f"content/{name}" for name in (
        "a.md", "b.markdown", "logo.png", "billing/refunds.md", "billing/_section.md", "billing/files/x.pdf", "faq/index.md",
        "how/README.md", "_snippets/warn.md", "_snippets/net/vpn.md", "_snippets/net/plug.png", "_data/terms.yml", "_data/n.md",
        "_assets/x.svg", "_assets/x.md", "_hidden.md", ".git/x.md", ".DS_Store", "node_modules/x/README.md", "TOC.md")))  # fmt: skip
    discovery = discover(tmp_path)
    assert discovery.problems == ()
    assert kinds(discovery) == {
        "TOC.md": "article",
        "_assets/x.svg": "file",
        "_data/n.md": "data",
        "_data/terms.yml": "data",
        "_snippets/net/plug.png": "file",
        "_snippets/net/vpn.md": "snippet",
        "_snippets/warn.md": "snippet",
        "a.md": "article",
        "b.markdown": "article",
        "billing/_section.md": "section",
        "billing/files/x.pdf": "file",
        "billing/refunds.md": "article",
        "faq/index.md": "section",
        "how/README.md": "section",
        "logo.png": "file",
    }
    assert [source.path for source in discovery.sources] == sorted(source.path for source in discovery.sources)
    source = next(source for source in discovery.sources if source.rel == "billing/refunds.md")
    assert (source.language, source.stat[0]) == ("en", 1)


def test_a_folder_has_one_page_of_its_own(tmp_path):
    write(tmp_path, "content/x/index.md", "content/x/readme.md", "content/x/_section.md", "content/x/a.md")
    discovery = discover(tmp_path)
    assert kinds(discovery) == {"x/_section.md": "section", "x/a.md": "article"}
    assert [problem.path for problem in discovery.problems] == ["content/x/index.md", "content/x/readme.md"]
    assert all("_section.md" in problem.message for problem in discovery.problems)


def test_languages_have_folders(tmp_path):
    write(tmp_path, "content/en/a.md", "content/sv/a.md", "content/_snippets/w.md", "content/sv/_snippets/w.md",
          "content/fr/a.md", "content/lost.md", "content/logo.png")  # fmt: skip
    discovery = discover(tmp_path, ("en", "sv", "ja"))
    assert [(source.language, source.rel, source.kind.value) for source in discovery.sources] == [
        ("", "_snippets/w.md", "snippet"),
        ("en", "a.md", "article"),
        ("sv", "_snippets/w.md", "snippet"),
        ("sv", "a.md", "article"),
    ]
    found = {problem.path: problem for problem in discovery.problems}
    assert {problem.level for problem in discovery.problems} == {"warning"}
    assert found["content/fr"].hint.startswith('Add "fr" to `languages`')
    assert "content/en/" in found["content/lost.md"].hint
    assert '"ja"' in found["content/ja"].hint


def test_a_language_in_capitals_is_told_its_name(tmp_path):
    write(tmp_path, "content/en/a.md", "content/SV/a.md")
    found = {problem.path: problem for problem in discover(tmp_path, ("en", "sv")).problems}
    assert found["content/SV"].hint == "Rename it to `sv`."


def test_one_language_has_no_folder(tmp_path):
    write(tmp_path, "content/en/a.md")
    assert [source.rel for source in discover(tmp_path).sources] == ["en/a.md"]


def test_a_site_in_its_own_folder_leaves_out_what_is_not_content(tmp_path):
    write(tmp_path, "README.md", "a.md", "kbgen.toml", "themes/t/x.md", "site/a.md", "site-agents/a.md",
          "old/.kbgen-manifest", "old/a.md", "themed/x.md")  # fmt: skip
    discovery = discover(tmp_path, content=".")
    assert kinds(discovery) == {"README.md": "section", "a.md": "article", "themed/x.md": "article"}
    assert [source.rel for source in discovery.sources] == ["README.md", "a.md", "themed/x.md"]


@pytest.mark.parametrize(
    ("pattern", "excluded"),
    [
        ("drafts", {"drafts/a.md", "x/drafts/b.md"}),
        ("/drafts/", {"drafts/a.md"}),
        ("drafts/**", {"drafts/a.md"}),
        ("**/drafts", {"drafts/a.md", "x/drafts/b.md"}),
        ("*.txt", {"n.txt", "x/n.txt"}),
        ("x/*.txt", {"x/n.txt"}),
        ("x/**/b.md", {"x/drafts/b.md"}),
        ("[m-o].txt", {"n.txt", "x/n.txt"}),
        ("[!n].txt", set()),
        ("?.txt", {"n.txt", "x/n.txt"}),
        ("[", set()),
        ("X", set()),
    ],
)
def test_exclude(tmp_path, pattern, excluded):
    paths = {"drafts/a.md", "x/drafts/b.md", "n.txt", "x/n.txt", "x/a.md"}
    write(tmp_path, *(f"content/{path}" for path in paths))
    assert paths - set(kinds(discover(tmp_path, exclude=(pattern,)))) == excluded


def test_nothing_is_excluded_by_no_pattern():
    assert not compile_globs(())("a.md")


def test_composed_and_decomposed_names_meet(tmp_path):
    write(tmp_path, "content/lo\u0308sen.md")
    (source,) = discover(tmp_path).sources
    assert source.rel == "lösen.md"
    assert os.path.exists(tmp_path / source.path)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems hold such names for the same")
def test_two_spellings_of_one_name_are_an_error(tmp_path):
    write(tmp_path, "content/lo\u0308sen.md", "content/l\u00f6sen.md")
    discovery = discover(tmp_path)
    assert len(discovery.sources) == 1
    problem = only(discovery)
    assert (problem.level, problem.code) == ("error", "name-twin")
    assert discovery.sources[0].path in problem.message


@posix_only
@pytest.mark.parametrize(
    ("name", "words"),
    [("aux.md", "device"), ("a:b.md", "`:`"), ("what?.md", "`?`"), ("x /a.md", "space"), ("x./a.md", "full stop"), ("a\\b.md", "`\\`")],
)  # fmt: skip
def test_names_that_windows_cannot_hold_are_warned_of(tmp_path, name, words):
    write(tmp_path, f"content/{name}")
    discovery = discover(tmp_path)
    assert len(discovery.sources) == 1
    assert only(discovery).level == "warning"
    assert words in only(discovery).message


@posix_only
def test_names_that_no_url_can_hold_are_errors(tmp_path):
    write(tmp_path, "content/a\nb.md")
    discovery = discover(tmp_path)
    assert discovery.sources == ()
    assert (only(discovery).level, only(discovery).path) == ("error", "content/a\\nb.md")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep names in Unicode")
def test_a_name_that_is_not_utf8_is_an_error(tmp_path):
    write(tmp_path, "content/a.md")
    os.rename(tmp_path / "content/a.md", os.fsencode(tmp_path / "content") + b"/l\xf6sen.md")
    discovery = discover(tmp_path)
    assert discovery.sources == ()
    assert only(discovery).path.isascii()


def test_a_folder_named_like_an_article_is_warned_of(tmp_path):
    write(tmp_path, "content/refunds.md/a.md")
    discovery = discover(tmp_path)
    assert kinds(discovery) == {"refunds.md/a.md": "article"}
    assert only(discovery).code == "folder-named-like-page"


@posix_only
def test_links_stay_in_the_content(tmp_path):
    write(tmp_path, "secret/key.md", "content/real/a.md")
    for link, target in {
        "out.md": "../secret/key.md",
        "outside": "../secret",
        "gone.md": "nowhere.md",
        "copy": "real",
    }.items():
        os.symlink(target, tmp_path / "content" / link)
    discovery = discover(tmp_path)
    assert kinds(discovery) == {"real/a.md": "article", "copy/a.md": "article"}
    found = {problem.path: (problem.level, problem.code) for problem in discovery.problems}
    assert found == {
        "content/gone.md": ("error", "link-dangling"),
        "content/out.md": ("error", "link-outside"),
        "content/outside": ("error", "link-outside"),
    }


@posix_only
def test_links_in_a_circle_end(tmp_path):
    write(tmp_path, "content/a/x.md", "content/b/y.md")
    os.symlink("../b", tmp_path / "content/a/to-b")
    os.symlink("../a", tmp_path / "content/b/to-a")
    os.symlink("..", tmp_path / "content/b/up")
    discovery = discover(tmp_path)
    assert {"a/x.md", "b/y.md", "a/to-b/y.md", "b/to-a/x.md"} == set(kinds(discovery))
    assert {problem.code for problem in discovery.problems} == {"link-cycle"}


@posix_only
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_does_not_hang_the_build(tmp_path):
    write(tmp_path, "content/a.md")
    os.mkfifo(tmp_path / "content/p.md")
    discovery = discover(tmp_path)
    assert kinds(discovery) == {"a.md": "article"}
    assert only(discovery).code == "file-special"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_folder_that_cannot_be_read_is_an_error(tmp_path):
    write(tmp_path, "content/x/a.md", "content/b.md")
    os.chmod(tmp_path / "content/x", 0)
    try:
        discovery = discover(tmp_path)
    finally:
        os.chmod(tmp_path / "content/x", 0o755)
    assert kinds(discovery) == {"b.md": "article"}
    assert only(discovery).code == "folder-unreadable"


def test_a_missing_content_folder_is_a_matter_of_kbgen_toml(tmp_path):
    with pytest.raises(ConfigError, match="`articles`") as caught:
        discover(tmp_path, content="articles")
    assert caught.value.exit_code == 2
