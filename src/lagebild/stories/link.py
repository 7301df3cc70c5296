"""Claims -> groups of claims that tell one happening.

`groups_in` is a pure function of a set of claims. `Linker` gives the same groups while claims come in one document after another:
it compares a new claim with those that share a key, and cuts anew only the components that the claim touches.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from lagebild.stories.candidates import CROWD, Key, beside, keys_of
from lagebild.stories.cut import Pair, groups_of, identifies, is_thin, says_which
from lagebild.stories.match import Match, match, weighed
from lagebild.stories.meeting import kin_of, marks_of, may_meet
from lagebild.stories.records import Telling
from lagebild.stories.rules import Rules, load_rules
from lagebild.stories.shelf import MemoryShelf, Shelf, wording_of

BY_HAND = Match(0.0, (("joined_by_an_analyst", 0.0),))
BITS = 60  # that SQLite keeps in one number, too
CAP = 2000  # claims of one component that are cut together


@dataclass(frozen=True)
class Group:
    """The claims of one story in canonical order, and the matches that joined them; `capped` when not all were compared."""

    tellings: tuple[Telling, ...]
    matches: tuple[tuple[Pair, Match], ...]
    capped: bool = False


@dataclass(frozen=True)
class Constraints:
    """What analysts have decided: pairs of claims that are of one story, and pairs that are not."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


def groups_in(tellings: Iterable[Telling], constraints: Constraints = Constraints()) -> tuple[Group, ...]:
    """All groups of a set of claims, in the canonical order of their first claims."""
    linker = Linker(constraints=constraints)
    linker.add(tellings)
    return linker.groups()


@dataclass
class Linker:
    """Keeps claims, the keys that they share and their matches on a shelf; `touched` are the claims whose components changed.

    A copy (the same sentence, within some weeks) is kept behind the first of its wording, which alone is compared.
    """

    rules: Rules = field(default_factory=load_rules)
    constraints: Constraints = field(default_factory=Constraints)
    shelf: Shelf = field(default_factory=MemoryShelf)
    touched: set[str] = field(default_factory=set)
    _cut: dict[str, tuple[Group, ...]] = field(default_factory=dict)
    _component: dict[str, str] = field(default_factory=dict)

    def add(self, tellings: Iterable[Telling]) -> None:
        """Take claims in; of what is known, only what they touch will be cut anew."""
        told = list(tellings)
        keys = {key for telling in told for key in keys_of(telling, self.rules)}
        self.shelf.expect(
            claims=[telling.claim_id for telling in told],
            wordings=[wording_of(telling) for telling in told],
            keys={each for key in keys for each in beside(key)},
        )
        for telling in told:
            if self.shelf.telling(telling.claim_id) is None:
                self.shelf.put(telling)
                self._add_copy(telling)

    def remove(self, claim_ids: Iterable[str]) -> None:
        """Let claims go: a document that was forgotten, or read anew."""
        for claim_id in claim_ids:
            telling = self.shelf.telling(claim_id)
            if telling is not None:
                self._remove_copy(telling)
                self.shelf.drop(claim_id)

    def again(self, claim_ids: Iterable[str]) -> None:
        """Compare claims anew, as after another decision of an analyst."""
        for claim_id in claim_ids:
            telling = self.shelf.telling(claim_id)
            if telling is not None:
                first = self._known(self._first_of(telling))
                self._take_out(first)
                self._put_in(first)

    def let_go(self) -> None:
        """Forget what was cut; the shelf keeps all that matters."""
        self._cut.clear()
        self._component.clear()

    def groups(self) -> tuple[Group, ...]:
        """All groups; components that nothing touched are not cut again."""
        return self.groups_with(sorted(self.shelf.nodes(), key=self._order))

    def groups_with(self, claim_ids: Iterable[str]) -> tuple[Group, ...]:
        """The groups of the components in which these claims are."""
        seen: set[str] = set()
        found: list[Group] = []
        for claim_id in claim_ids:
            first = self._first_of(self._known(claim_id))
            if first not in seen:
                component = self._component_of(first)
                seen |= component
                found += self._groups_of(component)
        return tuple(sorted(found, key=lambda group: group.tellings[0].order))

    def _known(self, claim_id: str) -> Telling:
        telling = self.shelf.telling(claim_id)
        if telling is None:
            raise KeyError(claim_id)
        return telling

    def _order(self, claim_id: str) -> tuple[str, str, int, str]:
        return self._known(claim_id).order

    # ------------------------------------------------ copies

    def _first_of(self, telling: Telling) -> str:
        return self.shelf.copies(wording_of(telling))[0]

    def _add_copy(self, telling: Telling) -> None:
        wording = wording_of(telling)
        before = self.shelf.copies(wording)
        copies = sorted((*before, telling.claim_id), key=self._order)
        self.shelf.put_copies(wording, copies)
        if copies[0] != telling.claim_id:
            self._touch(copies[0])
            return
        if before:
            self._take_out(self._known(before[0]))
        self._put_in(telling)

    def _remove_copy(self, telling: Telling) -> None:
        wording = wording_of(telling)
        before = self.shelf.copies(wording)
        rest = [claim_id for claim_id in before if claim_id != telling.claim_id]
        self.shelf.put_copies(wording, rest)
        if before[0] != telling.claim_id:
            self._touch(rest[0])
            return
        self._take_out(telling)
        if rest:
            self._put_in(self._known(rest[0]))

    # ------------------------------------------------ keys and matches

    def _put_in(self, telling: Telling) -> None:
        """Keep a claim and compare it with those that share a key."""
        keys = keys_of(telling, self.rules)
        self.shelf.put_node(telling.claim_id)
        self.shelf.put_under(telling.claim_id, keys, mask_of(telling, self.rules))
        for key in keys:
            under = self.shelf.under(key, CROWD + 2)
            if len(under) == CROWD + 1:
                self._pass_over(key, under)
        self._compare_with_near(telling, keys)
        self._touch(telling.claim_id)

    def _compare_with_near(self, telling: Telling, keys: Sequence[Key]) -> None:
        near: set[str] = set()
        for key in keys:
            if self._said(key):
                for each in beside(key):
                    near.update(self._said(each))
        near |= self._partners(telling.claim_id)
        near -= {telling.claim_id, *self.shelf.matches(telling.claim_id)}
        mask = asked_of(telling, self.rules)
        by_hand = self._partners(telling.claim_id)
        asked = [other for other in near if other in by_hand or mask & self.shelf.mask(other)]
        self.shelf.expect(claims=asked)
        known = (self._known(other) for other in asked if self.shelf.is_node(other))
        tied = [(other, found) for other in known if (found := self._compared(telling, other))]
        self.shelf.expect(matches=[other.claim_id for other, _ in tied])
        for other, found in tied:
            self._touch(other.claim_id)
            self.shelf.put_match(telling.claim_id, other.claim_id, found)

    def _partners(self, claim_id: str) -> set[str]:
        """The claims with which an analyst has joined one."""
        pairs = (pair for pair in self.constraints.together if claim_id in pair)
        return {other for pair in pairs for other in pair} - {claim_id}

    def _said(self, key: Key) -> Sequence[str]:
        """The claims under a key; nobody, when they are so many that it says nothing."""
        under = self.shelf.under(key, CROWD + 1)
        return under if len(under) <= CROWD else ()

    def _take_out(self, telling: Telling) -> None:
        self._touch(telling.claim_id)
        for other in self.shelf.matches(telling.claim_id):
            self._touch(other)
        self.shelf.drop_node(telling.claim_id)
        keys = keys_of(telling, self.rules)
        self.shelf.drop_under(telling.claim_id, keys)
        for key in keys:
            under = self.shelf.under(key, CROWD + 1)
            if len(under) == CROWD:
                self._take_up(under)

    def _pass_over(self, passed: Key, crowd: Sequence[str]) -> None:
        """A key is shared by too many from now on: matches that rest on it alone go."""
        self.shelf.expect(matches=crowd)
        there = {*crowd, *(claim for key in beside(passed) for claim in self.shelf.under(key, CROWD + 2))}
        pairs = dict.fromkeys(
            (min(one, other), max(one, other))
            for one in crowd
            for other in self.shelf.matches(one)
            if other in there
        )
        keys = self._keys_that_say({claim for pair in pairs for claim in pair})
        gone = [
            (one, other)
            for one, other in pairs
            if {b for key in keys[one] for b in beside(key)}.isdisjoint(keys[other])
            and not self._joined_by_hand(one, other)
        ]
        for pair in gone:
            self._touch(pair[0])
            self._touch(pair[1])
        self.shelf.drop_matches(gone)

    def _keys_that_say(self, claims: Collection[str]) -> dict[str, frozenset[Key]]:
        """The keys of claims, without those that too many share."""
        self.shelf.expect(claims=claims)
        told = {claim: keys_of(self._known(claim), self.rules) for claim in claims}
        self.shelf.expect(keys={key for keys in told.values() for key in keys})
        return {claim: frozenset(key for key in keys if self._said(key)) for claim, keys in told.items()}

    def _take_up(self, crowd: Sequence[str]) -> None:
        """A key is shared by few enough again: its claims are compared."""
        for one in crowd:
            if self.shelf.is_node(one):
                telling = self._known(one)
                self._compare_with_near(telling, keys_of(telling, self.rules))

    def _compared(self, one: Telling, other: Telling) -> Match | None:
        """The match of two claims, where it can join them."""
        by_hand = self._joined_by_hand(one.claim_id, other.claim_id)
        if not by_hand and not may_meet(one, other, self.rules):
            return None
        found = match(one, other, self.rules) if by_hand else weighed(one, other, self.rules)
        if self._ties(one, other, found):
            return found
        return BY_HAND if by_hand else None

    def _joined_by_hand(self, one: str, other: str) -> bool:
        together = self.constraints.together
        return bool(together) and ((one, other) in together or (other, one) in together)

    def _ties(self, one: Telling, other: Telling, found: Match) -> bool:
        """Whether a match can join two claims: it says which happening it is, and is strong enough for what the claims say."""
        threshold = self.rules.weights["threshold"]
        if found.score < threshold or found.parted:
            return False
        if identifies(found):
            return True
        thin = is_thin(one) != is_thin(other)
        return thin and says_which(found)

    # ------------------------------------------------ components

    def _touch(self, claim_id: str) -> None:
        self.touched.add(claim_id)
        root = self._component.get(claim_id)
        if root is not None:
            self._cut.pop(root, None)

    def _component_of(self, claim_id: str) -> set[str]:
        found, open_ = {claim_id}, {claim_id}
        while open_:
            self.shelf.expect(matches=open_)
            open_ = {other for one in open_ for other in self.shelf.matches(one)} - found
            found |= open_
        return found

    def _groups_of(self, component: set[str]) -> tuple[Group, ...]:
        self.shelf.expect(claims=component)
        root = min(component, key=self._order)
        if root not in self._cut or any(self._component.get(key) != root for key in component):
            self._cut[root] = tuple(self._cut_of(component))
            self._component |= dict.fromkeys(component, root)
        return self._cut[root]

    def _cut_of(self, component: set[str]) -> Iterator[Group]:
        threshold = self.rules.weights["threshold"]
        for part, capped in self._parts_of(component, threshold):
            told = {key: self._known(key) for key in part}
            order = {key: telling.order for key, telling in told.items()}
            matches = {
                (one, other): found
                for one in part
                for other, found in self.shelf.matches(one).items()
                if other in part and order[one] < order[other]
            }
            groups = groups_of(
                told,
                matches,
                self._remembering(),
                threshold=threshold,
                together=self.constraints.together,
                apart=self.constraints.apart,
            )
            of = {telling.claim_id: i for i, group in enumerate(groups) for telling in group}
            held: list[list[tuple[Pair, Match]]] = [[] for _ in groups]
            for pair, found in sorted(matches.items()):
                if of[pair[0]] == of[pair[1]]:
                    held[of[pair[0]]].append((pair, found))
            for group, pairs in zip(groups, held, strict=True):
                yield Group(self._with_copies(group), tuple(pairs), capped)

    def _parts_of(self, component: set[str], threshold: float) -> Iterator[tuple[set[str], bool]]:
        """The component, when it is not too large; else what hangs together by ever stronger matches alone."""
        if len(component) <= CAP:
            yield component, False
            return
        rest = set(component)
        while rest:
            part, open_ = set[str](), [min(rest, key=self._order)]
            while open_ and len(part) < CAP:
                key = open_.pop()
                part.add(key)
                strong = [o for o, m in self.shelf.matches(key).items() if m.score >= threshold + 1]
                near = (o for o in strong if o in rest and o not in part)
                open_ += sorted(near, key=self._order, reverse=True)
            rest -= part
            yield part, True

    def _remembering(self) -> Callable[[Telling, Telling], Match]:
        """A way to compare the claims of a component, each pair once."""
        seen: dict[Pair, Match] = {}

        def compared(one: Telling, other: Telling) -> Match:
            pair = (one.claim_id, other.claim_id)
            found = seen.get(pair)
            if found is None:
                found = seen[pair] = seen[pair[::-1]] = self._match(one, other)
            return found

        return compared

    def _match(self, one: Telling, other: Telling) -> Match:
        return self.shelf.matches(one.claim_id).get(other.claim_id) or match(one, other, self.rules)

    def _with_copies(self, group: Sequence[Telling]) -> tuple[Telling, ...]:
        wordings = [wording_of(telling) for telling in group]
        self.shelf.expect(wordings=wordings)
        keys = [key for wording in wordings for key in self.shelf.copies(wording)]
        return tuple(sorted((self._known(key) for key in keys), key=lambda telling: telling.order))


def mask_of(telling: Telling, rules: Rules) -> int:
    """What others may ask for, as bits, some of which two marks share, which costs a comparison: type, deeds and ladder of a claim, one of
    which every claim has that it may meet; and the kin of its deeds, for statements and answers.
    """
    return _mask(telling, rules, asks=False)


def asked_of(telling: Telling, rules: Rules) -> int:
    """What a claim asks of those that it may meet: the same, but events ask for the kin of statements and answers, and these for any."""
    return _mask(telling, rules, asks=True)


def _mask(telling: Telling, rules: Rules, *, asks: bool) -> int:
    marks = set(marks_of(telling, rules) | ({telling.type} if telling.type else frozenset()))
    free = not telling.type or bool(telling.answered)
    kin = kin_of(telling, rules)
    marks |= {f"kin {i}" for i in kin if free or not asks}
    marks |= {f"free {i}" for i in kin if free or asks}
    mask = 0
    for mark in marks:
        mask |= 1 << crc32(mark.encode()) % BITS
    return mask
