"""A table of old and new addresses (CSV) becomes rows, however a spreadsheet has saved it."""

from __future__ import annotations

import codecs
import csv
import re
from typing import TYPE_CHECKING

from kbgen.addresses import RedirectRow
from kbgen.content.decode import clean_text
from kbgen.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Record = tuple[int, list[str]]

_FROM = frozenset(
    [
        "from",
        "old",
        "source",
        "src",
        "url",
        "path",
        "original",
        "oldurl",
        "oldpath",
        "oldaddress",
        "sourceurl",
        "sourcepath",
        "fromurl",
        "frompath",
        "originalurl",
        "redirectfrom",
        "requesturl",
    ]
)
_TO = frozenset(
    [
        "to",
        "new",
        "target",
        "dest",
        "destination",
        "location",
        "redirect",
        "newurl",
        "newpath",
        "newaddress",
        "targeturl",
        "targetpath",
        "tourl",
        "topath",
        "destinationurl",
        "redirectto",
        "redirecturl",
    ]
)
_LANGUAGE = frozenset(("language", "lang", "locale"))
# Of those that suit equally well the first: addresses hold commas and semicolons, hardly ever tabs.
_DELIMITERS = ("\t", "|", ",", ";")
_SAMPLE = 50
_NOT_LETTERS = re.compile(r"[^a-z]+")
_ADDRESS = re.compile(r"https?://|id:|[^\s]*[/.?]", re.IGNORECASE)


def parse_redirects(data: bytes, path: str) -> tuple[tuple[RedirectRow, ...], list[Problem]]:
    """The rows of a table, and what is wrong with it. path: for the messages, relative to the site's folder.

    Commas, semicolons, tabs or bars; UTF-8 or UTF-16. A header is optional: without one the first column is the old
    address and the second the new one. Rows that begin with `#` are comments.
    """
    text = decode_table(data)
    if text is None:
        hint = "Save it as CSV in UTF-8."
        return (), [Problem("error", "redirect-file", "the table is neither UTF-8 nor UTF-16", path, hint=hint)]
    records = _read_records(text)
    if not records:
        return (), []
    columns = _find_columns(records[0][1])
    if columns is None:
        named = ", ".join(f"`{cell.strip()}`" for cell in records[0][1])
        message = f"nothing says which of the columns {named} holds the old address and which the new one"
        problem = Problem(
            "error", "redirect-file", message, path, records[0][0], "Call the columns `from` and `to` in the first row."
        )
        return (), [problem]
    rows: list[RedirectRow] = []
    problems: list[Problem] = []
    begins = 0 if _is_row(records[0][1]) else 1
    for line, cells in records[begins:]:
        source, target, language = (_cell(cells, column) for column in columns)
        if source and target:
            rows.append(RedirectRow(source, target, language, path, line))
        else:
            what = "new" if source else "old"
            message = f"the row has no {what} address, and is left out"
            problems.append(Problem("warning", "redirect-row", message, path, line, "Complete the row, or delete it."))
    return tuple(rows), problems


def list_addresses(data: bytes) -> list[tuple[int, str]] | None:
    """(1-based line, address) of a list of addresses, one a line, without comments (`#`); None if it is no text."""
    text = decode_table(data)
    if text is None:
        return None
    lines = ((number, line.strip()) for number, line in enumerate(text.split("\n"), 1))
    return [(number, line) for number, line in lines if line and not line.startswith("#")]


def decode_table(data: bytes) -> str | None:
    """The text of a file that a spreadsheet has saved, in UTF-8 or UTF-16; None if it is in neither."""
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data[:200].count(0) * 3 > len(data[:200]):  # UTF-16 whose mark an editor has dropped
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    try:
        return clean_text(data.decode(encoding))
    except UnicodeDecodeError:
        return None


def _read_records(text: str) -> list[Record]:
    """(1-based line, cells) of every row that is neither empty nor a comment, by the delimiter that suits best."""
    best: tuple[tuple[bool, int], str] | None = None
    for delimiter in _DELIMITERS:
        sample = []
        for record in _split(text, delimiter):
            sample.append(record)
            if len(sample) == _SAMPLE:
                break
        named = bool(sample) and _named_columns(sample[0][1]) is not None
        score = (named, sum(_is_row(cells) for _, cells in sample))
        if best is None or score > best[0]:
            best = (score, delimiter)
    return list(_split(text, best[1] if best is not None else ","))


def _split(text: str, delimiter: str) -> Iterator[Record]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell longer than any address
            cells = ["", ""]
        if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#"):
            yield line, cells
        line = reader.line_num + 1


def _is_row(cells: Sequence[str]) -> bool:
    """Whether two addresses open the row, so that it is no header."""
    return len(cells) > 1 and all(_ADDRESS.match(cell.strip()) for cell in cells[:2])


def _find_columns(first: Sequence[str]) -> tuple[int, int, int] | None:
    """Where old address, new address and language stand (-1: nowhere), from the first row."""
    named = _named_columns(first)
    if named is not None:
        return named
    return (0, 1, -1) if _is_row(first) or len(first) == 2 else None


def _named_columns(cells: Sequence[str]) -> tuple[int, int, int] | None:
    names = [_NOT_LETTERS.sub("", cell.casefold()) for cell in cells]
    source, target, language = (
        next((at for at, name in enumerate(names) if name in known), -1) for known in (_FROM, _TO, _LANGUAGE)
    )
    return None if source < 0 or target < 0 else (source, target, language)


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column].strip() if 0 <= column < len(cells) else ""
