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
from lagebild.claims.traits import traits_of
from lagebild.claims.triggers import Hit, entries_at
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

    def strongest(self, traits: Iterable[str]) -> tuple[str, ...]:
        """The traits that speak most for an event."""
        return tuple(sorted(set(traits), key=lambda trait: (-self.weights[slot_of(trait)], trait))[:NAMED])

    def probability(self, traits: Iterable[str]) -> float:
        """How likely a candidate is an event, 0 to 1."""
        score = sum(self.weights[slot_of(trait)] for trait in traits)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@lru_cache(CACHED_TRAITS)
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
        for i in range(len(scene.tree))
        if i not in fired
        for frame in _types_refused(scene, i)
    )
    return [*((hit, True) for hit in hits), *refused]


def _types_refused(scene: Scene, i: int) -> list[Frame]:
    """The first frame of each type that a word has and that does not fire here; of a word that only cites, or of a compound's first, none."""
    if scene.in_class(i, "plain_saying") or scene.tree.relation(i) == "compound":
        return []
    first: dict[str, Frame] = {}
    for frame in entries_at(scene, i):
        first.setdefault(frame.type, frame)
    return list(first.values())


def decided(scene: Scene, hits: tuple[Hit, ...], decider: Decider | None) -> tuple[Hit, ...]:
    """The triggers that count, in text order."""
    if decider is None or scene.sentence.heading:
        return hits
    best: dict[int, tuple[float, Hit]] = {}
    for hit, fired in candidates_in(scene, hits):
        if fired and decider.drop <= 0:
            best[hit.token] = (1.0, hit)
            continue
        traits = traits_of(scene, hit.token, hit.frame, fired)
        likely = decider.probability(traits)
        if likely >= (decider.drop if fired else decider.take):
            hit = hit if fired else replace(hit, likely=likely, because=decider.strongest(traits))
            best[hit.token] = max(best.get(hit.token, (0.0, hit)), (likely, hit), key=lambda pair: pair[0])
    return tuple(hit for _, (_, hit) in sorted(best.items()))
