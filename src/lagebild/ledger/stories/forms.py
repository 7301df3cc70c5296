"""Stories kept in the form before today's -> today's, without a claim being compared again.

Takes the file; adds what was not there: which claims of a story were compared. At which pairs they were joined nobody can say: what news touches of them
is cut anew once.
"""

from collections.abc import Callable, Iterator

import msgspec

from lagebild.ledger.database import Database
from lagebild.ledger.stories.packing import packed_cut, unpacked
from lagebild.ledger.stories.release import FORM, rules_in
from lagebild.stories.cut import Cut

BEFORE = FORM - 1


class _Told(msgspec.Struct):
    claim_id: str


class _Kept(msgspec.Struct):
    """Of a story in the form before today's what is asked; `capped`, where its component was too large to be cut as a whole."""

    tellings: tuple[_Told, ...]
    capped: bool = False


def is_of_the_form_before(db: Database) -> bool:
    """Whether the stories were made by today's rules, but are kept in the form before this one."""
    there = db.value("SELECT 1 FROM sqlite_master WHERE name = 'linked_by'")
    return bool(there) and db.value("SELECT rules FROM linked_by") == rules_in(BEFORE)


def bring_forward(db: Database, make_tables: Callable[[Database], None]) -> bool:
    """Bring the tables into today's form; says whether that could be done. Inside a transaction, so that what is interrupted begins again."""
    make_tables(db)
    compared = {claim for (claim,) in db.each("SELECT claim FROM linked WHERE node")}
    cuts = list(_cuts(db, compared))
    if None in cuts:
        return False
    db.many(
        "INSERT INTO linked_cut VALUES (?, ?)",
        sorted((c.first, packed_cut(c)) for c in cuts if c and len(c.claims) > 1),
    )
    db.run("UPDATE linked_by SET rules = ?", (rules_in(FORM),))
    return True


def _cuts(db: Database, compared: set[str]) -> Iterator[Cut | None]:
    """The groups of all stories, joined nobody knows how; None for one that was not cut as today."""
    story_in = unpacked(_Kept)
    for (body,) in db.each("SELECT body FROM story"):
        story = story_in(body)
        claims = (told.claim_id for told in story.tellings)
        yield None if story.capped else Cut(tuple(claim for claim in claims if claim in compared), None)
