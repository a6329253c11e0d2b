"""The tables of kbgen.toml: read, and every slip named with its line and its mend."""

import pytest

from kbgen.errors import ConfigError
from kbgen.settings.load import parse_config

FULL = """\
[site]
title = "Acme-hjälp"
url = "https://acme.se/help/"
language = "sv"
languages = ["en", "sv", "nb"]
logo = "brand/logo.svg"
fallback = { nb = ["sv", "en"] }

[content]
dir = "./articles/"
html = "trust"
exclude = ["drafts/**"]
link_root = "/help/"
variables = { product.name = "Acme", year = 2026 }

[build]
output = "public/"

[theme]
name = "plain"
accent = "#0a5"
radius = 4

[nav]
order = ["billing/"]
popular = ["reset-password"]

[search]
meaning = false
[search.sv]
compounds = true

[contact]
target = "zendesk:acme"
time_zone = "Europe/Stockholm"
holidays = [2026-12-24, "2026-12-25"]

[[contact.route]]
kind = "phone"
value = "+46 8 123 45 67"
country = "SE"
hours = "mon-fri 09:00-12:00, mon-fri 13:00-17:00, sat 10:00-24:00"
reply = "30m"
checked = 2026-05-01

[[contact.route]]
kind = "mail"
value = "help@acme.se"

[insights]
mode = "visits"
keep_days = 7
staff_networks = ["10.0.0.0/8", "2001:db8::/32"]

[widget]
origins = ["https://shop.acme.se/"]

[owners]
anna = "anna@acme.se"

[git]
repository = "https://github.com/acme/help.git"
branch = "trunk"

[editor]
url = "idea://open?file={path}&line={line}"
"""


def parse(text, folder="/site"):
    return parse_config(text, folder, f"{folder}/kbgen.toml", "kbgen.toml")


def error(text):
    with pytest.raises(ConfigError) as caught:
        parse(text)
    assert caught.value.path == "kbgen.toml"
    return caught.value


def test_every_key_is_read():
    config = parse(FULL)
    site, content, contact = config.site, config.content, config.contact
    assert (site.title, site.url, config.prefix) == ("Acme-hjälp", "https://acme.se/help", "/help")
    assert (site.language, site.languages, site.fallback) == ("sv", ("en", "sv", "nb"), {"nb": ("sv", "en")})
    assert (content.dir, content.html, content.exclude, content.link_root) == (
        "articles",
        "trust",
        ("drafts/**",),
        "help",
    )
    assert content.variables == {"product.name": "Acme", "year": "2026"}
    assert (config.build.output, config.theme.name) == ("public", "plain")
    assert config.theme.tokens == {"accent": "#0a5", "radius": 4}
    assert (config.nav.order, config.nav.popular) == (("billing",), ("reset-password",))
    assert (config.search.meaning, config.search.options) == (False, {"sv": {"compounds": True}})
    assert (contact.target, contact.time_zone, contact.holidays) == (
        "zendesk:acme",
        "Europe/Stockholm",
        ("2026-12-24", "2026-12-25"),
    )
    phone, mail = contact.routes
    assert (phone.kind, phone.country, phone.reply, phone.checked) == ("phone", "SE", "30m", "2026-05-01")
    assert mail.value == "help@acme.se"
    assert (config.insights.mode, config.insights.keep_days, config.insights.k) == ("visits", 7, 3)
    assert config.widget_origins == ("https://shop.acme.se",)
    assert config.owners == {"anna": "anna@acme.se"}
    assert (config.git.repository, config.git.branch) == ("https://github.com/acme/help", "trunk")
    assert config.editor_url.startswith("idea://")


def test_an_empty_file_gives_the_defaults():
    config = parse("")
    assert (config.site.title, config.site.languages, config.content.dir, config.build.output) == (
        "Help",
        ("en",),
        "content",
        "site",
    )
    assert config.content.link_root is None
    assert parse('[content]\nlink_root = ""').content.link_root == ""
    assert parse('[site]\nlanguage = "ja"').site.languages == ("ja",)


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('titel = "x"', 1, "above all tables", "`title` under [site]"),
        ("[site]\n\ntitel = 'x'", 3, "no key `titel`", "`title`"),
        ("\n[conten]\na = 1", 2, "no table [conten]", "`content`"),
        ("[site]\ntitle = 3", 2, "a text in quotes", '`title = "3"`'),
        ("site = 3", 1, "a table", ""),
        ('[site]\nurl = "help.acme.se"', 2, "help.acme.se", "https://help.acme.se"),
        ('[site]\nurl = "ftp://acme.se"', 2, "ftp://acme.se", "https://acme.se"),
        ('[site]\nurl = "https://acme.se/?a=1"', 2, "?a=1", "follows"),
        ('[site]\nurl = "https://acme.se:x"', 2, "acme.se:x", "like"),
        ('[site]\nlanguage = "english"', 2, "english", '"sv"'),
        ('[site]\nlanguages = ["en", "pt_br"]', 2, "pt_br", '"pt-BR"'),
        ('[site]\nlanguages = ["en", "en"]', 2, "twice", "Keep one"),
        ('[site]\nlanguages = ["sv", "nb"]', 2, '"en"', "`language`"),
        ('[site]\nlanguages = "sv"', 2, "list of texts", "languages = ["),
        ('[site]\nfallback = { nb = ["en"] }', 2, '"nb"', "en"),
        ('[site]\n[site.fallback]\nen = ["sv"]', 3, '"sv"', "en"),
        ('[content]\ndir = "../x"', 2, "leads out", "inside"),
        ('[content]\ndir = "C:\\\\x"', 2, "leads out", "inside"),
        ('[content]\ndir = "/etc"', 2, "leads out", "inside"),
        ('[content]\nhtml = "sanitize"', 2, "sanitize", "`sanitise`"),
        ("[content]\nvariables = { a = 2.10 }", 2, "quotes", '"..."'),
        ('[content.variables]\n"a b" = "x"', 2, "`a b`", "letter"),
        ('[content.variables]\na = """x\ny"""', 2, "one line", "snippet"),
        ('[build]\noutput = "."', 2, "folder of its own", '"site"'),
        ('[content]\ndir = "docs/help"\n[build]\noutput = "docs"', 2, "output folder", "[build]"),
        ('[theme]\ncolours = ["red"]', 2, "one value", ""),
        ('[search]\nmeaning = "no"', 2, "true or false", "meaning = true"),
        ("[search.fr]\na = 1", 1, "`fr`", "en"),
        ('[contact]\ntarget = "help@acme.se"', 2, "help@acme.se", '"mailto:help@acme.se"'),
        ('[contact]\ntarget = "http://acme.se"', 2, "http://acme.se", "https://"),
        ('[contact]\ntarget = "zendesk:https://acme.zendesk.com"', 2, "zendesk:", "zendesk:acme"),
        ('[contact]\ntarget = "https://[acme.se"', 2, "[acme.se", "https://"),
        ('[contact]\ntime_zone = "Europe/Stokholm"', 2, "Stokholm", "`Europe/Stockholm`"),
        ('[contact]\nholidays = ["24 Dec"]', 2, "24 Dec", "2026-12-24"),
        ('[contact]\n[[contact.route]]\nkind = "mail"\nvalue = "a@b.se"\n[[contact.route]]\nkind = "fone"', 6, "fone", "`phone`"),
        ('[[contact.route]]\nvalue = "a@b.se"', 1, "missing", "mail"),
        ('[[contact.route]]\nkind = "chat"\nvalue = "javascript:alert(1)"', 3, "javascript", "https://"),
        ('[[contact.route]]\nkind = "form"\nhours = "mon-fri 9-17"', 3, "9-17", "09:00-17:00"),
        ('[[contact.route]]\nkind = "form"\nhours = "fri 22:00-02:00"', 3, "22:00-02:00", "two parts"),
        ('[[contact.route]]\nkind = "form"\nreply = "soon"', 3, "soon", '"2h"'),
        ("[insights]\nkeep_days = 0", 2, "1 or more", ""),
        ("[insights]\nk = true", 2, "a whole number", ""),
        ('[insights]\nmode = "on"', 2, "on", "visits"),
        ('[insights]\nstaff_networks = ["10.0.0.0/99"]', 2, "/99", "192.0.2.0/24"),
        ('[widget]\norigins = ["*"]', 2, "*", "https://shop.example.com"),
        ('[widget]\norigins = ["https://[acme.se"]', 2, "[acme.se", "https://shop.example.com"),
        ('[insights]\nendpoint = "https://[acme.se"', 2, "[acme.se", "https://"),
        ("[owners]\nanna = 3", 2, "`anna`", ""),
        ('[git]\nrepository = "git@github.com:acme/help.git"', 2, "git@", "https://github.com/acme/help"),
        ('[editor]\nurl = "vim"', 2, "path", "{path}"),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_its_line_and_its_mend(text, line, message, hint):
    found = error(text)
    assert found.line == line
    assert message in found.message
    assert hint in (found.hint or "")
    assert found.exit_code == 2


def test_all_slips_are_told_at_once():
    found = error('[site]\nurl = "acme.se"\ntitel = "x"\n[build]\noutput = 3\n')
    assert found.line == 2
    assert "kbgen.toml:3: [site] has no key `titel`" in found.hint
    assert "kbgen.toml:5: `output`" in found.hint


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[site]\ntitle = Acme", 2),
        ("[site\n", 1),
        ('[site]\ntitle = "a"\n\ntitle = "b"', 4),
        ("[site]\n[build]\n[site]", 3),
        ('[site]\nlogo = "C:\\Users"', 2),
        ("languages = [\n'en',", 2),
        ("hello", 1),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(text, line):
    found = error(text)
    assert found.line == line
    assert found.hint
    assert "nvalid" not in found.message


def test_lines_are_right_below_long_values():
    text = '[content]\nexclude = [\n  "a", # ]\n  "b",\n]\n[site]\ndescription = """\n[x]\ntitle = 3\n"""\nlogo = 3\n'
    assert error(text).line == 11


def test_control_characters_do_not_get_in():
    config = parse('[site]\ntitle = "a\\u0002b"\n[content.variables]\nv = "\\u0003x"')
    assert (config.site.title, config.content.variables) == ("ab", {"v": "x"})
