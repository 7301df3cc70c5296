"""The ledger in a file.

Takes a path; gives a `Ledger`. Each method says here what it does; how, the modules beside it say.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import msgspec

from lagebild.ledger import (
    asking,
    copies,
    current,
    forgetting,
    integrity,
    quarantine,
    releases,
    remarks,
    wordings,
    writing,
)
from lagebild.ledger.database import Database, DatabaseRow, is_missing
from lagebild.ledger.following import Following
from lagebild.ledger.moments import now
from lagebild.ledger.packing import Packed, hashes_of, pack
from lagebild.ledger.pages import FIRST, Page, Seek
from lagebild.ledger.records import (
    EVERYTHING,
    Adoption,
    Copy,
    Counts,
    Facets,
    Forgotten,
    Found,
    KnownRelease,
    Placed,
    Quarantined,
    Query,
    Recorded,
    Remark,
    Version,
)
from lagebild.ledger.stories import TableBook
from lagebild.ledger.terms import Terms
from lagebild.model import Document, Reading, Release

# Readings that are kept with one set of statements. FTS5 writes a segment after each set: at 500 a fifth of the time was merging.
BATCH = 2_000


def open_ledger(path: Path | str, *, readonly: bool = False) -> "SqliteLedger":
    """The ledger in a file, which is made when it is not there.

    Raises:
        LedgerError: when the file cannot be opened, is no ledger, or is of a later version of Lagebild.
    """
    return SqliteLedger(Database(Path(path), readonly=readonly))


def kept_ledger(path: Path | str) -> "SqliteLedger":
    """The ledger in a file that is there already: who tends one must not make an empty one by a slip.

    Raises:
        LedgerError: as `open_ledger`, and when there is no file.
    """
    if not Path(path).is_file():
        raise is_missing(Path(path))
    return open_ledger(path)


class SqliteLedger:
    """A `Ledger` in one SQLite file: one writes, any number read meanwhile, and what was confirmed stays."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._terms = Terms(db)
        self.stories = TableBook(db)

    def __enter__(self) -> "SqliteLedger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    # ------------------------------------------------ writing

    def record(self, reading: Reading | Packed, *, at: str | None = None) -> Recorded:
        """Keep one reading, whole or not at all."""
        packed = _packed(reading, at)
        with self._all_or_nothing():
            return writing.record_packed(self.db, self._terms, packed)

    def record_all(self, readings: Iterable[Reading | Packed], *, at: str | None = None) -> int:
        """Keep many readings, all or none of them."""
        new = 0
        waiting = (_packed(reading, at) for reading in readings)
        with self._all_or_nothing(), current.indices_at_the_end(self.db):
            while batch := list(islice(waiting, BATCH)):
                new += writing.record_batch(self.db, self._terms, batch)
        return new

    def adopt(
        self, release_id: str, author: str, *, at: str | None = None, release: Release | None = None
    ) -> Adoption:
        """From now on the readings of this release count."""
        with self._all_or_nothing():
            return releases.adopt(self.db, self._terms, release_id, author, at or now(), release)

    def remark(self, remark: Remark) -> None:
        """Keep what an analyst wrote."""
        with self._all_or_nothing():
            remarks.keep(self.db, remark)

    def set_aside(
        self, place: str, why: str, document: Document | None = None, *, at: str | None = None
    ) -> None:
        """Note what could not be read."""
        with self._all_or_nothing():
            quarantine.put(self.db, place, why, document, at or now())

    def keep_aside(self, one: Quarantined) -> None:
        """Keep what was set aside elsewhere."""
        with self._all_or_nothing():
            quarantine.put_back(self.db, one)

    def release_from_quarantine(self, place: str) -> None:
        """It could be read at last."""
        with self._all_or_nothing():
            quarantine.release(self.db, place)

    def forget(self, document_id: str, author: str, why: str = "", *, at: str | None = None) -> Forgotten:
        """Remove a document, and leave hashes. `forget_in_copies` does the same where this ledger was copied to."""
        self._terms.forget()
        return forgetting.forget(self.db, document_id, author, why, at or now())[0]

    def empty_log(self) -> bool:
        """Cut the log to nothing, old pages with it; False when another program still reads them."""
        return forgetting.empty_log(self.db)

    def forget_in_copies(self) -> list[Copy]:
        """Remove what was forgotten here from all backups; gives the copies in which that could not be done."""
        return copies.forget_in_copies(self.db, list(self.forgotten()))

    def backup(self, path: Path) -> None:
        """Write a backup, while others may read and write."""
        copies.backup(self.db, path)

    def note_copy(self, path: Path, kind: str) -> None:
        """Note that something else was made of this ledger that holds its texts."""
        with self._all_or_nothing():
            copies.note(self.db, path, kind)

    def keep_hash(self, forgotten: Forgotten) -> None:
        """Keep the hash of what was forgotten elsewhere."""
        with self._all_or_nothing():
            forgetting.keep_hash(self.db, forgotten)

    def derive(self, name: str, rows: Iterable[tuple[str, bytes]], *, more: bool = False) -> None:
        """Replace all rows of a derived table, or some."""
        with self._all_or_nothing():
            if not more:
                self.db.run("DELETE FROM derived WHERE name = ?", (name,))
            self.db.many(
                "INSERT OR REPLACE INTO derived (name, key, body) VALUES (?, ?, ?)",
                ((name, *row) for row in rows),
            )
            self.db.run("INSERT OR REPLACE INTO derivation SELECT ?, stamp FROM state", (name,))

    def rebuild(self) -> None:
        """Make again what is made of readings."""
        with self._all_or_nothing():
            current.empty(self.db)
            with current.indices_at_the_end(self.db):
                releases.set_counting(self.db, self._terms)

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        try:
            with self.db.transaction():
                self._terms.begin()
                yield
        except BaseException:
            self._terms.forget()
            raise

    # ------------------------------------------------ asking

    def claims(self, query: Query = EVERYTHING) -> Iterator[Found]:
        """The claims that meet the query."""
        return asking.claims(self.db, self._terms, query)

    def page(self, query: Query, seek: Seek, size: int) -> Page[Found]:
        """Some of the claims that meet the query."""
        return asking.page(self.db, self._terms, query, seek, size)

    def claim(self, claim_id: str) -> Found | None:
        """One claim."""
        return asking.claim(self.db, claim_id)

    def texts(self, words: Iterable[str], limit: int | None = None) -> Iterator[Version]:
        """The wordings that stand and have all the words somewhere, those that were recorded last first."""
        return asking.texts(self.db, tuple(words), limit)

    def called(self, key: str) -> tuple[Found | None, str | None]:
        """The claim with this id, or the id of the document (or of that with this version); the beginning of one will do."""
        return asking.called(self.db, key)

    def facets(self, query: Query = EVERYTHING) -> Facets:
        """How many of the claims found have which value."""
        return asking.facets(self.db, self._terms, query)

    def versions(self, document_id: str | None = None) -> Iterator[Version]:
        """The wordings of one document, or of all."""
        return wordings.versions(self.db, document_id)

    def copies_of(self, document_id: str) -> list[str]:
        """The documents that have the same text as this one."""
        return wordings.copies_of(self.db, document_id)

    @property
    def following(self) -> Following:
        """The feeds that are followed."""
        return Following(self.db)

    def reading(self, version_id: str, release_id: str | None = None) -> Reading | None:
        """What a release read in a version, or the reading that counts."""
        return asking.reading(self.db, version_id, release_id)

    def packed(self, version_id: str, release_id: str | None) -> Packed | None:
        """The reading of a version by a release, with its search terms and its moment."""
        return asking.packed(self.db, version_id, release_id)

    def has_read(self, version_id: str, release_id: str | None) -> bool:
        """Whether a release has read a version."""
        return writing.has_read(self.db, version_id, release_id)

    def is_forgotten(self, document: Document) -> bool:
        """Whether a document must not be read again."""
        return writing.is_forgotten(self.db, hashes_of(document, document.text))

    def releases(self) -> tuple[KnownRelease, ...]:
        """The releases that have read something."""
        return tuple(releases.known(self.db))

    def adoptions(self) -> tuple[Adoption, ...]:
        """Every decision on which release counts."""
        return tuple(releases.adoptions(self.db))

    def remarks(self) -> tuple[Placed, ...]:
        """What analysts wrote, with the claims that it belongs to."""
        return tuple(remarks.placed(self.db))

    def quarantined(self) -> tuple[Quarantined, ...]:
        """What could not be read."""
        return tuple(quarantine.all_of(self.db))

    def forgotten(self) -> tuple[Forgotten, ...]:
        """What had to go."""
        return tuple(forgetting.all_of(self.db))

    def derived(self, name: str) -> Iterator[tuple[str, bytes]]:
        """The rows of a derived table."""
        yield from self.db.all("SELECT key, body FROM derived WHERE name = ? ORDER BY key", (name,))

    def derived_row(self, name: str, key: str) -> bytes | None:
        """One row of a derived table."""
        found: bytes | None = self.db.value(
            "SELECT body FROM derived WHERE name = ? AND key = ?", (name, key)
        )
        return found

    def is_stale(self, name: str) -> bool:
        """Whether claims have changed since a derived table was made."""
        sql = "SELECT 1 FROM derivation JOIN state USING (stamp) WHERE name = ?"
        return self.db.value(sql, (name,)) is None

    def arrived(self, count: int, seek: Seek = FIRST) -> Iterator[Version]:
        """Some of the wordings that stand, those that came last first."""
        return wordings.arrived(self.db, count, seek)

    def stamp(self) -> tuple[int, int]:
        """The state of claims and of remarks."""
        row = self.db.one("SELECT stamp, (SELECT coalesce(max(remark), 0) FROM remark) FROM state")
        return row or (0, 0)

    def integrity(self) -> tuple[str, ...]:
        """What is wrong with the file, and with what is made of readings."""
        return tuple(integrity.problems(self.db))

    def documents(self) -> int:
        """How many documents there are."""
        return int(self.db.value("SELECT count(*) FROM document"))

    def counts(self) -> Counts:
        """How much is there."""
        tables = ("document", "version", "reading", "remark", "quarantine", "forgotten")
        found = {table: int(self.db.value(f"SELECT count(*) FROM {table}")) for table in tables}
        return Counts(
            documents=found["document"],
            versions=found["version"],
            readings=found["reading"],
            claims=int(self.db.value("SELECT count(*) FROM current WHERE until IS NULL")),
            remarks=found["remark"],
            quarantined=found["quarantine"],
            forgotten=found["forgotten"],
        )

    def select(self, sql: str) -> tuple[list[str], Iterator[DatabaseRow]]:
        """What somebody asks in SQL: names of columns, and rows."""
        return self.db.described(sql)


def _packed(reading: Reading | Packed, at: str | None) -> Packed:
    packed = reading if isinstance(reading, Packed) else pack(reading)
    return packed if packed.read_at and not at else msgspec.structs.replace(packed, read_at=at or now())
