"""Documents as a table: one row each, as databases of the press and spreadsheets give them out.

Takes the bytes of a file of comma-, semicolon- or tab-separated values whose first line names the columns as JSON Lines name their fields
(`text` and, where known, `id`, `lang`, `published`, …); gives text and particulars of each row, or every mistake of that row.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from lagebild.documents.encoding import MOST_BYTES, refuse_size, text_of
from lagebild.documents.identity import Particulars
from lagebild.documents.jsonlines import FIELDS, record_in
from lagebild.errors import DocumentError

SEPARATORS = ",;\t"
TEXT = "text"
_RIGHT = f"right would be a first line that names the columns: {TEXT} and, where known, {', '.join(FIELDS)}"


def rows_of(data: bytes) -> Iterator[tuple[int, tuple[str, Particulars] | DocumentError]]:
    """The rows with the lines on which they begin.

    Raises:
        DocumentError: when no column is called `text`, or a row cannot be told from the next.
    """
    refuse_size(len(data))
    text = text_of(data)
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    csv.field_size_limit(MOST_BYTES)  # else of 131,072 letters, which a long report has
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        columns = [name.strip().lower() for name in next(rows, [])]
        if TEXT not in columns:
            raise DocumentError(f"a table without a column {TEXT!r}; {_RIGHT}")
        if twice := sorted({name for name in (TEXT, *FIELDS) if columns.count(name) > 1}):
            raise DocumentError(f"a table with two columns {twice[0]!r}; {_RIGHT}, each once")
        line = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                yield line, _row(columns, row, separator)
            line = rows.line_num + 1
    except csv.Error as error:
        raise DocumentError(
            f"a table that breaks off at line {rows.line_num} ({error}); right would be quotation marks that close"
        ) from error


def _row(columns: list[str], row: list[str], separator: str) -> tuple[str, Particulars] | DocumentError:
    """A row; an empty cell is one that is not there.

    One with more cells than columns has a separator inside a text: the rest of that text would be read as its publisher, or not at all.
    """
    if any(cell.strip() for cell in row[len(columns) :]):
        sign = "tab" if separator == "\t" else repr(separator)
        return DocumentError(
            f"{len(row)} cells, where the first line names {len(columns)}; right would be quotation marks around what has a {sign} in it"
        )
    cells = dict(zip(columns, row, strict=False))
    try:
        return record_in({TEXT: ""} | {name: cell for name, cell in cells.items() if cell.strip()})
    except DocumentError as error:
        return error
