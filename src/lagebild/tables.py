"""Data files, read with every mistake kept.

Takes a CSV or TOML file of ours or of a user's overlay; gives rows that know their file and line, so that a
check can say `file:line: what; what would be right` for all mistakes at once.
"""

import csv
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Row:
    """One line of a table: its cells by column name, and where it stands."""

    cells: dict[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def words(self, column: str) -> tuple[str, ...]:
        """The cell as a list: parts between `|`."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())


@dataclass
class Problems:
    """Collects mistakes; `add` takes a row's place and a sentence."""

    lines: list[str] = field(default_factory=list)

    def add(self, where: str, what: str, right: str = "") -> None:
        """Note one mistake: where it stands, what is wrong, what would be right."""
        self.lines.append(f"{where}: {what}" + (f"; {right}" if right else ""))

    def closed(self, row: Row, column: str, allowed: Sequence[str]) -> bool:
        """Whether the cell holds an allowed value (or nothing); notes the mistake when it does not."""
        value = row[column]
        if not value or value in allowed:
            return True
        self.add(row.where, f"{column} {value!r} is unknown", f"it is one of {', '.join(allowed)}")
        return False


def short(path: Path) -> str:
    """A path as it is told to whoever mends the file: its last three parts."""
    return "/".join(path.parts[-3:])


def rows_of(path: Path, columns: Sequence[str], problems: Problems) -> Iterator[Row]:
    """The rows of a CSV file whose first line must name exactly these columns.

    Lines that start with `#` and empty lines are passed over. A file that is not there has no rows.
    """
    if not path.exists():
        return
    numbered = [
        (number, line)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    if not numbered:
        return
    header = next(csv.reader([numbered[0][1]]))
    if header != list(columns):
        problems.add(f"{short(path)}:{numbered[0][0]}", f"columns are {','.join(header)}", f"they should be {','.join(columns)}")
        return
    for number, line in numbered[1:]:
        where = f"{short(path)}:{number}"
        cells = next(csv.reader([line]))
        if len(cells) != len(columns):
            problems.add(where, f"{len(cells)} cells", f"{len(columns)} are expected: {','.join(columns)}")
            continue
        yield Row(dict(zip(columns, (cell.strip() for cell in cells), strict=True)), where)


def toml_of(path: Path, problems: Problems) -> dict[str, Any]:
    """A TOML file as a dict; a file that is not there is empty, one that cannot be read is a noted mistake."""
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        problems.add(short(path), f"cannot be read: {error}", "TOML 1.0")
        return {}
