"""Releases in the file, and which of them counts.

Takes the decision to adopt one; puts its readings in the place of the other's, in one transaction.
"""

from collections.abc import Iterator

import msgspec

from lagebild.errors import LedgerError
from lagebild.ledger.current import Place, put_in, take_out
from lagebild.ledger.database import Database
from lagebild.ledger.packing import Row, rows_of, unpacked_claims, unpacked_sentences
from lagebild.ledger.records import Adoption, KnownRelease
from lagebild.ledger.terms import Terms
from lagebild.ledger.writing import keep_adoption, keep_release, place_of
from lagebild.model import Document, Release

# Readings that are put in with one set of statements while the table is made anew.
BATCH = 500

# The reading of each version that counts: the latest by an adopted release, else that nothing could read it.
COUNTING = """
SELECT r.version, max(CASE WHEN r.release IS NOT NULL THEN r.reading END) AS by_release, max(r.reading) AS unread
FROM reading r
WHERE r.release IS NULL OR r.release IN (
    SELECT (SELECT release FROM adoption a WHERE a.lang = l.lang ORDER BY at DESC, adoption DESC LIMIT 1)
    FROM (SELECT DISTINCT lang FROM adoption) l
)
GROUP BY r.version
"""


def known(db: Database) -> Iterator[KnownRelease]:
    """The releases that have read something, and since when the adopted ones are."""
    rows = db.all(
        "SELECT release_id, lang, body, (SELECT count(*) FROM reading r WHERE r.release = e.release),"
        " (SELECT CASE WHEN a.release = e.release THEN a.at END FROM adoption a WHERE a.lang = e.lang"
        " ORDER BY at DESC, adoption DESC LIMIT 1) FROM release e ORDER BY release"
    )
    for release_id, lang, body, readings, adopted_at in rows:
        release = msgspec.json.decode(body, type=Release)
        yield KnownRelease(
            release_id=release_id, lang=lang, release=release, readings=readings, adopted_at=adopted_at
        )


def adoptions(db: Database) -> Iterator[Adoption]:
    """Every decision on which release counts, in their order."""
    rows = db.all(
        "SELECT release_id, a.lang, author, at FROM adoption a JOIN release USING (release) ORDER BY at, adoption"
    )
    for release_id, lang, author, at in rows:
        yield Adoption(release_id=release_id, lang=lang, author=author, at=at)


def adopt(
    db: Database, terms: Terms, release_id: str, author: str, at: str, release: Release | None
) -> Adoption:
    """Note the decision, and let the release's readings count. Inside a transaction."""
    if release:
        keep_release(db, release, release_id, at)
    row = db.one("SELECT release, lang FROM release WHERE release_id = ?", (release_id,))
    if row is None:
        there = ", ".join(each.release_id for each in known(db)) or "none"
        raise LedgerError(f"no release {release_id!r} here; there are {there}")
    number, lang = row
    keep_adoption(db, number, lang, author, at)
    set_counting(db, terms)
    return Adoption(release_id=release_id, lang=lang, author=author, at=at)


def set_counting(db: Database, terms: Terms) -> None:
    """Put into the table what should be there and is not, and take out what should not. Inside a transaction."""
    there: dict[int, int] = dict(db.all("SELECT version, reading FROM indexed"))
    wanted = {version: by_release or unread for version, by_release, unread in db.all(COUNTING)}
    for version, reading in there.items():
        if wanted.get(version) != reading:
            take_out(db, version)
    new = sorted(reading for version, reading in wanted.items() if there.get(version) != reading)
    for start in range(0, len(new), BATCH):
        put_in(db, terms, [_unpacked(db, reading) for reading in new[start : start + BATCH]])
    if new or there.keys() - wanted.keys():
        db.run("UPDATE state SET stamp = stamp + 1")


def _unpacked(db: Database, reading: int) -> tuple[Place, tuple[Row, ...], str]:
    row = db.one(
        "SELECT v.version, v.world, v.about, r.body, r.sentences,"
        " (SELECT min(n.world) FROM version n WHERE n.document = v.document"
        " AND (n.world, n.version) > (v.world, v.version))"
        " FROM reading r JOIN version v ON v.version = r.version WHERE reading = ?",
        (reading,),
    )
    assert row is not None
    version, world, about, body, packed, until = row
    document = msgspec.json.decode(about, type=Document)
    sentences = unpacked_sentences(packed)
    rows = rows_of(unpacked_claims(body), sentences, document)
    place = place_of(document, version, reading, world, until)
    return place, rows, " ".join(sentence.words for sentence in sentences)
