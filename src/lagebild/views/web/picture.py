"""The stories of a ledger, as pages ask for them.

Takes the ledger's book of stories; gives stories by weight, by claim, by document; dyads, sources, expectations. Lists are asked of the book
page by page; what needs many stories at once looks at the weightiest, and what needs many texts at the newest.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property

from lagebild.ledger import Dyad, Ledger, StoryQuery
from lagebild.model import Noun, Reading
from lagebild.stories import Story, stories_of
from lagebild.stories.accounts import Account, accounts_of
from lagebild.stories.changes import Change, changes_between
from lagebild.stories.expectations import Expectation, board
from lagebild.stories.relations import Point

WINDOW = 2000  # stories that are looked at where all would be too many: the weightiest
PAIRS = 200  # dyads of which the months are looked at: those with most stories
TEXTS = 500  # texts that are looked at for expectations, and for what is new: the newest


def limit_of(rows: Sequence[object], most: int) -> int:
    """How many rows are looked at, where that may not be all; else 0."""
    return most if len(rows) >= most else 0


class Moved(Noun, frozen=True):
    """Two states, how many stories they have in common, and how the last month with stories stands against the one before."""

    one: str
    other: str
    stories: int
    month: str
    cooperation: float
    conflict: float
    before: float

    @property
    def moved(self) -> float:
        """By how much the balance has changed."""
        return round(self.cooperation + self.conflict - self.before, 2)


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

    def listed(self, wanted: Wanted, start: int, count: int) -> tuple[Sequence[Story], int]:
        """Some of the stories that fit, the weightiest first, and how many there are."""
        if wanted.since:
            fresh = {story.story_id for story in self.since(wanted.since)}
            found = [story for story in self.some(wanted) if story.story_id in fresh]
            return found[start : start + count], len(found)
        with self.looking() as ledger:
            page = ledger.stories.listed(wanted.query, offset=start, count=count)
        return page.stories, page.total

    def some(self, wanted: Wanted) -> tuple[Story, ...]:
        """The weightiest stories that fit, as many as may be looked at."""
        with self.looking() as ledger:
            return ledger.stories.listed(wanted.query, count=WINDOW).stories

    def story(self, key: str) -> Story | None:
        """The story with this id, or that of this claim."""
        with self.looking() as ledger:
            return ledger.stories.story(key)

    def stories_in(self, document_id: str) -> tuple[Story, ...]:
        """The stories that a document tells, the weightiest first."""
        with self.looking() as ledger:
            return ledger.stories.in_document(document_id)

    def since(self, moment: str) -> list[Story]:
        """The stories of events of which a text came after a moment, the weightiest first."""
        found: dict[str, Story] = {}
        with self.looking() as ledger:
            for version in ledger.arrived(TEXTS):
                if version.fetched_at > moment:
                    for story in ledger.stories.in_document(version.document_id):
                        found[story.story_id] = story
        return sorted((s for s in found.values() if s.type), key=_weight, reverse=True)

    @cached_property
    def events(self) -> tuple[Story, ...]:
        """The weightiest stories of events, as many as may be looked at."""
        return self.some(Wanted())

    def about(self, actor: str) -> tuple[Story, ...]:
        """The weightiest stories of events that concern an actor; of all, without one."""
        return self.some(Wanted(actor=actor)) if actor else self.events

    @cached_property
    def documents(self) -> int:
        """How many there are."""
        with self.looking() as ledger:
            return ledger.counts().documents

    @cached_property
    def dyads(self) -> tuple[Moved, ...]:
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
        return accounts_of(self.events)

    @cached_property
    def expectations(self) -> tuple[Expectation, ...]:
        """Who expects what in the newest texts; which conditions have been met."""
        with self.looking() as ledger:
            texts = [ledger.reading(version.version_id) for version in ledger.arrived(TEXTS)]
            told = {t.claim_id: t for s in self._told(ledger, texts) for t in s.tellings}
        return board((reading for reading in texts if reading), list(told.values()))

    def _told(self, ledger: Ledger, texts: Iterable[Reading | None]) -> Iterator[Story]:
        for reading in texts:
            if reading:
                yield from ledger.stories.in_document(reading.document.document_id)

    def changes(self, since: str) -> tuple[Change, ...]:
        """What has changed in stories since a day."""
        stories = self.some(Wanted(statements="1"))
        before = stories_of((t for story in stories for t in story.tellings), as_of=since)
        return changes_between(before, stories)


def _weight(story: Story) -> tuple[int, int, str]:
    return story.part("overall").count, len({t.document_id for t in story.tellings}), story.story_id


def _moved(dyad: Dyad, points: Sequence[Point]) -> Moved:
    last = points[-1]
    before = points[-2] if len(points) > 1 else None
    return Moved(
        one=dyad.one, other=dyad.other, stories=dyad.stories, month=last.month, cooperation=last.cooperation, conflict=last.conflict,
        before=round(before.cooperation + before.conflict, 2) if before else 0.0,
    )  # fmt: skip


def certainties_of(story: Story) -> dict[str, int]:
    """How many claims of a story have which certainty, the commonest first."""
    return dict(Counter(t.certainty for t in story.tellings).most_common())
