"""Themes: who wins, what a page depends on, and what a faulty theme is told."""

from pathlib import Path

import pytest

from kbgen.config import ThemeConfig
from kbgen.errors import ConfigError, ThemeError
from kbgen.render.theme.chain import load_theme, packaged_themes
from kbgen.render.theme.template_references import find_references
from tests.render.page_site import make_config, make_site

ARTICLE = {"refund.md": "# Refund\n\nText."}


def write_theme(folder: Path, name: str = "acme", toml: str = "", **files: str) -> None:
    base = folder / "themes" / name
    for path, text in {"theme.toml": f'name = "{name}"\n{toml}', **files}.items():
        file = base / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def config_for(folder, name="acme", **tokens):
    return make_config(folder, theme=ThemeConfig(name, tokens))


def test_a_block_is_overridden_and_the_rest_stays(tmp_path):
    write_theme(
        tmp_path,
        **{
            "templates/article.html": '{% extends "default/article.html" %}{% block after %}{{ super() }}<p>Order 7</p>{% endblock %}'
        },
    )
    html = make_site(ARTICLE, config_for(tmp_path)).html("article:en/refund")
    assert "<p>Order 7</p>" in html
    assert "<h1>Refund</h1>" in html


def test_a_whole_template_is_replaced(tmp_path):
    write_theme(tmp_path, **{"templates/parts/footer.html": "<footer>Acme Ltd</footer>"})
    site = make_site(ARTICLE, config_for(tmp_path))
    for name in ("article:en/refund", "home:en", "not-found:en"):
        assert "<footer>Acme Ltd</footer>" in site.html(name)


def test_a_base_is_replaced_below_the_default_pages(tmp_path):
    write_theme(tmp_path, **{"templates/base.html": "<main>{% block main %}{% endblock %}</main>"})
    html = make_site(ARTICLE, config_for(tmp_path)).html("article:en/refund")
    assert html.startswith("<main>")
    assert "<h1>Refund</h1>" in html


def test_themes_stack(tmp_path):
    write_theme(
        tmp_path, "acme", **{"templates/parts/brand.html": "acme brand", "templates/parts/footer.html": "acme foot"}
    )
    write_theme(tmp_path, "shop", 'extends = "acme"', **{"templates/parts/footer.html": "shop foot"})
    theme = load_theme(config_for(tmp_path, "shop"))
    assert theme.names == ("shop", "acme", "default")
    assert theme.templates["parts/footer.html"][1] == "shop foot"
    assert theme.templates["parts/brand.html"][1] == "acme brand"
    assert theme.templates["acme/parts/footer.html"][1] == "acme foot"


def test_an_override_changes_the_digest_of_exactly_the_templates_that_use_it(tmp_path):
    before = load_theme(make_config(tmp_path))
    write_theme(tmp_path, **{"templates/parts/lists.html": "{% macro links(p) %}{% endmacro %}"})
    after = load_theme(config_for(tmp_path))

    def changed(name):
        return before.template_digest(name) != after.template_digest(name)

    assert changed("home.html")
    assert changed("section.html")
    assert not changed("article.html")
    assert not changed("contact.html")
    assert not changed("parts/footer.html")


def test_pages_record_the_parts_they_share(tmp_path):
    keys = make_site(ARTICLE).render("article:en/refund").keys
    assert {"template:article.html", "template:parts/footer.html", "static:site.css"} <= set(keys)


def test_a_part_filled_for_another_page_counts_for_this_one_too():
    site = make_site({"a.md": "# A", "b.md": "# B"})
    first = [key for key in site.render("article:en/a").keys if not key.endswith(("/a", "/a.md", ":a"))]
    second = site.render("article:en/b").keys
    assert set(first) - {"card:en/b"} <= set(second)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ('{% extends "base.html" %}', ("base.html",)),
        ("{%- include ['a.html', 'b.html'] ignore missing with context -%}", ("a.html", "b.html")),
        ('{% from "m.html" import x as y, z %}{% import "n.html" as n %}', ("m.html", "n.html")),
        ("{% include name %}", None),
        ('{% include "parts/" ~ name %}', None),
        ('{% extends "a.html" if wide else "b.html" %}', None),
        ("no statement", ()),
    ],
)
def test_references_are_found_or_doubted(source, names):
    assert find_references(source) == names


def test_references_agree_with_jinja_on_the_default_theme():
    from jinja2 import Environment, meta

    for path in sorted((packaged_themes() / "default" / "templates").rglob("*.html")):
        source = path.read_text(encoding="utf-8")
        expected = set(meta.find_referenced_templates(Environment(autoescape=True).parse(source)))
        assert set(find_references(source)) == expected, path.name


def test_an_unknown_theme_names_those_there_are(tmp_path):
    write_theme(tmp_path, "acme")
    with pytest.raises(ThemeError) as caught:
        load_theme(config_for(tmp_path, "acne"))
    assert "acne" in caught.value.message
    assert "acme, almanac, default" in caught.value.hint


def test_themes_that_extend_each_other_are_told_the_circle(tmp_path):
    write_theme(tmp_path, "one", 'extends = "two"')
    write_theme(tmp_path, "two", 'extends = "one"')
    with pytest.raises(ThemeError, match="one -> two -> one"):
        load_theme(config_for(tmp_path, "one"))


def test_a_name_cannot_lead_out_of_the_themes(tmp_path):
    write_theme(tmp_path, "acme")
    with pytest.raises(ThemeError, match="no theme named"):
        load_theme(config_for(tmp_path, "acme/../acme"))


def test_a_template_that_extends_itself_is_told_how(tmp_path):
    write_theme(tmp_path, **{"templates/article.html": 'x\n{% extends "article.html" %}'})
    with pytest.raises(ThemeError) as caught:
        load_theme(config_for(tmp_path))
    assert caught.value.where == "themes/acme/templates/article.html:2"
    assert "default/" in caught.value.hint


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("<p>\n{% if %}", 2, "cannot be read"),
        ("<p>\n\n{{ articel.title }}", 3, "'articel' is undefined"),
        ("{{ article.titel }}", 1, "titel"),
        ("\n{{ 1 / 0 }}", 2, "division"),
        ('\n{% include "parts/footr.html" %}', 2, "parts/footr.html"),
        ('{% include "article.html" %}', 1, "without end"),
        ('\n{{ t("article.contens") }}', 2, "article.contens"),
    ],
)
def test_a_faulty_template_is_named_with_its_line(tmp_path, source, line, words):
    write_theme(tmp_path, **{"templates/article.html": source})
    site = make_site(ARTICLE, config_for(tmp_path))
    with pytest.raises(ThemeError, match=words) as caught:
        site.render("article:en/refund")
    assert caught.value.where == f"themes/acme/templates/article.html:{line}"


def test_compiled_templates_are_kept_and_used(tmp_path):
    cache = tmp_path / "cache"
    site = make_site(ARTICLE, cache_dir=str(cache))
    before = site.html("article:en/refund")
    kept = {path.name: path.read_bytes() for path in cache.iterdir()}
    assert kept
    for path in cache.iterdir():
        path.write_bytes(b"torn")  # a torn file is no reason to stop
    assert make_site(ARTICLE, cache_dir=str(cache)).html("article:en/refund") == before


def test_values_in_pages_are_escaped():
    html = make_site({"x.md": '---\ntitle: <b>"A & B"</b>\nsummary: <script>\nid: x\n---\nText.'}).html("article:en/x")
    assert "<script>" not in html
    assert "<h1>&lt;b&gt;&#34;A &amp; B&#34;&lt;/b&gt;</h1>" in html


def test_a_theme_file_that_is_not_utf8_is_named(tmp_path):
    write_theme(tmp_path)
    file = tmp_path / "themes/acme/templates/home.html"
    file.parent.mkdir()
    file.write_bytes(b"\xff")
    with pytest.raises(ThemeError) as caught:
        load_theme(config_for(tmp_path))
    assert caught.value.where == "themes/acme/templates/home.html:1"


def test_line_ends_of_windows_give_the_same_templates(tmp_path):
    write_theme(tmp_path, **{"templates/home.html": "a\nb\n"})
    unix = load_theme(config_for(tmp_path)).template_digest("home.html")
    (tmp_path / "themes/acme/templates/home.html").write_bytes(b"a\r\nb\r\n")
    assert load_theme(config_for(tmp_path)).template_digest("home.html") == unix


def test_a_faulty_theme_toml_is_told_where(tmp_path):
    write_theme(tmp_path, toml="extends = \n")
    with pytest.raises(ThemeError) as caught:
        load_theme(config_for(tmp_path))
    assert caught.value.where == "themes/acme/theme.toml:2"


def test_a_token_that_the_theme_does_not_know_is_named_with_its_line(tmp_path):
    toml = tmp_path / "kbgen.toml"
    toml.write_text('[site]\ntitle = "x"\n\n[theme]\nacent = "#123"\n', encoding="utf-8")
    config = make_config(tmp_path, theme=ThemeConfig("default", {"acent": "#123"}), file=str(toml))
    with pytest.raises(ConfigError) as caught:
        load_theme(config)
    assert caught.value.line == 5
    assert "accent" in caught.value.hint


def test_the_theme_of_the_checkout_is_the_one_that_is_packaged():
    assert (packaged_themes() / "default" / "theme.toml").is_file()
