"""How long after a save is the new page there? The preview of kbgen beside those of Hugo and Zensical.

    python benchmarks/preview.py --articles 3400          articles made for the purpose, the same on every machine
    python benchmarks/preview.py --folder DIR             the Markdown of a folder (articles of one language)
    python benchmarks/preview.py --server kbgen           one of them alone (may be repeated)

All are up at the same time and take turns. In each round an article is saved as editors do it, beside its place and
then moved there, and its page is asked for every few milliseconds until the new words are on it. Before the next round
all are left to come to rest.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path

from contestants import MissingToolError, copy_articles, is_article
from corpus import write_corpus
from memory import cores
from servers import Running, prepare_servers, start_server
from tables import print_table

ASK_SECONDS = 0.003
PATIENCE_SECONDS = 300
BUDGET_SECONDS = 300
"""A server that has used so much for one kind of change is spared the rest of the rounds, but not the first three."""
BAR_ARTICLES, BAR_P95_MS = 3400, 100
NAMES = ("kbgen", "hugo", "zensical")

# A path that is its own URL everywhere, and front matter that gives the page no other.
PLAIN_PATH = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*\.md")
FRONT = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
TITLE = re.compile(r"""^title:[ ]+(?P<quote>["']?)(?P<text>[^"'\n]+?)(?P=quote)[ ]*$""", re.MULTILINE)
OTHER_URL = re.compile(r"^(?:slug|url|permalink|audience|state|draft|publish_at|expires_at):", re.MULTILINE)


@dataclass
class Times:
    """Milliseconds from a save to the page, by what was changed; start: seconds until the first page."""

    version: str
    start: float = 0.0
    body: list[float] = field(default_factory=list)
    title: list[float] = field(default_factory=list)
    memory_mb: float = 0.0


def find_articles(content: Path) -> list[str]:
    """Paths below a folder of articles that all servers show at the same URL, with a title to be changed."""
    found = []
    for path in filter(is_article, sorted(content.rglob("*.md"))):
        below = path.relative_to(content).as_posix()
        front = FRONT.match(path.read_text(encoding="utf-8"))
        if front and PLAIN_PATH.fullmatch(below) and TITLE.search(front[1]) and not OTHER_URL.search(front[1]):
            found.append(below)
    return found


def add_sentence(text: str, marker: str) -> str:
    """The article with a sentence at its end."""
    return f"{text}\nThis sentence was added, and {marker} is in no other.\n"


def change_title(text: str, marker: str) -> str:
    """The article with a word more in its title."""
    return TITLE.sub(lambda found: f"title: {found['quote']}{found['text']} {marker}{found['quote']}", text, count=1)


def save(path: Path, text: str) -> None:
    """As editors do it: written beside its place, then moved there."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    os.replace(beside, path)


def measure_round(running: Running, article: str, text: str, marker: str) -> float:
    """Milliseconds from a save to the page that shows it."""
    page = "/" + article.removesuffix(".md") + "/"
    running.get(page)  # the writer has it open
    sought = marker.encode()
    start = time.perf_counter()
    save(running.server.content / article, text)
    while sought not in running.get(page):
        if time.perf_counter() - start > PATIENCE_SECONDS:
            raise SystemExit(f"{running.server.name} does not show a change of {article}.")
        time.sleep(ASK_SECONDS)
    return (time.perf_counter() - start) * 1000


def measure(articles: Path, names: Sequence[str], rounds: int, place: Path) -> dict[str, Times]:
    """Let the servers take turns; the first round warms them up and is not counted."""
    chosen = find_articles(articles)
    if not chosen:
        raise SystemExit("No article has a title in its front matter and a path of small letters, digits and hyphens.")
    servers = {name: server for name, server in prepare_servers(articles, place).items() if name in names}
    times = {server.name: Times(server.version) for server in servers.values()}
    with ExitStack() as stack:
        running = []
        for server in servers.values():
            page = "/" + chosen[0].removesuffix(".md") + "/"
            one, times[server.name].start = stack.enter_context(start_server(server, page))
            one.rest()
            running.append(one)
        for number in range(rounds + 1):
            article = chosen[(number * 7919 + len(chosen) // 2) % len(chosen)]
            for kind, change in (("body", add_sentence), ("title", change_title)):
                for one in running:
                    counted: list[float] = getattr(times[one.server.name], kind)
                    if len(counted) >= 3 and sum(counted) > BUDGET_SECONDS * 1000:
                        continue
                    marker = f"x{kind}{number:04}x"
                    text = (one.server.content / article).read_text(encoding="utf-8")
                    passed = measure_round(one, article, change(text, marker), marker)
                    if number:
                        counted.append(passed)
                    one.rest()
            print(f"round {number} of {rounds} done", file=sys.stderr)
        for one in running:
            times[one.server.name].memory_mb = one.memory_mb()
    return times


def percentile_95(values: Sequence[float]) -> float:
    """The smallest value that 95 % do not exceed."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def rows_of(times: Mapping[str, Times], articles: int) -> list[tuple[str, ...]]:
    """The table: a row a question, a column a server."""
    rows = [("", *times, "bar")]
    for kind, label in (("body", "a sentence added"), ("title", "the title changed")):
        values = [getattr(each, kind) for each in times.values()]
        bar = f"{BAR_P95_MS} ms" if kind == "body" and articles == BAR_ARTICLES else ""
        rows.append((f"{label}: median", *(f"{statistics.median(each):.0f} ms" for each in values), ""))
        rows.append(("  p95", *(f"{percentile_95(each):.0f} ms" for each in values), bar))
        rows.append(("  worst", *(f"{max(each):.0f} ms" for each in values), ""))
    rows.append(("from its start to the first page", *(f"{each.start:.1f} s" for each in times.values()), ""))
    if all(each.memory_mb for each in times.values()):
        rows.append(("memory at the end (PSS)", *(f"{each.memory_mb:.0f} MiB" for each in times.values()), ""))
    return rows


def read_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--articles", type=int, default=0, metavar="N", help="how many articles (default: 3400, or the folder's)"
    )
    parser.add_argument("--folder", type=Path, metavar="DIR", help="take the Markdown of this folder")
    parser.add_argument("--rounds", type=int, default=50, metavar="R", help="counted rounds (default: 50)")
    parser.add_argument("--server", action="append", choices=NAMES, help="measure this one (may be repeated)")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    arguments = read_arguments()
    rounds = max(1, arguments.rounds)
    with tempfile.TemporaryDirectory(prefix="kbgen-bench-", ignore_cleanup_errors=True) as name:
        place = Path(name)
        articles = place / "articles"
        articles.mkdir()
        if arguments.folder:
            count = copy_articles(arguments.folder, articles, arguments.articles)
        else:
            count = arguments.articles or BAR_ARTICLES
            write_corpus(articles, count)
        try:
            times = measure(articles, arguments.server or NAMES, rounds, place)
        except MissingToolError as error:
            raise SystemExit(str(error)) from error
    versions = ", ".join(each.version for each in times.values())
    machine = f"{cores()} cores, {platform.system()}, Python {platform.python_version()}, {versions}"
    if arguments.json:
        result = {name: asdict(each) for name, each in times.items()}
        print(json.dumps({"articles": count, "machine": machine, "times": result}, indent=2))
        return
    print(f"{count} articles, {rounds} rounds; {machine}\n")
    print_table(rows_of(times, count))


if __name__ == "__main__":
    main()
