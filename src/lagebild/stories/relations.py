"""How two actors stand to each other, over time, from stories.

Takes stories; gives a series of points: cooperation and conflict apart, on PLOVER's scale, each happening once however often it was
printed. What was denied or taken back does not count; a story without a known doer has no dyad.
"""

from collections import Counter
from collections.abc import Container, Iterable, Sequence

from lagebild.model import Noun
from lagebild.ontology import load_ontology
from lagebild.stories.days import ordinal
from lagebild.stories.records import Story, Telling

UNTRUE = ("denied", "retracted")


class Point(Noun, frozen=True):
    """One month (`2024-10`) of a dyad: the sums of scores above and below nought, and the stories that made them."""

    month: str
    cooperation: float
    conflict: float
    stories: tuple[str, ...]


def dyad_series(stories: Iterable[Story], one: str, other: str) -> tuple[Point, ...]:
    """The months in which something happened between two actors (each with all that is below it), in order."""
    months: dict[str, list[tuple[float, str]]] = {}
    for story in stories:
        day = day_of(story)
        if day and story.status not in UNTRUE and is_between(story, one, other):
            months.setdefault(day[:7], []).append((score_of(story), story.story_id))
    return tuple(point_of(month, rows) for month, rows in sorted(months.items()))


def point_of(month: str, rows: Sequence[tuple[float, str]]) -> Point:
    """The point of a month, from scores and stories."""
    return Point(
        month=month,
        cooperation=round(sum(score for score, _ in rows if score > 0), 2),
        conflict=round(sum(score for score, _ in rows if score < 0), 2),
        stories=tuple(story for _, story in rows),
    )


def is_between(story: Story, one: str, other: str) -> bool:
    """Whether one of the two does it and it is done to or with the other, in a claim that affirms it."""
    return any(
        _binds(t, one, other) or _binds(t, other, one) for t in story.tellings if t.polarity == "affirmed"
    )


def pairs_of(story: Story, states: Container[str]) -> set[tuple[str, str]]:
    """The pairs of states, in the order of the alphabet, between which a story's affirmed claims tell a deed."""
    found: set[tuple[str, str]] = set()
    for t in story.tellings:
        if t.polarity == "affirmed":
            doers, others = (
                {a.split(".")[0] for a in ids if a.split(".")[0] in states}
                for ids in (t.actors, t.recipients or t.actors)
            )
            found |= {(min(a, b), max(a, b)) for a in doers for b in others if a != b}
    return found


def moves_of(story: Story, states: Container[str]) -> list[tuple[str, str, str]]:
    """The pairs of states that a story moves, each with the month; none where it tells no event, or nobody stands by it."""
    day = day_of(story)
    if not day or not story.type or story.status in UNTRUE:
        return []
    return [(one, other, day[:7]) for one, other in pairs_of(story, states)]


def _binds(telling: Telling, doer: str, other: str) -> bool:
    others = telling.recipients or [a for a in telling.actors if not _is(a, doer)]
    return any(_is(a, doer) for a in telling.actors) and any(_is(r, other) for r in others)


def _is(actor: str, above: str) -> bool:
    return actor == above or actor.startswith(f"{above}.")


def score_of(story: Story) -> float:
    """The score of the story's type and commonest mode, on PLOVER's scale from -10 to +10."""
    kind = load_ontology().types.get(story.type)
    if kind is None:
        return 0.0
    modes = Counter(sorted(t.mode for t in story.tellings if t.type == story.type and t.mode))
    mode = max(modes, key=lambda mode: modes[mode], default=None)
    return kind.modes[mode].score if mode in kind.modes else kind.score


def day_of(story: Story) -> str | None:
    """The day of a story: the first that a claim gives, else that of its first publication."""
    told = [t.first for t in story.tellings if t.first and not t.passing]
    published = [t.day for t in story.tellings if t.day]
    at = min((ordinal(p) or 0 for p in published), default=0)
    near = [d for d in told if _is_near(d, at)]
    return min(near or published or told, default=None)


def _is_near(day: str, published: int) -> bool:
    """A day long before all reports of it, or long after, is more often a date misread than news."""
    return not published or abs(published - (ordinal(day) or 0)) < 400
