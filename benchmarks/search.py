"""What does a search cost the customer: how much is fetched, and how long does a query take?

    python benchmarks/search.py --articles 400,3400,10000                 articles made for the purpose
    python benchmarks/search.py --articles 400,3400 --folder DIR          a folder's articles, repeated until enough
    python benchmarks/search.py --articles 400 --folder DIR --language sv

Each corpus is built and served, and the search is used in Chromium. Queries are words of the articles, chosen the same
way every time: exact, and with a typo.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from builtsite import build_site, require_search
from chromium import start_chromium
from contestants import KBGEN, copy_articles, prepare_kbgen
from corpus import write_corpus
from hosting import serve_folder
from memory import cores
from tables import print_table
from transfer import Scale, Transfer, first_queries, later_queries, time_queries
from wordqueries import QueryMaker, collect_vocabulary

QUERIES = 20
TIMED = 100
EXACT, TYPOS, LATER_EXACT, LATER_TYPOS = (
    "first query, exact words",
    "first query, with a typo",
    "later queries, exact words",
    "later queries, with typos",
)
# What kbgen is to keep: kB of the worst first query by articles, milliseconds of the 95th percentile by articles.
TRANSFER_BARS_KB = {(EXACT, 400): 50, (EXACT, 10_000): 120, (TYPOS, 400): 120, (TYPOS, 10_000): 250}
TIME_BARS_MS = {3_400: 15}


@dataclass(frozen=True, slots=True)
class Result:
    """One corpus. transfers: of each query, by what was measured; times: milliseconds of queries with all they need
    loaded, half of them with typos; late_requests: how many these made all the same.
    """

    articles: int
    markdown_bytes: int
    transfers: dict[str, list[Transfer]]
    times: list[float]
    late_requests: int


def measure(wanted: int, folder: Path | None, language: str, place: Path) -> Result:
    """Build a corpus of this size and search it. place: an empty folder to work in."""
    articles = place / "articles"
    articles.mkdir()
    count = copy_articles(folder, articles, wanted) if folder else wanted
    if not folder:
        write_corpus(articles, count)
    contestant = prepare_kbgen(articles, place / "kbgen", language)
    site = build_site(contestant.folder, contestant.output)
    require_search(site)
    print(f"{count} articles built", file=sys.stderr)
    maker = QueryMaker(site.of_language(language), collect_vocabulary(contestant.content))
    exact, typos = maker.exact(QUERIES), maker.misspelt(QUERIES)
    later_exact, later_typos = maker.exact(QUERIES + 1), maker.misspelt(QUERIES + 1)
    timed = [*maker.exact(TIMED // 2), *maker.misspelt(TIMED // 2)]
    scale = Scale(site.output)
    with serve_folder(site.output) as address, start_chromium() as browser:
        transfers = {
            EXACT: first_queries(browser, address, language, scale, exact),
            TYPOS: first_queries(browser, address, language, scale, typos),
            LATER_EXACT: later_queries(browser, address, language, scale, later_exact),
            LATER_TYPOS: later_queries(browser, address, language, scale, later_typos),
        }
        times, late_requests = time_queries(browser, address, language, scale, timed)
    print(f"{count} articles measured", file=sys.stderr)
    size = sum(path.stat().st_size for path in contestant.content.rglob("*.md"))
    return Result(count, size, transfers, times, late_requests)


def percentile_95(times: Sequence[float]) -> float:
    """What 95 of 100 stay below."""
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def rows_of(results: Sequence[Result]) -> list[tuple[str, ...]]:
    """The table: a row for each size and question."""
    rows: list[tuple[str, ...]] = [("articles", "", "median", "worst", "bar for the worst", "requests", "without hits")]
    for result in results:
        label = f"{result.articles:,}"
        for name, transfers in result.transfers.items():
            sizes = [transfer.size / 1000 for transfer in transfers]
            requests = sorted(transfer.requests for transfer in transfers)
            bar = TRANSFER_BARS_KB.get((name, result.articles))
            rows.append(
                (
                    label,
                    name,
                    f"{statistics.median(sizes):.1f} kB",
                    f"{max(sizes):.1f} kB",
                    f"{bar} kB" if bar else "",
                    f"{requests[0]}-{requests[-1]}",
                    str(sum(not transfer.hits for transfer in transfers)),
                )
            )
        scripts = max(transfer.scripts for transfer in result.transfers[EXACT]) / 1000
        rows.append((label, "  of the first query: scripts", "", f"{scripts:.1f} kB", "", "", ""))
        p50, p95 = statistics.median(result.times), percentile_95(result.times)
        bar = TIME_BARS_MS.get(result.articles)
        bar_text = f"{bar} ms" if bar else ""
        times = ("query, all loaded (p50, p95)", f"{p50:.1f} ms", f"{p95:.1f} ms", bar_text, str(result.late_requests))
        rows.append((label, *times, ""))
    return rows


def sizes_of(text: str) -> list[int]:
    """The numbers of articles to measure with, as given on the command line."""
    sizes = [int(part) for part in text.replace("_", "").split(",")]
    if min(sizes) < 1:
        raise argparse.ArgumentTypeError("a corpus has at least one article")
    return sizes


def read_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--articles", type=sizes_of, default=[400, 3_400, 10_000], metavar="N,...", help="default: 400,3400,10000"
    )
    parser.add_argument("--folder", type=Path, metavar="DIR", help="take the Markdown of this folder")
    parser.add_argument("--language", default="en", metavar="L", help="the language of the folder (default: en)")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    arguments = read_arguments()
    results = []
    for wanted in arguments.articles:
        with tempfile.TemporaryDirectory(prefix="kbgen-bench-", ignore_cleanup_errors=True) as name:
            results.append(measure(wanted, arguments.folder, arguments.language, Path(name)))
    machine = f"{cores()} cores, {platform.system()}, Python {platform.python_version()}, {KBGEN}"
    if arguments.json:
        print(json.dumps({"machine": machine, "results": [asdict(result) for result in results]}, indent=2))
        return
    print(f"{machine}\n")
    print_table(rows_of(results))


if __name__ == "__main__":
    main()
