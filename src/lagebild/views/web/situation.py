"""The first page: how things stand, and what is new since one looked last.

Takes a request; gives the page: new stories, stories by weight, disputes, corrections, dyads that moved, conditions that claims have met.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

import typer
from starlette.requests import Request
from starlette.responses import Response

from lagebild.errors import LedgerError
from lagebild.ledger import FIRST, Feed, Ledger, Placed, SqliteLedger
from lagebild.ledger.moments import now
from lagebild.stories import Figure, Gist
from lagebild.views.labels import Labels
from lagebild.views.sourcenames import called
from lagebild.views.storywords import amount
from lagebild.views.watching import FIELDS, query_in
from lagebild.views.web.dyads import told_of
from lagebild.views.web.lines import Line, line_of, lines_of
from lagebild.views.web.notes import of_kind
from lagebild.views.web.picture import Picture, Wanted
from lagebild.views.web.places import small_map
from lagebild.views.web.rendering import page
from lagebild.views.web.seat import LOOK, Seat

FEEDS = 20
PINS = 30  # that are looked at: the latest
NEWEST = 50  # claims of a watch that are looked at
SHOWN = 8  # of each kind; the rest is behind a link
PAUSE = timedelta(minutes=30)  # who has been away so long begins a new look
REMEMBERED = 400 * 24 * 3600


@dataclass(frozen=True)
class Corrected:
    """A figure that its source has replaced: the old one, the new one, the story."""

    story: Line
    source: str
    before: str
    after: str
    day: str | None


def situation_page(request: Request) -> Response:
    """How things stand."""
    seat = Seat(request)
    picture = seat.desk.picture()
    labels = seat.labels
    since, cookie = look_of(seat)
    fresh = picture.since(since) if since else []
    weighty = picture.listed(Wanted(), FIRST, SHOWN)
    disputed, n_disputed = picture.disputed(SHOWN)
    remarks = seat.desk.remarks()
    with seat.desk.looking() as ledger:
        feeds = _feeds(ledger)
    response = page(
        request, "situation.html", since=since, fresh=lines_of(fresh[:SHOWN], labels), n_fresh=len(fresh),
        weighty=lines_of(weighty.gists, labels), n_stories=weighty.total,
        disputed=lines_of(disputed, labels), n_disputed=n_disputed, corrected=[_corrected(*pair, labels) for pair in picture.corrections(SHOWN)],
        dyads=told_of(picture.dyads[:SHOWN], picture, labels), met=[e for e in picture.expectations if e.met_by][:SHOWN], watches=_watched(picture, remarks, since), map=small_map(picture, labels),
        pinned=lines_of(_pinned(remarks, picture)[:SHOWN], labels), documents=picture.documents, fields=FIELDS,
        feeds=feeds[:FEEDS], n_feeds=len(feeds),
    )  # fmt: skip
    response.set_cookie(LOOK, cookie, max_age=REMEMBERED, httponly=True, samesite="strict")
    return response


def _feeds(ledger: Ledger) -> list[Feed]:
    """The feeds that are followed, those that fail first."""
    feeds = ledger.following.feeds() if isinstance(ledger, SqliteLedger) else []
    return sorted(feeds, key=lambda feed: (feed.health != "failing", feed.ended is not None, feed.url))


def look_of(seat: Seat) -> tuple[str, str]:
    """Since when things are new, and what to remember of this look: `since|now`. A pause begins a new look."""
    since, _, last = seat.request.cookies.get(LOOK, "").partition("|")
    at = now()
    if not (_is_moment(last) and (_is_moment(since) or not since)):
        return "", f"|{at}"
    paused = datetime.fromisoformat(at) - datetime.fromisoformat(last) > PAUSE
    since = last if paused else since
    return since, f"{since}|{at}"


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo == UTC
    except ValueError:
        return False


def _watched(picture: Picture, remarks: Iterable[Placed], since: str) -> list[tuple[Placed, int]]:
    """The watches, and how many claims that came since the last look meet each: at least so many, of the newest."""
    found = []
    for placed in of_kind(remarks, "watch")[:SHOWN]:
        try:
            came = picture.newest(query_in(placed.remark.value), NEWEST)
        except (typer.BadParameter, ValueError, LedgerError):
            came = []  # of a language of queries that is no longer spoken
        found.append((placed, sum(moment > since for moment in came)))
    return found


def _pinned(remarks: Iterable[Placed], picture: Picture) -> list[Gist]:
    pinned = (claim for placed in of_kind(remarks, "pin") for claim in placed.claims if claim)
    found = (picture.gist(claim) for claim in islice(pinned, PINS))
    return list({gist.story_id: gist for gist in found if gist}.values())


def _corrected(gist: Gist, old: Figure, labels: Labels) -> Corrected:
    """A figure that its source has replaced."""
    new = _next(old, gist.story.figures)
    return Corrected(
        story=line_of(gist, labels),
        source=called(old.actor, old.source, labels),
        before=f"{amount(old, labels)} {old.unit}",
        after=f"{amount(new, labels)} {new.unit}" if new else "",
        day=old.until,
    )


def _next(old: Figure, figures: Sequence[Figure]) -> Figure | None:
    """What the same source gave instead."""
    return next(
        (f for f in figures if f.day == old.until and f.source == old.source and f.kind == old.kind), None
    )
