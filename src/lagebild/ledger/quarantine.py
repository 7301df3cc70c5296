"""What could not be read, in the file.

Takes the place where something lay and why it could not be read; keeps both, with the document where there is one, until it
can be read.
"""

from collections.abc import Iterator

import msgspec

from lagebild.ledger.database import Database
from lagebild.ledger.packing import packed_text, unpacked_text
from lagebild.ledger.records import Quarantined
from lagebild.model import Document


def put(db: Database, place: str, why: str, document: Document | None, at: str) -> None:
    """Note one; of one that was noted before, that it was tried again. Inside a transaction."""
    about, text = _packed(document)
    db.run(
        "INSERT INTO quarantine (place, why, tries, first_at, last_at, about, text) VALUES (?, ?, 1, ?, ?, ?, ?)"
        " ON CONFLICT (place) DO UPDATE SET why = excluded.why, tries = tries + 1, last_at = excluded.last_at,"
        " about = excluded.about, text = excluded.text",
        (place, why, at, at, about, text),
    )


def put_back(db: Database, one: Quarantined) -> None:
    """Note what was noted elsewhere; what is noted here already stays. Inside a transaction."""
    about, text = _packed(one.document)
    db.run(
        "INSERT OR IGNORE INTO quarantine (place, why, tries, first_at, last_at, about, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (one.place, one.why, one.tries, one.first_at, one.last_at, about, text),
    )


def _packed(document: Document | None) -> tuple[str | None, bytes | None]:
    if document is None:
        return None, None
    bare = msgspec.structs.replace(document, text="")
    return msgspec.json.encode(bare).decode(), packed_text(document.text)


def release(db: Database, place: str) -> None:
    """It could be read at last. Inside a transaction."""
    db.run("DELETE FROM quarantine WHERE place = ?", (place,))


def all_of(db: Database) -> Iterator[Quarantined]:
    """Everything that could not be read."""
    rows = db.all("SELECT place, why, tries, first_at, last_at, about, text FROM quarantine ORDER BY place")
    for place, why, tries, first_at, last_at, about, text in rows:
        yield Quarantined(
            place=place, why=why, tries=tries, first_at=first_at, last_at=last_at, document=_document(about, text)
        )  # fmt: skip


def _document(about: str | None, text: bytes | None) -> Document | None:
    if about is None or text is None:
        return None
    return msgspec.structs.replace(msgspec.json.decode(about, type=Document), text=unpacked_text(text))
