"""Out of the file: the claims that meet a query.

Takes a Query; gives Found, newest first. The ways in stand in `ways`. A moment of ours (`read_by`) is asked of the readings themselves.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice

import msgspec

from lagebild.errors import LedgerError
from lagebild.ledger.clocks import Seen, effective
from lagebild.ledger.database import Database, DatabaseRow
from lagebild.ledger.facets import FACETS, facets_of
from lagebild.ledger.found import Part, packed_in, reading_in
from lagebild.ledger.matching import fits, order_of
from lagebild.ledger.packing import Packed, rows_of
from lagebild.ledger.pages import FIRST, Page, Seek, is_nowhere, page_in, places_from
from lagebild.ledger.records import Facets, Found, Query, Version
from lagebild.ledger.terms import Terms
from lagebild.ledger.unpacking import Unpacker
from lagebild.ledger.ways import match_of, ways_to
from lagebild.ledger.wordings import versions
from lagebild.ledger.words import wanted
from lagebild.model import Reading, Release

# Facets of more claims than these are counted over the newest: a person cannot tell the difference, a disk can.
FACETS_OF = 5_000
_COLUMNS = "c.claim, c.day, c.reading, c.nth, c.world, c.until"


def claims(db: Database, terms: Terms, query: Query) -> Iterator[Found]:
    """The claims that meet a query."""
    rows = _then(db, terms, query) if query.read_by else _now(db, terms, query)
    yield from islice(rows, query.limit)


def page(db: Database, terms: Terms, query: Query, seek: Seek, size: int) -> Page[Found]:
    """Some of the claims that meet a query, after or before one of them."""
    if query.read_by:
        then = [(found.claim.claim_id, found) for found in _then(db, terms, query)]
        places = places_from([claim_id for claim_id, _ in then], seek)
        return page_in([then[i] for i in islice(places, size + 1)], seek, size)
    unpacker = Unpacker(db)
    rows = islice(_rows(db, terms, query, f"{_COLUMNS}, c.claim_id", seek), size + 1)
    found = [(claim_id, unpacker.found(*where)) for _, _, *where, claim_id in rows]
    return page_in(found, seek, size)


def claim(db: Database, claim_id: str) -> Found | None:
    """One claim of the readings that count."""
    row = db.one(f"SELECT {_COLUMNS} FROM current c WHERE claim_id = ? ORDER BY claim DESC", (claim_id,))
    return Unpacker(db).found(*row[2:]) if row else None


def texts(db: Database, words: tuple[str, ...], limit: int | None) -> Iterator[Version]:
    """The wordings that stand and have all the words somewhere."""
    match = match_of(Query(words=words))
    rows = db.all("SELECT rowid FROM text_words WHERE text_words MATCH ? ORDER BY rowid DESC", (match,))
    found = (
        version for (number,) in rows for version in versions(db, number=number) if version.until is None
    )
    yield from islice(found, limit)


def called(db: Database, key: str) -> tuple[Found | None, str | None]:
    """The claim or document with this id; the beginning of an id will do when only one begins so.

    Raises:
        LedgerError: when there is none, or more than one.
    """
    claims_there = {
        claim_id for (claim_id,) in _beginning(db, "SELECT claim_id FROM current", "claim_id", key)
    }
    documents = "SELECT DISTINCT document_id FROM document JOIN version USING (document)"
    documents_there = {
        found
        for column in ("document_id", "version_id")
        for (found,) in _beginning(db, documents, column, key)
    }
    there = claims_there | documents_there
    there = {key} & there or there  # a document may be called as a claim begins
    if len(there) != 1:
        what = f"{', '.join(sorted(there))} begin" if there else "nothing begins"
        raise LedgerError(f"{what} with {key!r}; right would be the id of one claim or document")
    (one,) = there
    return (claim(db, one), None) if one in claims_there else (None, one)


def _beginning(db: Database, select: str, column: str, key: str) -> list[DatabaseRow]:
    return db.all(
        f"{select} WHERE {column} >= ? AND {column} < ? ORDER BY {column} LIMIT 10", (key, key + "\U0010ffff")
    )


def reading(db: Database, version_id: str, release_id: str | None) -> Reading | None:
    """What a release read in a version; the reading that counts where no release is named."""
    counts = "EXISTS (SELECT 1 FROM indexed i WHERE i.version = v.version AND i.reading = r.reading)"
    which = "e.release_id = ?" if release_id else counts
    found = _part(db, version_id, which, (release_id,) if release_id else ())
    return reading_in(*found) if found else None


def packed(db: Database, version_id: str, release_id: str | None) -> Packed | None:
    """The same as it is kept; without a release what nothing could read."""
    found = _part(db, version_id, "e.release_id IS ?", (release_id,))
    return packed_in(*found) if found else None


def _part(
    db: Database, version_id: str, which: str, values: tuple[object, ...]
) -> tuple[Part, Release | None] | None:
    row = db.one(
        "SELECT r.reading, e.body FROM reading r JOIN version v USING (version) LEFT JOIN release e USING (release)"
        f" WHERE v.version_id = ? AND {which}",
        (version_id, *values),
    )
    if row is None:
        return None
    return Unpacker(db).part(row[0]), msgspec.json.decode(row[1], type=Release) if row[1] else None


def facets(db: Database, terms: Terms, query: Query) -> Facets:
    """How many of the claims that meet a query have which value; of very many only the newest are looked at."""
    if query.read_by:
        return facets_of(_then(db, terms, query))
    columns = "c.claim, c.day, c.type, c.certainty, c.source, c.publisher, c.lang"
    rows = list(islice(_rows(db, terms, query, columns), FACETS_OF + 1))
    counted = rows[:FACETS_OF]
    by = {name: Counter(row[i] for row in counted) for i, name in enumerate(FACETS, 2)}
    words = {n: _word(db, n) for count in by.values() for n in count}
    return Facets(
        claims=len(counted),
        whole=len(rows) <= FACETS_OF,
        by={name: {words[n]: k for n, k in count.most_common()} for name, count in by.items()},
    )


def _word(db: Database, number: int | None) -> str:
    return "" if number is None else str(db.value("SELECT text FROM term WHERE term = ?", (number,)))


# ------------------------------------------------------------------ now


def _now(db: Database, terms: Terms, query: Query) -> Iterator[Found]:
    unpacker = Unpacker(db)
    for row in _rows(db, terms, query, _COLUMNS):
        yield unpacker.found(*row[2:])


def _rows(
    db: Database, terms: Terms, query: Query, columns: str, seek: Seek = FIRST
) -> Iterator[DatabaseRow]:
    """The rows of the claims that meet a query, each once; `columns` begin with the claim and its day."""
    wheres = ways_to(db, terms, query)
    if seek.key:
        place = _place(db, seek.key)
        wheres = [where.going_on(place, seek.back) for where in wheres]
    ways = [db.each(where.sql(columns), where.values) for where in wheres]
    last = None
    for row in merge(*ways, key=lambda row: (row[1], row[0]), reverse=not seek.back):
        if row[0] != last:  # a claim whose actors meet the query several times has several rows in a row
            yield row
        last = row[0]


def _place(db: Database, claim_id: str) -> tuple[str, int]:
    """Where a claim stands in a list: its day and its number."""
    row = db.one("SELECT day, claim FROM current WHERE claim_id = ? ORDER BY claim DESC", (claim_id,))
    if row is None:
        raise is_nowhere(claim_id)
    return row[0], row[1]


# ------------------------------------------------------------------ then


def _then(db: Database, terms: Terms, query: Query) -> Iterator[Found]:
    """What a query would have found at a moment of ours.

    1. the readings that counted then
    2. of those that count today, too, the claims along the index
    3. of the others the claims that fit, unpacked
    """
    counted = {
        each.reading: each for each in effective(seen_readings(db), adoptions(db), query.as_of, query.read_by)
    }
    today = {reading for (reading,) in db.all("SELECT reading FROM indexed")}
    unpacker = Unpacker(db)
    still = (row for row in _rows(db, terms, query, _COLUMNS) if row[2] in counted)
    known = ((_order(query, day, reading, nth), reading, nth) for _, day, reading, nth, *_ in still)
    others = _unpacked(unpacker, query, [seen for reading, seen in counted.items() if reading not in today])
    for _, reading, nth in merge(known, others, key=lambda each: each[0], reverse=True):
        yield unpacker.found(reading, nth, counted[reading].world, counted[reading].until)


def _order(query: Query, day: str, reading: int, nth: int) -> tuple[str, int, int]:
    return "" if query.words else day, reading, nth


def _unpacked(
    unpacker: Unpacker, query: Query, readings: Iterable[Seen]
) -> list[tuple[tuple[str, int, int], int, int]]:
    """The claims of readings that fit a query, in the order in which they are told."""
    alternatives = wanted(query.words)
    fitting = []
    for seen in readings:
        part = unpacker.part(seen.reading)
        for nth, row in enumerate(rows_of(part.claims, part.sentences, part.document)):
            if fits(row, query, part.document, seen.world, alternatives):
                fitting.append((order_of(row, query, seen.world, seen.reading, nth), seen.reading, nth))
    return sorted(fitting, reverse=True)


def seen_readings(db: Database) -> Iterator[Seen]:
    """Every reading with its clocks, version by version of a document."""
    rows = db.each(
        "SELECT v.document, v.version, v.world, v.fetched_at, r.reading, r.read_at, e.release_id, e.lang"
        " FROM version v JOIN reading r USING (version) LEFT JOIN release e USING (release)"
        " ORDER BY v.document, v.world, v.version, r.reading"
    )
    for document, version, world, fetched_at, reading, read_at, release_id, lang in rows:
        yield Seen(
            document=document, version=version, world=world, fetched_at=fetched_at, reading=reading,
            read_at=read_at, release_id=release_id, lang=lang,
        )  # fmt: skip


def adoptions(db: Database) -> list[tuple[str, str, str]]:
    """Language, release and moment of every adoption, in their order."""
    rows = db.all(
        "SELECT a.lang, e.release_id, a.at FROM adoption a JOIN release e USING (release) ORDER BY a.at, adoption"
    )
    return [(lang, release_id, at) for lang, release_id, at in rows]
