"""The wordings of documents, in the file.

Takes a document or none; gives its Versions in the order in which the world had them, each with its readings.
"""

from collections.abc import Iterator
from itertools import groupby

import msgspec

from lagebild.ledger.database import Database, DatabaseRow
from lagebild.ledger.found import version_in
from lagebild.ledger.pages import FIRST, Seek, is_nowhere
from lagebild.ledger.records import ReadingKey, Version
from lagebild.model import Document

_DOCUMENT = msgspec.json.Decoder(Document)
_SQL = """
SELECT v.document, v.version, v.world, v.fetched_at, v.about,
    (SELECT min(n.world) FROM version n WHERE n.document = v.document AND (n.world, n.version) > (v.world, v.version)),
    e.release_id, r.read_at, r.status, r.claims, i.reading IS r.reading
FROM version v JOIN reading r ON r.version = v.version
LEFT JOIN release e ON e.release = r.release LEFT JOIN indexed i ON i.version = v.version
"""


def versions(db: Database, document_id: str | None = None, number: int | None = None) -> Iterator[Version]:
    """The wordings of one document, or of all; or the one with a number."""
    which = ""
    values: tuple[object, ...] = ()
    if document_id is not None:
        which, values = (
            "WHERE v.document = (SELECT document FROM document WHERE document_id = ?)",
            (document_id,),
        )
    if number is not None:
        which, values = "WHERE v.version = ?", (number,)
    rows = db.each(f"{_SQL} {which} ORDER BY v.document, v.world, v.version, r.reading", values)
    for _, of_version in groupby(rows, key=lambda row: row[1]):
        yield _version(list(of_version))


def arrived(db: Database, count: int, seek: Seek = FIRST) -> Iterator[Version]:
    """Some of the wordings that stand, those that came last first; `back` from a wording, the other way round."""
    order, side = ("ASC", ">") if seek.back else ("DESC", "<")
    place = f"AND v.version {side} ?" if seek.key else ""
    standing = (
        "SELECT v.version FROM version v WHERE NOT EXISTS (SELECT 1 FROM version n WHERE n.document = v.document"
        f" AND (n.world, n.version) > (v.world, v.version)) {place} ORDER BY v.version {order} LIMIT ?"
    )
    sql = f"{_SQL} WHERE v.version IN ({standing}) ORDER BY v.version {order}, r.reading"
    values = (_number(db, seek.key), count) if seek.key else (count,)
    for _, of_version in groupby(db.each(sql, values), key=lambda row: row[1]):
        yield _version(list(of_version))


def _number(db: Database, version_id: str) -> int:
    number: int | None = db.value("SELECT version FROM version WHERE version_id = ?", (version_id,))
    if number is None:
        raise is_nowhere(version_id)
    return number


def copies_of(db: Database, document_id: str) -> list[str]:
    """The documents that have a wording with the same letters as one of this document, first those that were kept first."""
    rows = db.all(
        "SELECT d.document_id FROM wording w JOIN version v USING (version) JOIN document d USING (document)"
        " WHERE d.document_id <> ? AND w.letters IN (SELECT letters FROM wording JOIN version USING (version)"
        " JOIN document USING (document) WHERE document_id = ?) GROUP BY d.document ORDER BY d.document",
        (document_id, document_id),
    )
    return [copy for (copy,) in rows]


def _version(rows: list[DatabaseRow]) -> Version:
    _, _, world, fetched_at, about, until, *_ = rows[0]
    return version_in(
        _DOCUMENT.decode(about),
        world=world,
        until=until,
        fetched_at=fetched_at,
        readings=tuple(
            ReadingKey(
                release_id=release_id, read_at=read_at, status=status, claims=claims, counts=bool(counts)
            )
            for *_, release_id, read_at, status, claims, counts in rows
        ),
    )
