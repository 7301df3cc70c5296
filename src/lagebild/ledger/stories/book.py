"""The stories of a ledger: brought up to date, listed, found.

`StoryBook` is what is asked of them; `TableBook` keeps them in the ledger's file, `ListBook` in memory, plainly.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from lagebild.ledger.database import Database
from lagebild.ledger.pages import FIRST, Seek
from lagebild.ledger.stories import asking, keeping, listing
from lagebild.ledger.stories.records import EVERY_STORY, Dyad, GistPage, StoryPage, StoryQuery
from lagebild.stories import Constraints, Story, Telling, stories_of
from lagebild.stories.relations import Point

NO_CONSTRAINTS = Constraints()
Tell = Callable[[str], Sequence[Telling]]  # of a version, by its id, the claims


class StoryBook(Protocol):
    """The stories of one ledger."""

    def link(self, tell: Tell, constraints: Constraints = NO_CONSTRAINTS) -> int:
        """Bring the stories up to date with the wordings that stand and what analysts decided; gives how many were made again."""

    def is_up_to_date(self, constraints: Constraints = NO_CONSTRAINTS) -> bool:
        """Whether the stories are those of the wordings that stand and of these decisions."""

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

    def dyad(self, one: str, other: str) -> tuple[Point, ...]:
        """The months in which stories moved two states, in order."""

    def dyads(self) -> tuple[Dyad, ...]:
        """All pairs of states that stories moved, those with most stories first."""


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

    def dyad(self, one: str, other: str) -> tuple[Point, ...]:
        """The months of a dyad."""
        return asking.dyad(self.db, one, other)

    def dyads(self) -> tuple[Dyad, ...]:
        """All dyads."""
        return asking.dyads(self.db)


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

    def dyad(self, one: str, other: str) -> tuple[Point, ...]:
        """The months of a dyad."""
        return listing.series_of(self._stories, one, other)

    def dyads(self) -> tuple[Dyad, ...]:
        """All dyads."""
        return listing.dyads_of(self._stories)
