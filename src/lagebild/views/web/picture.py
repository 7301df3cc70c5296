"""The stories of a ledger, as pages ask for them.

Takes the material of a ledger; gives stories by weight, by claim, by document; dyads, sources, places, expectations. Made once for each
state of the ledger.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lagebild.gazetteer import load_gazetteer
from lagebild.model import Noun
from lagebild.stories import Story
from lagebild.stories.accounts import Account, accounts_of
from lagebild.stories.expectations import Expectation, board
from lagebild.stories.relations import UNTRUE, day_of, score_of
from lagebild.views.storydata import Material


class Moved(Noun, frozen=True):
    """Two states, how many stories they have in common, and how the last month with stories stands against the one before."""

    one: str
    other: str
    stories: int
    month: str
    cooperation: float
    conflict: float
    before: float

    @property
    def moved(self) -> float:
        """By how much the balance has changed."""
        return round(self.cooperation + self.conflict - self.before, 2)


@dataclass(frozen=True)
class Wanted:
    """What narrows a list of stories; empty fields do not matter."""

    type: str = ""
    actor: str = ""
    status: str = ""
    first: str = ""
    last: str = ""
    since: str = ""


@dataclass(frozen=True)
class Picture:
    """The stories of one state of a ledger. `fetched`: when each document came to us."""

    material: Material
    fetched: Mapping[str, str]

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """All of them, the weightiest first: independent origins, then documents, then the latest day."""
        return tuple(sorted(self.material.stories, key=_weight, reverse=True))

    @cached_property
    def _by_claim(self) -> dict[str, Story]:
        return {t.claim_id: story for story in self.stories for t in story.tellings}

    @cached_property
    def _by_document(self) -> dict[str, list[Story]]:
        found: dict[str, list[Story]] = defaultdict(list)
        for story in self.stories:
            for document_id in dict.fromkeys(t.document_id for t in story.tellings):
                found[document_id].append(story)
        return found

    def story(self, key: str) -> Story | None:
        """The story with this id, or that of this claim."""
        return self._by_claim.get(key)

    def stories_in(self, document_id: str) -> Sequence[Story]:
        """The stories that a document tells."""
        return self._by_document.get(document_id, ())

    def wanted(self, what: Wanted) -> list[Story]:
        """The stories that fit, the weightiest first."""
        return [story for story in self.stories if self._fits(story, what)]

    def _fits(self, story: Story, what: Wanted) -> bool:
        day = day_of(story) or ""
        return (
            (not what.type or story.type == what.type)
            and (not what.status or story.status == what.status)
            and (not what.first or day >= what.first)
            and (not what.last or "" < day <= what.last)
            and (not what.since or self.came(story) > what.since)
            and (not what.actor or any(is_below(a, what.actor) for a in actors_of(story)))
        )

    def came(self, story: Story) -> str:
        """When the latest document of a story came to us."""
        return max((self.fetched.get(t.document_id, "") for t in story.tellings), default="")

    @cached_property
    def events(self) -> tuple[Story, ...]:
        """The stories of events: what statements tell alone is left out."""
        return tuple(story for story in self.stories if story.type)

    @cached_property
    def dyads(self) -> tuple[Moved, ...]:
        """All pairs of states between which something is told to have happened, those that moved most first."""
        months: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        for story in self.events:
            day = day_of(story)
            if day and story.status not in UNTRUE:
                for pair in pairs_of(story):
                    months[pair][day[:7]].append(score_of(story))
        found = [_moved(pair, series) for pair, series in months.items()]
        return tuple(sorted(found, key=lambda m: (-abs(m.moved), -m.stories, m.one, m.other)))

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """How the claims of each source fared."""
        return accounts_of(self.events)

    @cached_property
    def expectations(self) -> tuple[Expectation, ...]:
        """Who expects what; which conditions have been met."""
        return board(self.material.readings, self.material.tellings)


def _weight(story: Story) -> tuple[bool, int, int, str, str]:
    documents = len({t.document_id for t in story.tellings})
    return bool(story.type), story.part("overall").count, documents, day_of(story) or "", story.story_id


def actors_of(story: Story) -> Iterator[str]:
    """Everybody who acts, is acted upon, or is the opponent in a story."""
    for t in story.tellings:
        yield from (*t.actors, *t.recipients, *t.against)


def is_below(actor: str, above: str) -> bool:
    """Whether an actor is another, or a part of it: KOR.SPY.nis of KOR."""
    return actor == above or actor.startswith(f"{above}.")


def states_of(actors: Iterable[str]) -> set[str]:
    """The states that actors roll up to."""
    countries = load_gazetteer().countries
    return {slot for actor in actors if (slot := actor.split(".")[0]) in countries}


def pairs_of(story: Story) -> set[tuple[str, str]]:
    """The pairs of states between which a story's affirmed claims tell a deed."""
    found: set[tuple[str, str]] = set()
    for t in story.tellings:
        if t.polarity == "affirmed":
            doers, others = states_of(t.actors), states_of(t.recipients or t.actors)
            found |= {(min(a, b), max(a, b)) for a in doers for b in others if a != b}
    return found


def _moved(pair: tuple[str, str], series: Mapping[str, Sequence[float]]) -> Moved:
    months = sorted(series)
    last = series[months[-1]]
    return Moved(
        one=pair[0],
        other=pair[1],
        stories=sum(map(len, series.values())),
        month=months[-1],
        cooperation=round(sum(s for s in last if s > 0), 2),
        conflict=round(sum(s for s in last if s < 0), 2),
        before=round(sum(series[months[-2]]), 2) if len(months) > 1 else 0.0,
    )


def certainties_of(story: Story) -> dict[str, int]:
    """How many claims of a story have which certainty, the commonest first."""
    return dict(Counter(t.certainty for t in story.tellings).most_common())
