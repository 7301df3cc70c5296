"""Claims -> groups of claims that tell one happening.

`groups_in` is a pure function of a set of claims. `Linker` gives the same groups while claims come in one document after another:
it compares a new claim with those that share a key, and cuts anew only the groups that go another way because of it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lagebild.stories.bits import asked_of, bits_of
from lagebild.stories.candidates import CROWD, Key, beside, keys_of
from lagebild.stories.cut import Cut, Pair
from lagebild.stories.match import Match, match, weighed
from lagebild.stories.meeting import are_of_one_type, marks_of, share_a_mark
from lagebild.stories.records import Telling
from lagebild.stories.recut import Changes, Recut
from lagebild.stories.rules import Rules, load_rules
from lagebild.stories.shelf import MemoryShelf, Shelf, wording_of
from lagebild.stories.which import identifies, is_thin, says_which

BY_HAND = Match(0.0, (("joined_by_an_analyst", 0.0),))
HELD, MARKS_HELD = 20_000, 100_000  # claims whose keys are held, and whose marks, of which each has few
TOGETHER = 1_000  # new claims for which what they may meet is fetched at once


@dataclass(frozen=True)
class Group:
    """The claims of one story in canonical order, and the matches that joined them."""

    tellings: tuple[Telling, ...]
    matches: tuple[tuple[Pair, Match], ...]


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


@dataclass(frozen=True)
class Settled:
    """The groups that are to be told anew, and the first claims of those that are no more."""

    made: tuple[Group, ...]
    gone: frozenset[str]


@dataclass
class Linker:
    """Keeps claims, the keys that they share, their matches and groups on a shelf, and what has changed since groups were cut last.

    A copy (the same sentence, within some weeks) is kept behind the first of its wording, which alone is compared.
    """

    rules: Rules = field(default_factory=load_rules)
    constraints: Constraints = field(default_factory=Constraints)
    shelf: Shelf = field(default_factory=MemoryShelf)
    changes: Changes = field(default_factory=Changes)
    _keys: dict[str, tuple[Key, ...]] = field(default_factory=dict)
    _marks: dict[str, frozenset[str]] = field(default_factory=dict)

    def add(self, tellings: Iterable[Telling]) -> None:
        """Take claims in."""
        told = list(tellings)
        for some in (told[i : i + TOGETHER] for i in range(0, len(told), TOGETHER)):
            self._add_some(some)

    def _add_some(self, told: Sequence[Telling]) -> None:
        keys = {key for telling in told for key in self._keys_of(telling)}
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
                self._keys.pop(claim_id, None)
                self._marks.pop(claim_id, None)

    def again(self, claim_ids: Iterable[str]) -> None:
        """Compare claims anew, as after another decision of an analyst."""
        for claim_id in claim_ids:
            telling = self.shelf.telling(claim_id)
            if telling is not None:
                first = self._known(self._first_of(telling))
                self.changes.whole[first.claim_id] = None
                self._take_out(first)
                self._put_in(first)

    def settle(self) -> Settled:
        """Cut what has changed."""
        recut = Recut(
            self.shelf,
            self.changes,
            self._remembering(),
            self.rules.weights["threshold"],
            self.constraints.together,
            self.constraints.apart,
        )
        recut.run()
        self.changes = Changes()
        return Settled(self._groups(recut.made.values()), frozenset(recut.gone))

    def groups(self) -> tuple[Group, ...]:
        """All groups; of those that are as they were none is cut again."""
        self.settle()
        cuts = (self.shelf.cut_of(claim_id) for claim_id in self.shelf.nodes())
        return self._groups({cut.first: cut for cut in cuts if cut is not None}.values())

    def _keys_of(self, telling: Telling) -> tuple[Key, ...]:
        """The keys of a claim: they are asked for again while it is new, and whenever a key that it has becomes crowded."""
        keys = self._keys.get(telling.claim_id)
        if keys is None:
            if len(self._keys) >= HELD:
                self._keys.clear()
            keys = self._keys[telling.claim_id] = keys_of(telling, self.rules)
        return keys

    def _marks_of(self, telling: Telling) -> frozenset[str]:
        """The marks of a claim, which every claim beside it asks for."""
        marks = self._marks.get(telling.claim_id)
        if marks is None:
            if len(self._marks) >= MARKS_HELD:
                self._marks.clear()
            marks = self._marks[telling.claim_id] = marks_of(telling, self.rules)
        return marks

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
            self.changes.altered[copies[0]] = None
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
            self.changes.altered[rest[0]] = None
            return
        self._take_out(telling)
        if rest:
            self._put_in(self._known(rest[0]))

    # ------------------------------------------------ keys and matches

    def _put_in(self, telling: Telling) -> None:
        """Keep a claim and compare it with those that share a key."""
        keys = self._keys_of(telling)
        self.shelf.put_node(telling.claim_id)
        counts = self.shelf.put_under(telling.claim_id, keys, bits_of(telling, self.rules))
        for key, count in zip(keys, counts, strict=True):
            if count == CROWD + 1:
                self._pass_over(key, self.shelf.under(key, count))
        self.changes.fresh[telling.claim_id] = None
        self._compare_with_near(telling, keys)

    def _compare_with_near(self, telling: Telling, keys: Sequence[Key]) -> None:
        partners = set(filter(self.shelf.is_node, self._partners(telling.claim_id)))
        asked = {*self.shelf.near(keys, CROWD, asked_of(telling, self.rules)), *partners}
        asked -= {telling.claim_id, *self.shelf.matches(telling.claim_id)}
        tied = [
            (other.claim_id, found)
            for other in self._met(telling, asked, partners)
            if (found := self._compared(telling, other, by_hand=other.claim_id in partners))
            and self.shelf.is_node(other.claim_id)
        ]
        self.shelf.expect(matches=[other for other, _ in tied])
        for other, found in tied:
            self.changes.fresh[telling.claim_id] = None
            self.shelf.put_match(telling.claim_id, other, found)

    def _met(self, telling: Telling, asked: Collection[str], partners: Collection[str]) -> Iterator[Telling]:
        """Those of the claims that it may meet, and those with which an analyst has joined it."""
        marks = self._marks_of(telling)
        for other in self.shelf.tellings(asked):
            if (
                are_of_one_type(telling, other)
                or share_a_mark(telling, marks, other, self._marks_of(other), self.rules)
                or other.claim_id in partners
            ):
                yield other

    def _partners(self, claim_id: str) -> set[str]:
        """The claims with which an analyst has joined one."""
        pairs = (pair for pair in self.constraints.together if claim_id in pair)
        return {other for pair in pairs for other in pair} - {claim_id}

    def _says(self, key: Key) -> bool:
        """Whether a key says something: there are claims under it, and not too many."""
        return 0 < self.shelf.count(key) <= CROWD

    def _take_out(self, telling: Telling) -> None:
        self.changes.gone[telling.claim_id] = None
        self.changes.fresh.pop(telling.claim_id, None)
        self.changes.part((telling.claim_id, other) for other in self.shelf.matches(telling.claim_id))
        self.shelf.drop_node(telling.claim_id)
        keys = self._keys_of(telling)
        self.shelf.drop_under(telling.claim_id, keys)
        for key in keys:
            if self.shelf.count(key) == CROWD:
                self._take_up(self.shelf.under(key, CROWD))

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
        gone = [pair for pair in self._sharing_nothing(pairs) if not self._joined_by_hand(*pair)]
        self.changes.part(gone)
        self.shelf.drop_matches(gone)

    def _sharing_nothing(self, pairs: Collection[Pair]) -> Iterator[Pair]:
        """The pairs of claims that share no key that says something. One is enough, so that the next is looked up only where the first says nothing."""
        shared = self._shared_keys(pairs)
        while shared:
            self.shelf.expect(keys={key for both in shared.values() if both for key in both[-1]})
            for pair, both in list(shared.items()):
                if not both:
                    yield pair
                if not both or all(map(self._says, both.pop())):
                    del shared[pair]

    def _shared_keys(self, pairs: Collection[Pair]) -> dict[Pair, list[tuple[Key, Key]]]:
        """Of pairs of claims the keys that they share, within neighbouring windows."""
        claims = {claim for pair in pairs for claim in pair}
        keys = {telling.claim_id: self._keys_of(telling) for telling in self.shelf.tellings(claims)}
        windows = {claim: _windows_of(found) for claim, found in keys.items()}
        return {
            (one, other): [
                (key, near) for near in windows[one].keys() & keys[other] for key in windows[one][near]
            ]
            for one, other in pairs
        }

    def _take_up(self, crowd: Sequence[str]) -> None:
        """A key is shared by few enough again: its claims are compared."""
        for one in crowd:
            if self.shelf.is_node(one):
                telling = self._known(one)
                self._compare_with_near(telling, self._keys_of(telling))

    def _compared(self, one: Telling, other: Telling, *, by_hand: bool) -> Match | None:
        """The match of two claims, where it can join them, or an analyst has joined them."""
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

    # ------------------------------------------------ groups

    def _groups(self, cuts: Collection[Cut]) -> tuple[Group, ...]:
        """Groups with their copies and matches, by their first claims."""
        claims = [claim for cut in cuts for claim in cut.claims]
        self.shelf.expect(matches=claims)
        self.shelf.expect(wordings=map(wording_of, self.shelf.tellings(claims)))
        return tuple(sorted(map(self._group, cuts), key=lambda group: group.tellings[0].order))

    def _group(self, cut: Cut) -> Group:
        place = {claim: i for i, claim in enumerate(cut.claims)}
        pairs = [
            ((one, other), found)
            for one in cut.claims
            for other, found in self.shelf.matches(one).items()
            if place.get(other, -1) > place[one]
        ]
        return Group(self._with_copies(cut.claims), tuple(sorted(pairs)))

    def _remembering(self) -> Callable[[Telling, Telling], Match]:
        """A way to compare claims, each pair once."""
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

    def _with_copies(self, claims: Sequence[str]) -> tuple[Telling, ...]:
        wordings = map(wording_of, self.shelf.tellings(claims))
        told = [claim for wording in wordings for claim in self.shelf.copies(wording)]
        return tuple(sorted(self.shelf.tellings(told), key=lambda telling: telling.order))


def _windows_of(keys: Iterable[Key]) -> dict[Key, list[Key]]:
    """Keys and those beside them, each with the keys that it is or lies beside."""
    windows: dict[Key, list[Key]] = {}
    for key in keys:
        for near in beside(key):
            windows.setdefault(near, []).append(key)
    return windows
