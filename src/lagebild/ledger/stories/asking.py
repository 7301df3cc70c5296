"""Kept stories -> what is asked of them.

Takes the file; gives stories by weight, one by its id, that of one of its claims or the beginning of either, those that a document tells, and
the months of a dyad. Reads only; `keeping` brings them up to date.
"""

from collections.abc import Iterator
from itertools import groupby

import msgspec

from lagebild.ledger.database import Database
from lagebild.ledger.stories.records import EVERY_STORY, Dyad, StoryPage, StoryQuery
from lagebild.stories import Story
from lagebild.stories.relations import Point, point_of

WEIGHT = "event DESC, origins DESC, documents DESC, day DESC, story DESC"
_DECODER = msgspec.msgpack.Decoder(Story)


def has_stories(db: Database) -> bool:
    """Whether stories were ever kept here."""
    return db.value("SELECT 1 FROM sqlite_master WHERE name = 'story'") is not None


def listed(
    db: Database, query: StoryQuery = EVERY_STORY, *, offset: int = 0, count: int | None = None
) -> StoryPage:
    """The stories that fit, the weightiest first: independent origins, documents, the latest day."""
    if not has_stories(db):
        return StoryPage(stories=(), total=0)
    conditions = list(_conditions(query))
    where = " AND ".join(sql for sql, _ in conditions) or "1"
    values = [value for _, found in conditions for value in found]
    rows = db.all(
        f"SELECT body FROM story WHERE {where} ORDER BY {WEIGHT} LIMIT ? OFFSET ?",
        (*values, -1 if count is None else count, offset),
    )
    total = int(db.value(f"SELECT count(*) FROM story WHERE {where}", values))
    return StoryPage(stories=tuple(_DECODER.decode(body) for (body,) in rows), total=total)


def _conditions(query: StoryQuery) -> Iterator[tuple[str, tuple[str, ...]]]:
    if not query.statements and query.type is None:
        yield "event = 1", ()
    for column, value in (("type", query.type), ("status", query.status)):
        if value is not None:
            yield f"{column} = ?", (value,)
    if query.first is not None:
        yield "day >= ?", (query.first,)
    if query.last is not None:
        yield "day <= ? AND day <> ''", (query.last,)
    for table, column, value, mark in (
        ("story_actor", "actor", query.actor, "."),
        ("story_place", "place", query.place, "/"),
    ):
        if value is not None:  # it, and what is below it
            below = f"SELECT story FROM {table} WHERE {column} = ? OR ({column} >= ? AND {column} < ?)"
            yield f"story IN ({below})", (value, value + mark, value + chr(ord(mark) + 1))
    if query.document is not None:
        yield "story IN (SELECT story FROM story_document WHERE document = ?)", (query.document,)


def story(db: Database, key: str) -> Story | None:
    """The story with this id, or of the claim with it; the beginning of one will do, where only one begins so."""
    if not has_stories(db) or not key:
        return None
    sql = "SELECT DISTINCT story FROM story_claim WHERE claim >= ? AND claim < ? LIMIT 2"
    exact = db.all("SELECT story FROM story_claim WHERE claim = ?", (key,))
    found = exact or db.all(sql, (key, key[:-1] + chr(ord(key[-1]) + 1)))
    if len(found) != 1:
        return None
    return _DECODER.decode(db.value("SELECT body FROM story WHERE story = ?", found[0]))


def stories_in(db: Database, document_id: str) -> tuple[Story, ...]:
    """The stories that a document tells, the weightiest first."""
    return listed(db, StoryQuery(document=document_id, statements=True)).stories


def dyad(db: Database, one: str, other: str) -> tuple[Point, ...]:
    """The months in which something happened between two states, in order."""
    if not has_stories(db):
        return ()
    sql = "SELECT month, score, story FROM story_pair WHERE one = ? AND other = ? ORDER BY month, story"
    rows = db.all(sql, (min(one, other), max(one, other)))
    return tuple(
        point_of(month, [(s, i) for _, s, i in group])
        for month, group in groupby(rows, key=lambda r: str(r[0]))
    )


def dyads(db: Database) -> tuple[Dyad, ...]:
    """All pairs of states between which something is told to have happened, those with most stories first."""
    if not has_stories(db):
        return ()
    sql = "SELECT one, other, count(*), min(month), max(month) FROM story_pair GROUP BY one, other ORDER BY 3 DESC, 1, 2"
    rows = db.all(sql)
    return tuple(Dyad(one=a, other=b, stories=n, first=first, last=last) for a, b, n, first, last in rows)
