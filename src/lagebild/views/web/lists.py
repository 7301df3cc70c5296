"""Every list: what it is asked by, and its rows.

One table says which lists there are. Each is a page, `.json`, `.csv` and `/api/…` at once, with the same rows in the same order; what a
list may be asked by stands here for all of them, and for the API's own description.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from starlette.exceptions import HTTPException

from lagebild.ledger import Query, Version
from lagebild.model import Noun
from lagebild.stories import gist_of
from lagebild.stories.trackers import TRACKERS
from lagebild.views.web import rows
from lagebild.views.web.desk import Desk
from lagebild.views.web.picture import Wanted

SIZE, LARGEST, DEEPEST = 50, 500, 100_000
SEARCHED = 2_000  # documents that are looked through: the newest
DAY = r"^\d{4}-\d{2}-\d{2}$"
Asked = dict[str, str]


@dataclass(frozen=True)
class Found:
    """The rows of one page of a list, and how many there are in all; None where counting them would take too long."""

    rows: Sequence[Noun]
    total: int | None
    more: bool


@dataclass(frozen=True)
class Parameter:
    """One thing a list may be asked by."""

    name: str
    means: str
    pattern: str = ""
    needed: bool = False


@dataclass(frozen=True)
class Listing:
    """One list: its name, what it holds, the record of a row, what it may be asked by, and how its rows are found."""

    name: str
    means: str
    row: type[Noun]
    find: Callable[[Desk, Asked, int, int], Found]
    asks: tuple[Parameter, ...] = ()
    paged: tuple[Parameter, ...] = field(
        default=(
            Parameter("page", "The number of the page, from 1.", r"^[1-9]\d{0,4}$"),
            Parameter("size", "Rows on a page, 500 at most.", r"^[1-9]\d{0,2}$"),
        )
    )


def found_in(listing: Listing, desk: Desk, query: Asked) -> Found:
    """The rows that are asked for.

    Raises:
        HTTPException: 422 when something is asked that cannot be.
    """
    asked = checked(listing, query)
    size = min(int(asked.pop("size", SIZE)), LARGEST)
    start = (int(asked.pop("page", 1)) - 1) * size
    if start > DEEPEST:
        raise HTTPException(
            422, f"page: no list goes deeper than {DEEPEST} rows; right would be to narrow it"
        )
    return listing.find(desk, asked, start, size)


def checked(listing: Listing, query: Asked) -> Asked:
    """What is asked, as far as the list knows it.

    Raises:
        HTTPException: 422 with everything that cannot be asked so.
    """
    problems = [
        f"{one.name}: {one.means}"
        for one in (*listing.asks, *listing.paged)
        if not _fits(query.get(one.name, ""), one)
    ]
    if problems:
        raise HTTPException(422, "; ".join(problems))
    known = {one.name for one in (*listing.asks, *listing.paged)}
    return {name: value for name, value in query.items() if name in known and value}


def _fits(value: str, parameter: Parameter) -> bool:
    if not value:
        return not parameter.needed
    if parameter.pattern and not re.fullmatch(parameter.pattern, value, re.ASCII):
        return False
    return parameter.pattern != DAY or _is_day(value)


def _is_day(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def _part(all_of_them: Sequence[Noun], start: int, size: int) -> Found:
    shown = all_of_them[start : start + size]
    return Found(shown, len(all_of_them), len(all_of_them) > start + size)


# ------------------------------------------------------------------ how rows are found


def _stories(desk: Desk, asked: Asked, start: int, size: int) -> Found:
    found, total = desk.picture().listed(Wanted(**asked), start, size)
    more = len(found) == size if total is None else total > start + size
    return Found([rows.story_row(s) for s in found], total, more)


def query_of(asked: Asked) -> Query:
    """What is asked of the ledger."""
    fields = {k: v for k, v in asked.items() if k not in ("words", "between")}
    one, comma, other = asked.get("between", "").partition(",")
    return Query(
        **fields,  # type: ignore[arg-type]
        words=tuple(asked.get("words", "").split()), between=(one, other) if comma else None,
    )  # fmt: skip


def _claims(desk: Desk, asked: Asked, start: int, size: int) -> Found:
    with desk.looking() as ledger:
        found = list(islice(ledger.claims(query_of(asked)), start, start + size + 1))
    return Found([rows.claim_row(f) for f in found[:size]], None, len(found) > size)


def _documents(desk: Desk, asked: Asked, start: int, size: int) -> Found:
    with desk.looking() as ledger:
        found = list(islice(_wanted(ledger.arrived(SEARCHED), asked), start, start + size + 1))
    return Found([rows.document_row(v) for v in found[:size]], None, len(found) > size)


def _wanted(versions: Iterable[Version], asked: Asked) -> Iterator[Version]:
    for version in versions:
        if (
            asked.get("lang", version.lang) == version.lang
            and asked.get("publisher", version.publisher) == version.publisher
        ):
            yield version


def _dyads(desk: Desk, asked: Asked, start: int, size: int) -> Found:
    actor = asked.get("actor")
    found = [d for d in desk.picture().dyads if actor in (None, d.one, d.other)]
    return _part([rows.dyad_row(d) for d in found], start, size)


def _sources(desk: Desk, _: Asked, start: int, size: int) -> Found:
    return _part([rows.source_row(a) for a in desk.picture().accounts], start, size)


def _expectations(desk: Desk, asked: Asked, start: int, size: int) -> Found:
    found = [e for e in desk.picture().expectations if e.met_by or not asked.get("met")]
    return _part([rows.expectation_row(e) for e in found[::-1]], start, size)


def _tracker(name: str) -> Callable[[Desk, Asked, int, int], Found]:
    def find(desk: Desk, asked: Asked, start: int, size: int) -> Found:
        picture = desk.picture()
        stories = {s.story_id: s for s in picture.about(asked.get("actor", ""))}
        tracks = TRACKERS[name]([gist.story for gist in stories.values()])
        return _part([rows.track_row(t, stories[t.story]) for t in tracks], start, size)

    return find


def _remarks(desk: Desk, asked: Asked, start: int, size: int) -> Found:
    kept = [
        p
        for p in desk.remarks()
        if asked.get("kind", p.remark.kind) == p.remark.kind and (p.lost or not asked.get("lost"))
    ]
    return _part([rows.remark_row(p) for p in kept], start, size)


def _aside(desk: Desk, _: Asked, start: int, size: int) -> Found:
    with desk.looking() as ledger:
        return _part([rows.aside_row(q) for q in ledger.quarantined()], start, size)


def _unread(desk: Desk, _: Asked, start: int, size: int) -> Found:
    with desk.looking() as ledger:
        found = [rows.document_row(v) for v in ledger.arrived(SEARCHED)]
    return _part([row for row in found if row.status != "read"], start, size)


def _changes(desk: Desk, asked: Asked, start: int, size: int) -> Found:
    picture = desk.picture()
    found = picture.changes(asked["since"])
    return _part(
        [rows.change_row(c, gist_of(story)) for c in found if (story := picture.story(c.story))], start, size
    )


# ------------------------------------------------------------------ the table

_ACTOR = Parameter("actor", "Only what concerns this actor and all below it, as PRK.", r"^[\w.\-]{1,80}$")
_FIRST = Parameter("first", "On this day or later, as 2024-10-18.", DAY)
_LAST = Parameter("last", "On this day or before, as 2024-10-18.", DAY)
_TYPE = Parameter("type", "Only this event type.", r"^[\w/\-]{1,40}$")
_SINCE = Parameter("since", "Came to this ledger after this moment, as 2024-10-18.", r"^[0-9TZ:.+\-]{10,32}$")
_WORD = r"^[^\x00-\x1f]{1,200}$"

LISTS: tuple[Listing, ...] = (
    Listing(
        "stories", "Stories, the weightiest first: independent origins, documents, day.", rows.StoryRow, _stories,
        (_ACTOR, _TYPE, Parameter("status", "How it stands, as disputed.", r"^[a-z \-]{1,40}$"), _FIRST, _LAST, _SINCE,
         Parameter("statements", "1: with what is said without an event.", "^1$")),
    ),
    Listing(
        "claims", "Claims, the newest first.", rows.ClaimRow, _claims,
        (Parameter("words", "All of these words in the sentence, in any form.", _WORD), _ACTOR,
         Parameter("recipient", "To whom, as RUS.", r"^[\w.\-]{1,80}$"),
         Parameter("between", "Two actors, whichever way round, as RUS,UKR.", r"^[\w.\-]{1,80},[\w.\-]{1,80}$"), _TYPE,
         Parameter("certainty", "How surely, as alleged.", r"^[a-z]{1,20}$"), Parameter("source", "The innermost source, as KOR.SPY.nis.", _WORD),
         Parameter("publisher", "Who printed it.", _WORD), Parameter("lang", "Language of the text, as de.", r"^[a-z]{2,3}$"),
         Parameter("document_id", "Of this document.", _WORD), _FIRST, _LAST),
    ),
    Listing("documents", "The newest 2,000 documents in the wording that stands, those that came last first.", rows.DocumentRow, _documents,
            (Parameter("publisher", "Who printed it.", _WORD), Parameter("lang", "Language of the text, as de.", r"^[a-z]{2,3}$"))),
    Listing("dyads", "Pairs of states, those that moved most first.", rows.DyadRow, _dyads, (_ACTOR,)),
    Listing("sources", "How the claims of each source fared, in counts.", rows.SourceRow, _sources),
    Listing("expectations", "Who expects what, the latest first.", rows.ExpectationRow, _expectations,
            (Parameter("met", "1: only conditions that a claim has met.", "^1$"),)),
    *(Listing(f"trackers/{name}", "One row a story, with figures by source.", rows.TrackRow, _tracker(name), (_ACTOR,)) for name in TRACKERS),
    Listing("remarks", "What analysts wrote and did not take back, the latest first.", rows.RemarkRow, _remarks,
            (Parameter("kind", "Only this kind, as note.", r"^[a-z]{1,20}$"), Parameter("lost", "1: only what has lost its place.", "^1$"))),
    Listing("set-aside", "What could not be read, and why.", rows.AsideRow, _aside),
    Listing("unread", "Of the newest 2,000 documents those that are kept and not read: their language, or no text.", rows.DocumentRow, _unread),
    Listing("changes", "What has changed in the 300 weightiest stories since a day.", rows.ChangeRow, _changes,
            (Parameter("since", "As it stood before this day, as 2024-10-18.", DAY, needed=True),)),
)  # fmt: skip
BY_NAME = {listing.name: listing for listing in LISTS}
