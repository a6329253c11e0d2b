"""A site with some of everything, in two editions and two languages, and changes that touch much of it."""

from __future__ import annotations

from tests.broken.cases_media import png
from tests.sites import SiteFolder

CONFIG = """\
[site]
title = "Help"
url = "https://help.example.com/support"
language = "en"
languages = ["en", "sv"]

[content.variables]
product = "Acme"
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path fill="{}" d="M0 0h4v4z"/></svg>'


def article(number: int, count: int, word: str) -> str:
    following = (number + 1) % count
    return (
        f"---\nid: a{number}\ntitle: The {word} of {number}\nkeywords: [{word}, k{number % 3}]\n"
        f"aliases: [/old/{number}.html]\n---\n\n## Why\n\n![The picture](../files/p{number % 3}.png) See"
        f" [the next](../s{following % 3}/a{following}.md#why).\n\n{{{{ include note }}}}\n\n## How\n\n"
        f"```python\nprint({number})\n```\n\n{word} {{{{ product }}}} {number}\n"
    )


def lay_out(site: SiteFolder, count: int = 24, word: str = "card") -> None:
    """Write the site; with another word nearly all of it differs."""
    site.write("kbgen.toml", CONFIG)
    site.write("content/_snippets/note.md", f"> [!NOTE]\n> About the {word}.\n")
    for number in range(3):
        site.write(f"content/en/files/p{number}.png", png(900 + number, 40))
        site.write(f"content/en/s{number}/_section.md", f"---\ntitle: Section {number} of {word}\n---\n\nMore.\n")
    site.write("content/en/files/logo.svg", SVG.format("red" if word == "card" else "blue"))
    for number in range(count):
        text = article(number, count, word)
        site.write(f"content/en/s{number % 3}/a{number}.md", text)
        if number % 4 == 0:
            site.write(f"content/sv/s{number % 3}/a{number}.md", text.replace("The ", "Det ").replace("old/", "gamla/"))


def change_much(site: SiteFolder, count: int = 24) -> None:
    """Other texts, titles and URLs; new articles, and some that go."""
    lay_out(site, count, "refund")
    for number in range(0, count, 5):
        site.remove(f"content/en/s{number % 3}/a{number}.md")
    for number in range(1, count, 5):
        path = f"content/en/s{number % 3}/a{number}.md"
        text = (site.folder / path).read_text(encoding="utf-8")
        site.write(path, text.replace(f"id: a{number}\n", f"id: a{number}\nslug: b{number}\n"))
    for number in range(count, count + 12):
        site.write(f"content/en/new/a{number}.md", article(number, count + 12, "fresh").replace("../s", "../new/../s"))
