"""The theme author's reference names all that there is, and nothing else."""

import re
import tomllib
from dataclasses import fields

import pytest

from kbgen.render import views
from kbgen.render.announce import heads
from kbgen.render.kinds import article, home, search, section
from kbgen.render.notices import Notice
from kbgen.render.routes import RouteView
from kbgen.render.theme.chain import packaged_themes
from kbgen.render.theme.environment import Templates
from tests.broken.running import ROOT
from tests.render.page_site import make_site

FOLDER = ROOT / "content/en/theme"
DEFAULT = packaged_themes() / "default"
TEMPLATES = {
    path.relative_to(DEFAULT / "templates").as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((DEFAULT / "templates").rglob("*.html"))
}
HELD = {
    "`site`": views.SiteView,
    "`site.head`": heads.SiteHead,
    "`page`": views.PageView,
    "an entry of `page.alternates`": views.Alternate,
    "an entry of `page.languages`": views.LanguageChoice,
    "`home`": home.HomeView,
    "`section`": section.SectionView,
    "an entry of `section.groups`": section.Group,
    "`article`": article.ArticleView,
    "an entry of `article.contents`": article.Entry,
    "an entry of `article.products`": article.Product,
    "a notice": Notice,
    "a card": views.Card,
    "an entry of `site.routes`": RouteView,
    "an entry of `letters`": search.LetterView,
}


def read_tables(name, heading=""):
    """The rows of an article's tables below a heading: first cell -> the others."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    part = text.partition(f"{{#{heading}}}")[2].partition("\n## ")[0] if heading else text
    rows = [[cell.strip() for cell in row.strip("|").split(" |")] for row in part.splitlines() if row.startswith("| ")]
    return {row[0]: row[1:] for row in rows if not row[0].startswith("---")}


def codes(text):
    """What stands in backticks, outside parentheses."""
    return re.findall("`([^`]+)`", re.sub(r"\([^)]*\)", "", text))


def test_templates_and_parts():
    listed = [codes(cell)[0] for cell in read_tables("template-reference.md", "templates") if "`" in cell]
    assert sorted(listed) == sorted(TEMPLATES)


def test_blocks_and_macros():
    rows = read_tables("template-reference.md", "templates")
    base = set(re.findall(r"block (\w+)", TEMPLATES["base.html"]))
    for name, source in TEMPLATES.items():
        row = rows[f"`{name}`"]
        if name.startswith("parts/"):
            assert set(re.findall(r"macro (\w+)", source)) <= set(codes(row[0])), name
        else:
            own = set(re.findall(r"block (\w+)", source)) - (base if name != "base.html" else set())
            assert set(codes(row[0])) == own, name


@pytest.mark.parametrize("name", HELD)
def test_what_each_name_holds(name):
    [cell] = read_tables("template-reference.md", "values")[name]
    assert codes(cell) == [field.name for field in fields(HELD[name])]


def test_no_row_is_left_over():
    assert set(read_tables("template-reference.md", "values")) - {"Name"} == set(HELD)


@pytest.fixture(scope="module")
def given():
    """What each template is filled with."""
    found = {}
    render = Templates.render

    def note(self, name, values):
        found[name] = set(values)
        return render(self, name, values)

    text = "---\ntitle: A\naliases: [/old/]\n---\nText\n"
    site = make_site({"a.md": text, "s/b.md": "# B\n"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Templates, "render", note)
        for target in site.targets():
            site.render(target)
    return found


def test_names_that_templates_have(given):
    tools = given["parts/footer.html"]
    assert set(read_tables("template-reference.md", "names")) - {"Name"} == {f"`{name}`" for name in tools | {"page"}}
    rows = read_tables("template-reference.md", "templates")
    kinds = {name: values - tools - {"page"} for name, values in given.items() if not name.startswith("parts/")}
    assert {"home.html", "section.html", "article.html", "search.html", "contact.html", "redirect.html"} <= set(kinds)
    for name, own in kinds.items():
        assert set(codes(rows[f"`{name}`"][1])) == own, name


def test_hooks():
    scripts = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "kbgen/client").glob("*.js")))
    there = set(re.findall(r"data-kb-[a-z-]+", "".join(TEMPLATES.values()) + scripts))
    there |= {
        "data-" + re.sub("[A-Z]", lambda letter: f"-{letter[0].lower()}", name)
        for name in re.findall(r"dataset\.(kb\w+)", scripts)
    }
    assert set(read_tables("template-reference.md", "hooks")) - {"Attribute"} == {f"`{hook}`" for hook in there}


def test_settings():
    tokens = tomllib.loads((DEFAULT / "theme.toml").read_text(encoding="utf-8"))["tokens"]
    listed = [name for cell in read_tables("change-colours-and-fonts.md") for name in codes(cell)]
    assert sorted(listed) == sorted(tokens)
