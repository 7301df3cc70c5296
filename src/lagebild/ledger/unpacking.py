"""Readings out of the file, unpacked as far as they are asked for.

Takes the number of a reading; gives its claims with what they rest on.
"""

from functools import lru_cache

import msgspec

from lagebild.ledger.database import Database, DatabaseRow
from lagebild.ledger.found import Part, Sheet, found_on
from lagebild.ledger.packing import bounds_of, raw_claims, unpacked_claims, unpacked_sentences, unpacked_text
from lagebild.ledger.records import Found
from lagebild.model import Document

# Readings that are kept unpacked while claims of them come one after another.
UNPACKED = 64
_DOCUMENT = msgspec.json.Decoder(Document)


class Unpacker:
    """Unpacks readings and remembers the last ones: claims of one reading come one after another."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.part = lru_cache(UNPACKED)(self._part)
        self.sheet = lru_cache(UNPACKED)(self._sheet)

    def found(self, reading: int, nth: int, world: str, until: str | None) -> Found:
        """One claim of a reading, with what it rests on."""
        return found_on(self.sheet(reading), nth, world, until)

    def _sheet(self, reading: int) -> Sheet:
        body, sentences, document, read_at, release_id, _ = self._row(reading)
        return Sheet(
            claims=raw_claims(body),
            sentences=bounds_of(sentences),
            document=document,
            read_at=read_at,
            release_id=release_id,
        )

    def _part(self, reading: int) -> Part:
        body, sentences, document, read_at, release_id, status = self._row(reading)
        return Part(
            claims=unpacked_claims(body),
            sentences=unpacked_sentences(sentences),
            document=document,
            read_at=read_at,
            release_id=release_id,
            status=status,
        )

    def _row(self, reading: int) -> DatabaseRow:
        row = self._db.one(
            "SELECT r.body, r.sentences, v.about, v.text, r.read_at, e.release_id, r.status FROM reading r"
            " JOIN version v USING (version) LEFT JOIN release e USING (release) WHERE reading = ?",
            (reading,),
        )
        assert row is not None  # whoever asks has the number from this file, in which readings stay
        body, sentences, about, text, *rest = row
        document = msgspec.structs.replace(_DOCUMENT.decode(about), text=unpacked_text(text))
        return (body, sentences, document, *rest)
