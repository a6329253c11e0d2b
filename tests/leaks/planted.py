"""A site in which everything that only agents may see carries a word of its own, and a search for these words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from urllib.parse import unquote_to_bytes

from tests.broken.cases_media import png
from tests.sites import SiteFolder

CONFIG = """\
[site]
title = "Help"
url = "https://help.example.com"
language = "en"
languages = ["en", "sv", "nb"]
fallback = { nb = ["sv", "en"] }

[git]
repository = "https://git.example.com/acme/help"
"""
STATES = {
    "agents": "audience: agents",
    "draft": "state: draft",
    "unverified": "state: unverified",
    "expired": "expires_at: 2026-06-15",
    "planned": "publish_at: 2026-06-16",
    "removed": "audience: agents\nremoved: true",
    "replaced": "state: draft\nreplaced_by: shown",
}
"""Ways to keep an article from customers on the day that tests build for."""


class Words:
    """Makes words that occur nowhere else, and remembers them."""

    def __init__(self, lead: str = "") -> None:
        self.made: list[str] = []
        self._lead = lead

    def __call__(self, name: str) -> str:
        word = f"Zq{self._lead}{name}Ø{len(self.made):03}qZ"
        self.made.append(word)
        return word


def hidden_article(word: Words, state: str, *, name: str, language: str) -> tuple[str, str, dict[str, bytes]]:
    """Path and text of an article that nobody but agents may see, and the images it shows."""
    image = word("image")
    path = f"content/{language}/inner/{word('file')}.md"
    text = (
        f"---\nid: {word('id')}\ntitle: {word('title')}\nslug: {word('slug')}\nsummary: {word('summary')}\n{state}\n"
        f"keywords: [{word('keyword')}]\nerrors: [{word('error')}]\naliases: [/{word('alias')}/, /old/{word('stub')}.html]\n"
        f"owner: {word('owner')}\nrelated: [shown]\nworkaround: {word('workaround')}\npages: [/{word('product')}]\n"
        f"applies_to: {{{word('applies')}: ['{word('version')}']}}\n{word('key')}: {word('value')}\n---\n\n"
        f"## {word('heading')} {{#{word('anchor')}}}\n\n{word('body')} [{word('link')}](../shown.md#why)\n\n"
        f"![{word('alt')}]({image}.png '{word('caption')}')\n\n{{{{ include only-{name} }}}}\n\n"
        f"```python title={word('code')}\n{word('listing')} = 1\n```\n\n[{word('download')}](../files/{word('pdf')}.pdf)\n"
    )
    pdf = word.made[-1]
    files = {
        f"content/{language}/inner/{image}.png": png(30 + len(word.made) % 50, 20),
        f"content/{language}/files/{pdf}.pdf": f"%PDF {word('content')}".encode(),
        f"content/_snippets/only-{name}.md": f"{word('snippet')}\n".encode(),
    }
    return path, text, files


def plant(site: SiteFolder) -> list[str]:
    """Write the site; the words that no customer may find."""
    word = Words()
    site.write("kbgen.toml", CONFIG)
    site.write(
        "content/en/shown.md",
        "---\nid: shown\ntitle: Shown\nkeywords: [card]\n---\n\n## Why\n\nSeen by all.\n\n"
        f"::: agent {word('blocktitle')}\n{word('block')} ![{word('blockalt')}]({word('blockimage')}.png)\n"
        f"[{word('blocklink')}](https://agents.example.com/{word('blockurl')})\n\n## {word('blockheading')}\n:::\n\n"
        f"> ::: agents\n> {word('quoted')}\n> :::\n\n- One\n\n  ::: agent\n  {word('listed')}\n  :::\n\n"
        "{{ include mixed }}\n\n{{ include agents-only }}\n",
    )
    site.write(f"content/en/{word.made[3]}.png", png())
    site.write("content/_snippets/mixed.md", f"Mixed.\n\n::: agent\n{word('mixed')}\n:::\n")
    site.write("content/_snippets/agents-only.md", f"---\naudience: agents\n---\n{word('snippetwhole')}\n")
    site.write("content/_snippets/unused.md", f"{word('unused')}\n")
    site.write("content/_data/terms.toml", f'[terms]\n{word("data")} = "x"\n')
    site.write(
        "content/en/second.md", "---\nid: second\ntitle: Second\nkeywords: [card]\n---\n\nSee [shown](shown.md#why).\n"
    )
    site.write("content/sv/shown.md", "---\nid: shown\ntitle: Visad\n---\n\n## Varför\n\nFör alla.\n")
    rows: list[str] = []
    for number, (name, state) in enumerate(STATES.items()):
        path, text, files = hidden_article(word, state, name=name, language=("en", "sv")[number % 2])
        site.write(path, text)
        for file, data in files.items():
            site.write(file, data)
        name_of_id = next(made for made in reversed(word.made) if made.startswith("Zqid"))
        rows.append(f"/{word('row')}.html,id:{name_of_id},{path.split('/')[1]}\n")
        rows.append(f"/{word('rowbypath')}/,/{path.split('/', 2)[2]},{path.split('/')[1]}\n")
    site.write("content/_data/redirects.csv", "from,to,language\n" + "".join(rows))
    site.write(
        f"content/en/{word('folder')}/_section.md",
        f"---\ntitle: {word('section')}\naudience: agents\n---\n{word('intro')}\n",
    )
    site.write(f"content/en/{word.made[-3]}/one.md", f"---\naudience: agents\ntitle: {word('inside')}\n---\nX.\n")
    site.write(
        "content/en/broken.md", f"---\naudience: agents\ntitle: {word('broken')}: b\n---\n{word('brokenbody')}\n"
    )
    return word.made


def forms(word: str) -> set[bytes]:
    """The word as it may lie in a file: any case, composed or not, without what URLs drop."""
    made = set()
    for text in (word, unicodedata.normalize("NFD", word)):
        made |= {text.casefold().encode(), text.casefold().encode("utf-16-le")}
    made.add(re.sub(r"[^a-z0-9]", "", word.casefold()).encode())
    return made


def find_leaks(output: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """(path, word) of every word found in a file or its name, however encoded."""
    sought = {form: word for word in words for form in forms(word)}
    pattern = re.compile(b"|".join(re.escape(form) for form in sorted(sought)))
    found = []
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        data = name.encode() + b"\0" + (path.read_bytes() if path.is_file() else b"")
        text = data.decode("utf-8", "replace")
        for view in (
            text,
            unescape(text),
            unquote_to_bytes(data).decode("utf-8", "replace"),
            re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text),
        ):
            found += [(name, sought[hit]) for hit in pattern.findall(view.casefold().encode(errors="replace"))]
    return sorted(set(found))
