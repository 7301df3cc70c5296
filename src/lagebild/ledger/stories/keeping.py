"""The claims that count -> their stories, in the ledger.

Takes the file and a way to have a version's claims as linking sees them; makes again the stories that new or replaced versions and new decisions
of analysts touch, and no others.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from lagebild.gazetteer import load_gazetteer
from lagebild.ledger.database import Database, statements_of
from lagebild.ledger.stories.forms import bring_forward, is_of_the_form_before
from lagebild.ledger.stories.packing import packed, packed_standing
from lagebild.ledger.stories.release import is_made_by_todays_rules, todays_rules
from lagebild.ledger.stories.shelf import TableShelf
from lagebild.stories import Constraints, Linker, Story, Telling, gist_of, load_rules, story_of
from lagebild.stories.relations import UNTRUE, day_of, pairs_of, score_of
from lagebild.stories.standing import standing_of

# With the number of their columns.
_STORY_TABLES = {
    "story": 9,
    "story_gist": 2,
    "story_standing": 2,
    "story_claim": 2,
    "story_document": 2,
    "story_actor": 6,
    "story_place": 6,
    "story_pair": 9,
}
TABLES = (
    "linked",
    "linked_key",
    "linked_match",
    "linked_cut",
    "linked_version",
    "linked_by",
    *_STORY_TABLES,
    "dyad",
)
BATCH = 500  # versions that are linked between two writings
SHELF = "shelf"  # under which the shelf of the last linking is held
FEW = 20  # versions that are linked in the same writing as all else


def is_up_to_date(db: Database, constraints: Constraints) -> bool:
    """Whether the stories are those of the versions that stand and of these decisions, by today's rules."""
    if not is_made_by_todays_rules(db):
        return False
    return _latest(db) == db.value("SELECT latest FROM linked_by") and _decided(db) == constraints


def link_anew(db: Database, constraints: Constraints, tell: Callable[[str], Sequence[Telling]]) -> int:
    """Bring the stories up to date with the versions that stand; gives how many stories were made again.

    1. when the rules have changed, begin from nothing; what is kept in the form before this one is brought into it
    2. claims of versions that no longer stand go, what analysts decided anew is compared anew
    3. the claims of new versions come, some versions at a time, and the components that they touch are cut again
    4. it is noted which versions that were

    Of a few new versions all of it is one transaction. Of many each of these is one, so that who writes documents meanwhile waits for none of
    it long; what is interrupted goes on at the next call. No text is read inside a transaction.
    """
    latest = _latest(db)
    known = {version_id: tuple(tell(version_id)) for version_id in _few_new(db)}
    with db.transaction():
        linker, new, made = _begin(db, constraints)
        few = known.keys() >= {version_id for _, _, version_id in new}
        if few:
            made += _link_some(db, linker, new, known) if new else 0
            note(db, constraints, latest)
    if not few:
        for some in (new[i : i + BATCH] for i in range(0, len(new), BATCH)):
            told = {version_id: tuple(tell(version_id)) for _, _, version_id in some}
            with db.transaction():
                if db.others_wrote():  # asked here: it may have had to wait for them
                    linker = _linker(db, constraints)
                made += _link_some(db, linker, some, told)
        with db.transaction():
            note(db, constraints, latest)
    db.held[SHELF] = linker.shelf
    return made


def _linker(db: Database, constraints: Constraints) -> Linker:
    """On the shelf of the last linking, where nobody else has written since: news goes on where it was. A linking that fails leaves none."""
    others, held = db.others_wrote(), db.held.pop(SHELF, None)
    shelf = held if isinstance(held, TableShelf) and not others else TableShelf(db)
    return Linker(constraints=constraints, shelf=shelf)


def _few_new(db: Database) -> list[str]:
    """The versions that are to come, where they are few."""
    if not is_made_by_todays_rules(db):
        return []
    _, new = _moved(db)
    return [version_id for _, _, version_id in new] if len(new) <= FEW else []


def _begin(db: Database, constraints: Constraints) -> tuple[Linker, list[tuple[int, int, str]], int]:
    """What is old goes, what was decided anew is compared; gives the versions that are to come. Inside a transaction."""
    if not is_made_by_todays_rules(db):
        db.held.pop(SHELF, None)
        if not _bring_forward(db):
            empty(db)
        make_tables(db)
    linker = _linker(db, constraints)
    gone, new = _moved(db)
    _let_go(db, linker, gone)
    _compare_again(linker, _decided(db), constraints)
    made = _put_stories(db, linker)
    note(db, constraints, int(db.value("SELECT latest FROM linked_by") or 0))
    return linker, new, made


def _link_some(
    db: Database,
    linker: Linker,
    versions: Iterable[tuple[int, int, str]],
    told: Mapping[str, Sequence[Telling]],
) -> int:
    """Put the claims of versions in, but of those that went meanwhile or that another program has put in. Inside a transaction."""
    assert isinstance(linker.shelf, TableShelf)
    there = "SELECT 1 FROM version WHERE version = ? AND version_id = ? AND version NOT IN (SELECT version FROM linked_version)"
    come = [
        (version, document, version_id)
        for version, document, version_id in versions
        if db.value(there, (version, version_id)) is not None
    ]
    for version, _, version_id in come:
        linker.shelf.version_of |= dict.fromkeys((t.claim_id for t in told[version_id]), version)
    linker.add(telling for _, _, version_id in come for telling in told[version_id])
    db.many("INSERT INTO linked_version VALUES (?, ?, ?)", come)
    return _put_stories(db, linker)


def forget(db: Database, document: int) -> None:
    """Take a document's claims out of the stories, as if they had never been there. Inside a transaction."""
    db.held.pop(SHELF, None)
    if not is_made_by_todays_rules(db) and not _bring_forward(db):
        empty(db)
        return
    versions = [v for (v,) in db.all("SELECT version FROM linked_version WHERE document = ?", (document,))]
    linker = _linker(db, _decided(db))
    _let_go(db, linker, versions)
    _put_stories(db, linker)
    # The highest number is given anew when its version goes.
    db.run(
        "UPDATE linked_by SET latest = min(latest, (SELECT coalesce(max(version), 0) FROM version WHERE document <> ?))",
        (document,),
    )


def _bring_forward(db: Database) -> bool:
    """Bring stories of the form before this one into it, if they are and can be; says whether they were. Inside a transaction."""
    return is_of_the_form_before(db) and bring_forward(db, make_tables)


def make_tables(db: Database) -> None:
    """The tables, where they are not there yet."""
    for statement in statements_of(_script()):
        db.run(statement)


@cache
def _script() -> str:
    return resources.files(__package__).joinpath("tables.sql").read_text("utf-8")


def empty(db: Database) -> None:
    """Without stories, as before the first linking."""
    for table in TABLES:
        db.run(f"DROP TABLE IF EXISTS {table}")


# ------------------------------------------------------------------ what has changed


def _latest(db: Database) -> int:
    """The number of the version that came last."""
    return int(db.value("SELECT coalesce(max(version), 0) FROM version"))


def _moved(db: Database) -> tuple[list[int], list[tuple[int, int, str]]]:
    """The versions that went, and those that came, with document and id, in the order of their coming. Only documents that got a version
    since are looked at.
    """
    latest = db.value("SELECT latest FROM linked_by") or 0
    standing = (
        "SELECT version, document, version_id FROM version AS v WHERE document IN (SELECT document FROM version WHERE version > ?)"
        " AND NOT EXISTS (SELECT 1 FROM version AS n WHERE n.document = v.document AND (n.world, n.version) > (v.world, v.version))"
    )
    now = db.all(f"{standing} ORDER BY version", (latest,))
    gone, new = [], []
    for version, document, version_id in now:
        before = [n for (n,) in db.all("SELECT version FROM linked_version WHERE document = ?", (document,))]
        gone += [n for n in before if n != version]
        if version not in before:
            new.append((version, document, version_id))
    return gone, new


def _decided(db: Database) -> Constraints:
    row = db.one("SELECT together, apart FROM linked_by")
    if row is None:
        return Constraints()
    together, apart = (frozenset(msgspec.json.decode(each, type=list[tuple[str, str]])) for each in row)
    return Constraints(together=together, apart=apart)


def note(db: Database, constraints: Constraints, latest: int) -> None:
    """What the stories were made of: today's rules, all versions up to the latest, these decisions."""
    together, apart = (
        msgspec.json.encode(sorted(each)).decode() for each in (constraints.together, constraints.apart)
    )
    db.run("DELETE FROM linked_by")
    db.run("INSERT INTO linked_by VALUES (?, ?, ?, ?)", (todays_rules(), latest, together, apart))


def _let_go(db: Database, linker: Linker, versions: Sequence[int]) -> None:
    for version in versions:
        rows = db.all("SELECT claim FROM linked WHERE version = ?", (version,))
        linker.remove([claim for (claim,) in rows])
        db.run("DELETE FROM linked_version WHERE version = ?", (version,))


def _compare_again(linker: Linker, before: Constraints, now: Constraints) -> None:
    """The claims on whose pairs analysts have decided otherwise since."""
    pairs = (before.together ^ now.together) | (before.apart ^ now.apart)
    linker.again(sorted({claim for pair in pairs for claim in pair}))


# ------------------------------------------------------------------ stories


def _put_stories(db: Database, linker: Linker) -> int:
    """The stories of all groups that are no longer as they were, in the place of those that are no more."""
    rules, shelf = load_rules(), linker.shelf
    assert isinstance(shelf, TableShelf)
    settled = linker.settle()
    stories = [story_of(group, rules) for group in settled.made]
    _drop(db, settled.gone | {story.story_id for story in stories})
    put_stories(db, stories)
    shelf.let_go()
    return len(stories)


def _drop(db: Database, stories: Iterable[str]) -> None:
    """These stories, where they are there."""
    sql = "SELECT story FROM story WHERE story IN (SELECT value FROM json_each(?)) ORDER BY story"
    old = [story for (story,) in db.all(sql, (msgspec.json.encode(list(stories)).decode(),))]
    for table in _STORY_TABLES:
        db.many(f"DELETE FROM {table} WHERE story = ?", ((story,) for story in old))


def put_stories(db: Database, stories: Sequence[Story]) -> None:
    """Keep stories, with what lists are narrowed by; one statement a table."""
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _STORY_TABLES}
    for story in stories:
        for table, found in zip(_STORY_TABLES, _rows_of(story), strict=True):
            rows[table] += found
    for table, columns in _STORY_TABLES.items():
        db.many(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", sorted(rows[table], key=_key))


def _key(row: Sequence[Any]) -> tuple[str, str]:
    """The order in which rows are put in: along the key."""
    return str(row[0]), str(row[1])


def _rows_of(story: Story) -> Iterator[Iterable[tuple[Any, ...]]]:
    """The rows of one story, table by table."""
    id, told = story.story_id, story.tellings
    bare = tuple(msgspec.structs.replace(t, sketch=frozenset()) for t in told)
    story = msgspec.structs.replace(story, tellings=bare)
    documents = {t.document_id for t in told}
    actors = {a for t in told for a in (*t.actors, *t.recipients, *t.against)}
    places = {p for t in told for p in (t.place, t.country) if p}
    weight = bool(story.type), story.part("overall").count, len(documents), day_of(story) or ""
    gist = gist_of(story)
    yield ((id, *weight, story.type, story.status, story.phase or "", packed(story)),)
    # A story of few claims is its own short one.
    yield ((id, packed(gist)),) if gist.story is not story else ()
    yield ((id, packed_standing(standing_of(story))),)
    yield ((t.claim_id, id) for t in told)
    yield ((name, id) for name in documents)
    yield ((name, *weight, id) for name in above_all(actors, "."))
    yield ((name, *weight, id) for name in above_all(places, "/"))
    yield ((*pair, *weight) for pair in _pairs(story))


def above_all(names: Iterable[str], mark: str) -> set[str]:
    """Names with all that they are below: who looks for a state finds its army."""
    parts = (name.split(mark) for name in names)
    return {mark.join(each[: n + 1]) for each in parts for n in range(len(each))}


def _pairs(story: Story) -> Iterator[tuple[str, str, str, str, float | None]]:
    day = day_of(story)
    score = None if story.status in UNTRUE or not day else score_of(story)
    if story.type:
        for one, other in sorted(pairs_of(story, load_gazetteer().countries)):
            yield one, other, (day or "")[:7], story.story_id, score
