"""Names and places: what two articles cannot share, what no article may be called, what lies where it cannot be used."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tests.broken.case import LANGUAGES, TWO, Case

LOST = frozenset({"link-broken", "anchor-missing"})
PLAIN = "---\ntitle: New\n---\n\nNew.\n"


def added(name, path, text, code, *says, level="error", line=None, **more):
    """A case of one more file. reported: where the problem is told, if not there."""
    named = re.match("---\n(id|slug|aliases): ", text) is not None
    line = line or (2 if named else None)
    return Case(
        name, code, level, more.pop("reported", path), line, says, {path: text, **more.pop("files", {})}, **more
    )


def reserved(name, *says, **more):
    """A case of an article that is called like something of kbgen's own."""
    return added(name, f"content/{name}.md", PLAIN, "name-reserved", *says, **more)


PLACES = (
    added(
        "id twice",
        "content/zebra.md",
        "---\nid: start\n---\n\nMe too.\n",
        "id-duplicate",
        "the id `start` is also that of content/start.md",
        "another `id`",
        absent=("zebra/index.html",),
    ),
    added(
        "URL twice",
        "content/zebra.md",
        "---\nslug: start\n---\n\nMe too.\n",
        "url-taken",
        "/start/ is already the URL of content/start.md",
        "another `slug`",
        absent=("zebra/index.html",),
    ),
    added(
        "URL twice by case",
        "content/tips/Start.md",
        PLAIN,
        "url-taken",
        "/tips/start/ is already the URL of content/tips/Start.md",
        "Rename one of them",
        reported="content/tips/start.md",
        files={"content/tips/start.md": PLAIN},
        built=("tips/start/index.html",),
    ),
    added(
        "URL of a folder",
        "content/guides.md",
        PLAIN,
        "url-taken",
        "/guides/ is already the URL of the folder `guides`",
        "_section.md",
        built=("guides/index.html", "guides/one/index.html"),
    ),
    added(
        "folders of one URL",
        "content/guides_/two.md",
        PLAIN,
        "url-taken",
        "/guides/ is already the URL of the folder `guides`",
        "Rename one of the folders",
        line=2,
        reported="content/guides_/_section.md",
        files={"content/guides_/_section.md": "---\nslug: guides\n---\n"},
        built=("guides/one/index.html",),
        absent=("guides/two/index.html",),
    ),
    added(
        "slug with a slash", "content/new.md", "---\nslug: a/b\n---\n", "slug-path", "`a/b` holds a slash", "last part"
    ),
    added(
        "alias of a page",
        "content/new.md",
        "---\naliases: [/start/]\n---\n",
        "alias-taken",
        "is the URL of content/start.md",
        "Keep it in one place",
    ),
    added(
        "alias of its own",
        "content/new.md",
        "---\naliases: [/new/]\n---\n",
        "alias-taken",
        "the article's own URL",
        "Take the alias out",
        level="warning",
    ),
    added("alias among files", "content/new.md", "---\naliases: [/_kb/x]\n---\n", "alias-taken", "(/_kb/)", "Keep"),
    added(
        "alias of a file",
        "content/new.md",
        "---\naliases: [/robots.txt]\n---\n",
        "alias-taken",
        "a file that kbgen publishes",
        "take it out",
    ),
    added(
        "alias of the search",
        "content/new.md",
        "---\naliases: [/search/]\n---\n",
        "alias-taken",
        "/search/",
        "take it out",
    ),
    added(
        "alias below a file",
        "content/new.md",
        "---\naliases: [/old.html, /old.html/more/]\n---\n",
        "alias-taken",
        "a file where there is a folder",
    ),
    added(
        "alias twice",
        "content/new.md",
        "---\naliases: [/old/]\n---\n",
        "alias-taken",
        "also an alias of content/bold.md",
        files={"content/bold.md": "---\naliases: [/old]\n---\n"},
    ),
)

NAMES = (
    reserved("search", "is reserved for the search page (/search/)", "another `slug`, or rename the file"),
    reserved("contact", "is reserved for the contact page (/contact/)", "rename"),
    reserved("service", "is reserved for the state of the service (/service/)"),
    reserved("print", "is reserved for printing (/print/)"),
    reserved("404", "is reserved for the page that says a page is missing (/404.html)"),
    reserved("sitemap.xml", "is reserved for a file that kbgen publishes (/sitemap.xml)"),
    reserved("EN", "is reserved for the language `en` (/en/)"),
    reserved("!!!", "leaves nothing for a URL: it has no letter or digit", "another `slug`"),
    added("slug reserved", "content/new.md", "---\nslug: _kb\n---\n", "name-reserved", "the slug `_kb` is reserved for the files", "another `slug`"),
    added(
        "folder reserved",
        "content/print/one.md",
        PLAIN,
        "name-reserved",
        "the folder `print` is reserved for printing (/print/)",
        "until then all in it is left out",
        absent=("print/index.html", "print/one/index.html"),
    ),
    added("index.html", "content/guides/index.html.md", PLAIN, "name-reserved", "a file that every page has (index.html)"),
    added(
        "language reserved",
        "content/en/sv.md",
        PLAIN,
        "name-reserved",
        "is reserved for the language `sv` (/sv/)",
        config=TWO,
        base=LANGUAGES,
    ),
    added("Windows: device", "content/con.md", PLAIN, "name-windows", "`con`, which Windows keeps for a device", "Rename it.", level="warning", built=("con/index.html",)),
    added("Windows: colon", "content/a:b.md", PLAIN, "name-windows", "holds `:`, which Windows does not allow", "Rename it.", level="warning", built=("ab/index.html",)),
    added("Windows: full stop", "content/end./a.md", PLAIN, "name-windows", "ends with a full stop", level="warning", reported="content/end."),
    added("control character", "content/a\tb.md", PLAIN, "name-control", "a control character", "Rename it.", reported="content/a\\tb.md"),
    added("NFC and NFD", "content/cafe\u0301.md", PLAIN, "name-twin", "the same text, written in two ways: content/cafe", "Rename or delete", reported="content/caf\u00e9.md", files={"content/caf\u00e9.md": PLAIN}),
)  # fmt: skip


def link(name: str, target: str):
    """Make a symbolic link in content/."""

    def make(folder: Path) -> None:
        (folder / "content" / name).symlink_to(target)

    return make


def write_bytes_name(folder: Path) -> None:
    with open(os.path.join(os.fsencode(folder / "content"), b"caf\xe9.md"), "wb") as file:
        file.write(PLAIN.encode())


def lay_outside(folder: Path) -> None:
    (folder / "outside").mkdir(exist_ok=True)
    (folder / "outside" / "secret.md").write_text(PLAIN)
    (folder / "content" / "door").symlink_to("../outside")


def disk(name, path, make, code, *says, level="error", **more):
    """A case that needs more than a file."""
    return Case(name, code, level, path, None, says, make=make, **more)


DISK = (
    disk("name not UTF-8", "content/caf\\udce9.md", write_bytes_name, "name-encoding", "not UTF-8", "Rename it."),
    disk("link to a file outside", "content/x.md", link("x.md", "/etc/passwd"), "link-outside", "to /etc/passwd", "Copy", absent=("x/index.html",)),
    disk("link to a folder outside", "content/door", lay_outside, "link-outside", "out of the content folder, to ../outside", "Copy", absent=("door/secret/index.html",)),
    disk("link to nothing", "content/x.md", link("x.md", "gone.md"), "link-dangling", "to gone.md, where nothing is", "Mend or delete"),
    disk("link to itself", "content/guides/up", link("guides/up", ".."), "link-cycle", "which holds the link itself", "Delete"),
    disk("pipe", "content/x.md", lambda folder: os.mkfifo(folder / "content/x.md"), "file-special", "no ordinary file", "Move"),
    added("folder like a page", "content/faq.md/a.md", PLAIN, "folder-named-like-page", "named like an article", "suffix", level="warning", reported="content/faq.md", built=("faq.md/a/index.html",)),
    added("own page twice", "content/guides/README.md", PLAIN, "section-page-twice", "already has its own page, _section.md", "Keep one", level="warning"),
    added("article outside", "content/lost.md", PLAIN, "language-none", "outside the folders of the languages", "content/en/", level="warning", config=TWO, base=LANGUAGES),
    added("unknown language", "content/nb/a.md", PLAIN, "language-unknown", "`nb` is none of the languages (en, sv)", 'Add "nb"', level="warning", reported="content/nb", config=TWO, base=LANGUAGES),
    Case("no folder for a language", "language-missing", "warning", "content/nb", None, ("no folder for the language `nb`", "Create it"), config=TWO.replace('"sv"]', '"sv", "nb"]'), base=LANGUAGES),
)  # fmt: skip

ICONS = (
    added("icon", "content/more/_section.md", "---\nicon: rocet\n---\n", "icon-unknown", "draws no icon `rocet`", "`rocket`?", level="warning", line=2, built=("more/index.html",), files={"content/more/a.md": PLAIN}),
)  # fmt: skip

CASES = (*ICONS, *PLACES, *NAMES, *DISK)
