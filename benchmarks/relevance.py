"""How often does the search find the right article, and how high? kbgen beside MiniSearch, Lunr and Pagefind.

    python benchmarks/relevance.py --corpus DIR --queries DIR                   all engines, by language and kind
    python benchmarks/relevance.py --corpus DIR --queries DIR --engine kbgen    one engine (may be repeated)
    python benchmarks/relevance.py ... --halves 1                               two random halves of the queries apart
    python benchmarks/relevance.py ... --worst 10                               where kbgen did worst, and what it found

The corpus is built, the site is served, and each engine is asked in Chromium, one query at a time, for ten articles.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import platform
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from asking import ENGINES, HERE, ask_engine, prepare_engines
from builtsite import BuiltSite, build_site, copy_site, require_search
from chromium import start_chromium
from contestants import KBGEN
from hosting import serve_folder
from judged import Query, halve_queries, read_queries
from scores import Answer, Score, score_answers
from tables import print_table

ALL = "all"


@dataclass(frozen=True, slots=True)
class Row:
    """How one engine did with one kind of query in one language. part: the half of the queries, or all."""

    part: str
    language: str
    kind: str
    engine: str
    score: Score


def measure(
    engines: Sequence[str], queries: Sequence[Query], corpus: Path, place: Path
) -> tuple[BuiltSite, dict[str, list[Answer]]]:
    """Build the site and ask the engines. place: an empty folder to work in."""
    copy_site(corpus, place / "source")
    site = build_site(place / "source", place / "site")
    if "kbgen" in engines:
        require_search(site)
    warn_of_unknown(queries, site)
    prepare_engines(engines, site)
    answers = {}
    with serve_folder(site.output) as address, start_chromium() as browser:
        for engine in engines:
            answers[engine] = ask_engine(engine, queries, site, browser, address)
            print(f"{engine} done", file=sys.stderr)
    return site, answers


def warn_of_unknown(queries: Sequence[Query], site: BuiltSite) -> None:
    """Say which relevant articles the site does not have: no engine can find them."""
    known = {(article.language, article.source) for article in site.articles.values()}
    wanted = {(query.language, path) for query in queries for path in query.relevant}
    for language, path in sorted(wanted - known):
        print(f"The corpus has no {language} article {path}, which a query wants.", file=sys.stderr)


def score_rows(parts: Mapping[str, Sequence[Query]], answers: Mapping[str, Sequence[Answer]]) -> list[Row]:
    """A row for each part, language, kind and engine; all kinds of a language first."""
    rows = []
    for part, queries in parts.items():
        chosen = set(queries)
        for language in dict.fromkeys(query.language for query in queries):
            kinds = sorted({query.kind for query in queries if query.language == language})
            for kind in (ALL, *kinds):
                for engine, given in answers.items():
                    those = [
                        answer
                        for answer in given
                        if answer.query in chosen
                        and answer.query.language == language
                        and kind in {ALL, answer.query.kind}
                    ]
                    rows.append(Row(part, language, kind, engine, score_answers(those)))
    return rows


def print_rows(rows: Sequence[Row]) -> None:
    """A table a part and language."""
    for part, language in dict.fromkeys((row.part, row.language) for row in rows):
        print(f"\n{language}" + (f", {part}" if part != ALL else "") + ":\n")
        table: list[tuple[str, ...]] = [("queries", "engine", "n", "MRR@10", "90 %", "P@1", "R@5", "zero")]
        for row in rows:
            if (row.part, row.language) == (part, language):
                one = row.score
                interval = f"{one.low:.3f}-{one.high:.3f}"
                figures = (f"{one.mrr:.3f}", interval, f"{one.p1:.2f}", f"{one.r5:.2f}", str(one.zero))
                table.append((row.kind, row.engine, str(one.n), *figures))
        print_table(table)


def worst_answers(answers: Sequence[Answer], wanted: int) -> list[Answer]:
    """Those whose article stands lowest, in the order of the queries where they are alike."""
    return sorted(answers, key=lambda answer: answer.reciprocal_rank)[:wanted]


def print_worst(answers: Sequence[Answer]) -> None:
    """Each query with what was wanted and the first three that were found."""
    for answer in answers:
        query = answer.query
        place = f"place {answer.rank}" if answer.rank else "not found"
        print(f"\n{query.language}, {query.kind}, {place}: {query.text}")
        for path in sorted(query.relevant):
            print(f"    wanted  {path}")
        for number, path in enumerate(answer.hits[:3], 1):
            print(f"    {number}       {path or '(no article)'}")


def versions_of(engines: Sequence[str]) -> str:
    """The engines and their versions, in words."""
    packages = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    named = {"kbgen": KBGEN}
    for engine in engines:
        if engine.startswith("minisearch"):
            named["minisearch"] = f"MiniSearch {packages['minisearch']}"
        elif engine.startswith("lunr"):
            named["lunr"] = f"Lunr {packages['lunr']} with lunr-languages {packages['lunr-languages']}"
        elif engine == "pagefind":
            named[engine] = f"Pagefind {importlib.metadata.version('pagefind')}"
    return ", ".join((f"Python {platform.python_version()}", *named.values()))


def read_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR", help="the folder that holds kbgen.toml")
    parser.add_argument("--queries", type=Path, required=True, metavar="DIR", help="the folder of the .jsonl files")
    parser.add_argument("--engine", action="append", choices=ENGINES, help="may be repeated (default: all)")
    parser.add_argument("--halves", type=int, metavar="SEED", help="print two random halves of the queries apart")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the queries where kbgen did worst")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    arguments = read_arguments()
    engines = tuple(dict.fromkeys(arguments.engine or ENGINES))
    if arguments.worst and "kbgen" not in engines:
        raise SystemExit("--worst tells of kbgen: add `--engine kbgen`.")
    queries = read_queries(arguments.queries)
    parts: dict[str, Sequence[Query]] = {ALL: queries}
    if arguments.halves is not None:
        parts = dict(zip(("first half", "second half"), halve_queries(queries, arguments.halves), strict=True))
    with tempfile.TemporaryDirectory(prefix="kbgen-bench-", ignore_cleanup_errors=True) as name:
        site, answers = measure(engines, queries, arguments.corpus, Path(name))
    rows = score_rows(parts, answers)
    worst = worst_answers(answers["kbgen"], arguments.worst) if arguments.worst else []
    articles = {
        language: len(site.of_language(language)) for language in dict.fromkeys(query.language for query in queries)
    }
    versions = versions_of(engines)
    if arguments.json:
        result = {
            "articles": articles,
            "versions": versions,
            "scores": [asdict(row) for row in rows],
            "worst": [
                {
                    "q": answer.query.text,
                    "lang": answer.query.language,
                    "kind": answer.query.kind,
                    "rank": answer.rank,
                    "relevant": sorted(answer.query.relevant),
                    "found": answer.hits[:3],
                }
                for answer in worst
            ],
        }
        print(json.dumps(result, indent=2, ensure_ascii=False))
        return
    counts = ", ".join(f"{count} {language}" for language, count in articles.items())
    print(f"{counts} articles; {versions}")
    print_rows(rows)
    print_worst(worst)


if __name__ == "__main__":
    main()
