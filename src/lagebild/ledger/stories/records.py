"""What is asked of kept stories, and what comes back."""

from lagebild.model import Noun
from lagebild.stories import Gist, Story


class StoryQuery(Noun, frozen=True):
    """What narrows a list of stories; None does not. `actor` and `place` mean all below them, too. `between` are two
    states, of which one does it to the other. `first` and `last` are days.
    """

    type: str | None = None
    actor: str | None = None
    place: str | None = None
    status: str | None = None
    between: tuple[str, str] | None = None
    first: str | None = None
    last: str | None = None
    document: str | None = None
    statements: bool = False


class StoryPage(Noun, frozen=True):
    """Some of the stories that fit, the weightiest first, and how many there are."""

    stories: tuple[Story, ...]
    total: int


class GistPage(Noun, frozen=True):
    """Some of the stories that fit, short, the weightiest first, and how many there are; None, when there are too many to count them."""

    gists: tuple[Gist, ...]
    total: int | None


class Dyad(Noun, frozen=True):
    """Two states, the months in which stories moved them, and how many stories did."""

    one: str
    other: str
    stories: int
    first: str
    last: str


EVERY_STORY = StoryQuery()
