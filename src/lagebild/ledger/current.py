"""The table of the claims that count, and the search index over them.

Takes the rows of a reading; puts them in, takes them out. Everything here can be made again from readings and adoptions.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

import msgspec

from lagebild.ledger.database import Database
from lagebild.ledger.packing import Row, rows_of, unpacked_claims, unpacked_sentences
from lagebild.ledger.terms import Terms, state_of
from lagebild.model import Document, Noun

NOBODY = 0  # as actor or recipient of a pair

_INSERT_CLAIM = (
    "INSERT INTO current (claim, claim_id, reading, nth, world, until, day, last, type, certainty, source, publisher, lang)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_PAIR = "INSERT INTO pair (claim, actor, recipient, state, to_state, day) VALUES (?, ?, ?, ?, ?, ?)"
_INDICES = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name IN ('current', 'pair')"
    " AND name <> 'current_by_reading' AND sql IS NOT NULL ORDER BY name"
)
_INSERT_WORDS = "INSERT INTO {} (rowid, terms) VALUES (?, ?)"
_DELETE_WORDS = "INSERT INTO {0} ({0}, rowid, terms) VALUES ('delete', ?, ?)"


class Place(Noun, frozen=True):
    """Where the rows of a reading go: its numbers, its clock, and what all its claims share."""

    version: int
    reading: int
    world: str
    until: str | None
    publisher: str | None
    lang: str


# ------------------------------------------------------------------ in


def put_in(db: Database, terms: Terms, batch: Sequence[tuple[Place, Sequence[Row], str]]) -> None:
    """Put the claims of readings into the table and their words into the search."""
    first = (db.value("SELECT max(claim) FROM current") or 0) + 1
    numbered = [
        (first + n, nth, place, row)
        for n, (nth, place, row) in enumerate(
            (nth, place, row) for place, rows, _ in batch for nth, row in enumerate(rows)
        )
    ]
    db.many(_INSERT_CLAIM, (_claim_values(terms, *each) for each in numbered))
    db.many(
        _INSERT_PAIR, chain.from_iterable(_pair_values(terms, n, place, row) for n, _, place, row in numbered)
    )
    words = ((n, row.terms) for n, _, _, row in numbered)
    db.many(_INSERT_WORDS.format("claim_words"), words)
    db.many(_INSERT_WORDS.format("text_words"), ((place.version, text) for place, _, text in batch))
    db.many(
        "INSERT INTO indexed (version, reading) VALUES (?, ?)",
        ((place.version, place.reading) for place, _, _ in batch),
    )


def _claim_values(terms: Terms, number: int, nth: int, place: Place, row: Row) -> tuple[object, ...]:
    day = row.first or place.world
    return (
        number,
        row.claim_id,
        place.reading,
        nth,
        place.world,
        place.until,
        day,
        row.last or day,
        terms.number(row.type),
        terms.number(row.certainty),
        terms.optional(row.source),
        terms.optional(place.publisher),
        terms.number(place.lang),
    )


def _pair_values(terms: Terms, number: int, place: Place, row: Row) -> Iterator[tuple[object, ...]]:
    day = row.first or place.world
    for actor, recipient in row.pairs:
        yield (
            number,
            terms.number(actor) if actor else NOBODY,
            terms.number(recipient) if recipient else NOBODY,
            terms.number(state_of(actor) or "") if actor else NOBODY,
            terms.number(state_of(recipient) or "") if recipient else NOBODY,
            day,
        )


@contextmanager
def indices_at_the_end(db: Database) -> Iterator[None]:
    """While an empty table is filled its indices are away: sorting a million rows once takes a fraction of a million insertions.

    Inside a transaction, which brings them back when it fails. The index by reading stays: edits need it, and it grows at its end.
    """
    indices = [] if db.value("SELECT 1 FROM current LIMIT 1") else db.all(_INDICES)
    for name, _ in indices:
        db.run(f"DROP INDEX {name}")
    yield
    for _, sql in indices:
        db.run(sql)


# ------------------------------------------------------------------ out


def take_out(db: Database, version: int) -> None:
    """Take the claims of a version out of the table, and its words out of the search."""
    reading = db.value("SELECT reading FROM indexed WHERE version = ?", (version,))
    if reading is None:
        return
    found = db.one(
        "SELECT r.body, r.sentences, v.about FROM reading r JOIN version v USING (version) WHERE reading = ?",
        (reading,),
    )
    assert found is not None  # a reading that is indexed is kept
    sentences = unpacked_sentences(found[1])
    document = msgspec.json.decode(found[2], type=Document)
    rows = rows_of(unpacked_claims(found[0]), sentences, document)
    numbers: dict[int, int] = dict(db.all("SELECT nth, claim FROM current WHERE reading = ?", (reading,)))
    words = ((numbers[nth], row.terms) for nth, row in enumerate(rows))
    db.many(_DELETE_WORDS.format("claim_words"), words)
    text = " ".join(sentence.words for sentence in sentences)
    db.run(_DELETE_WORDS.format("text_words"), (version, text))
    db.run("DELETE FROM pair WHERE claim IN (SELECT claim FROM current WHERE reading = ?)", (reading,))
    db.run("DELETE FROM current WHERE reading = ?", (reading,))
    db.run("DELETE FROM indexed WHERE version = ?", (version,))


def empty(db: Database) -> None:
    """Take out everything."""
    for table in ("current", "pair", "indexed"):
        db.run(f"DELETE FROM {table}")
    for table in ("claim_words", "text_words"):
        db.run(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
