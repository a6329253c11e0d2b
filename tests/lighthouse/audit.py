"""`make lighthouse`: every kind of page of the showcase, as a phone and as a desktop; prints a table.

usage: python -m tests.lighthouse.audit [--theme NAME] [--kind KIND] [--language LANGUAGE] [--runs 3]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.browser.chromium import MISSING, find_chromium, launch_options
from tests.browser.host import serving
from tests.showcase.site import LANGUAGES, lay_out_showcase, list_themes
from tests.showcase.views import KINDS, list_views

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# A missing page must not be found by search engines, and one that sends on is not seen: neither can be judged.
JUDGED = {kind: path for kind, path in KINDS.items() if kind not in ("not-found", "redirect")}
SCRIPT = Path(__file__).with_name("audit.mjs")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What Lighthouse says of one page. scores: category -> median of all runs. lcp: milliseconds. bytes: transferred."""

    name: str
    form: str
    scores: dict[str, float]
    faults: tuple[str, ...]
    cls: float
    lcp: float
    bytes: float


def judge_pages(address: str, kinds: Sequence[str], languages: Sequence[str], runs: int) -> Iterator[Verdict]:
    """Verdicts on pages of a served showcase, one after the other, so that they do not slow each other down."""
    pages = [
        {
            "name": f"{view.kind} {view.language}",
            "url": address + view.path,
            "form": form,
        }
        for view in list_views({kind: JUDGED[kind] for kind in kinds}, LANGUAGES)
        if view.language in languages
        for form in ("mobile", "desktop")
    ]
    options = launch_options(str(find_chromium()))
    order = {"chrome": options["executable_path"], "flags": options["args"], "runs": runs, "pages": pages}
    with subprocess.Popen(
        ["node", str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(order))
        process.stdin.close()
        for line in process.stdout:
            yield _read_verdict(json.loads(line))
    if process.returncode:
        raise RuntimeError(f"Lighthouse ended with {process.returncode}; its message is above")


def _read_verdict(found: dict) -> Verdict:
    """A page that Lighthouse could not measure (no frame was painted, say) has no points."""
    scores = {category: median(found["scores"][category]) for category in CATEGORIES}
    measures = (found[name] if found[name] is not None else float("nan") for name in ("cls", "lcp", "bytes"))
    return Verdict(found["name"], found["form"], scores, tuple(found["faults"]), *measures)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--theme", choices=list_themes(), help="one theme instead of all")
    parser.add_argument("--kind", choices=JUDGED, help="one kind of page instead of all")
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.add_argument("--runs", type=int, default=3, help="of which the median counts")
    arguments = parser.parse_args()
    if find_chromium() is None:
        print(MISSING, file=sys.stderr)
        return 1
    kinds = [arguments.kind] if arguments.kind else list(JUDGED)
    short = 0
    for theme in [arguments.theme] if arguments.theme else list_themes():
        with tempfile.TemporaryDirectory() as folder:
            site = lay_out_showcase(Path(folder) / "showcase", theme)
            site.build(jobs=0)
            with serving(site.output) as address:
                for verdict in judge_pages(address, kinds, [arguments.language], arguments.runs):
                    print(_format_row(theme, verdict), flush=True)
                    short += min(verdict.scores.values()) < 100
    return int(short > 0)


def _format_row(theme: str, verdict: Verdict) -> str:
    scores = "  ".join(f"{verdict.scores[category]:4.0f}" for category in CATEGORIES)
    faults = "".join(f"\n    {fault}" for fault in verdict.faults) if min(verdict.scores.values()) < 100 else ""
    measures = f"LCP {verdict.lcp:5.0f} ms  CLS {verdict.cls:.3f}  {verdict.bytes / 1000:5.1f} kB"
    return f"{theme:10} {verdict.name:20} {verdict.form:8} {scores}   {measures}{faults}"


if __name__ == "__main__":
    sys.exit(main())
