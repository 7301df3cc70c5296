"""Into the file: one reading, one transaction.

Takes what `packing` made ready; keeps document, version and reading, and sets the table of the claims that count and the days
on which wordings replaced each other.
"""

from collections.abc import Iterable, Sequence

import msgspec

from lagebild.ledger.clocks import FIRST_READER
from lagebild.ledger.current import Place, put_in, take_out
from lagebild.ledger.database import Database
from lagebild.ledger.moments import world_day
from lagebild.ledger.packing import Packed, Row, hashes_of, language_of_release, unpacked_text
from lagebild.ledger.records import Recorded, What
from lagebild.ledger.terms import Terms
from lagebild.model import Document, Release


def record_packed(db: Database, terms: Terms, packed: Packed, at: str) -> Recorded:
    """Keep one reading. Inside a transaction.

    1. what was forgotten, or is there already, changes nothing
    2. document, version, release
    3. the reading
    4. if it counts: its claims take the place of those of the version's earlier reading
    5. which wording replaced which, and when
    """
    answer = _known_already(db, packed)
    if answer.what != "new":
        return answer
    version, what = _version_for(db, packed, at)
    release = _release_for(db, packed, at)
    reading = _insert_reading(db, version, release, packed, at)
    counts = counts_now(db, release) and not (release is None and _is_read(db, version))
    if counts:
        take_out(db, version)
        put_in(db, terms, [(_place(db, version, reading, packed.document), packed.rows, packed.terms)])
        db.run("UPDATE state SET stamp = stamp + 1")
    if what == "edited":
        set_until(db, version)
    return msgspec.structs.replace(answer, what=what, counts=counts)


def record_fresh(db: Database, terms: Terms, batch: Sequence[Packed], at: str) -> int:
    """Keep many readings at once, those of new documents with as few statements as there are tables. Inside a transaction."""
    fresh: list[tuple[Place, Sequence[Row], str]] = []
    new = 0
    for packed in batch:
        document = packed.document
        if is_known(db, document.document_id) or _is_forgotten(db, packed):
            if fresh:
                put_in(db, terms, fresh)
                fresh = []
            new += record_packed(db, terms, packed, at).what not in ("known", "forgotten")
            continue
        version, _ = _version_for(db, packed, at)
        release = _release_for(db, packed, at)
        reading = _insert_reading(db, version, release, packed, at)
        new += 1
        if counts_now(db, release):
            fresh.append((_place(db, version, reading, document), packed.rows, packed.terms))
    if fresh:
        put_in(db, terms, fresh)
    db.run("UPDATE state SET stamp = stamp + 1")
    return new


# ------------------------------------------------------------------ what is there


def is_known(db: Database, document_id: str) -> bool:
    """Whether there is such a document."""
    return db.value("SELECT 1 FROM document WHERE document_id = ?", (document_id,)) is not None


def is_forgotten(db: Database, hashes: Iterable[str]) -> bool:
    """Whether a document, or its text under another name, was forgotten."""
    return any(db.value("SELECT 1 FROM forgotten WHERE hash = ?", (each,)) for each in hashes)


def _is_forgotten(db: Database, packed: Packed) -> bool:
    if db.value("SELECT 1 FROM forgotten LIMIT 1") is None:
        return False
    return is_forgotten(db, hashes_of(packed.document, unpacked_text(packed.text)))


def has_read(db: Database, version_id: str, release_id: str | None) -> bool:
    """Whether a release has read a version."""
    return (
        db.value(
            "SELECT 1 FROM reading JOIN version USING (version) LEFT JOIN release USING (release)"
            " WHERE version_id = ? AND release_id IS ?",
            (version_id, release_id),
        )
        is not None
    )


def _known_already(db: Database, packed: Packed) -> Recorded:
    """What recording comes to: nothing, or for all that is known so far, something new."""
    known = has_read(db, packed.document.version_id, packed.release_id)
    forgotten = _is_forgotten(db, packed)
    return Recorded(
        document_id=packed.document.document_id,
        version_id=packed.document.version_id,
        what="forgotten" if forgotten else "known" if known else "new",
        claims=0 if forgotten else len(packed.rows),
        counts=not forgotten,
    )


# ------------------------------------------------------------------ rows


def _version_for(db: Database, packed: Packed, at: str) -> tuple[int, What]:
    about = packed.document
    version = db.value("SELECT version FROM version WHERE version_id = ?", (about.version_id,))
    if version is not None:
        return version, "read anew"
    document = db.value("SELECT document FROM document WHERE document_id = ?", (about.document_id,))
    first = document is None
    if first:
        document = db.run("INSERT INTO document (document_id) VALUES (?)", (about.document_id,))
    version = db.run(
        "INSERT INTO version (document, version_id, world, fetched_at, about, text) VALUES (?, ?, ?, ?, ?, ?)",
        (
            document,
            about.version_id,
            world_day(about, first=first, fetched_at=at),
            at,
            msgspec.json.encode(about).decode(),
            packed.text,
        ),
    )
    return version, "new" if first else "edited"


def _release_for(db: Database, packed: Packed, at: str) -> int | None:
    if packed.release is None:
        return None
    return keep_release(db, packed.release, packed.release_id or "", at)


def keep_release(db: Database, release: Release, release_id: str, at: str) -> int:
    """The number of a release; the first one of its language is adopted."""
    found = db.value("SELECT release FROM release WHERE release_id = ?", (release_id,))
    if found is not None:
        return int(found)
    lang = language_of_release(release)
    number = db.run(
        "INSERT INTO release (release_id, lang, body) VALUES (?, ?, ?)",
        (release_id, lang, msgspec.json.encode(release).decode()),
    )
    if db.value("SELECT 1 FROM adoption WHERE lang = ?", (lang,)) is None:
        keep_adoption(db, number, lang, FIRST_READER, at)
    return number


def keep_adoption(db: Database, release: int, lang: str, author: str, at: str) -> None:
    """Note that a release's readings count from now on; a decision that is noted already changes nothing."""
    if db.value("SELECT 1 FROM adoption WHERE release = ? AND at = ?", (release, at)) is None:
        db.run(
            "INSERT INTO adoption (release, lang, author, at) VALUES (?, ?, ?, ?)",
            (release, lang, author, at),
        )


def counts_now(db: Database, release: int | None) -> bool:
    """Whether a release is the adopted one of its language. A text that nothing read counts as unread."""
    if release is None:
        return True
    return bool(
        db.value(
            "SELECT release = ? FROM adoption WHERE lang = (SELECT lang FROM release WHERE release = ?)"
            " ORDER BY at DESC, adoption DESC LIMIT 1",
            (release, release),
        )
    )


def _is_read(db: Database, version: int) -> bool:
    """Whether a reading counts already that a release made."""
    sql = (
        "SELECT 1 FROM indexed JOIN reading USING (reading) WHERE indexed.version = ? AND release IS NOT NULL"
    )
    return db.value(sql, (version,)) is not None


def _insert_reading(db: Database, version: int, release: int | None, packed: Packed, at: str) -> int:
    return db.run(
        "INSERT INTO reading (version, release, read_at, status, claims, body, sentences) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (version, release, at, packed.status, len(packed.rows), packed.claims, packed.sentences),
    )


def _place(db: Database, version: int, reading: int, document: Document) -> Place:
    world, until = db.one(
        "SELECT world, (SELECT min(n.world) FROM version n WHERE n.document = v.document"
        " AND (n.world, n.version) > (v.world, v.version)) FROM version v WHERE version = ?",
        (version,),
    ) or ("", None)
    return Place(
        version=version,
        reading=reading,
        world=world,
        until=until,
        publisher=document.publisher,
        lang=document.lang,
    )


def set_until(db: Database, version: int) -> None:
    """Set anew, for all wordings of a version's document, the day on which the next one replaced it."""
    db.run(
        "UPDATE current SET until = (SELECT min(n.world) FROM version n JOIN version v ON n.document = v.document"
        " WHERE v.version = (SELECT version FROM reading WHERE reading.reading = current.reading)"
        " AND (n.world, n.version) > (v.world, v.version))"
        " WHERE reading IN (SELECT reading FROM reading JOIN version USING (version)"
        " WHERE document = (SELECT document FROM version WHERE version = ?))",
        (version,),
    )
