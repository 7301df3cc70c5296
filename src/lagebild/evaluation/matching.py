"""Which predicted event is which annotated one.

Takes a passage and its predicted events; gives the pairs, what is left on both sides, and what is neither
right nor wrong. Typed, a pair must have a type that counts as right; untyped, its place alone decides.
"""

from collections.abc import Sequence
from typing import NamedTuple

from lagebild.evaluation.annotation import Annotated, GoldEvent, Passage
from lagebild.evaluation.assignment import best_pairs
from lagebild.evaluation.spans import Stretch, Words
from lagebild.evaluation.wordings import any_same

# A trigger that misses still counts when it lies this near inside the clause.
NEAR = 3
# Mentions of one event that a system may report on top before they count as false.
MOST_REPEATS = 2
ON_TRIGGER, ON_ALTERNATIVE, NEARBY, ELSEWHERE = 4, 3, 1, 0


class Match(NamedTuple):
    """The outcome for one passage: positions in gold and prediction."""

    pairs: dict[int, int]
    repeats: frozenset[int]

    def unmatched(self, predicted: int) -> list[int]:
        """Predictions that are false."""
        used = set(self.pairs.values()) | self.repeats
        return [j for j in range(predicted) if j not in used]


class Matcher:
    """Gold and prediction of one passage, with how near each is to each."""

    def __init__(self, passage: Passage, predicted: Sequence[Annotated]) -> None:
        """Locate all triggers."""
        self.gold = passage.events
        self.predicted = predicted
        self._words = Words(passage.text)
        self._places = [self._words.located(event.trigger, event.trigger_start) for event in predicted]
        self.nearness = [[self._nearness(gold, place) for place in self._places] for gold in self.gold]

    def match(self, *, typed: bool) -> Match:
        """The best one-to-one pairs, and further mentions of events that were found."""
        weights = [
            [self._weight(i, j, typed) for j in range(len(self.predicted))] for i in range(len(self.gold))
        ]
        pairs = best_pairs(weights)
        return Match(dict(pairs), self._repeats(pairs, typed))

    def _nearness(self, gold: GoldEvent, place: Stretch | None) -> int:
        main = self._words.stretch(gold.trigger_start, len(gold.trigger))
        if place is None or main is None:
            return ELSEWHERE
        distance = self._words.distance(main, place)
        if distance == 0:
            return ON_TRIGGER
        if any(self._touches(other.trigger, other.trigger_start, place) for other in gold.accept.triggers):
            return ON_ALTERNATIVE
        return NEARBY if distance is not None and distance <= NEAR else ELSEWHERE

    def _touches(self, trigger: str, start: int, place: Stretch) -> bool:
        there = self._words.stretch(start, len(trigger))
        return there is not None and self._words.distance(there, place) == 0

    def _weight(self, i: int, j: int, typed: bool) -> int:
        """Place first, then type; the rest breaks ties."""
        gold, said, nearness = self.gold[i], self.predicted[j], self.nearness[i][j]
        fits = said.type in gold.types
        if not nearness or (typed and not fits):
            return 0
        return (
            100 * nearness
            + 30 * fits
            + 20 * (not gold.optional)
            + 15 * (said.type == gold.type)
            + 5 * any_same(gold.actors, said.actors)
            + 3 * (said.certainty == gold.certainty)
        )

    def _repeats(self, pairs: list[tuple[int, int]], typed: bool) -> frozenset[int]:
        """Predictions that are another mention of an event already found."""
        found = dict(pairs)
        room = dict.fromkeys(found, MOST_REPEATS)
        repeats = set[int]()
        for j in sorted(set(range(len(self.predicted))) - set(found.values())):
            gold = self._repeated(j, found, room, typed)
            if gold is not None:
                room[gold] -= 1
                repeats.add(j)
        return frozenset(repeats)

    def _repeated(self, j: int, found: dict[int, int], room: dict[int, int], typed: bool) -> int | None:
        for i in sorted(found, key=lambda i: -self.nearness[i][j]):
            other_mention = (
                self.nearness[i][j] >= ON_ALTERNATIVE and self._places[j] != self._places[found[i]]
            )
            if other_mention and room[i] and (not typed or self.predicted[j].type in self.gold[i].types):
                return i
        return None
