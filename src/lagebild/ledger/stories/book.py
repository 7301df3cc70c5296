"""The stories of a ledger: brought up to date, listed, found.

`StoryBook` is what is asked of them; `TableBook` keeps them in the ledger's file, `ListBook` in memory, plainly.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from lagebild.ledger.database import Database
from lagebild.ledger.pages import FIRST, Seek
from lagebild.ledger.stories import asking, keeping, listing
from lagebild.ledger.stories.forms import is_of_the_form_before
from lagebild.ledger.stories.listing import weight_of
from lagebild.ledger.stories.records import EVERY_STORY, Dyad, GistPage, StoryPage, StoryQuery
from lagebild.stories import Constraints, Gist, Story, Telling, gist_of, stories_of
from lagebild.stories.relations import Point
from lagebild.stories.standing import Standing, standing_of

NO_CONSTRAINTS = Constraints()
Tell = Callable[[str], Sequence[Telling]]  # of a version, by its id, the claims


class StoryBook(Protocol):
    """The stories of one ledger."""

    def link(self, tell: Tell, constraints: Constraints = NO_CONSTRAINTS) -> int:
        """Bring the stories up to date with the wordings that stand and what analysts decided; gives how many were made again."""

    def is_up_to_date(self, constraints: Constraints = NO_CONSTRAINTS) -> bool:
        """Whether the stories are those of the wordings that stand and of these decisions."""

    def progress(self) -> tuple[int, int]:
        """How many documents are in the stories, and how many there are."""

    def is_of_the_form_before(self) -> bool:
        """Whether bringing them up to date begins with bringing them into today's form."""

    def listed(self, query: StoryQuery = EVERY_STORY, *, count: int | None = None) -> StoryPage:
        """The stories that fit, the weightiest first: independent origins, documents, the latest day."""

    def every(self) -> Iterator[Story]:
        """All stories, statements too, one after another, the weightiest first."""

    def gists(self, query: StoryQuery = EVERY_STORY, *, seek: Seek = FIRST, count: int = -1) -> GistPage:
        """The same stories, short enough for lists, after or before one of them; all, without a count. Of very many not how many there are.

        Raises:
            LedgerError: when the key names no place.
        """

    def story(self, key: str) -> Story | None:
        """The story with this id, or of the claim with it; the beginning of one will do, where only one story has it."""

    def in_document(self, document_id: str) -> tuple[Story, ...]:
        """The stories that a document tells, statements too."""

    def named(self, ids: Sequence[str]) -> tuple[Gist, ...]:
        """The short stories with these ids, in their order; what is not there (any more) is left out."""

    def told_in(
        self, documents: Iterable[str], *, events: bool = False, count: int | None = None
    ) -> tuple[str, ...]:
        """The ids of the stories that documents tell, each once, the weightiest first; of events only, and so many."""

    def standings(self, query: StoryQuery = EVERY_STORY, *, count: int) -> tuple[Standing, ...]:
        """How the weightiest stories that fit stand: what the accounts of their sources need."""

    def dyad(self, one: str, other: str, last: int | None = None) -> tuple[Point, ...]:
        """The months in which stories moved two states, in order; the last of them, with a number."""

    def movers(self, one: str, other: str, months: Sequence[str], count: int) -> tuple[Gist, ...]:
        """The weightiest stories that moved two states in these months."""

    def dyads(self, count: int | None = None) -> tuple[Dyad, ...]:
        """The pairs of states that stories moved, those with most stories first; all, without a count."""


@dataclass(frozen=True)
class TableBook:
    """A `StoryBook` in the ledger's file."""

    db: Database

    def story_id(self, claim_id: str) -> str | None:
        """The id of the story of a claim."""
        return asking.story_id(self.db, claim_id)

    def link(self, tell: Tell, constraints: Constraints = NO_CONSTRAINTS) -> int:
        """Bring the stories up to date, some versions at a time."""
        return keeping.link_anew(self.db, constraints, tell)

    def is_up_to_date(self, constraints: Constraints = NO_CONSTRAINTS) -> bool:
        """Whether nothing has changed since."""
        return keeping.is_up_to_date(self.db, constraints)

    def is_of_the_form_before(self) -> bool:
        """Whether bringing them up to date begins with bringing them into today's form."""
        return is_of_the_form_before(self.db)

    def progress(self) -> tuple[int, int]:
        """How many documents are in them, and how many there are."""
        return asking.progress(self.db)

    def listed(self, query: StoryQuery = EVERY_STORY, *, count: int | None = None) -> StoryPage:
        """The stories that fit."""
        return asking.listed(self.db, query, count=count)

    def every(self) -> Iterator[Story]:
        """All of them."""
        return asking.every(self.db)

    def gists(self, query: StoryQuery = EVERY_STORY, *, seek: Seek = FIRST, count: int = -1) -> GistPage:
        """The same, short."""
        return asking.gists(self.db, query, seek=seek, count=count)

    def story(self, key: str) -> Story | None:
        """One story."""
        return asking.story(self.db, key)

    def in_document(self, document_id: str) -> tuple[Story, ...]:
        """The stories of a document."""
        return asking.stories_in(self.db, document_id)

    def named(self, ids: Sequence[str]) -> tuple[Gist, ...]:
        """Those with these ids, short."""
        return asking.named(self.db, ids)

    def told_in(
        self, documents: Iterable[str], *, events: bool = False, count: int | None = None
    ) -> tuple[str, ...]:
        """The ids of those that documents tell."""
        return asking.told_in(self.db, documents, events=events, count=count)

    def standings(self, query: StoryQuery = EVERY_STORY, *, count: int) -> tuple[Standing, ...]:
        """How they stand."""
        return asking.standings(self.db, query, count)

    def dyad(self, one: str, other: str, last: int | None = None) -> tuple[Point, ...]:
        """The months of a dyad."""
        return asking.dyad(self.db, one, other, last)

    def movers(self, one: str, other: str, months: Sequence[str], count: int) -> tuple[Gist, ...]:
        """The weightiest stories that moved two states in these months."""
        return asking.named(self.db, asking.movers(self.db, one, other, months, count))

    def dyads(self, count: int | None = None) -> tuple[Dyad, ...]:
        """The dyads with most stories."""
        return asking.dyads(self.db, count)


@dataclass
class ListBook:
    """A `StoryBook` in memory; `standing` gives the versions that stand and a stamp of their state."""

    standing: Callable[[], tuple[Iterable[str], int]]
    _told: dict[str, tuple[Telling, ...]] = field(default_factory=dict)
    _stories: tuple[Story, ...] = ()
    _made_of: tuple[int, Constraints] | None = None

    def link(self, tell: Tell, constraints: Constraints = NO_CONSTRAINTS) -> int:
        """Make all stories again; of each version the claims are asked for once."""
        versions, stamp = self.standing()
        self._told = {v: self._told[v] if v in self._told else tuple(tell(v)) for v in versions}
        told = (t for each in self._told.values() for t in each)
        self._stories = listing.by_weight(stories_of(told, constraints=constraints))
        self._made_of = stamp, constraints
        return len(self._stories)

    def is_up_to_date(self, constraints: Constraints = NO_CONSTRAINTS) -> bool:
        """Whether nothing has changed since."""
        return self._made_of == (self.standing()[1], constraints)

    def is_of_the_form_before(self) -> bool:
        """There is no other."""
        return False

    def progress(self) -> tuple[int, int]:
        """How many documents are in them, and how many there are."""
        standing = len(list(self.standing()[0]))
        return (len(self._told) if self._made_of else 0), standing

    def listed(self, query: StoryQuery = EVERY_STORY, *, count: int | None = None) -> StoryPage:
        """The stories that fit."""
        return listing.stories_of(self._stories, query, count)

    def every(self) -> Iterator[Story]:
        """All of them."""
        return iter(self._stories)

    def gists(self, query: StoryQuery = EVERY_STORY, *, seek: Seek = FIRST, count: int = -1) -> GistPage:
        """The same, short."""
        return listing.gists_of(self._stories, query, seek, count)

    def story(self, key: str) -> Story | None:
        """One story."""
        return listing.story_named(self._stories, key)

    def in_document(self, document_id: str) -> tuple[Story, ...]:
        """The stories of a document."""
        return self.listed(StoryQuery(document=document_id, statements=True)).stories

    def named(self, ids: Sequence[str]) -> tuple[Gist, ...]:
        """Those with these ids, short."""
        found = {story.story_id: story for story in self._stories}
        return tuple(gist_of(found[id]) for id in dict.fromkeys(ids) if id in found)

    def told_in(
        self, documents: Iterable[str], *, events: bool = False, count: int | None = None
    ) -> tuple[str, ...]:
        """The ids of those that documents tell."""
        wanted = set(documents)
        told = (s for s in self._stories if any(t.document_id in wanted for t in s.tellings))
        return tuple(s.story_id for s in told if s.type or not events)[:count]

    def standings(self, query: StoryQuery = EVERY_STORY, *, count: int) -> tuple[Standing, ...]:
        """How they stand."""
        return tuple(map(standing_of, listing.stories_of(self._stories, query, count).stories))

    def dyad(self, one: str, other: str, last: int | None = None) -> tuple[Point, ...]:
        """The months of a dyad."""
        return listing.series_of(self._stories, one, other)[-last if last else 0 :]

    def movers(self, one: str, other: str, months: Sequence[str], count: int) -> tuple[Gist, ...]:
        """The weightiest stories that moved two states in these months."""
        moved = [id for point in self.dyad(one, other) if point.month in months for id in point.stories]
        return tuple(sorted(self.named(moved), key=weight_of, reverse=True)[:count])

    def dyads(self, count: int | None = None) -> tuple[Dyad, ...]:
        """The dyads with most stories."""
        return listing.dyads_of(self._stories)[:count]
