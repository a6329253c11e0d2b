"""What `kbgen redirects` has to tell, as lines of text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kbgen.results import EXAMPLES, count_things

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbgen.authoring.redirect_import import ImportPlan
    from kbgen.site.landing import Landing


def format_import(plan: ImportPlan, file: str, table: str, *, dry_run: bool) -> tuple[list[str], list[str]]:
    """What an import did or would do, and the rows that are left. file, table: paths as the reader knows them."""
    left = []
    for refusal in plan.refused:
        left.append(f"{file}:{refusal.line}: left out: {refusal.reason}")
        left += [f"  {refusal.hint}"] if refusal.hint else []
    would = "would be " if dry_run else ""
    added, known, refused = (count_things(len(rows), "row") for rows in (plan.added, range(plan.known), plan.refused))
    lines = [f"{added} {would}added to {table}."]
    if plan.known:
        lines.append(f"{known} {would}left as {'it is' if plan.known == 1 else 'they are'}: nothing new.")
    if plan.refused:
        lines.append(f"{refused} cannot be placed; what is wrong with each is told above.")
    if plan.unnamed:
        named = ", ".join(plan.unnamed[:EXAMPLES])
        more = f" and {len(plan.unnamed) - EXAMPLES} more" if len(plan.unnamed) > EXAMPLES else ""
        lines.append(f"Write an `id` into {named}{more}: without one, their rows break when the file moves.")
    if dry_run and plan.added:
        lines.append("Next: run it again without --dry-run.")
    elif plan.refused:
        lines.append(f"Next: write rows for what is left into {table}, or correct {file} and import it again.")
    elif plan.added:
        lines.append("Next: kbgen build, then kbgen redirects test FILE with your old addresses, one a line.")
    return lines, left


def format_landings(found: Sequence[tuple[int, Landing]], file: str, *, as_json: bool) -> list[str]:
    """Where each address leads; found: (line in the file, landing)."""
    if as_json:
        rows = [
            {
                "line": line,
                "address": landing.written,
                "status": landing.status,
                "url": landing.url or None,
                "title": landing.title or None,
                "via": landing.via or None,
                "source": landing.path or None,
                "note": landing.note or None,
            }
            for line, landing in found
        ]
        return [json.dumps(rows, ensure_ascii=False, indent=2)]
    lines = []
    for line, landing in found:
        if not landing.url:
            lines.append(f"{landing.written}  leads nowhere  ({file}:{line})")
            continue
        what = {301: f"-> {landing.url}", 410: "is gone (410)"}.get(landing.status, landing.url)
        told = [landing.written, what, landing.title, f"({_how(landing)})"]
        lines.append("  ".join(part for part in told if part))
    missing = sum(not landing.url for _, landing in found)
    if not found:
        return [f"There is no address in {file}."]
    lines.append(f"{len(found) - missing:,} of {count_things(len(found), 'address', 'addresses')} lead somewhere.")
    if missing:
        lines.append("Next: give the others a row in content/_data/redirects.csv, or an alias in the right article.")
    return lines


def _how(landing: Landing) -> str:
    """By what an address leads where it does, for people."""
    how = {
        "redirect": f"by {landing.path}",
        "fallback": f"{landing.path}, in its own language",
        "section": "section",
        "own": "kbgen's own",
    }.get(landing.via, landing.path)
    return f"{how}; {landing.note}" if landing.note else how
