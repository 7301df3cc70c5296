"""The file: opened, brought to today's schema, read and written.

The only module that knows SQLite. Takes a path; gives a `Database` that runs statements, with every failure told as a
LedgerError. WAL and synchronous=FULL: readers look while one writes, and what a commit has confirmed is on the disk.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from lagebild.errors import LedgerError
from lagebild.ledger.packing import letters_of, unpacked_text

# The schema that this version writes; a step in migrations/ leads to each number above 1.
SCHEMA = 3
# "LAGE", which tells our files from other SQLite files.
APPLICATION = 0x4C414745
# Seconds that a writer waits for another writer.
PATIENCE = 60.0
# KiB. Of the indices of a million claims (200 MB) a query touches the upper pages; many at once are put in everywhere.
CACHE, WRITERS_CACHE = 64_000, 200_000
# Steps of SQLite after which Python is asked whether somebody pressed Ctrl-C, some tenths of a second; then the query ends with this word.
BREATH, INTERRUPTED = 2_000_000, "interrupted"
BUSY = ("database is locked", "database table is locked")
FAILURES = (
    sqlite3.Error,
    UnicodeEncodeError,
)  # the latter of a word with half a character, as a shell may give one
DAMAGED = ("malformed", "not a database", "file is encrypted")

Values = Sequence[Any]
DatabaseRow = tuple[Any, ...]


def is_missing(path: Path) -> LedgerError:
    """That there is no ledger where one is asked for."""
    return LedgerError(f"{path}: no such ledger; right would be one that `lagebild add` made")


def may_write(path: Path) -> bool:
    """Whether a ledger's file may be written, and its log beside it."""
    return os.access(path, os.W_OK) and _may_write_beside(path)


def _may_write_beside(path: Path) -> bool:
    folder = path.absolute().parent
    return os.access(folder, os.W_OK) and not os.statvfs(folder).f_flag & os.ST_RDONLY


def is_open_elsewhere(path: Path) -> bool:
    """Whether another connection has the file open; nobody can say that of one that is damaged. Folds the log into it where nobody has."""
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        return any(word in str(error) for word in BUSY)
    finally:
        connection.close()
    return False


class Database:
    """One connection to one ledger file."""

    def __init__(self, path: Path, *, readonly: bool = False, earlier: bool = False) -> None:
        """Open the file; a file that is not there is made, unless it is only to be read. `earlier`: one of an earlier version is read as it is.

        Raises:
            LedgerError: when it cannot be opened, is no ledger, or is of a later version.
        """
        self.path = path
        self.readonly = readonly
        self._seen = 0  # of what others have written, the last
        self.held: dict[
            str, object
        ] = {}  # what is kept in memory of the file's rows, by name, by who knows when it no longer holds
        with self._told():
            self._connection = _connected(path, readonly)
            if not readonly:
                _brought_up_to_date(self._connection, path)
            elif not (SCHEMA if not earlier else 1) <= _version(self._connection, path):
                raise LedgerError(
                    f"{path}: of an earlier version; right would be to open it once for writing (lagebild verify)"
                )

    def close(self) -> None:
        """Close the file; the last to leave folds the log into it."""
        with self._told():
            self._connection.close()

    def run(self, sql: str, values: Values = ()) -> int:
        """Run one statement; gives the row id of what was inserted last."""
        try:
            return self._connection.execute(sql, values).lastrowid or 0
        except FAILURES as error:
            raise self._told_as(error) from error

    def many(self, sql: str, rows: Iterable[Values]) -> None:
        """Run one statement for each row."""
        try:
            self._connection.executemany(sql, rows)
        except FAILURES as error:
            raise self._told_as(error) from error

    def all(self, sql: str, values: Values = ()) -> list[DatabaseRow]:
        """All rows of a query."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except FAILURES as error:
            raise self._told_as(error) from error

    def each(self, sql: str, values: Values = ()) -> Iterator[DatabaseRow]:
        """The rows of a query, one after another."""
        with self._told():
            yield from self._connection.execute(sql, values)

    def one(self, sql: str, values: Values = ()) -> DatabaseRow | None:
        """The first row of a query, or None."""
        try:
            row: DatabaseRow | None = self._connection.execute(sql, values).fetchone()
        except FAILURES as error:
            raise self._told_as(error) from error
        return row

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first value of the first row, or None."""
        row = self.one(sql, values)
        return row[0] if row else None

    def described(self, sql: str) -> tuple[list[str], Iterator[DatabaseRow]]:
        """The names of a query's columns, and its rows."""
        with self._told():
            cursor = self._connection.execute(sql)
            return [column[0] for column in cursor.description or ()], self._rows(cursor)

    def _rows(self, cursor: Iterable[DatabaseRow]) -> Iterator[DatabaseRow]:
        with self._told():
            yield from cursor

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what happens inside is there after it, for good, or not at all."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            # A full disk or a broken one may have rolled back already.
            if self._connection.in_transaction:
                self._connection.rollback()
            raise

    def others_wrote(self) -> bool:
        """Whether another connection has written since this was asked last."""
        before, self._seen = self._seen, int(self.value("PRAGMA data_version"))
        return before != self._seen

    def copy_to(self, path: Path) -> None:
        """Write a copy of the ledger as it is now, while others may go on reading and writing."""
        with self._told():
            target = sqlite3.connect(path)
            try:
                self._connection.backup(target)
            finally:
                target.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite says, with what could be done about it."""
        try:
            yield
        except FAILURES as error:
            raise self._told_as(error) from error

    def _told_as(self, error: Exception) -> LedgerError:
        if str(error) == INTERRUPTED:
            raise KeyboardInterrupt from error
        return LedgerError(f"{self.path}: {_meaning(error, self.path)}")


def _meaning(error: Exception, path: Path) -> str:
    said = str(error)
    if isinstance(error, UnicodeEncodeError):
        return f"asked for {error.object!r}, which is no text; right would be characters that UTF-8 can hold"
    if any(word in said for word in BUSY):
        return "another program is writing; right would be to wait until it has ended"
    if any(word in said for word in DAMAGED):
        return f"not a ledger, or damaged ({said}); right would be the newest backup (lagebild restore)"
    if "unable to open" in said and path.is_file():
        return (
            "cannot be opened where nobody may write; right would be a copy of it in a folder where you may"
        )
    if "unable to open" in said:
        return "cannot be opened; right would be a file that you may read and write, in a folder that exists"
    if "readonly" in said:
        return "only to be read; right would be a file that you may write"
    if "full" in said:
        return "the disk is full; what was being written was not kept, all before it was"
    return said


# ------------------------------------------------------------------ opening


def _connected(path: Path, readonly: bool) -> sqlite3.Connection:
    if readonly and not path.exists():
        raise is_missing(path)
    uri = path.absolute().as_uri() + _ways_of(path, readonly)
    connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)
    if not readonly:
        if connection.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
            raise LedgerError(f"{path}: no write-ahead log here; right would be a folder on a local disk")
        # EXTRA and FULL are the same in WAL mode: the log is synced at every commit.
        connection.execute("PRAGMA synchronous = FULL")
        # Nothing that must go is deleted but by `forget`, which writes the file anew.
        connection.execute("PRAGMA secure_delete = OFF")
    connection.execute(f"PRAGMA cache_size = -{CACHE if readonly else WRITERS_CACHE}")
    if readonly:
        connection.set_authorizer(_only_here)
        connection.set_progress_handler(_go_on, BREATH)
    return connection


def _ways_of(path: Path, readonly: bool) -> str:
    """How SQLite is asked to open it. On a disk or in a folder that is only to be read there is no room for its log; whoever writes there has made one."""
    if not readonly:
        return ""
    log = path.with_name(f"{path.name}-wal")
    settled = not _may_write_beside(path) and not (log.is_file() and log.stat().st_size)
    return "?mode=ro&immutable=1" if settled else "?mode=ro"


def _only_here(action: int, *_: str | None) -> int:
    """Who only reads opens no other file either."""
    return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_ATTACH else sqlite3.SQLITE_OK


def _go_on() -> int:
    """Nothing but a moment in which Python looks whether it was interrupted."""
    return 0


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema's number; 0 of a new file."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION and (tables or version):
        raise LedgerError(
            f"{path}: an SQLite file, but no ledger; right would be one that `lagebild add` made"
        )
    if version > SCHEMA:
        raise LedgerError(
            f"{path}: written by a later version of Lagebild (schema {version}, this one knows {SCHEMA}); "
            "right would be to install that version"
        )
    return int(version)


def _brought_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Make or migrate the schema, all in one transaction; a second program that does the same waits and finds it done."""
    if _version(connection, path) == SCHEMA:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection, path)
        connection.create_function("letters_of", 1, lambda text: letters_of(unpacked_text(text)))
        for script in [schema_script()] if version == 0 else steps_after(version):
            for statement in statements_of(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.rollback()
        raise


@cache
def schema_script() -> str:
    """Today's schema."""
    return resources.files(__package__).joinpath("schema.sql").read_text("utf-8")


def steps_after(version: int) -> list[str]:
    """The scripts that lead from a schema to today's."""
    folder = resources.files(__package__).joinpath("migrations")
    return [folder.joinpath(f"{n:04d}.sql").read_text("utf-8") for n in range(version + 1, SCHEMA + 1)]


def statements_of(script: str) -> Iterator[str]:
    """The statements of a script; a trigger's own semicolons part nothing."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if line.rstrip().endswith(";") and sqlite3.complete_statement(statement):
            yield statement
            statement = ""
