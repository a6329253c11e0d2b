"""Print tables in Markdown."""

from __future__ import annotations


def print_table(rows: list[tuple[str, ...]]) -> None:
    """A Markdown table with even columns, ready to be pasted."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |")
        if number == 0:
            print("| " + " | ".join("-" * width for width in widths) + " |")
