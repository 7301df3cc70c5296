"""The stories of a ledger, as pages ask for them.

Takes the ledger's book of stories; gives stories by weight, by claim, by document; dyads, sources, expectations. Lists are asked of the book
page by page, as short stories; what needs many stories at once looks at the weightiest, and what needs many texts at the newest. What was
found once is kept as long as the picture: a state of the ledger.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from heapq import merge
from itertools import islice
from typing import Any, TypeVar

from lagebild.ledger import FIRST, Dyad, GistPage, Ledger, Query, Seek, StoryQuery, gist_page, weight_of
from lagebild.stories import Figure, Gist, Story, gist_of
from lagebild.stories.accounts import Account, accounts_in
from lagebild.stories.changes import Change, as_they_were, changes_between
from lagebild.stories.expectations import Expectation, board
from lagebild.stories.gist import FIGURES
from lagebild.stories.relations import Point
from lagebild.stories.standing import Standing
from lagebild.stories.trackers import TRACKERS, Track, may_track

WEIGHTIEST = 100  # stories on the map of the first page
WINDOW = 2000  # stories that are looked at where all would be too many: the weightiest
PAIRS = 200  # dyads of which the months are looked at: those with most stories
TEXTS = 500  # texts that are looked at for expectations, and for what is new: the newest
MOVERS, MOVERS_OF_MONTH = (
    12,
    5,
)  # stories of which is told on whose word a dyad moved: the weightiest of two months, of one of many
# Stories that are looked at for what has changed, claims of the largest of them, and claims in all.
CHANGED, CHANGED_LARGEST, CHANGED_CLAIMS = 300, 200, 1_000
KEPT = 200  # answers that are kept of one picture
TRUE_TO_NOBODY = ("disputed", "denied", "retracted")
Answer = TypeVar("Answer")


def limit_of(rows: Sequence[object], most: int) -> int:
    """How many rows are looked at, where that may not be all; else 0."""
    return most if len(rows) >= most else 0


@dataclass(frozen=True)
class Wanted:
    """What narrows a list of stories; empty fields do not matter. `since`: the moment after which a text of it came to us."""

    type: str = ""
    actor: str = ""
    status: str = ""
    first: str = ""
    last: str = ""
    since: str = ""
    statements: str = ""

    @property
    def query(self) -> StoryQuery:
        """The same as the book is asked."""
        return StoryQuery(
            type=self.type or None, actor=self.actor or None, status=self.status or None, first=self.first or None,
            last=self.last or None, statements=bool(self.statements),
        )  # fmt: skip


@dataclass(frozen=True)
class Moved:
    """Two states, how many stories they have in common, and how the last month with stories stands against the one before."""

    one: str
    other: str
    stories: int
    months: tuple[str, ...]
    cooperation: float
    conflict: float
    before: float
    moved: float


@dataclass(frozen=True)
class Tracked:
    """The rows of a tracker, the story of each, and how the stories stand that were looked at."""

    tracks: tuple[Track, ...]
    gists: Mapping[str, Gist]
    looked_at: Sequence[Standing]


@dataclass(frozen=True)
class Picture:
    """The stories of one state of a ledger."""

    looking: Callable[[], AbstractContextManager[Ledger]]
    _kept: dict[Hashable, Any] = field(default_factory=dict)

    def warm(self) -> None:
        """Find now what most pages show, so that none of them has to wait for it."""
        _ = self.accounts, self.dyads, self.documents, self.weightiest, self.disputed(1)

    def take_over(self, board: Sequence[Expectation], documents: int | None = None) -> None:
        """Show what was found before, until it is found anew: who expects what, and how many documents there are."""
        self.__dict__["expectations"] = tuple(board)
        if documents is not None:
            self.__dict__["documents"] = documents

    def find_expectations(self) -> tuple[Expectation, ...]:
        """Find anew who expects what; it is shown from then on."""
        self.__dict__["expectations"] = found = self._expectations()
        return found

    def kept(self, key: Hashable, find: Callable[[], Answer]) -> Answer:
        """What was found under this key, or is found now."""
        if key not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept)), None)
            self._kept[key] = find()
        found: Answer = self._kept[key]
        return found

    def listed(self, wanted: Wanted, seek: Seek, count: int) -> GistPage:
        """Some of the stories that fit, the weightiest first."""
        return self.kept((wanted, seek, count), lambda: self._listed(wanted, seek, count))

    def _listed(self, wanted: Wanted, seek: Seek, count: int) -> GistPage:
        if wanted.since:
            fresh = {gist.story_id for gist in self.since(wanted.since)}
            return gist_page([gist for gist in self.some(wanted) if gist.story_id in fresh], seek, count)
        with self.looking() as ledger:
            return ledger.stories.gists(wanted.query, seek=seek, count=count)

    def some(self, wanted: Wanted) -> tuple[Gist, ...]:
        """The weightiest stories that fit, as many as may be looked at."""
        with self.looking() as ledger:
            return ledger.stories.gists(wanted.query, count=WINDOW).gists

    def story(self, key: str) -> Story | None:
        """The story with this id, or that of this claim."""
        with self.looking() as ledger:
            return ledger.stories.story(key)

    def gist(self, key: str) -> Gist | None:
        """The same, short."""

        def find() -> Gist | None:
            found = self.named([key])
            story = None if found else self.story(key)
            return found[0] if found else gist_of(story) if story else None

        return self.kept(("gist", key), find)

    def stories_in(self, document_id: str, count: int) -> tuple[Gist, ...]:
        """The stories that a document tells, the weightiest first."""
        with self.looking() as ledger:
            return ledger.stories.gists(StoryQuery(document=document_id, statements=True), count=count).gists

    def told_beside(self, documents: Sequence[str], story_id: str, count: int) -> tuple[Gist, ...]:
        """The weightiest stories of events that documents tell beside one."""
        with self.looking() as ledger:
            ids = ledger.stories.told_in(documents, events=True, count=count + 1)
            return ledger.stories.named([id for id in ids if id != story_id][:count])

    def between(self, one: str, other: str, seek: Seek, count: int) -> GistPage:
        """Some of the stories that tell what one of two states does to the other."""
        with self.looking() as ledger:
            return ledger.stories.gists(StoryQuery(between=(one, other)), seek=seek, count=count)

    def since(self, moment: str) -> list[Gist]:
        """The stories of events of which a text came after a moment, the weightiest first."""
        return self.kept(("since", moment), lambda: self._since(moment))

    def _since(self, moment: str) -> list[Gist]:
        with self.looking() as ledger:
            newest = (v.document_id for v in ledger.arrived(TEXTS) if v.fetched_at > moment)
            found = ledger.stories.named(ledger.stories.told_in(newest))
        return sorted((gist for gist in found if gist.story.type), key=weight_of, reverse=True)

    def disputed(self, count: int) -> tuple[list[Gist], int | None]:
        """The weightiest stories that somebody denies, or that were taken back, and how many there are."""
        return self.kept(("disputed", count), lambda: self._disputed(count))

    def _disputed(self, count: int) -> tuple[list[Gist], int | None]:
        found = [self.listed(Wanted(status=status), FIRST, count) for status in TRUE_TO_NOBODY]
        weighty = merge(*(page.gists for page in found), key=weight_of, reverse=True)
        totals = [page.total for page in found]
        return list(islice(weighty, count)), None if None in totals else sum(t or 0 for t in totals)

    @cached_property
    def weightiest(self) -> tuple[Gist, ...]:
        """The first of the stories of events."""
        return self.listed(Wanted(), FIRST, WEIGHTIEST).gists

    @cached_property
    def events(self) -> tuple[Gist, ...]:
        """The weightiest stories of events, as many as may be looked at: what a forecast learns from."""
        return self.some(Wanted())

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """How the weightiest stories of events stand, as many as may be looked at."""
        return self._standings("")

    def _standings(self, actor: str) -> tuple[Standing, ...]:
        with self.looking() as ledger:
            return ledger.stories.standings(StoryQuery(actor=actor or None), count=WINDOW)

    def named(self, ids: Sequence[str]) -> tuple[Gist, ...]:
        """The short stories with these ids."""
        with self.looking() as ledger:
            return ledger.stories.named(ids)

    def tracked(self, name: str, actor: str) -> Tracked:
        """The rows of a tracker, from the weightiest stories that concern an actor; from all, without one."""
        return self.kept(("tracked", name, actor), lambda: self._tracked(name, actor))

    def _tracked(self, name: str, actor: str) -> Tracked:
        standings = self._standings(actor) if actor else self.standings
        gists = self.named([s.story for s in standings if may_track(name, s)])
        tracks = TRACKERS[name]([gist.story for gist in gists])
        rows = {track.story for track in tracks}
        return Tracked(tracks, {g.story_id: g for g in gists if g.story_id in rows}, standings)

    def corrections(self, count: int) -> list[tuple[Gist, Figure]]:
        """The latest figures in the weightiest stories that their sources have replaced, the latest first."""
        return self.kept(("corrections", count), lambda: self._corrections(count))

    def _corrections(self, count: int) -> list[tuple[Gist, Figure]]:
        found = [
            (figure.until, standing.story, n)
            for standing in self.standings
            for n, figure in enumerate(standing.figures[:FIGURES])
            if figure.until
        ]
        latest = sorted(found, key=lambda one: one[0], reverse=True)[:count]
        gists = {gist.story_id: gist for gist in self.named([story for _, story, _ in latest])}
        return [(gists[story], gists[story].story.figures[n]) for _, story, n in latest if story in gists]

    @cached_property
    def documents(self) -> int:
        """How many there are."""
        with self.looking() as ledger:
            return ledger.documents()

    @cached_property
    def dyads(self) -> tuple[Moved, ...]:
        """The pairs of states with most stories, those that moved most first."""
        with self.looking() as ledger:
            found = [
                _moved(dyad, ledger.stories.dyad(dyad.one, dyad.other, last=2))
                for dyad in ledger.stories.dyads(PAIRS)
            ]
        return tuple(sorted(found, key=lambda m: (-abs(m.moved), -m.stories, m.one, m.other)))

    def movers(self, one: str, other: str, months: Sequence[str], count: int = MOVERS) -> tuple[Gist, ...]:
        """The weightiest stories that moved a pair of states in these months: on whose word it moved, and how sure they are."""
        key = ("movers", one, other, tuple(months), count)
        return self.kept(key, lambda: self._movers(one, other, months, count))

    def _movers(self, one: str, other: str, months: Sequence[str], count: int) -> tuple[Gist, ...]:
        with self.looking() as ledger:
            return ledger.stories.movers(one, other, months, count)

    def newest(self, query: Query, count: int) -> list[str]:
        """When the newest claims that meet a query came to us."""
        return self.kept(("newest", query, count), lambda: self._newest(query, count))

    def _newest(self, query: Query, count: int) -> list[str]:
        with self.looking() as ledger:
            return [found.read_at for found in islice(ledger.claims(query), count)]

    def months(self, one: str, other: str) -> tuple[Point, ...]:
        """The months of a pair of states."""
        with self.looking() as ledger:
            return ledger.stories.dyad(one.split(".")[0], other.split(".")[0])

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """How the claims of each source fared."""
        return accounts_in(self.standings)

    @cached_property
    def expectations(self) -> tuple[Expectation, ...]:
        """Who expects what in the newest texts; which conditions have been met."""
        return self._expectations()

    def _expectations(self) -> tuple[Expectation, ...]:
        with self.looking() as ledger:
            texts = [ledger.reading(version.version_id) for version in ledger.arrived(TEXTS)]
            readings = [reading for reading in texts if reading]
            gists = ledger.stories.named(ledger.stories.told_in(r.document.document_id for r in readings))
            told = {t.claim_id: t for gist in gists for t in gist.story.tellings}
        return board(readings, list(told.values()))

    def changes(self, since: str) -> list[tuple[Change, Gist]]:
        """What has changed in the weightiest stories since a day, each with the story: of those of not too many claims."""
        return self.kept(("changes", since), lambda: self._changes(since))

    def _changes(self, since: str) -> list[tuple[Change, Gist]]:
        left, chosen = CHANGED_CLAIMS, []
        with self.looking() as ledger:
            for gist in ledger.stories.gists(StoryQuery(statements=True), count=CHANGED).gists:
                if gist.claims <= min(left, CHANGED_LARGEST):
                    left -= gist.claims
                    chosen.append(gist.story_id)
            stories = [story for id in chosen if (story := ledger.stories.story(id))]
        gists = {story.story_id: gist_of(story) for story in stories}
        before = as_they_were(stories, since, self._came(stories))
        return [(c, gists[c.story]) for c in changes_between(before, stories)]

    def _came(self, stories: Sequence[Story]) -> dict[str, str]:
        """When the texts came that have no day."""
        undated = {t.document_id for story in stories for t in story.tellings if t.day is None}
        with self.looking() as ledger:
            return {v.document_id: v.world for id in undated for v in ledger.versions(id) if v.until is None}


def _moved(dyad: Dyad, points: Sequence[Point]) -> Moved:
    last = points[-1]
    before = round(points[-2].cooperation + points[-2].conflict, 2) if len(points) > 1 else 0.0
    return Moved(
        one=dyad.one, other=dyad.other, stories=dyad.stories, months=tuple(point.month for point in points[::-1]),
        cooperation=last.cooperation, conflict=last.conflict, before=before, moved=round(last.cooperation + last.conflict - before, 2),
    )  # fmt: skip
