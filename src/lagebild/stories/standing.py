"""How a story stands, in a few words.

Takes a Story; gives its Standing: what accounts of sources, trackers and lists of corrections ask of thousands of stories, none of whose claims
they read.
"""

from lagebild.model import Noun
from lagebild.stories.records import Story


class Stood(Noun, frozen=True, array_like=True):
    """A figure of a story: whose, of what kind, and the day on which the same source gave another."""

    source: str
    kind: str
    until: str | None


class Standing(Noun, frozen=True, array_like=True):
    """How a story stands. `origins` are key, name and side of each."""

    story: str
    type: str
    status: str
    ladder: str | None
    phase: str | None
    origins: tuple[tuple[str, str, str], ...]
    figures: tuple[Stood, ...]


def standing_of(story: Story) -> Standing:
    """How a story stands."""
    return Standing(
        story=story.story_id,
        type=story.type,
        status=story.status,
        ladder=story.ladder,
        phase=story.phase,
        origins=tuple((o.key, o.name, o.side) for o in story.part("overall").origins),
        figures=tuple(Stood(source=f.source, kind=f.kind, until=f.until) for f in story.figures),
    )
