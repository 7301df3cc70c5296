"""A document that has to go: a court order, copyright, somebody's right.

Takes a document; removes its text, claims, quotes, search terms, remarks, what was derived, and the pages of the file that they
stood on; leaves hashes, so that it is not read again. What the log and freed pages held is gone with it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec

from lagebild.errors import LedgerError
from lagebild.ledger import current, remarks
from lagebild.ledger.database import Database
from lagebild.ledger.packing import hashes_of, unpacked_text
from lagebild.ledger.records import Forgotten
from lagebild.ledger.stories import keeping
from lagebild.model import Document

# Its rows carry the terms of the document; FTS5 keeps deleted terms until its segments are merged.
SEARCHES = ("claim_words", "text_words")


def forget(db: Database, document_id: str, author: str, why: str, at: str) -> list[Forgotten]:
    """Remove a document from the file; gives the hashes that are left of it.

    1. hashes of its key and of each of its texts
    2. claims and search terms, derived tables, remarks
    3. readings, versions, the document; words that nobody else has
    4. search segments merged, the file written anew, the log emptied: what was deleted is overwritten
    """
    with _overwriting(db), db.transaction():
        tombs = _tombs(db, document_id, author, why, at)
        for tomb in tombs:
            keep_hash(db, tomb)
        _delete(db, document_id)
    clean(db)
    return tombs


@contextmanager
def _overwriting(db: Database) -> Iterator[None]:
    """What is deleted meanwhile is overwritten at once: whoever is ended before the file was written anew leaves nothing to be read in it."""
    db.run("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        db.run("PRAGMA secure_delete = OFF")


def forget_hashes(db: Database, tombs: Sequence[Forgotten]) -> None:
    """Remove whatever has one of these hashes, and keep them."""
    hashes = {tomb.hash for tomb in tombs}
    rows = (
        db.each("SELECT document_id, about, text FROM version JOIN document USING (document)")
        if hashes
        else ()
    )
    found = {
        document_id
        for document_id, about, text in rows
        if hashes & set(hashes_of(msgspec.json.decode(about, type=Document), unpacked_text(text)))
    }
    with _overwriting(db), db.transaction():
        for tomb in tombs:
            keep_hash(db, tomb)
        for document_id in found:
            _delete(db, document_id)
    if found:
        clean(db)


def all_of(db: Database) -> Iterator[Forgotten]:
    """The hashes that are left."""
    for one, author, at, why in db.all("SELECT hash, author, at, why FROM forgotten ORDER BY hash"):
        yield Forgotten(hash=one, author=author, at=at, why=why)


def keep_hash(db: Database, forgotten: Forgotten) -> None:
    """Keep the hash of what was forgotten. Inside a transaction."""
    db.run(
        "INSERT OR IGNORE INTO forgotten (hash, author, at, why) VALUES (?, ?, ?, ?)",
        (forgotten.hash, forgotten.author, forgotten.at, forgotten.why),
    )


def clean(db: Database) -> None:
    """Write the file anew without what was deleted, and empty the log."""
    db.run("VACUUM")
    empty_log(db)


def empty_log(db: Database) -> bool:
    """Fold the log into the file and cut it to nothing; False when another program still reads what it holds."""
    return not db.value("PRAGMA wal_checkpoint(TRUNCATE)")


def _tombs(db: Database, document_id: str, author: str, why: str, at: str) -> list[Forgotten]:
    rows = db.all(
        "SELECT about, text FROM version JOIN document USING (document) WHERE document_id = ?", (document_id,)
    )
    if not rows:
        raise LedgerError(f"no document {document_id!r} here; `lagebild show` tells a document's id")
    hashes = {
        each
        for about, text in rows
        for each in hashes_of(msgspec.json.decode(about, type=Document), unpacked_text(text))
    }
    return [Forgotten(hash=each, author=author, at=at, why=why) for each in sorted(hashes)]


def _delete(db: Database, document_id: str) -> None:
    number = db.value("SELECT document FROM document WHERE document_id = ?", (document_id,))
    db.run("INSERT INTO forgetting VALUES (?)", (number,))
    versions = [version for (version,) in db.all("SELECT version FROM version WHERE document = ?", (number,))]
    for version in versions:
        current.take_out(db, version)
        db.run("DELETE FROM reading WHERE version = ?", (version,))
    remarks.forget(db, document_id)
    db.run("DELETE FROM derived")
    db.run("DELETE FROM derivation")
    keeping.forget(db, number)
    db.run("DELETE FROM quarantine WHERE about ->> 'document_id' = ?", (document_id,))
    db.run("DELETE FROM wording WHERE version IN (SELECT version FROM version WHERE document = ?)", (number,))
    db.run("DELETE FROM version WHERE document = ?", (number,))
    db.run("DELETE FROM document WHERE document = ?", (number,))
    db.run("DELETE FROM forgetting")
    for table in SEARCHES:
        db.run(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    db.run("UPDATE state SET stamp = stamp + 1")
    _delete_lonely_terms(db)


def _delete_lonely_terms(db: Database) -> None:
    """Names of sources and publishers that no other claim has."""
    columns = [f"SELECT {name} FROM current" for name in ("type", "certainty", "source", "publisher", "lang")]
    columns += [f"SELECT {name} FROM pair" for name in ("actor", "recipient", "state", "to_state")]
    used = f"WITH used (term) AS ({' UNION '.join(columns)})"
    db.run(f"{used} DELETE FROM term WHERE term NOT IN (SELECT term FROM used WHERE term IS NOT NULL)")
