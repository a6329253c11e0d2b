"""Browser scripts: which are published, under which names, and what a page loads."""

import re

import pytest

from kbgen.config import BuildOptions, ThemeConfig
from kbgen.errors import ThemeError
from kbgen.render.theme.chain import load_theme
from kbgen.render.theme.scripts import client_scripts
from kbgen.render.theme.static import build_static
from tests.render.page_site import make_config, make_site

ENTRY = '{% extends "default/base.html" %}{% block head %}{{ script("mine.js") }}{% endblock %}'


def lay_out(folder, files):
    for name, text in {"theme.toml": 'name = "acme"', "templates/base.html": ENTRY, **files}.items():
        file = folder / "themes" / "acme" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return make_config(folder, theme=ThemeConfig("acme"))


def build(folder, files, **options):
    config = lay_out(folder, {f"static/{name}": text for name, text in files.items()})
    return build_static(load_theme(config), config, **options)


def test_an_import_follows_the_name_of_its_module(tmp_path):
    files = {"mine.js": 'import { a } from "./parts/a.js";\na();\n', "parts/a.js": "export function a() {}\n"}
    built = build(tmp_path, files)
    assert f'from "./{built["parts/a.js"].output.rpartition("/")[2]}"' in built["mine.js"].data.decode()
    again = build(tmp_path, files | {"parts/a.js": "export function a() { return 1; }\n"})
    assert again["parts/a.js"].url != built["parts/a.js"].url
    assert again["mine.js"].url != built["mine.js"].url


def test_of_kbgens_own_scripts_those_are_published_that_pages_load():
    config = make_config()
    theme = load_theme(config)
    published = {name for name in build_static(theme, config) if name.endswith(".js")}
    assert "shortcut.js" in published
    asked = {name for name in client_scripts() if any(f'"{name}"' in source for _, source in theme.templates.values())}
    assert asked <= published <= client_scripts().keys()


def test_no_site_has_what_only_the_preview_shows(tmp_path):
    with pytest.raises(ThemeError, match=r"a script preview/preview\.js, which no theme of the chain has"):
        build(tmp_path, {"../templates/base.html": ENTRY.replace("mine.js", "preview/preview.js")})
    with pytest.raises(ThemeError, match=r"mine\.js refers to \./preview/words\.js"):
        build(tmp_path, {"mine.js": 'import "./preview/words.js";'})


def test_a_theme_replaces_one_of_kbgens_scripts_and_imports_another(tmp_path):
    files = {"shortcut.js": "export const none = 1; // a licence\n", "mine.js": 'import "./menu.js";\n'}
    built = build(tmp_path, files)
    assert built["shortcut.js"].data.decode() == files["shortcut.js"]
    assert "data-kb-menu" in built["menu.js"].data.decode()
    assert "/**" not in built["menu.js"].data.decode()


@pytest.mark.parametrize("offline", [False, True])
def test_a_circle_of_scripts_is_told(tmp_path, offline):
    with pytest.raises(ThemeError, match=r"scripts import each other: (b|mine)\.js -> (b|mine)\.js -> "):
        build(tmp_path, {"mine.js": 'import "./b.js";', "b.js": 'import "./mine.js";'}, offline=offline)


@pytest.mark.parametrize("target", ["./gone.js", "lodash", "../../theme.toml"])
def test_an_import_of_nothing_is_told(tmp_path, target):
    with pytest.raises(ThemeError, match=r"mine\.js refers to"):
        build(tmp_path, {"mine.js": f'import "{target}";'})


def test_a_script_that_is_not_there_is_told_with_its_line(tmp_path):
    config = lay_out(tmp_path, {"templates/base.html": '\n{{ script("shortcat.js") }}'})
    with pytest.raises(ThemeError, match=r"loads a script shortcat\.js") as caught:
        build_static(load_theme(config), config)
    assert (caught.value.path, caught.value.line) == ("themes/acme/templates/base.html", 2)
    assert "shortcut.js" in caught.value.hint


def test_offline_a_page_loads_one_classic_script_with_all_it_imports(tmp_path):
    files = {
        "mine.js": 'import { a } from "./a.js";\nimport { b } from "./b.js";\na(b);\n',
        "a.js": 'import { b } from "./b.js";\nexport function a() { return b; }\n',
        "b.js": "export const b = 1;\n",
        "classic.js": "var classic = 1;\n",
    }
    built = build(tmp_path, files, offline=True)
    script = built["mine.js"].data.decode()
    assert script.count("const b = 1") == 1
    assert not re.search(r"\b(import|export)\b", script)
    assert {"a.js", "b.js"}.isdisjoint(built)
    assert built["classic.js"].data.decode() == files["classic.js"]


def test_how_a_page_loads_a_script():
    online = make_site({"a.md": "# A"}).render("article:en/a")
    assert re.search(
        r'<script type="module" src="/_kb/a/shortcut-[0-9a-f]{8}\.js"></script>', online.files[0][1].decode()
    )
    assert "static:shortcut.js" in online.keys
    offline = make_site({"a.md": "# A"}, options=BuildOptions("out", offline=True, date="2026-06-01"))
    assert re.search(r'<script defer src="\.\./_kb/a/shortcut-[0-9a-f]{8}\.js"></script>', offline.html("article:en/a"))


def test_pages_load_only_what_they_use():
    site = make_site({"en/a.md": "# A", "sv/a.md": "# A"}, make_config(languages=("en", "sv")))
    assert "menu-" in site.html("article:en/a")
    assert "menu-" not in make_site({"a.md": "# A"}).html("article:en/a")
