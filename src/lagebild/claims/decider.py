"""Is this word an event here?

Takes the triggers that the rules propose; gives those that count. A small linear model weighs what is seen of a candidate
(`claims/traits.py`); it only chooses among what the lexicon has: it drops a trigger whose conditions hold when the sentence speaks against
it, and takes one whose conditions fail when the sentence speaks for it. Trained by `training/decider.py` on sentences written for it;
logistic regression over hashed traits (Weinberger et al. 2009), weights in `languages/<code>/decider.bin`.
"""

import math
import zlib
from array import array
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from msgspec.structs import replace

from lagebild.claims.scene import Scene
from lagebild.claims.traits import around_it, besides_it, over_it, own_traits, traits_of
from lagebild.claims.triggers import Hit, entries_in
from lagebild.languages import Frame

SLOTS = 1 << 16
FLOAT = "f"
CACHED_TRAITS = 200_000
NAMED = 3  # traits in the evidence


class Decider:
    """The weights of one language, and where its two thresholds lie."""

    def __init__(self, weights: Iterable[float], drop: float, take: float) -> None:
        self.weights = array(FLOAT, weights)
        self.drop, self.take = drop, take
        self.weight = lru_cache(CACHED_TRAITS)(self._weight)

    def strongest(self, traits: Iterable[str]) -> tuple[str, ...]:
        """The traits that speak most for an event."""
        return tuple(sorted(set(traits), key=lambda trait: (-self.weight(trait), trait))[:NAMED])

    def probability(self, traits: Iterable[str]) -> float:
        """How likely a candidate is an event, 0 to 1."""
        return likelihood(self.score(traits))

    def score(self, traits: Iterable[str]) -> float:
        """What traits weigh together; scores of parts of a candidate's traits add up to its score."""
        return sum(map(self.weight, traits))

    def _weight(self, trait: str) -> float:
        return self.weights[slot_of(trait)]


def likelihood(score: float) -> float:
    """The probability that a score stands for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def slot_of(trait: str) -> int:
    """Where a trait's weight stands."""
    return zlib.crc32(trait.encode()) % SLOTS


@cache
def decider_of(lang: str) -> Decider | None:
    """The decider of a language, or None where there is none."""
    file = files("lagebild") / "languages" / lang / "decider.bin"
    if not file.is_file():
        return None
    stored = array(FLOAT)
    stored.frombytes(file.read_bytes())
    drop, take, *weights = stored
    return Decider(weights, drop, take)


def candidates_in(scene: Scene, hits: tuple[Hit, ...]) -> list[tuple[Hit, bool]]:
    """Every trigger that fired, and for each other word that the lexicon has the frames that failed."""
    fired = {hit.token for hit in hits}
    refused = (
        (Hit(scene, i, frame), False)
        for i, entries in entries_in(scene).items()
        if i not in fired
        for frame in _types_refused(scene, i, entries)
    )
    return [*((hit, True) for hit in hits), *refused]


def _types_refused(scene: Scene, i: int, entries: tuple[Frame, ...]) -> list[Frame]:
    """The first frame of each type that a word has and that does not fire here; of a word that only cites, or of a compound's first, none."""
    if scene.in_class(i, "plain_saying") or scene.tree.relation(i) == "compound":
        return []
    first: dict[str, Frame] = {}
    for frame in entries:
        first.setdefault(frame.type, frame)
    return list(first.values())


def decided(scene: Scene, hits: tuple[Hit, ...], decider: Decider | None) -> tuple[Hit, ...]:
    """The triggers that count, in text order."""
    if decider is None or scene.sentence.heading:
        return hits
    best: dict[int, tuple[float, Hit]] = {}
    around: float | None = None
    for hit, fired in candidates_in(scene, hits):
        if fired and decider.drop <= 0:
            best[hit.token] = (1.0, hit)
            continue
        around = decider.score(around_it(scene)) if around is None else around
        likely = likelihood(around + _score_of(hit, fired, decider))
        if likely >= (decider.drop if fired else decider.take):
            hit = hit if fired else replace(hit, likely=likely, because=_reasons(hit, decider))
            best[hit.token] = max(best.get(hit.token, (0.0, hit)), (likely, hit), key=lambda pair: pair[0])
    return tuple(hit for _, (_, hit) in sorted(best.items()))


def _score_of(hit: Hit, fired: bool, decider: Decider) -> float:
    """What a candidate's traits weigh without those of the whole sentence, which all its candidates share."""
    scene, i, frame = hit.scene, hit.token, hit.frame
    own, beside = own_traits(scene, i, frame, fired), besides_it(scene, i, frame.type)
    return decider.score(own) + decider.score(beside) + decider.score(over_it(scene, i, frame.type))


def _reasons(hit: Hit, decider: Decider) -> tuple[str, ...]:
    return decider.strongest(traits_of(hit.scene, hit.token, hit.frame, False))
