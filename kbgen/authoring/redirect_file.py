"""The site's table of old addresses on the disk: its text with rows added, written whole or not at all."""

from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING

from kbgen.atomic import replace_file
from kbgen.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbgen.addresses import RedirectRow
    from kbgen.authoring.redirect_import import NewRow

_HEADERS = ("from,to", "from,to,language")


def add_rows(before: str | None, rows: Sequence[RedirectRow], added: Sequence[NewRow]) -> str:
    """The table's text with rows at its end.

    before: its text, None if there is none. rows: what it holds; a table that kbgen has not laid out itself is written
    anew with them, otherwise it stays as it is.
    """
    needs_language = any(row.language for row in added)
    text = (before or "").replace("\r\n", "\n")
    lines = text.split("\n")
    at = next((index for index, line in enumerate(lines) if line.strip() and not line.startswith("#")), None)
    if at is None or lines[at].strip() not in _HEADERS:
        needs_language = needs_language or any(row.language for row in rows)
        text = f"{_HEADERS[needs_language]}\n" + _format([(row.source, row.target, row.language) for row in rows])
    elif needs_language:
        lines[at] = _HEADERS[1]
        text = "\n".join(lines)
    end = "" if text.endswith("\n") else "\n"
    return text + end + _format([(row.source, row.target, row.language) for row in added])


def write_table(path: str, text: str) -> None:
    """Put the text in place: whole or not at all. Raises OutputError."""
    try:
        # A name that begins with a full stop is no content, should a build run meanwhile.
        replace_file(path, text.encode(), prefix=".redirects-")
        os.chmod(path, 0o644)
    except OSError as error:
        raise OutputError(
            f"the table cannot be written: {error.strerror or error}", path=path, hint="Check its permissions."
        ) from None


def _format(rows: Iterable[tuple[str, str, str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for source, target, language in rows:
        writer.writerow([source, target, language] if language else [source, target])
    return out.getvalue()
