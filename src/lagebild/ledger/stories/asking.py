"""Kept stories -> what is asked of them.

Takes the file; gives stories by weight, one by its id, that of one of its claims or the beginning of either, those that a document tells, and
the months of a dyad. Reads only; `keeping` brings them up to date.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import astuple

from lagebild.ledger.database import Database, DatabaseRow
from lagebild.ledger.pages import FIRST, Seek, page_in
from lagebild.ledger.stories.packing import gist_in, standing_in, story_in
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
from lagebild.stories import Gist, Story, gist_of
from lagebild.stories.relations import Point, point_of
from lagebild.stories.standing import Standing

WEIGHT = ("l.event", "l.origins", "l.documents", "l.day", "l.story")  # as the record of this name
BY_WEIGHT = ", ".join(f"{column} DESC" for column in WEIGHT)
EVENTS = "l.event = 1"
COUNTED = 10_000  # stories that are counted where only some are shown
AT_ONCE = 500  # ids that are asked for with one statement
# Of many claims the short story, of few the story itself.
BODIES = (
    "(SELECT b.body FROM story_gist b WHERE b.story = l.story)",
    "(SELECT s.body FROM story s WHERE s.story = l.story AND NOT EXISTS (SELECT 1 FROM story_gist b WHERE b.story = s.story))",
)


def has_stories(db: Database) -> bool:
    """Whether stories were kept here by today's rules; others may have another form, and are made again before they are shown."""
    return is_made_by_todays_rules(db)


def progress(db: Database) -> tuple[int, int]:
    """How many documents are in the stories, and how many there are."""
    joined = db.value("SELECT count(DISTINCT document) FROM linked_version") if has_stories(db) else 0
    return int(joined), int(db.value("SELECT count(*) FROM document"))


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
    return StoryPage(stories=tuple(story_in(body) for (body,) in rows), total=total)


def every(db: Database) -> Iterator[Story]:
    """All stories, one after another, the weightiest first."""
    if has_stories(db):
        for (body,) in db.each(f"SELECT body FROM story l ORDER BY {BY_WEIGHT}"):
            yield story_in(body)


def gists(db: Database, query: StoryQuery = EVERY_STORY, *, seek: Seek = FIRST, count: int = -1) -> GistPage:
    """The same stories, short, after or before one of them; all, without a count."""
    if not has_stories(db):
        return GistPage(gists=(), total=0)
    sql, values = _some(query, seek)
    rows = db.all(f"{sql} LIMIT ?", (*values, count + 1 if count >= 0 else -1))
    found = [(_weight(*columns).key, _gist(short, whole)) for short, whole, *columns in rows]
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
    return f"SELECT {', '.join((*BODIES, *WEIGHT))} FROM {tables} WHERE {where} ORDER BY {order}", values


def _gist(short: bytes | None, whole: bytes | None) -> Gist:
    return gist_in(short) if short is not None else gist_of(story_in(whole or b""))


def named(db: Database, ids: Sequence[str]) -> tuple[Gist, ...]:
    """The short stories with these ids, in their order; what is not there (any more) is left out."""
    if not has_stories(db):
        return ()
    rows = _of_each(
        db, f"SELECT l.story, {', '.join(BODIES)} FROM story l WHERE l.story IN", dict.fromkeys(ids)
    )
    found = {id: _gist(short, whole) for id, short, whole in rows}
    return tuple(found[id] for id in dict.fromkeys(ids) if id in found)


def told_in(
    db: Database, documents: Iterable[str], *, events: bool = False, count: int | None = None
) -> tuple[str, ...]:
    """The ids of the stories that documents tell, each once, the weightiest first; of events only, and so many."""
    if not has_stories(db):
        return ()
    select = f"SELECT DISTINCT {', '.join(WEIGHT)} FROM story_document d CROSS JOIN story l ON l.story = d.story WHERE d.document IN"
    rows = sorted(set(_of_each(db, select, documents)), reverse=True)
    return tuple(story for event, *_, story in rows if event or not events)[:count]


def _of_each(db: Database, select: str, values: Iterable[str]) -> Iterator[DatabaseRow]:
    """The rows of a statement that ends with `IN`, for any number of values."""
    there = list(values)
    for some in (there[i : i + AT_ONCE] for i in range(0, len(there), AT_ONCE)):
        yield from db.all(f"{select} ({', '.join('?' * len(some))})", some)


def standings(db: Database, query: StoryQuery, count: int) -> tuple[Standing, ...]:
    """How the weightiest stories that fit stand."""
    if not has_stories(db):
        return ()
    tables, where, values = _fitting(query)
    body = "(SELECT body FROM story_standing b WHERE b.story = l.story)"
    rows = db.all(f"SELECT {body} FROM {tables} WHERE {where} ORDER BY {BY_WEIGHT} LIMIT ?", (*values, count))
    return tuple(standing_in(body) for (body,) in rows)


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
    return story_in(db.value("SELECT body FROM story WHERE story = ?", found[0]))


def story_id(db: Database, claim_id: str) -> str | None:
    """The id of the story of a claim."""
    return db.value("SELECT story FROM story_claim WHERE claim = ?", (claim_id,)) if has_stories(db) else None


def stories_in(db: Database, document_id: str) -> tuple[Story, ...]:
    """The stories that a document tells, the weightiest first."""
    return listed(db, StoryQuery(document=document_id, statements=True)).stories


def dyad(db: Database, one: str, other: str, last: int | None = None) -> tuple[Point, ...]:
    """The months in which something happened between two states, in order; the last of them, with a number."""
    if not has_stories(db):
        return ()
    pair = (min(one, other), max(one, other))
    of_pair = "FROM story_pair WHERE one = ? AND other = ? AND score IS NOT NULL"
    first = ""
    for _ in range(last or 0):
        before = db.value(f"SELECT max(month) {of_pair} AND month < ?", (*pair, first or "~"))
        first = before or first
    sql = f"SELECT month, score, story {of_pair} AND month >= ? ORDER BY month, story"
    rows = db.all(sql, (*pair, first))
    return tuple(
        point_of(month, [(s, i) for _, s, i in group])
        for month, group in groupby(rows, key=lambda r: str(r[0]))
    )


def movers(db: Database, one: str, other: str, months: Sequence[str], count: int) -> list[str]:
    """The ids of the weightiest stories that moved two states in these months."""
    if not has_stories(db):
        return []
    by_weight = BY_WEIGHT.replace(
        "l.", "+l."
    )  # the sign keeps SQLite at these months, and off all stories of the pair in their order
    sql = (
        "SELECT l.story FROM story_pair l WHERE l.one = ? AND l.other = ? AND l.score IS NOT NULL"
        f" AND l.month IN ({', '.join('?' * len(months))}) ORDER BY {by_weight} LIMIT ?"
    )
    rows = db.all(sql, (min(one, other), max(one, other), *months, count))
    return [story for (story,) in rows]


def dyads(db: Database, count: int | None = None) -> tuple[Dyad, ...]:
    """The pairs of states between which something is told to have happened, those with most stories first; all, without a count."""
    if not has_stories(db):
        return ()
    months = "FROM story_pair p WHERE p.one = d.one AND p.other = d.other AND p.score IS NOT NULL"
    sql = (
        f"SELECT one, other, stories, (SELECT min(month) {months}), (SELECT max(month) {months})"
        " FROM dyad d WHERE stories > 0 ORDER BY stories DESC, one, other LIMIT ?"
    )
    rows = db.all(sql, (-1 if count is None else count,))
    return tuple(Dyad(one=a, other=b, stories=n, first=first, last=last) for a, b, n, first, last in rows)
