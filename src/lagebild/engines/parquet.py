"""Parquet in and out: the only module that knows DuckDB.

Takes rows as JSON Lines and the record that they are of; writes a table. Takes tables; gives their rows. The same rows give the same
bytes: one thread, order kept, row groups of one size, nothing of the hour in the file.
"""

import types
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from lagebild.errors import DocumentError, LagebildError
from lagebild.model import Noun

ROWS = 16_384  # of a row group: what is looked at or passed over as one
PAGE = 1_024  # rows that are fetched at once
# A bound, not what is used: that follows the rows of a shard, which lie in memory until their group is written (2 MB of text: 33 MB
# of readings, 110 MB with the engine itself). It counts rows three times: 230 readings of 300 kB broke a bound of 192 MB.
MEMORY = "1GB"
_SMALLEST_BUFFER = 1 << 20
_NAMES = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}


def engine_version() -> str:
    """The version of what writes the tables.

    Raises:
        LagebildError: when it is not installed.
    """
    return str(_duckdb().__version__)


def write_table(rows: Sequence[Path], row: type[Noun], target: Path, *, longest: int = 0) -> None:
    """Write rows in files, each a line of JSON of at most so many bytes, as a table with a column for each field of the record.

    Of a file the first 32 MB lie in memory at once; so many rows are better in several.

    Raises:
        LagebildError: when it cannot be written.
    """
    columns = ", ".join(f"{_quoted(name)}: {_quoted(kind)}" for name, kind in columns_of(row).items())
    # Line buffers are twice as large as the longest line, and there are several.
    buffer = max(_SMALLEST_BUFFER, longest + 1)
    source = (
        f"read_json([{', '.join(map(_quoted, rows))}], format='newline_delimited', compression='uncompressed', "
        f"maximum_object_size={buffer}, columns={{{columns}}})"
    )
    limit = MEMORY if buffer == _SMALLEST_BUFFER else "2GB"
    with _connected(target.parent, limit) as db:
        try:
            db.execute(
                f"COPY (SELECT * FROM {source}) TO {_quoted(target)} "
                f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS})"
            )
        except _duckdb().Error as error:  # a full disk, above all
            raise LagebildError(f"{target.parent}: {str(error).strip()}") from error


def columns_of(row: type[Noun]) -> dict[str, str]:
    """The columns of a record and their types in SQL."""
    return {name: _sql_type(hint) for name, hint in get_type_hints(row).items()}


def _sql_type(hint: Any) -> str:
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _sql_type(next(one for one in inside if one is not type(None)))
    if origin is tuple:
        return f"{_sql_type(inside[0])}[]"
    if origin is Literal:
        return "VARCHAR"
    if isinstance(hint, type) and issubclass(hint, Noun):
        return "STRUCT(" + ", ".join(f'"{name}" {kind}' for name, kind in columns_of(hint).items()) + ")"
    return _NAMES[hint]


# ------------------------------------------------------------------ back


def rows_from(tables: Sequence[Path], columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of tables, in their order there."""
    for table in tables:
        yield from asked(f"SELECT {', '.join(columns)} FROM read_parquet({_quoted(table)})")


def asked(sql: str, values: Sequence[object] = (), *, memory: str = "1GB") -> Iterator[tuple[Any, ...]]:
    """The rows that a question gives, a page at a time.

    Raises:
        LagebildError: when it cannot be answered.
    """
    with _connected(None, memory) as db:
        try:
            result = db.execute(sql, list(values))
            while page := result.fetchmany(PAGE):
                yield from page
        except _duckdb().Error as error:
            raise LagebildError(f"{str(error).strip()} (asked by: {' '.join(sql.split())[:200]})") from error


def count_in(tables: Iterable[Path]) -> int:
    """How many rows tables have, which stands at their ends."""
    return sum(next(asked(f"SELECT count(*) FROM read_parquet({_quoted(table)})"))[0] for table in tables)


# ------------------------------------------------------------------ documents that come in tables

_FIELDS = ("text", "id", "lang", "published", "modified", "publisher", "title", "url")


def documents_table(path: Path) -> int:
    """How many rows a table of documents has.

    Raises:
        DocumentError: when it is no table, or has no column `text`.
    """
    _our_columns(path)
    return count_in([path])


def lines_from(path: Path, start: int, end: int) -> Iterator[bytes]:
    """Rows of a table of documents as lines of JSON; columns with other names are not ours.

    Raises:
        DocumentError: when it is no table, or has no column `text`; where its rows cannot be read, behind those that can.
    """
    columns = _our_columns(path)
    wanted = ", ".join(f"CAST({name} AS VARCHAR) AS {name}" for name in columns)
    sql = (
        f"SELECT {wanted} FROM read_parquet({_quoted(path)}, file_row_number=true) "
        "WHERE file_row_number >= ? AND file_row_number < ? ORDER BY file_row_number"
    )
    given = start
    try:
        for values in asked(sql, (start, end)):
            yield msgspec.json.encode(dict(zip(columns, values, strict=True)))
            given += 1
    except LagebildError as error:
        raise DocumentError(f"rows {given + 1} to {end} cannot be read ({_said(error)})") from error


def _our_columns(path: Path) -> list[str]:
    try:
        there = {name for name, *_ in asked(f"DESCRIBE SELECT * FROM read_parquet({_quoted(path)})")}
    except LagebildError as error:
        raise DocumentError(f"no Parquet table ({_said(error)})") from error
    if "text" not in there:
        raise DocumentError("no column 'text'; right would be one, and id, lang, published ... where known")
    return [name for name in _FIELDS if name in there]


def _said(error: LagebildError) -> str:
    """What was wrong, without what had been asked."""
    return str(error).partition("(asked")[0].strip()


# ------------------------------------------------------------------ the engine


def _connected(spill: Path | None, memory: str) -> Any:
    """A database in memory, which asks for nothing over the network."""
    settings = {
        "threads": 1,
        "memory_limit": memory,
        "preserve_insertion_order": True,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if spill:
        settings["temp_directory"] = str(spill)
    return _duckdb().connect(":memory:", config=settings)


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError:
        raise LagebildError(
            "tables need DuckDB; right would be `pip install 'lagebild[analytics]'`"
        ) from None
    return duckdb


def _quoted(what: object) -> str:
    """A string of SQL."""
    return "'" + str(what).replace("'", "''") + "'"


def in_place(tables: Iterable[Path]) -> str:
    """Tables as SQL reads several of them, with the place of each row (filename, file_row_number).

    What is large is joined by its place at the end, so that sorting and pairing hold keys alone.
    """
    return f"read_parquet([{', '.join(map(_quoted, tables))}], filename=true, file_row_number=true)"
