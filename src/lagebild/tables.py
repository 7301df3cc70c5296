"""Data files, read with every mistake kept.

Takes a CSV or TOML file of ours or of a user's overlay; gives rows that know their file and line, so that a
check can say `file:line: what; what would be right` for all mistakes at once.
"""

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from lagebild.loading import MARSHALLED, kept

PACKAGE = Path(__file__).parent
LONGEST_PLAIN = 10_000  # characters; `csv` has a limit of its own
KINDS = {dict: "a table", list: "a list", str: "a text", bool: "true or false"}
_LINE = re.compile(r"at line (\d+)")


class Line(NamedTuple):
    """One line of a table as it stands: its text, its file, its number there."""

    text: str
    file: str
    number: int

    @property
    def where(self) -> str:
        """`file:line`, for whoever mends it."""
        return f"{self.file}:{self.number}"


class Row(msgspec.Struct, frozen=True):
    """One line of a table: its cells by column name, and where it stands."""

    cells: dict[str, str]
    line: Line

    @property
    def where(self) -> str:
        """`file:line`, for whoever mends it."""
        return self.line.where

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def words(self, column: str) -> tuple[str, ...]:
        """The cell as a list: parts between `|`."""
        cell = self.cells[column]
        return tuple(part.strip() for part in cell.split("|") if part.strip()) if cell else ()


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
    rows = (row_of(line, columns, problems) for line in lines_of(path, columns, problems))
    return (row for row in rows if row is not None)


def lines_of(path: Path, columns: Sequence[str], problems: Problems) -> Iterator[Line]:
    """The lines of such a file below its first one, not yet cut into cells."""
    file = short(path)
    lines = (
        Line(text, file, number)
        for number, text in enumerate(_text_of(path, problems).splitlines(), 1)
        if text and text[0] != "#" and not text.isspace()
    )
    first = next(lines, None)
    header = _cells(first, problems) if first else None
    if first is None or header is None:
        return iter(())
    if header != list(columns):
        problems.add(first.where, f"columns are {','.join(header)}", f"they should be {','.join(columns)}")
        return iter(())
    return lines


def cells_of(path: Path, columns: Sequence[str], problems: Problems) -> Iterator[list[str]]:
    """The cells of such a file, line by line, as many as there are."""
    rows = (_cells(line, problems) for line in lines_of(path, columns, problems))
    return ([*map(str.strip, cells)] for cells in rows if cells is not None)


def row_of(line: Line, columns: Sequence[str], problems: Problems) -> Row | None:
    """The row that a line is; None, with the mistake noted, when it is none."""
    cells = _cells(line, problems)
    if cells is None:
        return None
    if len(cells) != len(columns):
        problems.add(line.where, f"{len(cells)} cells", f"{len(columns)} are expected: {','.join(columns)}")
        return None
    return Row({column: cell.strip() for column, cell in zip(columns, cells, strict=True)}, line)


def first_cell(line: Line) -> str:
    """The first cell of a line; of one that cannot be read, what stands before its first comma."""
    cells = _cells(line, Problems()) if line.text.startswith('"') else None
    return (cells or line.text.split(",", 1))[0].strip()


def toml_of(path: Path, problems: Problems) -> dict[str, Any]:
    """A TOML file as a dict; a file that is not there is empty, one that cannot be read is a noted mistake."""
    if path.is_relative_to(PACKAGE):
        with suppress(OSError, ValueError, RecursionError):  # the mistake is noted below
            return shipped_toml(path)
    try:
        return tomllib.loads(_text_of(path, problems))
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        problems.add(
            f"{short(path)}:{line[1]}" if line else short(path),
            f"cannot be read: {error}",
            "it should be TOML 1.0",
        )
    except RecursionError:
        problems.add(
            short(path), "cannot be read: brackets within brackets, too deep", "it should be TOML 1.0"
        )
    return {}


def shipped_toml(path: Path) -> dict[str, Any]:
    """A TOML file of ours as a dict. It is kept taken apart: `tomllib` would need a tenth of the time that a command may take to start.

    Raises:
        OSError, ValueError, RecursionError: when it is not there or cannot be read.
    """
    name = "-".join(path.relative_to(PACKAGE).with_suffix("").parts)
    return kept(f"toml-{name}", [path], lambda: tomllib.loads(path.read_text("utf-8-sig")), MARSHALLED)


def toml_like(path: Path, ours: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
    """A TOML file laid over one of ours: every value is of the kind that ours has there; empty when one is not."""
    table = toml_of(path, problems)
    wrong = [*_unlike(table, ours, ())]
    text = _text_of(path, Problems()) if wrong else ""
    for keys, value, right in wrong:
        where = f"{short(path)}:{_line_of(keys, text)}"
        problems.add(
            where, f"{'.'.join(keys)} is {_kind(value)}", f"it should be {right}, as in our own file"
        )
    return {} if wrong else table


def _unlike(value: Any, ours: Any, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any, str]]:
    """The values of another kind than ours: their keys, and the kind that would be right."""
    if _kind(value) != _kind(ours):
        yield keys, value, _kind(ours)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _unlike_any(inner, [ours[key]] if key in ours else [*ours.values()], (*keys, key))
    elif isinstance(value, list) and ours:
        for inner in value:
            yield from _unlike(inner, ours[0], keys)


def _unlike_any(
    value: Any, ours: Sequence[Any], keys: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Any, str]]:
    """The same for a value that may be like any of ours, as one under a new key."""
    alike = [other for other in ours if _kind(other) == _kind(value)]
    if ours and not alike:
        yield keys, value, " or ".join(sorted(set(map(_kind, ours))))
    elif isinstance(value, dict):
        yield from _unlike(value, {key: inner for other in alike for key, inner in other.items()}, keys)
    elif alike:
        yield from _unlike(value, alike[0], keys)


def _kind(value: Any) -> str:
    return KINDS.get(type(value), "a number")


def _line_of(keys: Sequence[str], text: str) -> int:
    """The line on which a key of a TOML file stands, or begins to: the last of its keys that is found, behind the one before."""
    at = 0
    for key in keys:
        pattern = rf"^[ \t]*(?:\[[^\]\n]*|[^=#\n]*){re.escape(key)}[\"' \t]*[\].=]"
        found = re.compile(pattern, re.MULTILINE).search(text, at)
        at = found.start() if found else at
    return 1 + text.count("\n", 0, at)


def _text_of(path: Path, problems: Problems) -> str:
    """What stands in a file; nothing when there is none, or when it cannot be read, which is a noted mistake."""
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        pass
    except OSError as error:
        problems.add(
            short(path), f"cannot be opened ({error.strerror})", "it should be a file that you may read"
        )
    except UnicodeDecodeError as error:
        line = 1 + data[: error.start].count(b"\n")
        problems.add(
            f"{short(path)}:{line}",
            f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}",
            "it should be UTF-8",
        )
    return ""


def _cells(line: Line, problems: Problems) -> list[str] | None:
    if '"' not in line.text and len(line.text) < LONGEST_PLAIN:
        return line.text.split(",")  # what `csv` would give, in a tenth of the time
    try:
        return next(csv.reader([line.text]))
    except csv.Error as error:
        problems.add(line.where, f"cannot be read: {error}", "it should be CSV with commas")
        return None
