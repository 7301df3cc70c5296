"""What analysts wrote, in the file.

Takes Remarks; keeps them, and gives them with the claims of today's readings that they belong to. Places are found when they
are asked for: a remark is never changed, only found again.
"""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from lagebild.ledger.anchoring import claim_for
from lagebild.ledger.database import Database
from lagebild.ledger.packing import unpacked_claims, unpacked_text
from lagebild.ledger.records import Anchor, Placed, Remark
from lagebild.model import Claim

REMEMBERED = 64
_REMARK = msgspec.json.Decoder(Remark)


def keep(db: Database, remark: Remark) -> None:
    """Keep a remark; one that is there already changes nothing. Inside a transaction."""
    db.run(
        "INSERT OR IGNORE INTO remark (remark_id, kind, author, at, body) VALUES (?, ?, ?, ?, ?)",
        (remark.remark_id, remark.kind, remark.author, remark.at, msgspec.json.encode(remark).decode()),
    )


def placed(db: Database) -> Iterator[Placed]:
    """All remarks, in the order of their making, each with its claims."""
    standing = lru_cache(REMEMBERED)(lambda document_id: _standing(db, document_id))
    for (body,) in db.all("SELECT body FROM remark ORDER BY remark"):
        remark = _REMARK.decode(body)
        claims = tuple(_claim_for(anchor, standing(anchor.document_id)) for anchor in remark.anchors)
        yield Placed(remark=remark, claims=claims)


def _claim_for(anchor: Anchor, standing: tuple[str, str, tuple[Claim, ...]] | None) -> str | None:
    return claim_for(anchor, *standing) if standing else None


def _standing(db: Database, document_id: str) -> tuple[str, str, tuple[Claim, ...]] | None:
    """The wording of a document that stands, and its claims."""
    row = db.one(
        "SELECT version_id, text, body FROM version JOIN document USING (document)"
        " LEFT JOIN indexed USING (version) LEFT JOIN reading USING (reading)"
        " WHERE document_id = ? ORDER BY world DESC, version.version DESC",
        (document_id,),
    )
    if row is None or row[2] is None:
        return None
    return row[0], unpacked_text(row[1]), unpacked_claims(row[2])


def forget(db: Database, document_id: str) -> None:
    """Delete what was written about a document, with its quotes. Inside `forget`."""
    for remark, body in db.all("SELECT remark, body FROM remark"):
        if any(anchor.document_id == document_id for anchor in _REMARK.decode(body).anchors):
            db.run("DELETE FROM remark WHERE remark = ?", (remark,))
