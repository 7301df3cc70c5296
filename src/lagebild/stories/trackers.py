"""Deployments and aid, sanctions, casualties, demands: rows from stories, not from articles.

Takes stories; gives one `Track` each: who, for or against whom, how many at least and at most and who says so, what kind, since when,
how far, how it stands.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from lagebild.model import Noun
from lagebild.stories.days import ordinal
from lagebild.stories.doers import doers_and_others, often, opponents
from lagebild.stories.records import Figure, Origin, Story
from lagebild.stories.relations import day_of
from lagebild.stories.rules import Rules, load_rules
from lagebild.stories.standing import Standing

REPLY_WITHIN = 60  # days after a demand


class Track(Noun, frozen=True):
    """One row of a tracker. `figures` are all that were given, by source; `low` and `high` the extremes of those not replaced."""

    story: str
    type: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    against: tuple[str, ...]
    what: tuple[str, ...]
    low: float | None
    high: float | None
    figures: tuple[Figure, ...]
    since: str | None
    phase: str | None
    status: str
    origins: tuple[Origin, ...]
    replies: tuple[str, ...] = ()


def deployments(stories: Sequence[Story]) -> tuple[Track, ...]:
    """Troops, arms and aid that go, or are to go, somewhere."""
    return _tracks(stories, lambda s: s.ladder == "deployment" and s.phase is not None)


def sanctions(stories: Sequence[Story]) -> tuple[Track, ...]:
    """Sanctions: threatened, decided, in force, lifted."""
    return _tracks(stories, lambda s: s.ladder == "sanctions" and s.phase is not None)


def casualties(stories: Sequence[Story]) -> tuple[Track, ...]:
    """Attacks of which somebody gives a figure of people."""
    rules = load_rules()
    return _tracks(
        stories, lambda s: s.type in rules.violent and bool(_people(s, rules)), lambda s: _people(s, rules)
    )


def demands(stories: Sequence[Story]) -> tuple[Track, ...]:
    """Demands with the stories by which the one who was asked replied since."""
    rules = load_rules()
    asked = _tracks(stories, lambda s: s.type in rules.demanding)
    replies = [_track(story, ()) for story in stories if story.type in rules.replying and day_of(story)]
    return tuple(_with_replies(track, replies) for track in asked)


TRACKERS: dict[str, Callable[[Sequence[Story]], tuple[Track, ...]]] = {
    "deployments": deployments,
    "sanctions": sanctions,
    "casualties": casualties,
    "demands": demands,
}


def may_track(name: str, standing: Standing) -> bool:
    """Whether a tracker needs a story, for a row or as a reply, as far as its standing tells: of the others nothing needs to be read."""
    rules = load_rules()
    needed = {
        "deployments": standing.ladder == "deployment" and standing.phase is not None,
        "sanctions": standing.ladder == "sanctions" and standing.phase is not None,
        "casualties": standing.type in rules.violent
        and any(f.kind in rules.people for f in standing.figures),
        "demands": standing.type in rules.demanding or standing.type in rules.replying,
    }
    return needed[name]


def _people(story: Story, rules: Rules) -> tuple[Figure, ...]:
    return tuple(f for f in story.figures if f.kind in rules.people)


def _tracks(
    stories: Iterable[Story],
    fits: Callable[[Story], bool],
    figures: Callable[[Story], tuple[Figure, ...]] = lambda story: _main_figures(story.figures),
) -> tuple[Track, ...]:
    rows = [_track(story, figures(story)) for story in stories if fits(story)]
    return tuple(sorted(rows, key=lambda row: (row.since or "", row.story)))


def _main_figures(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Those of the kind that most sources count: soldiers rather than brigades."""
    kinds = Counter(sorted(f.kind for f in figures))
    main = max(kinds, key=lambda kind: kinds[kind], default=None)
    return tuple(f for f in figures if f.kind == main)


def _track(story: Story, figures: tuple[Figure, ...]) -> Track:
    standing = [f for f in figures if f.until is None]
    doers, others = doers_and_others(story.tellings)
    return Track(
        story=story.story_id,
        type=story.type,
        who=doers,
        whom=others,
        against=opponents(story.tellings),
        what=often(q.unit for q in figures),
        low=min((f.value_low for f in standing), default=None),
        high=max((f.value_high for f in standing), default=None),
        figures=figures,
        since=day_of(story),
        phase=story.phase,
        status=story.status,
        origins=story.part("overall").origins,
    )


def _with_replies(track: Track, replies: Iterable[Track]) -> Track:
    found = tuple(row.story for row in replies if _answers(row, track))
    return msgspec.structs.replace(track, replies=found)


def _answers(row: Track, track: Track) -> bool:
    """Whether the one who was asked does it, to the one who asked where that is told, soon enough."""
    since, day = ordinal(track.since), ordinal(row.since)
    if since is None or day is None or not 0 <= day - since <= REPLY_WITHIN or row.status == "denied":
        return False
    return bool(set(track.whom) & set(row.who)) and (not row.whom or bool(set(track.who) & set(row.whom)))
