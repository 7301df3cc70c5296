"""Tables as files.

Takes a CSV or TOML file of ours or of an overlay; gives its rows, each of which knows its line, and collects
every mistake as `file:line: what; what would be right`.
"""

import csv
import tomllib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

PACKAGE = Path(__file__).parents[1]


class Row(NamedTuple):
    """One line of a table: where it stands and what its columns hold."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: Any) -> Any:
        return self.cells[column]

    @property
    def where(self) -> str:
        """`file:line`, as a mistake is reported."""
        return f"{self.file}:{self.line}"


class Problems(list[str]):
    """The mistakes found so far, in the order of the files."""

    def add(self, where: str, what: str, right: str) -> None:
        """Notes one mistake: where, what, and what would be right."""
        self.append(f"{where}: {what}; {right}")

    def one_of(self, row: Row, column: str, allowed: Collection[str]) -> bool:
        """Whether the cell holds one of the allowed words; a mistake if not."""
        if row[column] in allowed:
            return True
        self.add(row.where, f"{column} {row[column]!r}", f"it is one of {', '.join(sorted(allowed))}")
        return False


def shown(path: Path) -> str:
    """A path as messages show it: from the package or overlay folder on."""
    parts = path.parts
    starts = [i for i, part in enumerate(parts) if part in ("gazetteer", "languages")]
    return "/".join(parts[starts[-1] :]) if starts else path.name


def rows_of(path: Path, columns: tuple[str, ...], problems: Problems) -> list[Row]:
    """The rows of a CSV file that has exactly these columns; an empty list when there is no such file."""
    if not path.exists():
        return []
    file = shown(path)
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(_without_comments(lines))
        head = tuple(next(reader, []))
        if head != columns:
            problems.add(f"{file}:1", f"columns {','.join(head)}", f"they are {','.join(columns)}")
            return []
        return list(_rows(file, reader, columns, problems))


def _without_comments(lines: Iterable[str]) -> Iterator[str]:
    return ("\n" if line.startswith("#") else line for line in lines)


def _rows(file: str, reader: Any, columns: tuple[str, ...], problems: Problems) -> Iterator[Row]:
    for cells in reader:
        if len(cells) == len(columns):
            yield Row(file, reader.line_num, dict(zip(columns, (c.strip() for c in cells), strict=True)))
        elif cells:
            what = f"{len(cells)} cells"
            problems.add(f"{file}:{reader.line_num}", what, f"{len(columns)} are due: {','.join(columns)}")


def toml_of(path: Path, problems: Problems) -> dict[str, Any]:
    """What a TOML file holds; empty, with a mistake noted, when it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.add(f"{shown(path)}:1", "no such file", "every language has one")
    except tomllib.TOMLDecodeError as error:
        problems.add(f"{shown(path)}:1", f"no TOML: {error}", "mend the syntax")
    return {}
