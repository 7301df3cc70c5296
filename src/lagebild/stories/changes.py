"""What has changed since a day.

Takes the stories as they stood and as they stand; gives one `Change` for each that is new, stands otherwise, has come further, has
new origins or figures. A story is the same when one of its claims is. A text without a day
is there from the day on which it came; where nobody knows that one either, it is no news.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from lagebild.model import Noun
from lagebild.stories.link import Group
from lagebild.stories.records import Story, Telling
from lagebild.stories.rules import load_rules
from lagebild.stories.story import story_of


class Change(Noun, frozen=True):
    """What changed in a story: `what` is new, status, phase, origins or figures, or merged."""

    story: str
    what: str
    before: str
    after: str


def was_there(telling: Telling, day: str, came: Mapping[str, str]) -> bool:
    """Whether a claim was known before a day: by the day of its text, else that on which it came; of one without either it is taken to have been."""
    known = telling.day or came.get(telling.document_id)
    return known is None or known < day


def as_they_were(
    stories: Iterable[Story], day: str, came: Mapping[str, str] = MappingProxyType({})
) -> tuple[Story, ...]:
    """Stories as they stood before a day, without comparing a claim again: of each the claims that were there by then, as far as its joints tie
    them.
    """
    return tuple(part for story in stories for part in _as_it_was(story, day, came))


def _as_it_was(story: Story, day: str, came: Mapping[str, str]) -> Iterator[Story]:
    told = {t.claim_id: t for t in story.tellings if was_there(t, day, came)}
    first = {claim_id: claim_id for claim_id in told}  # of the claims that it is tied to, the first
    for joint in story.joints:  # in the order of the claims, each tied to an earlier one
        if joint.one in told and joint.other in told:
            first[joint.other] = first[joint.one]
    parts: dict[str, list[Telling]] = {}
    for claim_id, telling in told.items():
        parts.setdefault(first[claim_id], []).append(telling)
    return (story_of(Group(tuple(part), ()), load_rules()) for part in parts.values())


def changes_between(before: Sequence[Story], after: Sequence[Story]) -> tuple[Change, ...]:
    """All changes, in the order of the later stories."""
    was = {t.claim_id: story for story in before for t in story.tellings}
    return tuple(change for story in after for change in _changes_of(story, was))


def _changes_of(story: Story, was: dict[str, Story]) -> Iterator[Change]:
    earlier = {was[t.claim_id].story_id: was[t.claim_id] for t in story.tellings if t.claim_id in was}
    if not earlier:
        if story.type:
            yield Change(story=story.story_id, what="new", before="", after=story.status)
        return
    first = min(earlier.values(), key=lambda s: s.tellings[0].order)
    if len(earlier) > 1:
        yield Change(
            story=story.story_id, what="merged", before=", ".join(sorted(earlier)), after=story.story_id
        )
    for what, old, new in (
        ("status", first.status, story.status),
        ("phase", first.phase or "", story.phase or ""),
        ("origins", _names(first), _names(story)),
        ("figures", _figures(first), _figures(story)),
    ):
        if old != new:
            yield Change(story=story.story_id, what=what, before=old, after=new)


def _names(story: Story) -> str:
    return "; ".join(sorted(origin.name for origin in story.part("overall").origins))


def _figures(story: Story) -> str:
    rows: Iterable[str] = (f"{f.value_high:.15g} {f.unit} ({f.source})" for f in story.figures)
    return "; ".join(sorted(set(rows)))
