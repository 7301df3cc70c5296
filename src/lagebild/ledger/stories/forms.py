"""Stories kept in the form before today's -> today's, without a claim being compared again.

Takes the file; packs what was not packed, and adds what was not there: how each story stands, how many stories move each pair of states.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import msgspec

from lagebild.errors import LedgerError
from lagebild.ledger.database import Database
from lagebild.ledger.stories.packing import deflated, packed_standing
from lagebild.ledger.stories.release import FORM, rules_in
from lagebild.stories import Gist, Story
from lagebild.stories.gist import FEW
from lagebild.stories.standing import standing_of

BEFORE = FORM - 1
_STORIES = msgspec.msgpack.Decoder(Story)
_GISTS = msgspec.msgpack.Decoder(Gist)


def is_of_the_form_before(db: Database) -> bool:
    """Whether the stories were made by today's rules, but are kept in the form before this one."""
    there = db.value("SELECT 1 FROM sqlite_master WHERE name = 'linked_by'")
    return bool(there) and db.value("SELECT rules FROM linked_by") == rules_in(BEFORE)


def bring_forward(db: Database, make_tables: Callable[[Database], None]) -> None:
    """Bring the tables into today's form. Inside a transaction, so that what is interrupted begins again.

    1. the tables whose form has changed are put aside
    2. their rows are packed into those of today; short stories only of many claims
    3. it is said how each story stands, and counted how many stories move each pair of states
    """
    aside = ("linked", "story", "story_gist")
    for table in aside:
        for (index,) in db.all(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql <> ''", (table,)
        ):
            db.run(f"DROP INDEX {index}")
        db.run(f"ALTER TABLE {table} RENAME TO {table}_before")
    make_tables(db)
    linked = db.each("SELECT claim, version, wording, node, body FROM linked_before ORDER BY version, claim")
    db.many("INSERT INTO linked VALUES (?, ?, ?, ?, ?)", _deflated(linked))
    columns = "story, event, origins, documents, day, type, status, phase, body"
    stories = db.each(f"SELECT {columns} FROM story_before ORDER BY story")
    db.many(f"INSERT INTO story ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _deflated(stories))
    gists = (
        row
        for row in db.each("SELECT story, body FROM story_gist_before")
        if _GISTS.decode(row[1]).claims > FEW
    )
    db.many("INSERT INTO story_gist VALUES (?, ?)", _deflated(gists))
    told = db.each("SELECT story, body FROM story_before ORDER BY story")
    standings = ((id, packed_standing(standing_of(_STORIES.decode(body)))) for id, body in told)
    db.many("INSERT INTO story_standing VALUES (?, ?)", standings)
    db.run(
        "INSERT INTO dyad SELECT one, other, count(*) FROM story_pair WHERE score IS NOT NULL GROUP BY one, other"
    )
    for table in aside:
        db.run(f"DROP TABLE {table}_before")
    db.run("UPDATE linked_by SET rules = ?", (rules_in(FORM),))


def shrink(db: Database) -> None:
    """Give back the room that the earlier form took; where the disk has none to write the file anew, it is filled again by and by."""
    with suppress(LedgerError):
        db.run("VACUUM")


def _deflated(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Rows with their last column packed."""
    return ((*rest, deflated(body)) for *rest, body in rows)
