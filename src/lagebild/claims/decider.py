"""Is this word an event here, though no frame of the lexicon quite holds?

Takes the triggers that the rules propose; gives these and those of the words whose frames all but hold that the sentence speaks for. A
small linear model weighs what is seen of a candidate (`claims/traits.py`); it only chooses among what the lexicon has for the word.
Trained by `training/decider.py`; logistic regression over hashed traits (Weinberger et al. 2009), weights in
`languages/<code>/decider.bin`.
"""

import math
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from lagebild.claims.nearness import Near, nearest
from lagebild.claims.scene import Scene
from lagebild.claims.traits import around_it, traits_of, traits_of_word
from lagebild.claims.triggers import Hit, entries_in
from lagebild.claims.weights import FLOAT, weights_in
from lagebild.languages import Frame

SLOTS = 1 << 15
CACHED_TRAITS = 8_000  # 98 % of those asked for; to weigh one anew takes less than a microsecond
NAMED = 3  # traits in the evidence
WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})


class Decider:
    """The weights of one language, and from which probability a candidate is taken."""

    def __init__(self, weights: Iterable[float], take: float) -> None:
        self.weights = array(FLOAT, weights)
        self.take = take
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
    stored = weights_in(lang, "decider.bin")
    return Decider(stored[1:], stored[0]) if stored else None


def candidates_in(scene: Scene, hits: tuple[Hit, ...]) -> Iterator[tuple[int, Near]]:
    """Each word without a trigger, with the frames that all but hold: one of each of the types that most of its entries have.

    Of a word that only cites, a date, an auxiliary, or a compound's first, none.
    """
    fired = {hit.token for hit in hits}
    for i, entries in entries_in(scene).items():
        elsewhere = i in fired or i in scene.dated or scene.tree.relation(i) == "compound"
        if elsewhere or scene.tree.tokens[i].upos not in WORDS or scene.in_class(i, "plain_saying"):
            continue
        if _only_foresees(scene, i):
            continue
        for frames in entries.of_main_types:
            if _is_explained(scene, i, frames):
                continue
            near = nearest(scene, i, frames)
            if near is not None:
                yield i, near


def _is_explained(scene: Scene, i: int, frames: Sequence[Frame]) -> bool:
    """`were killed when a boat capsized`: where an entry holds but for a clause that tells of an accident, no other of its type may."""
    if not scene.tree.has_child(i, "advcl"):
        return False
    clauses = ((frame, c) for frame in frames for c in frame.unless if c.path[0] == "advcl")
    return any(
        scene.holds(i, clause) and all(scene.holds(i, c) for c in frame.when) for frame, clause in clauses
    )


def _only_foresees(scene: Scene, i: int) -> bool:
    """`warned of a recession`, `warned that the move could wreck the talks`: who warns of what others do or what happens, threatens nobody."""
    if not scene.in_class(i, "warning"):
        return False
    tree, content = scene.tree, scene.tree.child(i, "ccomp")
    of = tree.grammar.get("foreseeing_prepositions", ())
    if any(tree.relation(c) == "obl" and tree.preposition(c) in of for c in tree.children[i]):
        return True
    subject = None if content is None else tree.child(content, "nsubj", "nsubj:pass")
    if content is None or subject is None or content < i or not tree.has_child(content, "mark"):
        return False
    return tree.tokens[subject].upos in ("NOUN", "PROPN") and not tree.has_child(
        subject, "nmod:poss", "det:poss"
    )


def decided(scene: Scene, hits: tuple[Hit, ...], decider: Decider | None) -> tuple[Hit, ...]:
    """The triggers that count, in text order."""
    if decider is None or scene.sentence.heading:
        return hits
    taken: dict[int, Hit] = {}
    around: float | None = None
    for i, near in candidates_in(scene, hits):
        around = decider.score(around_it(scene)) if around is None else around
        likely = likelihood(around + decider.score(traits_of_word(scene, i, near)))
        before = taken.get(i)
        if likely >= decider.take and (before is None or likely > (before.likely or 0)):
            because = decider.strongest(traits_of(scene, i, near))
            taken[i] = Hit(scene, i, near.frame, likely, because)
    return tuple(sorted((*hits, *taken.values()), key=lambda hit: hit.token))
