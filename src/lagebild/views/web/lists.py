"""Every list: what it is asked by, and its rows.

One table says which lists there are. Each is a page, `.json`, `.csv` and `/api/…` at once, with the same rows in the same order; what a
list may be asked by stands here for all of them, and for the API's own description. A list that grows with the ledger goes on from a row
(`after`, `before`), one that is all there has numbered pages (`page`); of both an answer names the pages beside it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args

from starlette.exceptions import HTTPException

from lagebild.errors import LedgerError
from lagebild.gazetteer import ACTOR_ID, load_gazetteer
from lagebild.languages import STATEMENT_KINDS
from lagebild.ledger import REMARK_KINDS, Page, Query, Seek, Version, page_in
from lagebild.model import Certainty, Noun
from lagebild.ontology import load_ontology
from lagebild.stories.people import rolled_up
from lagebild.stories.records import Status
from lagebild.stories.trackers import TRACKERS
from lagebild.views.naming import id_named
from lagebild.views.web import rows
from lagebild.views.web.desk import Desk
from lagebild.views.web.picture import Wanted
from lagebild.views.web.questions import unknown_in
from lagebild.views.web.seat import ACTORS

SIZE, LARGEST = 50, 500
OF_STORIES = (rows.StoryRow, rows.TrackRow, rows.DyadRow)  # lists in which states act
SEARCHED = 2_000  # documents that are looked through for one page
DAY = r"^\d{4}-\d{2}-\d{2}$"
Asked = dict[str, str]


@dataclass(frozen=True)
class Wish:
    """Which part of a list: how many rows; of a numbered one which page, of another from which row on."""

    size: int
    page: int
    seek: Seek


@dataclass(frozen=True)
class Found:
    """The rows of one page of a list, and how many there are in all; None where counting them would take too long.

    `before` and `after`: what is asked for the pages beside it; None where there are none.
    """

    rows: Sequence[Any]
    total: int | None
    before: Asked | None
    after: Asked | None


@dataclass(frozen=True)
class Parameter:
    """One thing a list may be asked by."""

    name: str
    means: str
    pattern: str = ""
    needed: bool = False
    words: Callable[[], Sequence[str]] | None = None

    @property
    def right(self) -> str:
        """What may be asked, in words."""
        return f"{self.means} There are {', '.join(self.words())}." if self.words else self.means


_SIZE = Parameter("size", "Rows on a page, 500 at most.", r"^[1-9]\d{0,2}$")
NUMBERED = (Parameter("page", "The number of the page, from 1.", r"^[1-9]\d{0,4}$"), _SIZE)
KEYED = (
    Parameter("after", "The rows after this one; an answer's `next` asks so.", r"^[\w.\-]{1,200}$"),
    Parameter("before", "The rows before this one; an answer's `previous` asks so.", r"^[\w.\-]{1,200}$"),
    _SIZE,
)


@dataclass(frozen=True)
class Listing:
    """One list: its name, what it holds, the record of a row, what it may be asked by, and how its rows are found."""

    name: str
    means: str
    row: type[Noun]
    find: Callable[[Desk, Asked, Wish], Found]
    asks: tuple[Parameter, ...] = ()
    paged: tuple[Parameter, ...] = NUMBERED


def found_in(listing: Listing, desk: Desk, query: Asked) -> Found:
    """The rows that are asked for.

    Raises:
        HTTPException: 422 when something is asked that cannot be.
    """
    asked = checked(listing, query)
    after, before = asked.pop("after", ""), asked.pop("before", "")
    seek = Seek(key=before, back=True) if before and not after else Seek(key=after)
    wish = Wish(min(int(asked.pop("size", SIZE)), LARGEST), int(asked.pop("page", 1)), seek)
    try:
        return listing.find(desk, asked, wish)
    except LedgerError as error:
        raise HTTPException(422, str(error)) from error


def checked(listing: Listing, query: Asked) -> Asked:
    """What is asked, actors by their ids, without what is left empty.

    Raises:
        HTTPException: 422 with everything that cannot be asked so.
    """
    query = {name: _by_id(name, value, rolls=listing.row in OF_STORIES) for name, value in query.items()}
    problems = [
        f"{one.name}: {one.right}"
        for one in (*listing.asks, *listing.paged)
        if not _fits(query.get(one.name, ""), one)
    ]
    known = [one.name for one in (*listing.asks, *listing.paged)]
    for name, right in unknown_in(query, known):
        if name == "page":
            problems.append("page: this list has no numbered pages; right would be the `next` of an answer")
        else:
            problems.append(f"{name}: nothing is asked so here; right would be {right}")
    if problems:
        raise HTTPException(422, "; ".join(problems))
    return {name: value for name, value in query.items() if value}


def _by_id(name: str, value: str, *, rolls: bool) -> str:
    """The ids of whoever is asked for; stories know the state of a ministry or an army."""
    if not value or name not in (*ACTORS, "between"):
        return value
    ids = [id_named(one.strip()) for one in value.split(",")]
    return ",".join(rolled_up(id, load_gazetteer()) if rolls else id for id in ids)


def _fits(value: str, parameter: Parameter) -> bool:
    if not value:
        return not parameter.needed
    if parameter.words and value not in parameter.words():
        return False
    if parameter.pattern and not re.fullmatch(parameter.pattern, value, re.ASCII):
        return False
    return parameter.pattern != DAY or _is_day(value)


def _is_day(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def _part(all_of_them: Sequence[Any], wish: Wish) -> Found:
    """A numbered page."""
    end = wish.page * wish.size
    return Found(
        all_of_them[end - wish.size : end],
        len(all_of_them),
        {"page": str(wish.page - 1)} if wish.page > 1 else None,
        {"page": str(wish.page + 1)} if len(all_of_them) > end else None,
    )


def _keyed(rows: Iterable[Noun], before: str | None, after: str | None, total: int | None = None) -> Found:
    """A page between rows with these keys."""
    return Found(
        list(rows),
        total,
        {"before": before, "after": ""} if before else None,
        {"after": after, "before": ""} if after else None,
    )


# ------------------------------------------------------------------ how rows are found


def _stories(desk: Desk, asked: Asked, wish: Wish) -> Found:
    found = desk.picture().listed(Wanted(**asked), wish.seek, wish.size)
    return _keyed(map(rows.story_row, found.gists), found.before, found.after, found.total)


def query_of(asked: Asked) -> Query:
    """What is asked of the ledger."""
    fields = {k: v for k, v in asked.items() if k not in ("words", "between")}
    one, comma, other = asked.get("between", "").partition(",")
    return Query(
        **fields,  # type: ignore[arg-type]
        words=tuple(asked.get("words", "").split()), between=(one, other) if comma else None,
    )  # fmt: skip


def _claims(desk: Desk, asked: Asked, wish: Wish) -> Found:
    with desk.looking() as ledger:
        found = ledger.page(query_of(asked), wish.seek, wish.size)
    return _keyed(map(rows.claim_row, found.rows), found.before, found.after)


def _documents(desk: Desk, asked: Asked, wish: Wish) -> Found:
    here = documents_found(desk, asked, wish)
    return _keyed(map(rows.document_row, here.rows), here.before, here.after)


def documents_found(desk: Desk, asked: Asked, wish: Wish) -> Page[Version]:
    """The documents of a page. Where only some are wanted, as many as may be looked through; the next page goes on behind the last one that was."""
    most = SEARCHED if asked else wish.size + 1
    with desk.looking() as ledger:
        looked = list(ledger.arrived(most, wish.seek))
    wanted = [(version.version_id, version) for version in looked if _is_wanted(version, asked)]
    here = page_in(wanted, wish.seek, wish.size)
    last = looked[-1].version_id if asked and len(looked) == most else None
    before, after = (here.before or last, here.after) if wish.seek.back else (here.before, here.after or last)
    return Page(here.rows, before, after)


def _is_wanted(version: Version, asked: Asked) -> bool:
    return all(
        asked.get(name, there) == there
        for name, there in (("lang", version.lang), ("publisher", version.publisher))
    )


def _dyads(desk: Desk, asked: Asked, wish: Wish) -> Found:
    picture, actor = desk.picture(), asked.get("actor")
    found = _part([d for d in picture.dyads if actor in (None, d.one, d.other)], wish)
    return replace(
        found, rows=[rows.dyad_row(d, picture.movers(d.one, d.other, d.months)) for d in found.rows]
    )


def _sources(desk: Desk, _: Asked, wish: Wish) -> Found:
    return _part([rows.source_row(a) for a in desk.picture().accounts], wish)


def _expectations(desk: Desk, asked: Asked, wish: Wish) -> Found:
    found = [e for e in desk.picture().expectations if e.met_by or not asked.get("met")]
    return _part([rows.expectation_row(e) for e in found[::-1]], wish)


def _tracker(name: str) -> Callable[[Desk, Asked, Wish], Found]:
    def find(desk: Desk, asked: Asked, wish: Wish) -> Found:
        tracked = desk.picture().tracked(name, asked.get("actor", ""))
        return _part([rows.track_row(t, tracked.gists[t.story]) for t in tracked.tracks], wish)

    return find


def _remarks(desk: Desk, asked: Asked, wish: Wish) -> Found:
    kept = [
        p
        for p in desk.remarks()
        if asked.get("kind", p.remark.kind) == p.remark.kind and (p.lost or not asked.get("lost"))
    ]
    return _part([rows.remark_row(p) for p in kept], wish)


def _aside(desk: Desk, _: Asked, wish: Wish) -> Found:
    with desk.looking() as ledger:
        return _part([rows.aside_row(q) for q in ledger.quarantined()], wish)


def _unread(desk: Desk, _: Asked, wish: Wish) -> Found:
    with desk.looking() as ledger:
        found = [rows.document_row(v) for v in ledger.arrived(SEARCHED)]
    return _part([row for row in found if row.status != "read"], wish)


def _changes(desk: Desk, asked: Asked, wish: Wish) -> Found:
    return _part([rows.change_row(c, gist) for c, gist in desk.picture().changes(asked["since"])], wish)


# ------------------------------------------------------------------ the table

_WHO = ACTOR_ID.pattern
_ACTOR = Parameter(
    "actor", "Only what concerns this actor and all below it, as PRK or North Korea.", f"^{_WHO}$"
)
_FIRST = Parameter("first", "On this day or later, as 2024-10-18.", DAY)
_LAST = Parameter("last", "On this day or before, as 2024-10-18.", DAY)


def _types() -> Sequence[str]:
    return sorted(load_ontology().types)


_TYPE = Parameter("type", "Only this event type.", words=_types)
_KIND = Parameter(
    "type", "Only this event type, or kind of statement.", words=lambda: (*_types(), *STATEMENT_KINDS)
)
_SINCE = Parameter("since", "Came to this ledger after this moment, as 2024-10-18.", r"^[0-9TZ:.+\-]{10,32}$")
_WORD = r"^[^\x00-\x1f]{1,200}$"

LISTS: tuple[Listing, ...] = (
    Listing(
        "stories", "Stories, the weightiest first: independent origins, documents, day.", rows.StoryRow, _stories,
        (_ACTOR, _TYPE, Parameter("status", "How it stands, as disputed.", words=lambda: get_args(Status)), _FIRST, _LAST, _SINCE,
         Parameter("statements", "1: with what is said without an event.", "^1$")), KEYED,
    ),
    Listing(
        "claims", "Claims, the newest first.", rows.ClaimRow, _claims,
        (Parameter("words", "All of these words in the sentence, in any form.", _WORD), _ACTOR,
         Parameter("recipient", "To whom, as RUS or Russia.", f"^{_WHO}$"),
         Parameter("between", "Two actors, whichever way round, as RUS,UKR.", f"^{_WHO},{_WHO}$"),
         Parameter("country", "Who acts or to whom it is done, as RUS or Russia.", f"^{_WHO}$"), _KIND,
         Parameter("certainty", "How surely, as alleged.", words=lambda: get_args(Certainty)), Parameter("source", "The innermost source, as KOR.SPY.nis.", _WORD),
         Parameter("publisher", "Who printed it.", _WORD), Parameter("lang", "Language of the text, as de.", r"^[a-z]{2,3}$"),
         Parameter("document_id", "Of this document.", _WORD), _FIRST, _LAST), KEYED,
    ),
    Listing("documents", "Documents in the wording that stands, those that came last first.", rows.DocumentRow, _documents,
            (Parameter("publisher", "Who printed it.", _WORD), Parameter("lang", "Language of the text, as de.", r"^[a-z]{2,3}$")), KEYED),
    Listing("dyads", "Pairs of states, those that moved most first.", rows.DyadRow, _dyads, (_ACTOR,)),
    Listing("sources", "How the claims of each source fared, in counts.", rows.SourceRow, _sources),
    Listing("expectations", "Who expects what, the latest first.", rows.ExpectationRow, _expectations,
            (Parameter("met", "1: only conditions that a claim has met.", "^1$"),)),
    *(Listing(f"trackers/{name}", "One row a story, with figures by source.", rows.TrackRow, _tracker(name), (_ACTOR,)) for name in TRACKERS),
    Listing("remarks", "What analysts wrote and did not take back, the latest first.", rows.RemarkRow, _remarks,
            (Parameter("kind", "Only this kind, as note.", words=lambda: REMARK_KINDS), Parameter("lost", "1: only what has lost its place.", "^1$"))),
    Listing("set-aside", "What could not be read, and why.", rows.AsideRow, _aside),
    Listing("unread", "Of the newest 2,000 documents those that are kept and not read: their language, or no text.", rows.DocumentRow, _unread),
    Listing("changes", "What has changed since a day in the weightiest stories: of 300 those of at most 200 claims, 1,000 claims in all.", rows.ChangeRow, _changes,
            (Parameter("since", "As it stood before this day, as 2024-10-18.", DAY, needed=True),)),
)  # fmt: skip
BY_NAME = {listing.name: listing for listing in LISTS}
