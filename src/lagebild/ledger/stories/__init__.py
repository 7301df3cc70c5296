"""Stories kept in the ledger: made again where documents touched them, listed by weight, found by id, claim or document."""

from lagebild.ledger.stories.book import ListBook, StoryBook, TableBook
from lagebild.ledger.stories.records import EVERY_STORY, Dyad, StoryPage, StoryQuery

__all__ = ["EVERY_STORY", "Dyad", "ListBook", "StoryBook", "StoryPage", "StoryQuery", "TableBook"]
