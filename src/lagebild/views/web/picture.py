"""The stories of a ledger, as pages ask for them.

Takes the ledger's book of stories; gives stories by weight, by claim, by document; dyads, sources, expectations. Lists are asked of the book
page by page, as short stories; what needs many stories at once looks at the weightiest, and what needs many texts at the newest. What was
found once is kept as long as the picture: a state of the ledger.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from heapq import merge
from itertools import islice
from typing import Any, TypeVar

from lagebild.ledger import FIRST, Dyad, GistPage, Ledger, Seek, StoryQuery, gist_page, weight_of
from lagebild.stories import Figure, Gist, Story, gist_of, stories_of
from lagebild.stories.accounts import Account, accounts_of
from lagebild.stories.changes import Change, changes_between
from lagebild.stories.expectations import Expectation, board
from lagebild.stories.relations import Point
from lagebild.views.web.rows import DyadRow

WINDOW = 2000  # stories that are looked at where all would be too many: the weightiest
PAIRS = 200  # dyads of which the months are looked at: those with most stories
TEXTS = 500  # texts that are looked at for expectations, and for what is new: the newest
TOLD = 200  # stories of one document
CHANGED = 300  # stories that are looked at for what has changed
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
class Picture:
    """The stories of one state of a ledger."""

    looking: Callable[[], AbstractContextManager[Ledger]]
    _kept: dict[Hashable, Any] = field(default_factory=dict)

    def warm(self) -> None:
        """Find now what most pages show, so that none of them has to wait for it."""
        _ = self.accounts, self.corrections, self.dyads, self.expectations, self.documents, self.disputed(1)

    def take_over(self, before: "Picture") -> None:
        """Keep what an earlier picture found that no remark changes."""
        for name in ("documents", "expectations"):
            if name in before.__dict__:
                self.__dict__[name] = before.__dict__[name]

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
            story = self.story(key)
            return gist_of(story) if story else None

        return self.kept(("gist", key), find)

    def stories_in(self, document_id: str, count: int = TOLD) -> tuple[Gist, ...]:
        """The stories that a document tells, the weightiest first."""
        with self.looking() as ledger:
            return ledger.stories.gists(StoryQuery(document=document_id, statements=True), count=count).gists

    def between(self, one: str, other: str, seek: Seek, count: int) -> GistPage:
        """Some of the stories that tell what one of two states does to the other."""
        with self.looking() as ledger:
            return ledger.stories.gists(StoryQuery(between=(one, other)), seek=seek, count=count)

    def since(self, moment: str) -> list[Gist]:
        """The stories of events of which a text came after a moment, the weightiest first."""
        return self.kept(("since", moment), lambda: self._since(moment))

    def _since(self, moment: str) -> list[Gist]:
        found: dict[str, Gist] = {}
        with self.looking() as ledger:
            newest = (v.document_id for v in ledger.arrived(TEXTS) if v.fetched_at > moment)
            for gist in self._told(ledger, newest):
                found[gist.story_id] = gist
        return sorted((b for b in found.values() if b.story.type), key=weight_of, reverse=True)

    def disputed(self, count: int) -> tuple[list[Gist], int | None]:
        """The weightiest stories that somebody denies, or that were taken back, and how many there are."""
        return self.kept(("disputed", count), lambda: self._disputed(count))

    def _disputed(self, count: int) -> tuple[list[Gist], int | None]:
        found = [self.listed(Wanted(status=status), FIRST, count) for status in TRUE_TO_NOBODY]
        weighty = merge(*(page.gists for page in found), key=weight_of, reverse=True)
        totals = [page.total for page in found]
        return list(islice(weighty, count)), None if None in totals else sum(t or 0 for t in totals)

    @cached_property
    def events(self) -> tuple[Gist, ...]:
        """The weightiest stories of events, as many as may be looked at."""
        return self.some(Wanted())

    def about(self, actor: str) -> tuple[Gist, ...]:
        """The weightiest stories of events that concern an actor; of all, without one."""
        return self.kept(("about", actor), lambda: self.some(Wanted(actor=actor))) if actor else self.events

    @cached_property
    def corrections(self) -> tuple[tuple[Gist, Figure], ...]:
        """The figures in the weightiest stories that their sources have replaced, the latest first."""
        found = [(gist, figure) for gist in self.events for figure in gist.story.figures if figure.until]
        return tuple(sorted(found, key=lambda pair: pair[1].until or "", reverse=True))

    @cached_property
    def documents(self) -> int:
        """How many there are."""
        with self.looking() as ledger:
            return ledger.counts().documents

    @cached_property
    def dyads(self) -> tuple[DyadRow, ...]:
        """The pairs of states with most stories, those that moved most first."""
        with self.looking() as ledger:
            found = [
                _moved(dyad, ledger.stories.dyad(dyad.one, dyad.other))
                for dyad in ledger.stories.dyads()[:PAIRS]
            ]
        return tuple(sorted(found, key=lambda m: (-abs(m.moved), -m.stories, m.one, m.other)))

    def months(self, one: str, other: str) -> tuple[Point, ...]:
        """The months of a pair of states."""
        with self.looking() as ledger:
            return ledger.stories.dyad(*(actor.split(".")[0] for actor in (one, other)))

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """How the claims of each source fared."""
        return accounts_of(gist.story for gist in self.events)

    @cached_property
    def expectations(self) -> tuple[Expectation, ...]:
        """Who expects what in the newest texts; which conditions have been met."""
        with self.looking() as ledger:
            texts = [ledger.reading(version.version_id) for version in ledger.arrived(TEXTS)]
            readings = [reading for reading in texts if reading]
            gists = self._told(ledger, (r.document.document_id for r in readings))
            told = {t.claim_id: t for gist in gists for t in gist.story.tellings}
        return board(readings, list(told.values()))

    def _told(self, ledger: Ledger, documents: Iterable[str]) -> Iterator[Gist]:
        for document_id in documents:
            yield from ledger.stories.gists(
                StoryQuery(document=document_id, statements=True), count=TOLD
            ).gists

    def changes(self, since: str) -> tuple[Change, ...]:
        """What has changed in the weightiest stories since a day."""
        with self.looking() as ledger:
            stories = ledger.stories.listed(StoryQuery(statements=True), count=CHANGED).stories
        before = stories_of((t for story in stories for t in story.tellings), as_of=since)
        return changes_between(before, stories)


def _moved(dyad: Dyad, points: Sequence[Point]) -> DyadRow:
    last = points[-1]
    before = round(points[-2].cooperation + points[-2].conflict, 2) if len(points) > 1 else 0.0
    return DyadRow(
        one=dyad.one, other=dyad.other, stories=dyad.stories, month=last.month, cooperation=last.cooperation, conflict=last.conflict,
        before=before, moved=round(last.cooperation + last.conflict - before, 2),
    )  # fmt: skip
