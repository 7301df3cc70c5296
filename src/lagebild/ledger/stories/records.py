"""What is asked of kept stories, and what comes back."""

from lagebild.model import Noun
from lagebild.stories import Story


class StoryQuery(Noun, frozen=True):
    """What narrows a list of stories; None does not. `actor` and `place` mean all below them, too. `first` and `last` are days."""

    type: str | None = None
    actor: str | None = None
    place: str | None = None
    status: str | None = None
    first: str | None = None
    last: str | None = None
    document: str | None = None
    statements: bool = False


class StoryPage(Noun, frozen=True):
    """Some of the stories that fit, the weightiest first, and how many there are."""

    stories: tuple[Story, ...]
    total: int


class Dyad(Noun, frozen=True):
    """Two states, the months in which stories moved them, and how many stories did."""

    one: str
    other: str
    stories: int
    first: str
    last: str


EVERY_STORY = StoryQuery()
