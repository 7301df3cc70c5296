"""What is asked of kept stories, and what comes back."""

from lagebild.ledger.pages import is_nowhere
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
    """The weightiest stories that fit, and how many there are."""

    stories: tuple[Story, ...]
    total: int


class GistPage(Noun, frozen=True):
    """Some of the stories that fit, short, the weightiest first, and how many there are; None, when there are too many to count them.

    `before` and `after`: the keys from which the pages beside it go on; None where there are none.
    """

    gists: tuple[Gist, ...]
    total: int | None
    before: str | None = None
    after: str | None = None


class Weight(Noun, frozen=True, order=True):
    """What lists of stories are sorted by, the largest first: whether it tells an event, independent origins, documents, the latest day."""

    event: bool
    origins: int
    documents: int
    day: str
    story: str

    @property
    def key(self) -> str:
        """The place of a story in a list: it stays where it is, though the story may grow."""
        return f"{int(self.event)}.{self.origins}.{self.documents}.{self.day}.{self.story}"


def weight_in(key: str) -> Weight:
    """The place that a key names.

    Raises:
        LedgerError: when it names none.
    """
    parts = key.split(".", 4)
    if len(parts) != 5 or not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts[:3]):
        raise is_nowhere(key)
    event, origins, documents = map(int, parts[:3])
    return Weight(event=bool(event), origins=origins, documents=documents, day=parts[3], story=parts[4])


class Dyad(Noun, frozen=True):
    """Two states, the months in which stories moved them, and how many stories did."""

    one: str
    other: str
    stories: int
    first: str
    last: str


EVERY_STORY = StoryQuery()
