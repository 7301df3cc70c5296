"""Into the file: one reading, one transaction.

Takes what `packing` made ready; keeps document, version and reading, and sets the table of the claims that count and the days
on which wordings replaced each other.
"""

from collections.abc import Iterable, Sequence

import msgspec

from lagebild.ledger.clocks import FIRST_READER
from lagebild.ledger.current import Place, put_in, take_out
from lagebild.ledger.database import Database
from lagebild.ledger.moments import now, world_day
from lagebild.ledger.packing import Packed, hashes_of, language_of_release, unpacked_text
from lagebild.ledger.records import Recorded, What
from lagebild.ledger.terms import Terms
from lagebild.model import Document, Release

_WORDING = "INSERT INTO wording (version, letters) VALUES (?, ?)"


def record_packed(db: Database, terms: Terms, packed: Packed) -> Recorded:
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
    version, what = _version_for(db, packed)
    release = _release_for(db, packed)
    reading = _insert_reading(db, version, release, packed)
    counts = counts_now(db, release) and not (release is None and _is_read(db, version))
    if counts:
        take_out(db, version)
        put_in(db, terms, [(_place(db, version, reading, packed.document), packed.rows, packed.terms)])
        db.run("UPDATE state SET stamp = stamp + 1")
    if what == "edited":
        set_until(db, version)
    return msgspec.structs.replace(answer, what=what, counts=counts)


def record_batch(db: Database, terms: Terms, batch: Sequence[Packed]) -> int:
    """Keep many readings, those of new documents with as few statements as there are tables. Inside a transaction."""
    asked = msgspec.json.encode([packed.document.document_id for packed in batch]).decode()
    there = "SELECT document_id FROM document WHERE document_id IN (SELECT value FROM json_each(?))"
    known = {document_id for (document_id,) in db.all(there, (asked,))}
    fresh: list[Packed] = []
    others: list[Packed] = []
    for packed in batch:
        document_id = packed.document.document_id
        (others if document_id in known or _is_forgotten(db, packed) else fresh).append(packed)
        known.add(document_id)
    if fresh:
        _record_fresh(db, terms, fresh)
    new = [record_packed(db, terms, packed).what not in ("known", "forgotten") for packed in others]
    return len(fresh) + sum(new)


def _record_fresh(db: Database, terms: Terms, batch: Sequence[Packed]) -> None:
    """Keep readings of documents that are not there. Inside a transaction."""
    document = 1 + (db.value("SELECT max(document) FROM document") or 0)
    version = 1 + (db.value("SELECT max(version) FROM version") or 0)
    reading = 1 + (db.value("SELECT max(reading) FROM reading") or 0)
    releases = {packed.release_id: _release_for(db, packed) for packed in batch}
    counting = {release_id for release_id, release in releases.items() if counts_now(db, release)}
    documents, versions, readings, counted = [], [], [], []
    for n, packed in enumerate(batch):
        when, release = _moment(packed), releases[packed.release_id]
        world = world_day(packed.document, first=True, fetched_at=when)
        documents.append((document + n, packed.document.document_id))
        versions.append((version + n, document + n, *_version_values(packed, world, when)))
        readings.append((reading + n, version + n, release, *_reading_values(packed)))
        if packed.release_id in counting:
            place = place_of(packed.document, version + n, reading + n, world, None)
            counted.append((place, packed.rows, packed.terms))
    db.many("INSERT INTO document VALUES (?, ?)", documents)
    db.many("INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?)", versions)
    db.many("INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?)", readings)
    db.many(_WORDING, ((version + n, packed.letters) for n, packed in enumerate(batch) if packed.letters))
    put_in(db, terms, counted)
    db.run("UPDATE state SET stamp = stamp + 1")


# ------------------------------------------------------------------ what is there


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


def _version_for(db: Database, packed: Packed) -> tuple[int, What]:
    about = packed.document
    version = db.value("SELECT version FROM version WHERE version_id = ?", (about.version_id,))
    if version is not None:
        return version, "read anew"
    document = db.value("SELECT document FROM document WHERE document_id = ?", (about.document_id,))
    first = document is None
    if first:
        document = db.run("INSERT INTO document (document_id) VALUES (?)", (about.document_id,))
    at = _moment(packed)
    world = world_day(about, first=first, fetched_at=at)
    version = db.run(
        "INSERT INTO version (document, version_id, world, fetched_at, about, text) VALUES (?, ?, ?, ?, ?, ?)",
        (document, *_version_values(packed, world, at)),
    )
    if packed.letters:
        db.run(_WORDING, (version, packed.letters))
    return version, "new" if first else "edited"


def _moment(packed: Packed) -> str:
    return packed.read_at or now()


def _version_values(packed: Packed, world: str, at: str) -> tuple[object, ...]:
    about = msgspec.json.encode(packed.document).decode()
    return packed.document.version_id, world, at, about, packed.text


def _reading_values(packed: Packed) -> tuple[object, ...]:
    return _moment(packed), packed.status, len(packed.rows), packed.claims, packed.sentences


def _release_for(db: Database, packed: Packed) -> int | None:
    if packed.release is None:
        return None
    return keep_release(db, packed.release, packed.release_id or "", _moment(packed))


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


def _insert_reading(db: Database, version: int, release: int | None, packed: Packed) -> int:
    return db.run(
        "INSERT INTO reading (version, release, read_at, status, claims, body, sentences) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (version, release, *_reading_values(packed)),
    )


def _place(db: Database, version: int, reading: int, document: Document) -> Place:
    world, until = db.one(
        "SELECT world, (SELECT min(n.world) FROM version n WHERE n.document = v.document"
        " AND (n.world, n.version) > (v.world, v.version)) FROM version v WHERE version = ?",
        (version,),
    ) or ("", None)
    return place_of(document, version, reading, world, until)


def place_of(document: Document, version: int, reading: int, world: str, until: str | None) -> Place:
    """Where the rows of a reading go."""
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
