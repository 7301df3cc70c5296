"""What has changed among claims -> the groups that are no longer as they were.

Takes a shelf and what has changed since groups were cut last; puts the groups that are new in the place of those that are no more, and says which these
are. A component may hold thousands of claims. Looked at are only the groups with which what is new has matches, and they come out as if all had been
cut from nothing:

- a group for which the same claims speak as before joins and refuses others as it did (`cut.Before`); of such a group it is enough to know at which
  pairs it was joined
- all matches are asked for only of claims that are new, and of those whose groups are judged anew because of them: these are open
- when claims turn out to be judged anew that were not open, they are opened, too, and all is cut once more, until there are none
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lagebild.stories.cut import Before, Cut, Cutting, Pair, Pot, cut_of
from lagebild.stories.match import Match
from lagebild.stories.records import Telling
from lagebild.stories.shelf import Shelf
from lagebild.stories.which import is_thin


@dataclass
class Changes:
    """What has changed since groups were cut last.

    `fresh`: claims that are compared from now on, or have more matches. `gone`: claims that are compared no more. `parted`: pairs whose match went.
    `altered`: claims whose groups hold what they held, and are to be told anew. `whole`: claims whose components are to be cut from nothing.
    """

    fresh: dict[str, None] = field(default_factory=dict)
    gone: dict[str, None] = field(default_factory=dict)
    parted: dict[Pair, None] = field(default_factory=dict)
    altered: dict[str, None] = field(default_factory=dict)
    whole: dict[str, None] = field(default_factory=dict)

    def part(self, pairs: Iterable[Pair]) -> None:
        """The matches of these pairs went."""
        self.parted |= {pair: None for one, other in pairs for pair in ((one, other), (other, one))}

    def claims(self) -> Iterator[str]:
        """All claims of which something is said."""
        yield from (*self.fresh, *self.gone, *self.altered, *self.whole)
        yield from (one for one, _ in self.parted)


@dataclass
class Recut:
    """Cuts what has changed. `made` are the groups that are to be told anew, `gone` the first claims of those that are no more."""

    shelf: Shelf
    changes: Changes
    compared: Callable[[Telling, Telling], Match]
    threshold: float
    together: frozenset[Pair]
    apart: frozenset[Pair]
    made: dict[str, Cut] = field(default_factory=dict)
    gone: dict[str, None] = field(default_factory=dict)
    _waiting: dict[str, None] = field(default_factory=dict)  # claims that are to be opened

    def run(self) -> None:
        """Cut all that has changed."""
        told_anew = [*self.changes.fresh, *self._altered()]
        self._find_what_waits()
        for claim in self.changes.whole:
            if self.shelf.is_node(claim):
                self._cut_whole(claim)
        self._take_lone()
        while self._waiting:
            self._cut_around(next(iter(self._waiting)))
        for claim in told_anew:
            cut = self.shelf.cut_of(claim)
            if cut is not None and cut.first not in self.made:
                self.made[cut.first] = cut

    # ------------------------------------------------ what has changed

    def _altered(self) -> Iterator[str]:
        """Claims whose groups are told anew, whatever becomes of them: other copies, a match less."""
        self.shelf.expect(cuts=self.changes.claims())
        yield from self.changes.altered
        for one, other in self.changes.parted:
            if other in self._with(one):
                yield from (one, other)

    def _find_what_waits(self) -> None:
        """New claims; groups of whose claims one is new or gone, or that hung together at a pair that went; who was placed by a match that went."""
        for claim in (*self.changes.fresh, *self.changes.gone):
            self._wait([claim, *self._with(claim)])
        for pair in self.changes.parted:
            cut = self.shelf.cut_of(pair[0])
            if cut is not None and (cut.tree is None or pair in cut.pairs or self._is_lone(pair[0], cut)):
                self._wait(cut.claims)
        ended = {cut for claim in self.changes.gone if (cut := self.shelf.cut_of(claim))}
        self._put([cut for cut in ended if not any(map(self.shelf.is_node, cut.claims))], ())

    def _wait(self, claims: Iterable[str]) -> None:
        self._waiting |= dict.fromkeys(filter(self.shelf.is_node, claims))

    def _with(self, claim: str) -> tuple[str, ...]:
        """The claims of the group in which a claim is."""
        cut = self.shelf.cut_of(claim)
        return cut.claims if cut is not None else ()

    def _is_lone(self, claim: str, cut: Cut) -> bool:
        """Whether a claim only names what is known, and no pair ties it to its group: where it is put depends on all its matches."""
        telling = self.shelf.telling(claim)
        return telling is not None and is_thin(telling) and not any(claim in pair for pair in cut.pairs)

    def _is_unknown(self, claim: str) -> bool:
        """Whether nobody knows how a claim came to be in its group."""
        cut = self.shelf.cut_of(claim)
        return cut is not None and cut.tree is None

    def _take_lone(self) -> None:
        """New claims without matches are each of a group of their own: there is nothing to cut."""
        new = [claim for claim in self.changes.fresh if claim in self._waiting and not self._with(claim)]
        self.shelf.expect(matches=new)
        lone = [claim for claim in new if not self.shelf.matches(claim)]
        self._put((), [Cut((claim,)) for claim in lone])
        for claim in lone:
            del self._waiting[claim], self.changes.fresh[claim]

    # ------------------------------------------------ around a claim

    def _cut_around(self, seed: str) -> None:
        """Cut the groups that go another way because of a claim."""
        by_hand = {claim for pair in self.together for claim in pair}
        opened = dict.fromkeys((seed, *filter(self.shelf.is_node, self._with(seed))))
        while True:
            cuts = self._cuts(opened)
            if by_hand and not by_hand.isdisjoint(
                (*opened, *(claim for cut in cuts for claim in cut.claims))
            ):
                self._cut_whole(seed)
                return
            pots, judged = self._cut(opened, cuts)
            if judged.keys() <= opened.keys():
                break
            opened |= dict.fromkeys(filter(self.shelf.is_node, self._all_opened_with(judged)))
        self._take(pots, opened)

    def _all_opened_with(self, claims: Iterable[str]) -> Iterator[str]:
        """Claims that are judged anew; of one that was put to a group that it did not hang on, that group, too, which may be without it now."""
        for claim in claims:
            cut = self.shelf.cut_of(claim)
            yield claim
            yield from cut.claims if cut is not None and self._is_lone(claim, cut) else ()

    def _cuts(self, opened: dict[str, None]) -> list[Cut]:
        """The groups of open claims, and of those with which these have matches; who has to be opened, too, is opened."""
        near = dict(opened)
        more = list(opened)
        while more:
            self.shelf.expect(matches=more)
            found = {other: None for one in more for other in self.shelf.matches(one)}
            self.shelf.expect(claims=(*more, *found), cuts=(*more, *found))
            near |= found
            more = [claim for claim in self._to_open(more, found) if claim not in opened]
            opened |= dict.fromkeys(more)
            near |= dict.fromkeys(more)
        cuts = (self.shelf.cut_of(claim) for claim in near)
        return list({cut.first: cut for cut in cuts if cut is not None}.values())

    def _to_open(self, more: Iterable[str], found: Iterable[str]) -> dict[str, None]:
        """Of the claims that were found beside open ones those that are to be opened with their groups: they wait, or have to be placed anew, or nobody
        knows how they were joined.
        """
        wanted = {claim: None for claim in found if claim in self._waiting or self._is_unknown(claim)}
        for one in more:
            if not is_thin(self._known(one)):
                for other in self.shelf.matches(one):
                    cut = self.shelf.cut_of(other)
                    if cut is not None and self._is_lone(other, cut):
                        wanted[other] = None
        return {
            each: None for claim in wanted for each in (claim, *self._with(claim)) if self.shelf.is_node(each)
        }

    def _cut(self, opened: Collection[str], cuts: Collection[Cut]) -> Cutting:
        """Open claims and the groups of these and beside these, cut."""
        there = (claim for cut in cuts for claim in cut.claims if self.shelf.is_node(claim))
        claims = dict.fromkeys((*opened, *there))
        tellings = {telling.claim_id: telling for telling in self.shelf.tellings(claims)}
        joined = frozenset(pair for cut in cuts for pair in cut.pairs)
        parted = joined & self.changes.parted.keys()
        lost = {claim for pair in parted for claim in pair}
        lost |= {claim for cut in cuts if cut.tree is None for claim in cut.claims}
        tied = (each for cut in cuts for each in cut.tree or () if each[:2] not in parted)
        return cut_of(
            tellings,
            self._matches(opened, tellings),
            self.compared,
            threshold=self.threshold,
            apart=self.apart,
            hung=[each for each in tied if each[0] not in opened and each[1] not in opened],
            before=Before(
                joined=joined - parted,
                fresh=self.changes.fresh,
                lost=lost,
                placed=_placed(cuts, opened, tellings),
            ),
        )

    def _matches(self, opened: Iterable[str], tellings: Mapping[str, Telling]) -> dict[Pair, Match]:
        """The matches of open claims, each pair in the canonical order."""
        found = {}
        for one in opened:
            order = tellings[one].order
            for other, match in self.shelf.matches(one).items():
                pair = (one, other) if order < tellings[other].order else (other, one)
                found[pair] = match
        return found

    # ------------------------------------------------ a whole component

    def _cut_whole(self, seed: str) -> None:
        """Cut a component from nothing; and with it what was of one group with its claims, though no match ties it to them any more."""
        found, more = {seed: None}, [seed]
        while more:
            self.shelf.expect(matches=more, cuts=more)
            near = (other for one in more for other in (*self.shelf.matches(one), *self._with(one)))
            more = [
                other for other in dict.fromkeys(near) if other not in found and self.shelf.is_node(other)
            ]
            found |= dict.fromkeys(more)
        tellings = {telling.claim_id: telling for telling in self.shelf.tellings(found)}
        pots, _ = cut_of(
            tellings,
            self._matches(found, tellings),
            self.compared,
            threshold=self.threshold,
            together=self.together,
            apart=self.apart,
        )
        self._take(pots, found)

    # ------------------------------------------------ what came of it

    def _take(self, pots: Iterable[Pot], opened: Collection[str]) -> None:
        """Keep the groups that are other than they were; what was open waits no longer, and is new no longer."""
        made = []
        for pot in pots:
            if not any(telling.claim_id in opened for telling in pot.claims):
                continue
            cut = pot.cut
            before = self.shelf.cut_of(cut.first)
            if before is None or before.claims != cut.claims:
                made.append(cut)
            elif before != cut:  # it hangs together by other pairs
                self.shelf.put_cuts((before,), (cut,))
        self._put({each for cut in made for claim in cut.claims if (each := self.shelf.cut_of(claim))}, made)
        for claim in opened:
            self._waiting.pop(claim, None)
            self.changes.fresh.pop(claim, None)

    def _put(self, gone: Iterable[Cut], made: Collection[Cut]) -> None:
        """Put groups in the place of others. Of one that came and went meanwhile nobody outside has heard."""
        there = list(gone)
        for cut in there:
            if self.made.pop(cut.first, None) is None:
                self.gone[cut.first] = None
        self.shelf.put_cuts(there, made)
        self.made |= {cut.first: cut for cut in made}

    def _known(self, claim: str) -> Telling:
        telling = self.shelf.telling(claim)
        if telling is None:
            raise KeyError(claim)
        return telling


def _placed(cuts: Iterable[Cut], opened: Collection[str], tellings: Mapping[str, Telling]) -> dict[str, str]:
    """Of claims that were put to a group and hang on no pair of it, and are not open, one to whom they were put."""
    placed: dict[str, str] = {}
    for cut in cuts:
        hanging = {claim for pair in cut.pairs for claim in pair}
        alone = [claim for claim in cut.claims if claim not in hanging and claim not in opened]
        if alone and len(cut.claims) > 1:
            there = next((c for c in cut.claims if c in tellings and not is_thin(tellings[c])), None)
            placed |= {c: there for c in alone if there is not None and c in tellings and c != there}
    return placed
