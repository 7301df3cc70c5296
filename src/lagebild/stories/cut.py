"""A component of claims -> stories.

Takes claims that hang together and the matches between them; gives groups. The strongest match joins first; two groups whose
claims contradict each other are not joined, whatever single pair would join them. Ties go by the canonical order, so that
any order of arrival gives the same groups. Where it is known how a component was cut the time before, only what new claims concern is judged anew.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from heapq import nsmallest
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

from lagebild.stories.match import NEVER, Match
from lagebild.stories.records import Telling
from lagebild.stories.which import identifies, is_thin, says_which

Pair = tuple[str, str]
Ranked = tuple[
    float, str, str, Match | None
]  # a pair with its score; without a match, where the score is all that is known
# Of each group the first so many claims speak for it when two groups are compared; two at least, so that nobody comes unheard to a claim that was alone.
SPEAKERS = 6
# The share of contradicting pairs, among those that contradict or agree, at which two groups stay two.
CONTRARY = 0.25
SUPPORT = 0.33  # of the pairs across two groups the share that has to agree
TWO = "named_beside"  # what one sentence tells beside each other is never one
LONE = 0.5  # the same for a lone claim that only names what is known
# How much better than the second-best story the best has to be for a claim that only names what is known.
MARGIN = 0.25
# How far above the threshold such a claim has to lie to be placed at all (nobody counts it: better left out than put to the wrong attack), and to join
# as any other.
PLACED = 0.5
SURE = 1.0


Tree = tuple[tuple[str, str, float], ...]


class Cut(NamedTuple):
    """A group as it was cut: its claims in canonical order, and the pairs at which its parts were joined, each with its score; None, where nobody
    knows that. What was placed in it, or joined to it by hand, hangs on no pair.
    """

    claims: tuple[str, ...]
    tree: Tree | None = ()

    @property
    def first(self) -> str:
        """The first of its claims, by whose id it goes."""
        return self.claims[0]

    @property
    def pairs(self) -> frozenset[Pair]:
        """The pairs at which its parts are known to have been joined."""
        return frozenset((one, other) for one, other, _ in self.tree or ())


class Before(NamedTuple):
    """How claims were cut the time before.

    `joined`: the pairs at which groups were joined. `fresh`: claims that were not there, or have more matches since: what concerns them is judged anew.
    `lost`: claims that hung on one that is there no more: of no group with them is anything known. `placed`: who only names what is known,
    with one of those to whom it was put, and still is.
    """

    joined: frozenset[Pair]
    fresh: Collection[str]
    lost: Collection[str] = frozenset()
    placed: Mapping[str, str] = MappingProxyType({})


class How(Enum):
    """What is known of a group while it is cut, beside how it went the time before."""

    BEFORE = 1  # the same claims speak for it as did then, at this point
    IN_STEP = 2  # it has the claims that it had then, and new ones that speak for it
    FRESH = 3  # none of its claims was there
    ELSE = 4


@dataclass(eq=False, slots=True)
class Pot:
    """A group while it is cut: its claims, the first of them, who speak for it, whether some are new, and the pairs that joined it; `torn`, where an
    analyst has taken claims out of it, so that these no longer tell how.
    """

    claims: list[Telling]
    speakers: list[Telling]
    how: How
    grown: bool
    tree: list[tuple[str, str, float]] = field(default_factory=list)
    torn: bool = False

    @property
    def cut(self) -> Cut:
        """The group as it is kept, once all is cut."""
        known = not self.torn or len(self.claims) == 1
        return Cut(tuple(t.claim_id for t in self.claims), tuple(sorted(self.tree)) if known else None)


class Cutting(NamedTuple):
    """The groups of a component, each in canonical order, by their first claims; and the claims of those that were judged anew, new ones apart."""

    pots: list[Pot]
    judged: dict[str, None]


def cut_of(
    tellings: Mapping[str, Telling],
    matches: Mapping[Pair, Match],
    compared: Callable[[Telling, Telling], Match],
    *,
    threshold: float,
    together: Iterable[Pair] = (),
    apart: frozenset[Pair] = frozenset(),
    before: Before | None = None,
    hung: Iterable[tuple[str, str, float]] = (),
) -> Cutting:
    """The groups of a component.

    1. pairs at or above the threshold join their groups, strongest first, unless the groups contradict
    2. claims that only name what is known go to the story that they fit best
    3. what an analyst has joined is joined, with all that the rules have joined to either

    Where it is known how it went the time before, two groups for which the same claims spoke then are not compared again; `hung` are pairs at which
    groups were joined of which nothing else is asked.
    """
    return _Cutting(tellings, compared, threshold, apart, before).run(matches, together, hung)


class _Cutting:
    """The groups of a component while it is cut."""

    def __init__(
        self,
        tellings: Mapping[str, Telling],
        compared: Callable[[Telling, Telling], Match],
        threshold: float,
        apart: frozenset[Pair],
        before: Before | None,
    ) -> None:
        self.compared, self.threshold, self.apart = compared, threshold, apart
        self.before = before or Before(frozenset(), tellings.keys())
        self.thin = {key for key, telling in tellings.items() if is_thin(telling)}
        ordered = sorted(tellings, key=lambda key: tellings[key].order)
        self.place = {key: i for i, key in enumerate(ordered)}
        self.pots = {key: self._alone(tellings[key]) for key in ordered}
        self.judged = dict.fromkeys(key for key in ordered if key in self.before.lost)
        # Groups that were not joined, as long as they were; held so that no other gets their number.
        self.refused: dict[frozenset[tuple[int, int]], tuple[Pot, Pot]] = {}

    def _alone(self, telling: Telling) -> Pot:
        """A claim before it is joined to any other."""
        fresh = telling.claim_id in self.before.fresh
        how = How.FRESH if fresh else How.BEFORE
        return Pot([telling], [telling], How.ELSE if telling.claim_id in self.before.lost else how, fresh)

    def run(
        self,
        matches: Mapping[Pair, Match],
        together: Iterable[Pair],
        hung: Iterable[tuple[str, str, float]],
    ) -> Cutting:
        pairs = [(found.score, one, other, found) for (one, other), found in matches.items()]
        ranked = sorted((*pairs, *((score, one, other, None) for one, other, score in hung)), key=self._rank)
        for score, one, other, found in ranked:
            self._look_at(one, other, score, found)
        self._place_thin(ranked)
        for one, other in sorted(together):
            if one in self.pots and other in self.pots:
                self._join_by_hand(one, other)
        pots = {id(pot): pot for pot in self.pots.values()}.values()
        for pot in pots:
            pot.claims.sort(key=self._place_of)
        return Cutting(sorted(pots, key=lambda pot: self.place[pot.claims[0].claim_id]), self.judged)

    def _rank(self, row: Ranked) -> tuple[float, int, int]:
        """The strongest pair first, ties by the canonical order."""
        return -row[0], self.place[row[1]], self.place[row[2]]

    def _look_at(self, one: str, other: str, score: float, found: Match | None) -> None:
        """Join the groups of a pair, or not: as the time before, where nothing is other than it was."""
        a, b = self.pots[one], self.pots[other]
        if a is b:
            return
        then = (one, other) in self.before.joined
        known = one not in self.before.fresh and other not in self.before.fresh
        if found is None or (known and a.how is How.BEFORE and b.how is How.BEFORE):
            joins = then
        else:
            joins = self._can_join(one, other, found) and not self._refuses(a, b)
        if joins:
            self._merge(a, b, self._how_joined(a, b, known and then), (one, other, score))
        elif then:
            self._change(a, How.ELSE)
            self._change(b, How.ELSE)

    def _can_join(self, one: str, other: str, found: Match) -> bool:
        """Whether a match is one that joins groups."""
        thin = one in self.thin or other in self.thin
        if found.score < self.threshold or (found.parted and thin) or not identifies(found):
            return False
        return not thin or found.score >= self.threshold + SURE

    def _refuses(self, a: Pot, b: Pot) -> bool:
        """Whether two groups contradict each other: asked once, as long as neither grows."""
        both = frozenset(((id(a), len(a.claims)), (id(b), len(b.claims))))
        if both not in self.refused and self._contradict(a, b):
            self.refused[both] = a, b
        return both in self.refused

    def _how_joined(self, a: Pot, b: Pot, as_then: bool) -> How:
        """What is known of two groups together: that they were together then, too, or that all claims of one are new."""
        hows = {a.how, b.how}
        if hows == {How.FRESH}:
            return How.FRESH
        with_new = How.FRESH in hows and How.ELSE not in hows
        return How.IN_STEP if with_new or (as_then and hows <= {How.BEFORE, How.IN_STEP}) else How.ELSE

    def _merge(self, a: Pot, b: Pot, how: How, pair: tuple[str, str, float] | None = None) -> None:
        """Pour the smaller group into the larger one. Where new claims do not speak for it, it is as it was for all others."""
        large, small = (a, b) if len(a.claims) >= len(b.claims) else (b, a)
        speakers = nsmallest(SPEAKERS, large.speakers + small.speakers, key=self._place_of)
        grown = a.grown or b.grown
        if how is How.IN_STEP and not (grown and (self.apart or self._are_new(speakers))):
            how = How.BEFORE
        self._change(large, how)
        self._change(small, how)
        large.speakers, large.grown, large.torn = speakers, grown, a.torn or b.torn
        large.claims += small.claims
        large.tree += small.tree if pair is None else (*small.tree, pair)
        self.pots.update(dict.fromkeys((telling.claim_id for telling in small.claims), large))

    def _are_new(self, tellings: Iterable[Telling]) -> bool:
        """Whether some of these claims are new."""
        return any(telling.claim_id in self.before.fresh for telling in tellings)

    def _change(self, pot: Pot, how: How) -> None:
        """A group goes on otherwise: its claims are judged anew from now on."""
        if how in (How.IN_STEP, How.ELSE) and pot.how in (How.BEFORE, How.FRESH):
            new = self.before.fresh
            self.judged |= {t.claim_id: None for t in pot.claims if t.claim_id not in new}
        pot.how = how

    def _place_of(self, telling: Telling) -> int:
        return self.place[telling.claim_id]

    def _contradict(self, a: Pot, b: Pot) -> bool:
        """Whether too many pairs across two groups contradict, or an analyst has parted one."""
        if self._are_parted(a.claims, b.claims):
            return True
        thin = {t.claim_id for t in (*a.speakers, *b.speakers) if t.claim_id in self.thin}
        pairs = [(one, other, self.compared(one, other)) for one, other in product(a.speakers, b.speakers)]
        if any(m.has(TWO) and one.told and other.told for one, other, m in pairs):
            return True
        agree = [m.score >= self.threshold for _, _, m in pairs]
        telling = [
            yes
            for (one, other, _), yes in zip(pairs, agree, strict=True)
            if thin.isdisjoint((one.claim_id, other.claim_id))
        ]
        if len(telling) > 2 and sum(telling) < SUPPORT * len(telling):
            return True
        disputed = any(m.has("contrary_actors") for (_, _, m), yes in zip(pairs, agree, strict=True) if yes)
        against = sum(_parts(one, other, m, disputed) for one, other, m in pairs)
        lone = any(len(pot.claims) == 1 and pot.claims[0].claim_id in thin for pot in (a, b))
        return against > (LONE if lone else CONTRARY) * (against + sum(agree))

    def _are_parted(self, one: Sequence[Telling], other: Sequence[Telling]) -> bool:
        """Whether an analyst has parted a claim of one group from one of the other."""
        pairs = ((a.claim_id, b.claim_id) for a in one for b in other) if self.apart else ()
        return any((a, b) in self.apart or (b, a) in self.apart for a, b in pairs)

    def _place_thin(self, ranked: Sequence[Ranked]) -> None:
        """Each lone thin claim joins the group with its best match, when no other group comes near."""
        best: dict[str, list[tuple[float, str]]] = {}
        for score, one, other, found in ranked:
            for key, there in ((one, other), (other, one)):
                if found is None or key not in self.thin or there in self.thin or key in self.before.placed:
                    continue
                if len(self.pots[key].claims) == 1 and says_which(found):
                    best.setdefault(key, []).append((score, there))
        for key in sorted((*best, *self.before.placed), key=self.place.__getitem__):
            fitting = self.before.placed.get(key) or self._fitting(key, best[key])
            if fitting is not None:
                self._put(key, fitting)

    def _fitting(self, key: str, best: Sequence[tuple[float, str]]) -> str | None:
        """A claim of the group where a thin claim belongs; None where that is not sure."""
        (score, there), pots = best[0], self.pots
        rival = next((s for s, t in best if pots[t] is not pots[there]), None)
        near = rival is not None and score - rival < MARGIN
        (claim,) = pots[key].claims
        told = (
            claim.confirmers or claim.deniers or claim.complainers
        )  # who claims, denies or bewails what is only named counts
        sure = self.threshold + (0 if told else PLACED)
        if score < sure or near or self._contradict(pots[key], pots[there]):
            return None
        return there

    def _put(self, key: str, there: str) -> None:
        """Put a thin claim to its group; where it speaks for it, and did not, or is not alone, as it was, the group is no longer as it was."""
        alone, group = self.pots[key], self.pots[there]
        if alone is group:
            self._change(group, How.ELSE)
            return
        known = len(alone.claims) == 1 and (key in self.before.placed or self._stays_mute(alone, group))
        self._merge(group, alone, group.how if known else How.ELSE)

    def _stays_mute(self, alone: Pot, group: Pot) -> bool:
        """Whether a group is for all others as it was, when a claim comes to it."""
        full = len(group.speakers) == SPEAKERS and not self.apart
        return full and self._place_of(alone.speakers[0]) > self._place_of(group.speakers[-1])

    def _join_by_hand(self, one: str, other: str) -> None:
        """What an analyst has joined: both groups, or, where he has parted others of them, the second claim alone."""
        a, b = self.pots[one], self.pots[other]
        if a is b:
            return
        if not self._are_parted(a.claims, b.claims):
            self._merge(a, b, How.ELSE)
            return
        alone = [telling for telling in b.claims if telling.claim_id == other]
        if self._are_parted(a.claims, alone):
            return
        rest = [telling for telling in b.claims if telling.claim_id != other]
        for part in (alone, rest):
            pot = Pot(part, part[:SPEAKERS], How.ELSE, grown=True, torn=True)
            self.pots.update({telling.claim_id: pot for telling in part})
        self._merge(a, self.pots[other], How.ELSE)


def _parts(one: Telling, other: Telling, found: Match, disputed: bool) -> bool:
    """Whether a pair contradicts. Where two sides name each other as the doer, the doer parts nothing."""
    if found.score < NEVER / 2:
        return bool(one.type and other.type) and not found.has("other_step")
    return found.parted and not (disputed and found.parting == {"other_actors"})
