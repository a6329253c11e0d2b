"""The Content-Security-Policy in Chromium: no page of kbgen's own site breaks it, and it stops what it is there to stop.

Every page is asked for with both policies at once, the header's and that of its `<meta>` element: a breach of either is told.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kbgen.build.engine import build_site
from kbgen.options import build_options
from kbgen.progress import Quiet
from kbgen.settings.load import load_config

ROOT = Path(__file__).parents[2]
TELL = """
document.addEventListener("securitypolicyviolation", (event) => {
  window.tellViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""


@pytest.fixture(scope="module", params=["public", pytest.param("agents", marks=pytest.mark.long)])
def built(request, tmp_path_factory):
    """kbgen's own help centre."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copyfile(ROOT / "kbgen.toml", folder / "kbgen.toml")
    config, options = build_options(
        load_config(str(folder), None, str(folder)), edition=request.param, date="2026-05-01", base_url="https://x.se"
    )
    build_site(config, options, Quiet())
    return Path(options.output)


@pytest.fixture
def watched(page):
    page.violations = []

    def note(violation):
        page.violations.append(violation)

    page.expose_function("tellViolation", note)
    page.add_init_script(TELL)
    return page


@pytest.mark.parametrize("chosen", ["some", pytest.param("all", marks=pytest.mark.long)])
def test_no_page_breaks_the_policy(built, serve, watched, chosen):
    pages = sorted(path.relative_to(built).as_posix() for path in built.rglob("*.html"))
    assert len(pages) > 100
    if chosen == "some":
        # All that kbgen makes itself, and an article of each section in turn with every language.
        pages = [path for path in pages if path.count("/") < 2] + pages[::7]
    with serve(built) as address:
        for path in pages:
            response = watched.goto(f"{address}/{path.removesuffix('index.html')}")
            policy = response.headers["content-security-policy"]
            meta = watched.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
            assert "unsafe" not in policy + meta
            assert policy.startswith(f"{meta};"), "the header says the same, and who may frame the page"
            assert not watched.violations, path
    assert not watched.complaints


@pytest.mark.parametrize("by_header", [True, False], ids=["header alone", "meta alone"])
def test_each_policy_alone_stops_what_writers_should_not_bring(built, serve, watched, tmp_path, by_header):
    shutil.copytree(built, tmp_path / "site")
    page = tmp_path / "site/index.html"
    html = page.read_text(encoding="utf-8")
    if by_header:
        start = html.index('<meta http-equiv="Content-Security-Policy"')
        html = html[:start] + html[html.index(">", start) + 1 :]
    else:
        (tmp_path / "site/_headers").unlink()
    bad = '<script>window.ran = 1</script><p style="color: red" id="styled">x</p><iframe src="https://x.example/"></iframe>'
    page.write_text(html.replace("</main>", f"{bad}</main>"), encoding="utf-8")
    with serve(tmp_path / "site") as address:
        watched.goto(f"{address}/")
        watched.wait_for_function("document.readyState === 'complete'")
        assert watched.evaluate("window.ran") is None
        assert watched.locator("#styled").evaluate("element => element.style.color") == ""
        assert sorted({violation.split()[0] for violation in watched.violations}) == [
            "frame-src",
            "script-src-elem",
            "style-src-attr",
        ]
