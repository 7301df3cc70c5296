"""Rows as CSV, as tab-separated lines and as JSON Lines.

Takes rows of plain values; gives bytes, one row at a time. A cell that a spreadsheet would take for a formula gets an apostrophe before it;
numbers stay numbers.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from lagebild.views.plain import fit, one_line

FORMULA = ("=", "+", "-", "@", "\t", "\r")
BETWEEN = "; "

Row = Mapping[str, object]


def csv_lines(names: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """The head, then the rows (RFC 4180)."""
    yield _csv_line(names)
    for row in rows:
        yield _csv_line([cell(row.get(name)) for name in names])


def _csv_line(cells: Sequence[object]) -> bytes:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerow(cells)
    return file.getvalue().encode("utf-8", "replace")


def tab_lines(names: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """The head, then the rows; no cell has a tab or a line end in it, so none is quoted."""
    yield ("\t".join(names) + "\n").encode()
    for row in rows:
        cells = (cell(row.get(name)) for name in names)
        yield ("\t".join(one_line(str(each)) for each in cells) + "\n").encode("utf-8", "replace")


def json_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """One object a line."""
    for row in rows:
        yield msgspec.json.encode(row) + b"\n"


def cell(value: object) -> object:
    """A value as a cell: several in a row, counts behind what they count, nothing for what is not there, and no formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value:g}" if isinstance(value, float) else value
    if isinstance(value, dict):
        value = tuple(f"{key} {n}" for key, n in value.items())
    text = fit(BETWEEN.join(map(str, value)) if isinstance(value, (tuple, list)) else str(value))
    return f"'{text}" if text.startswith(FORMULA) else text
