"""Old addresses and removed articles: tables that cannot be read, rows that lead nowhere, articles that trade places."""

from __future__ import annotations

from tests.broken.case import LANGUAGES, TWO, Case

TABLE = "content/_data/redirects.csv"
GONE = "---\nremoved: true\n---\n\nOld.\n"


def table(name, code, text, *says, level="warning", line=2, **more):
    """A case of one table."""
    data = text if isinstance(text, bytes) else f"from,to\n{text}\n"
    return Case(name, code, level, TABLE, line, says, {TABLE: data, **more.pop("files", {})}, **more)


def article(name, code, text, *says, line=None, **more):
    """A case of one article, new.md."""
    files = {"content/new.md": text, **more.pop("files", {})}
    return Case(name, code, "warning", "content/new.md", line, says, files, **more)


TABLES = (
    table("table in no encoding", "redirect-file", b"from,to\n/caf\xe9,id:start\n", "neither UTF-8 nor UTF-16", "Save it as CSV in UTF-8.", level="error", line=None),
    table("columns without names", "redirect-file", b"a,b,c\n/x,/y,/z\n", "which of the columns `a`, `b`, `c` holds the old address", "`from` and `to`", level="error", line=1),
    table("row without a target", "redirect-row", "/old/", "the row has no new address", "Complete the row"),
    table("row without a source", "redirect-row", ",id:start", "the row has no old address"),
    Case("row for no language", "redirect-row", "warning", TABLE, 2, ("the language `nb`, which is none of en, sv", "leave it empty"), {TABLE: "from,to,language\n/old/,id:start,nb\n"}, base=LANGUAGES, config=TWO),
    table("row to no id", "redirect-target", "/old/,id:sta", "no article has the id `sta`"),
    table("row to no path", "redirect-target", "/old/,/guides/ones.md", "`/guides/ones.md` leads to nothing in this site", "Did you mean `/guides/one.md`?", absent=("old/index.html",)),
    table("row to a script", "redirect-target", "/old/,javascript:alert(1)", "no address that readers can be sent to", "https://", absent=("old/index.html",)),
    table("row to another scheme", "redirect-target", "/old/,//evil.example/", "no address that readers can be sent to"),
    table("row to itself", "redirect-loop", "/old/,/old", "the old address `/old/` leads back to itself", "Let one of them"),
    table("rows in a circle", "redirect-loop", "/a/,/b/\n/b/,/a/", "leads back to itself, through lines 2, 3", absent=("a/index.html", "b/index.html")),
    table("row at a page", "redirect-taken", "/start/,id:other", "the old address `/start/` is the URL of content/start.md; the row is left out", "Delete the row"),
    table("row at its own page", "redirect-taken", "/other,id:other", "is the page it leads to, /other/"),
    table("row twice", "redirect-taken", "/old/,id:other\n/old,id:start", "`/old` stands in line 2 already", line=3),
    table("row at an alias", "redirect-taken", "/old/,id:other", "is also an alias of content/new.md", files={"content/new.md": "---\naliases: [/old/]\n---\n"}),
    table("row at a removed article", "redirect-taken", "/new/,id:other", "is also where an article was removed: content/new.md", files={"content/new.md": GONE}),
)  # fmt: skip

REMOVED = (
    article("removed, and its place taken", "removed-taken", "---\nremoved: true\nslug: start\n---\n", "the removed article's URL /start/ is the URL of content/start.md", "Delete the file", line=2),
    article("replaced by nothing", "replaced-unknown", "---\nreplaced_by: nowhere\n---\n", "`replaced_by` names `nowhere`, which is nothing in this site; the article counts as removed", "Write the id", line=2),
    article("replaced by a script", "replaced-unknown", "---\nreplaced_by: javascript:x\n---\n", "is no address that a reader can be sent to", line=2),
    article("replaced in a circle", "replaced-circle", "---\nreplaced_by: newer\n---\n", "replaced by this article in its turn", "Let one of them stay", line=2, files={"content/newer.md": "---\nreplaced_by: new.md\n---\n"}),
    article("link to what is gone", "link-removed", "---\ntitle: New\n---\n\nSee [it](old.md).\n", "`old.md` was removed; its text stands without a link", "Take the link out", line=5, files={"content/old.md": GONE}),
    article("link to what was replaced", "link-replaced", "---\ntitle: New\n---\n\nSee [it](id:old).\n", "`id:old` was replaced; the link leads to what replaced it, /start/", "Link there yourself", line=5, files={"content/old.md": "---\nreplaced_by: start\n---\n"}),
    Case("removed, perhaps", "front-matter-value", "error", "content/new.md", 2, ("`removed` has to be true or false, and is `maybe`", "Correct it"), {"content/new.md": "---\nremoved: maybe\n---\n"}),
)  # fmt: skip

CASES = (*TABLES, *REMOVED)
