"""Kept stories -> what is asked of them.

Takes the file; gives stories by weight, one by its id, that of one of its claims or the beginning of either, those that a document tells, and
the months of a dyad. Reads only; `keeping` brings them up to date.
"""

from collections.abc import Iterator
from itertools import groupby

import msgspec
from msgspec.structs import astuple

from lagebild.ledger.database import Database
from lagebild.ledger.pages import FIRST, Seek, page_in
from lagebild.ledger.stories.records import (
    EVERY_STORY,
    Dyad,
    GistPage,
    StoryPage,
    StoryQuery,
    Weight,
    weight_in,
)
from lagebild.ledger.stories.release import is_made_by_todays_rules
from lagebild.stories import Gist, Story
from lagebild.stories.relations import Point, point_of

WEIGHT = ("l.event", "l.origins", "l.documents", "l.day", "l.story")  # as the record of this name
BY_WEIGHT = ", ".join(f"{column} DESC" for column in WEIGHT)
EVENTS = "l.event = 1"
COUNTED = 10_000  # stories that are counted where only some are shown
_DECODER = msgspec.msgpack.Decoder(Story)
_GISTS = msgspec.msgpack.Decoder(Gist)


def has_stories(db: Database) -> bool:
    """Whether stories were kept here by today's rules; others may have another form, and are made again before they are shown."""
    return is_made_by_todays_rules(db)


def listed(db: Database, query: StoryQuery = EVERY_STORY, *, count: int | None = None) -> StoryPage:
    """The stories that fit, the weightiest first: independent origins, documents, the latest day."""
    if not has_stories(db):
        return StoryPage(stories=(), total=0)
    tables, where, values = _fitting(query)
    rows = db.all(
        f"SELECT (SELECT body FROM story s WHERE s.story = l.story) FROM {tables} WHERE {where} ORDER BY {BY_WEIGHT} LIMIT ?",
        (*values, -1 if count is None else count),
    )
    total = int(db.value(f"SELECT count(*) FROM {tables} WHERE {where}", values))
    return StoryPage(stories=tuple(_DECODER.decode(body) for (body,) in rows), total=total)


def every(db: Database) -> Iterator[Story]:
    """All stories, one after another, the weightiest first."""
    if has_stories(db):
        for (body,) in db.each(f"SELECT body FROM story l ORDER BY {BY_WEIGHT}"):
            yield _DECODER.decode(body)


def gists(db: Database, query: StoryQuery = EVERY_STORY, *, seek: Seek = FIRST, count: int = -1) -> GistPage:
    """The same stories, short, after or before one of them; all, without a count."""
    if not has_stories(db):
        return GistPage(gists=(), total=0)
    sql, values = _some(query, seek)
    rows = db.all(f"{sql} LIMIT ?", (*values, count + 1 if count >= 0 else -1))
    found = [(_weight(*columns).key, _GISTS.decode(body)) for body, *columns in rows]
    shown = page_in(found, seek, count if count >= 0 else len(found))
    return GistPage(gists=tuple(shown.rows), total=_total(db, query), before=shown.before, after=shown.after)


def _some(query: StoryQuery, seek: Seek) -> tuple[str, tuple[object, ...]]:
    """The statement for the short stories that fit, from a place on in the order of the wish; each with its weight."""
    tables, where, values = _fitting(query)
    order = BY_WEIGHT
    if seek.key:
        # Where only events are asked for, an index has the other columns after that one, and is entered by them.
        columns = WEIGHT[1:] if EVENTS in where else WEIGHT
        where += f" AND ({', '.join(columns)}) {'>' if seek.back else '<'} ({', '.join('?' * len(columns))})"
        values += astuple(weight_in(seek.key))[-len(columns) :]
        order = ", ".join(WEIGHT) if seek.back else order
    body = "(SELECT body FROM story_gist b WHERE b.story = l.story)"
    return f"SELECT {body}, {', '.join(WEIGHT)} FROM {tables} WHERE {where} ORDER BY {order}", values


def _weight(event: int, origins: int, documents: int, day: str, story: str) -> Weight:
    return Weight(event=bool(event), origins=origins, documents=documents, day=day, story=story)


def _total(db: Database, query: StoryQuery) -> int | None:
    """How many stories fit: of all events along their index; else up to a number that nobody counts."""
    tables, where, values = _fitting(query)
    if where == EVENTS:
        return int(db.value(f"SELECT count(*) FROM {tables} WHERE {where}"))
    counted = f"SELECT count(*) FROM (SELECT 1 FROM {tables} WHERE {where} LIMIT {COUNTED + 1})"
    total = int(db.value(counted, values))
    return total if total <= COUNTED else None


def _fitting(query: StoryQuery) -> tuple[str, str, tuple[object, ...]]:
    """The tables, conditions and values of a query. `l` has what stories are sorted by: the stories, or those of an actor or a place."""
    tables, conditions = _lead(query)
    conditions += _conditions(query)
    where = " AND ".join(sql for sql, _ in conditions) or "1"
    return tables, where, tuple(value for _, found in conditions for value in found)


def _lead(query: StoryQuery) -> tuple[str, list[tuple[str, tuple[str, ...]]]]:
    """The table along which a list is read, with the condition on its key."""
    if query.document is not None:
        return "story_document d CROSS JOIN story l ON l.story = d.story", [
            ("d.document = ?", (query.document,))
        ]
    if query.between is not None:
        pair = tuple(sorted(actor.split(".")[0] for actor in query.between))
        return "story_pair l", [("l.one = ? AND l.other = ?", pair)]
    for table, column, value in (
        ("story_actor", "actor", query.actor),
        ("story_place", "place", query.place),
    ):
        if value is not None:
            return f"{table} l", [(f"l.{column} = ?", (value,))]
    return "story l", []


def _conditions(query: StoryQuery) -> Iterator[tuple[str, tuple[str, ...]]]:
    if not query.statements and query.type is None:
        yield EVENTS, ()
    own = query.document is not None or not (query.between or query.actor or query.place)
    for column, value in (("type", query.type), ("status", query.status)):
        if value is not None:
            of = f"l.{column}" if own else f"(SELECT s.{column} FROM story s WHERE s.story = l.story)"
            yield f"{of} = ?", (value,)
    if query.first is not None:
        yield "l.day >= ?", (query.first,)
    if query.last is not None:
        yield "l.day <= ? AND l.day <> ''", (query.last,)
    named = (("story_actor", "actor", query.actor), ("story_place", "place", query.place))
    for table, column, value in (
        named if query.document or query.between else named[1:] if query.actor else ()
    ):
        if value is not None:
            yield f"l.story IN (SELECT story FROM {table} WHERE {column} = ?)", (value,)


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


def story_id(db: Database, claim_id: str) -> str | None:
    """The id of the story of a claim."""
    return db.value("SELECT story FROM story_claim WHERE claim = ?", (claim_id,)) if has_stories(db) else None


def stories_in(db: Database, document_id: str) -> tuple[Story, ...]:
    """The stories that a document tells, the weightiest first."""
    return listed(db, StoryQuery(document=document_id, statements=True)).stories


def dyad(db: Database, one: str, other: str) -> tuple[Point, ...]:
    """The months in which something happened between two states, in order."""
    if not has_stories(db):
        return ()
    sql = "SELECT month, score, story FROM story_pair WHERE one = ? AND other = ? AND score IS NOT NULL ORDER BY month, story"
    rows = db.all(sql, (min(one, other), max(one, other)))
    return tuple(
        point_of(month, [(s, i) for _, s, i in group])
        for month, group in groupby(rows, key=lambda r: str(r[0]))
    )


def dyads(db: Database) -> tuple[Dyad, ...]:
    """All pairs of states between which something is told to have happened, those with most stories first."""
    if not has_stories(db):
        return ()
    sql = "SELECT one, other, count(*), min(month), max(month) FROM story_pair WHERE score IS NOT NULL GROUP BY one, other ORDER BY 3 DESC, 1, 2"
    rows = db.all(sql)
    return tuple(Dyad(one=a, other=b, stories=n, first=first, last=last) for a, b, n, first, last in rows)
