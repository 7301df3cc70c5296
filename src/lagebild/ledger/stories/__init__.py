"""Stories kept in the ledger: made again where documents touched them, listed by weight, found by id, claim or document."""

from lagebild.ledger.stories.book import ListBook, StoryBook, TableBook
from lagebild.ledger.stories.listing import gist_page, weight_of
from lagebild.ledger.stories.records import EVERY_STORY, Dyad, GistPage, StoryPage, StoryQuery

__all__ = [
    "EVERY_STORY",
    "Dyad",
    "GistPage",
    "ListBook",
    "StoryBook",
    "StoryPage",
    "StoryQuery",
    "TableBook",
    "gist_page",
    "weight_of",
]
