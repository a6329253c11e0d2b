"""Text that is read but not as its writer may have meant it: all of it is still published."""

from __future__ import annotations

from tests.broken.case import Case

OTHER = "content/other.md"
HEAD = "---\ntitle: Other\n---\n\n"
LOST = frozenset({"anchor-missing"})


def text(name, body, code, line, *says, level="warning", **more):
    """A case of Markdown in `other.md`, whose body begins in line 5."""
    return Case(
        name,
        code,
        level,
        OTHER,
        line,
        says,
        {OTHER: f"{HEAD}{body}\n", **more.pop("files", {})},
        beside=LOST | more.pop("beside", frozenset()),
        built=("start/index.html", "other/index.html"),
        **more,
    )


CONTAINERS = (
    text("container", "::: stpes\nOne.\n:::", "container-unknown", 5, "`::: stpes`", "Use steps, tabs"),
    text("open container", "::: steps\n1. One.", "container-unclosed", 5, "never closed", "`:::`", level="error"),
    text("stray end", "One.\n\n:::\n", "container-stray", 7, "closes nothing", "Remove it"),
    text("alert", "> [!HINWEIS]\n> So.", "alert-unknown", 5, "`[!HINWEIS]`", "NOTE, TIP"),
    text("anchor", "## One {#x}\n\n## Two {#x}", "anchor-twice", 7, "`x` is given twice", "Rename one."),
    text("deep quotes", ">" * 150 + " deep", "nested-too-deep", 5, "nested too deep", "flatter", level="error"),
    text("deep HTML", "<div>" * 400 + "x", "nested-too-deep", 5, "nested deeper", "Close", level="error"),
)

TABLES = (
    text("table dashes", "One.\n\n| A | B |\n| --- |\n| 1 | 2 |", "table-broken", 7, "2 cells", "and 1", "as many"),
    text("table without dashes", "| A | B |\n| 1 | 2 |", "table-broken", 5, "line of dashes", "`| --- | --- |`"),
    text("table row", "| A | B |\n| - | - |\n| 1 | 2 |\n| `a|b` | 2 |", "table-cells", 8, "3 cells", "2;", "`\\|`"),
)

WRITTEN = (
    text(
        "name with a space", "One\ntwo ![x](my picture.png)", "name-spaced", 6, "`my picture.png`", "`<my picture.png>`"
    ),
    text("code without an end", "One.\n\n```sh\nls\n\nMore.", "code-unclosed", 7, "never closed", "```"),
)

HTML = (
    text("picture of a mail", 'Hi <img src="cid:image001.png@01D9">', "link-unsafe", 5, "`cid:image001.png@01D9`"),
    text("script", "Text.\n\n<script>alert(1)</script>", "html-removed", 7, "`<script>` was removed", "scripts"),
    text("script link", "[x](javascript:alert(1))", "link-unsafe", 5, "`javascript:alert(1)` was removed", "Link to"),
    text("data image", "![x](data:text/html,x)", "link-unsafe", 5, "was removed", "beside the article"),
    text("variable", "Our {{ produkt }}.", "variable-unknown", 5, "`{{ produkt }}`", "[content] variables"),
    text(
        "variable misspelt",
        "Our {{ prodcut }}.",
        "variable-unknown",
        5,
        "Did you mean `product`?",
        config='[content.variables]\nproduct = "Acme"\n',
    ),
)

LINKS = (
    text("link", "[x](strat.md)", "link-broken", 5, "`strat.md` leads to nothing", "start.md"),
    text("link to an id", "[x](id:nobody)", "link-broken", 5, "no article has the id `nobody`", "take it out"),
    text(
        "link to a file",
        "[x](files/form.pdf)",
        "link-broken",
        5,
        "`files/form.pdf`: there is no such file",
        "add what is missing",
    ),
    text("link out", "[x](../../etc/passwd)", "link-broken", 5, "leads to nothing"),
    text("anchor of another", "[x](start.md#frist)", "anchor-missing", 5, "`#frist`", "Did you mean `#first`?"),
    text("own anchor", "## Step\n\n[x](#setp)", "anchor-missing", 7, "no heading or id of this", "`#step`?"),
    text(
        "image",
        "![the x](files/x.png)",
        "image-missing",
        5,
        "`files/x.png`: there is no such file",
        "take it out",
    ),
    text(
        "image misspelt",
        "![x](files/lgoo.svg)",
        "image-missing",
        5,
        "there is no such file",
        "files/logo.svg",
        files={"content/files/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'},
    ),
    text("root", "[x](/help/start.md)", "link-root", 5, "without its first folder `help`", 'link_root = "help"'),
    text(
        "hidden",
        "[x](inner.md)",
        "link-hidden",
        5,
        "this edition does not show",
        "::: agent",
        files={"content/inner.md": "---\naudience: agents\n---\nX.\n"},
        absent=("inner/index.html",),
    ),
)

NAMED = (
    Case(
        "related",
        "related-unknown",
        "warning",
        OTHER,
        3,
        ("`related` names `strat`, but no article", "Did you mean `start`?"),
        {OTHER: "---\ntitle: Other\nrelated: [strat]\n---\n\n## Second\n"},
    ),
    Case(
        "popular",
        "nav-unknown",
        "warning",
        "kbgen.toml",
        6,
        ("[nav] popular names `nobody`, but no article", "take it out"),
        config='[nav]\npopular = ["nobody"]\n',
    ),
    Case(
        "order",
        "nav-unknown",
        "warning",
        "kbgen.toml",
        6,
        ("[nav] order names `guide`, but no folder or article", "Did you mean `guides`?"),
        config='[nav]\norder = ["guide"]\n',
    ),
)

CASES = (*CONTAINERS, *TABLES, *WRITTEN, *HTML, *LINKS, *NAMED)
