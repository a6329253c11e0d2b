"""The central promise: after any edits, an incremental build leaves exactly what a clean build would."""

import itertools
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.sites import SiteFolder, clean_tree, read_tree

# Each table of kbgen.toml in several versions: every page must notice when what it read of them changes.
TABLES = {
    "site": [
        'title = "Help"\nurl = "https://help.example.com/support/"\nlanguages = ["en", "sv"]',
        'title = "Help"\nurl = "https://help.example.com"\nlanguages = ["en", "sv"]\ndescription = "All about cards."',
        'title = "Svar"\nlanguages = ["en", "sv"]\n[site.fallback]\nen = ["sv"]',
    ],
    "content.variables": ['product = "Acme"', 'product = "Bolt"'],
    "theme": [
        'name = "default"',
        'name = "default"\nscheme = "dark"',
        'name = "mine"',
        'name = "almanac"\naccent = "#ffd400"',
        'ink_soft = "#aaaaaa"\nfont = "brand.woff2"',
    ],
    "nav": ["", 'popular = ["start"]', 'order = ["login", "billing"]'],
    "contact": [
        "",
        'target = "mailto:help@example.com"',
        (
            'target = "https://forms.example.com/new"\n[[contact.route]]\nkind = "phone"\nlabel = "Ring"\nvalue = "+46 1"\n'
            'hours = "mon-fri 09:00-17:00"'
        ),
    ],
    "git": ["", 'repository = "https://git.example.com/acme/help"'],
    "insights": ["", 'mode = "counters"\nendpoint = "https://events.example.com/_kb/events"'],
    "widget": ["", 'origins = ["https://shop.example.com"]'],
}
THEME = 'name = "mine"\nextends = "default"\n'
LANGUAGES = ("en", "sv")
FOLDERS = ("", "billing/", "billing/cards/", "login/")
NAMES = ("alpha", "beta", "gamma", "Delta å")
WORDS = ("card", "invoice", "refund", "password", "login", "fönster", "請求書")
OLD = ("/old/", "/older.html", "/a.php?id=1", "/billing/alpha/", "/support/sv/beta/", "/old/x/")
NEW = ("id:moved", "/billing/alpha.md", "/login/", "https://x.example/", "/old", "/older.html", "id:nothing", "id:beta")

language = st.sampled_from(LANGUAGES)
path = st.tuples(st.sampled_from(FOLDERS), st.sampled_from(NAMES)).map("".join)
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
number = itertools.count()


class Edits(RuleBasedStateMachine):
    """Random edits of a site in two languages; every state is compared with a clean build of it."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.site = SiteFolder(Path(self.folder.name) / "here")
        self.site.write("themes/mine/theme.toml", THEME)
        self.site.write("brand.woff2", b"wOF2" + bytes(44))
        self.tables = {name: versions[0] for name, versions in TABLES.items()}
        self.write_config()
        self.site.write("content/en/start.md", "# Start\n\nHello.\n")
        self.site.write("content/_snippets/note.md", "Mind the gap.\n")
        self.articles = {"en/start"}

    def teardown(self):
        self.folder.cleanup()

    def write_config(self):
        self.site.write("kbgen.toml", "\n".join(f"[{name}]\n{text}\n" for name, text in self.tables.items()))

    @rule(
        language=language,
        path=path,
        title=words,
        heading=words,
        body=words,
        linked=path,
        front=st.sampled_from(
            [
                "",
                "order: 3\n",
                "audience: agents\n",
                "state: archived\n",
                "state: draft\n",
                "aliases: [/old/]\n",
                "publish_at: 2030-01-01\n",
                "reviewed: 2026-03-01\npublish_at: 2026-02-01\n",
                "type: how-to\nreviewed: 2026-04-01\n",
                "keywords: [card, login]\n",
                "id: moved\n",
                "removed: true\naliases: [/old/]\n",
                "replaced_by: moved\n",
                "replaced_by: alpha.md\naliases: [/old/]\n",
            ]
        ),
    )
    def write_article(self, language, path, title, heading, body, linked, front):
        up = "../" * path.count("/")
        text = (
            f"---\ntitle: {title}\n{front}---\n\nSee [this]({up}{linked.replace(' ', '%20')}.md) and ![a picture]({up}files/a.svg).\n\n"
            f"## {heading}\n\n{{{{ include note }}}}\n\n{body} of {{{{ product }}}}.\n"
        )
        self.site.write(f"content/{language}/{path}.md", text)
        self.articles.add(f"{language}/{path}")

    @rule(data=st.data())
    def remove_article(self, data):
        if len(self.articles) > 1:
            gone = data.draw(st.sampled_from(sorted(self.articles)))
            self.articles.discard(gone)
            self.site.remove(f"content/{gone}.md")

    @rule(rows=st.lists(st.tuples(st.sampled_from(OLD), st.sampled_from(NEW), st.sampled_from(["", "sv"])), max_size=3))
    def change_old_addresses(self, rows):
        table = "content/_data/redirects.csv"
        if rows:
            self.site.write(table, "from,to,language\n" + "".join(f"{','.join(row)}\n" for row in rows))
        elif (self.site.folder / table).exists():
            self.site.remove(table)

    @rule(data=st.data(), path=path)
    def move_article(self, data, path):
        old = data.draw(st.sampled_from(sorted(self.articles)))
        new = f"{old.partition('/')[0]}/{path}"
        if new not in self.articles:
            source = self.site.folder / f"content/{old}.md"
            self.site.write(f"content/{new}.md", source.read_bytes())
            source.unlink()
            self.articles.discard(old)
            self.articles.add(new)

    @rule(language=language, folder=st.sampled_from(FOLDERS[1:]), title=words, remove=st.booleans())
    def change_section(self, language, folder, title, remove):
        path = f"content/{language}/{folder}_section.md"
        if remove and (self.site.folder / path).exists():
            self.site.remove(path)
        elif not remove:
            self.site.write(path, f"---\ntitle: {title}\norder: {len(title)}\n---\n{title}\n")

    @rule(text=words)
    def change_snippet(self, text):
        self.site.write("content/_snippets/note.md", f"> [!NOTE]\n> {text}\n")

    @rule(colour=st.sampled_from(["red", "blue"]))
    def change_picture(self, colour):
        self.site.write(
            "content/en/files/a.svg",
            f'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path fill="{colour}" d="M0 0h4v4z"/></svg>',
        )

    @rule(text=st.sampled_from(["", '[site]\ntitle = "Hjälp"\n', '[site]\ndescription = "Allt om kort."\n']))
    def name_the_site_in_a_language(self, text):
        self.site.write("content/_data/texts/sv.toml", text)

    @rule(data=st.data(), table=st.sampled_from(sorted(TABLES)))
    def change_settings(self, data, table):
        self.tables[table] = data.draw(st.sampled_from(TABLES[table]))
        self.write_config()

    @rule(text=st.sampled_from(["Ring us.", "Write to us."]), remove=st.booleans())
    def override_template(self, text, remove):
        path = "themes/mine/templates/contact.html"
        if remove and (self.site.folder / path).exists():
            self.site.remove(path)
        elif not remove:
            self.site.write(
                path, '{% extends "default/contact.html" %}{% block main %}<p>' + text + "</p>{% endblock %}\n"
            )

    @rule(data=st.data())
    def damage_the_output(self, data):
        files = sorted(path for path in self.site.output.rglob("*.html")) if self.site.output.exists() else []
        if files:
            victim = data.draw(st.sampled_from(files))
            victim.write_bytes(victim.read_bytes()[: data.draw(st.integers(0, 50))])

    @rule(edition=st.sampled_from(["public", "agents"]))
    def put_another_edition_there(self, edition):
        """By moving folders about: `--output` would be refused."""
        other = self.site.folder / "site-agents"
        self.site.build(edition=edition, output=other)
        shutil.rmtree(self.site.output, ignore_errors=True)
        other.rename(self.site.output)

    @rule()
    def put_a_preview_there(self):
        self.site.build(noindex=True)

    @invariant()
    def incremental_equals_clean(self):
        result = self.site.build()
        if any(problem.level == "error" for problem in result.problems):
            return
        left, clean = read_tree(self.site.output), clean_tree(self.site, Path(self.folder.name) / "scratch")
        assert left.keys() == clean.keys()
        assert [path for path in left if left[path] != clean[path]] == []
        assert self.site.build().rendered == ()


TestEdits = Edits.TestCase
TestEdits.settings = settings(
    max_examples=5, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)


class ManyEdits(Edits):
    """The same, two thousand times."""


TestManyEdits = pytest.mark.long(ManyEdits.TestCase)
TestManyEdits.settings = settings(TestEdits.settings, max_examples=80, stateful_step_count=25)
