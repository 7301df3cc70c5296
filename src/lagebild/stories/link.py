"""Claims -> groups of claims that tell one happening.

`groups_in` is a pure function of a set of claims. `Linker` gives the same groups while claims come in one document after another:
it compares a new claim with those that share a key, and cuts anew only the components that the claim touches.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lagebild.stories.candidates import CROWD, Key, beside, keys_of
from lagebild.stories.cut import LENIENT, Pair, groups_of, identifies, is_thin, says_which
from lagebild.stories.days import ordinal
from lagebild.stories.match import Match, match, may_meet
from lagebild.stories.records import Telling
from lagebild.stories.rules import Rules, load_rules

CAP = 2000  # claims of one component that are cut together
_COPIES = 45  # days within which the same sentence in another document is a copy of it


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
    """Keeps claims, the keys that they share and their matches.

    A copy (the same sentence, within some weeks) is kept behind the first of its wording, which alone is compared.
    """

    rules: Rules = field(default_factory=load_rules)
    constraints: Constraints = field(default_factory=Constraints)
    _tellings: dict[str, Telling] = field(default_factory=dict)
    _copies: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    _under: dict[Key, list[str]] = field(default_factory=dict)
    _edges: dict[str, dict[str, Match]] = field(default_factory=dict)
    _cut: dict[str, tuple[Group, ...]] = field(default_factory=dict)
    _component: dict[str, str] = field(default_factory=dict)

    def add(self, tellings: Iterable[Telling]) -> None:
        """Take claims in; of what is known, only what they touch will be cut anew."""
        for telling in tellings:
            if telling.claim_id in self._tellings:
                continue
            self._tellings[telling.claim_id] = telling
            self._add_copy(telling)

    def remove(self, claim_ids: Iterable[str]) -> None:
        """Let claims go: a document that was forgotten, or read anew."""
        for claim_id in claim_ids:
            telling = self._tellings.pop(claim_id, None)
            if telling is not None:
                self._remove_copy(telling)

    def groups(self) -> tuple[Group, ...]:
        """All groups; components that nothing touched are not cut again."""
        seen: set[str] = set()
        found: list[Group] = []
        for claim_id in sorted(self._edges, key=lambda key: self._tellings[key].order):
            if claim_id not in seen:
                component = self._component_of(claim_id)
                seen |= component
                found += self._groups_of(component)
        return tuple(sorted(found, key=lambda group: group.tellings[0].order))

    def groups_with(self, claim_ids: Iterable[str]) -> tuple[Group, ...]:
        """The groups of the components in which these claims are."""
        seen: set[str] = set()
        found: list[Group] = []
        for claim_id in claim_ids:
            first = self._first_of(self._tellings[claim_id])
            if first not in seen:
                component = self._component_of(first)
                seen |= component
                found += self._groups_of(component)
        return tuple(sorted(found, key=lambda group: group.tellings[0].order))

    # ------------------------------------------------ copies

    def _first_of(self, telling: Telling) -> str:
        return self._copies[_wording(telling)][0]

    def _add_copy(self, telling: Telling) -> None:
        copies = self._copies.setdefault(_wording(telling), [])
        before = copies[0] if copies else None
        copies.append(telling.claim_id)
        copies.sort(key=lambda key: self._tellings[key].order)
        if copies[0] != telling.claim_id:
            self._touch(copies[0])
            return
        if before is not None:
            self._take_out(self._tellings[before])
        self._put_in(telling)

    def _remove_copy(self, telling: Telling) -> None:
        copies = self._copies[_wording(telling)]
        first = copies[0] == telling.claim_id
        copies.remove(telling.claim_id)
        if not first:
            self._touch(copies[0])
            return
        self._take_out(telling)
        if copies:
            self._put_in(self._tellings[copies[0]])
        else:
            del self._copies[_wording(telling)]

    # ------------------------------------------------ keys and matches

    def _put_in(self, telling: Telling) -> None:
        """Keep a claim and compare it with those that share a key."""
        keys = keys_of(telling, self.rules)
        self._edges[telling.claim_id] = {}
        for key in keys:
            under = self._under.setdefault(key, [])
            under.append(telling.claim_id)
            if len(under) == CROWD + 1:
                self._pass_over(under)
        self._compare_with_near(telling, keys)
        self._touch(telling.claim_id)

    def _compare_with_near(self, telling: Telling, keys: Sequence[Key]) -> None:
        told = (b for key in keys if self._tells(key) for b in beside(key) if self._tells(b))
        near = {other for key in told for other in self._under[key]}
        near |= {other for pair in self.constraints.together if telling.claim_id in pair for other in pair}
        for other in near - {telling.claim_id} - set(self._edges[telling.claim_id]):
            if other in self._edges:
                self._compare(telling, self._tellings[other])

    def _tells(self, key: Key) -> bool:
        """Whether claims are under a key, and few enough for it to say something."""
        return 0 < len(self._under.get(key, ())) <= CROWD

    def _take_out(self, telling: Telling) -> None:
        self._touch(telling.claim_id)
        for other in self._edges.pop(telling.claim_id):
            self._touch(other)
            del self._edges[other][telling.claim_id]
        for key in keys_of(telling, self.rules):
            under = self._under[key]
            under.remove(telling.claim_id)
            if not under:
                del self._under[key]
            elif len(under) == CROWD:
                self._take_up(under)

    def _pass_over(self, crowd: Sequence[str]) -> None:
        """A key is shared by too many from now on: matches that rest on it alone go."""
        telling_keys: dict[str, frozenset[Key]] = {}

        def keys(claim_id: str) -> frozenset[Key]:
            if claim_id not in telling_keys:
                kept = keys_of(self._tellings[claim_id], self.rules)
                telling_keys[claim_id] = frozenset(key for key in kept if self._tells(key))
            return telling_keys[claim_id]

        for one in crowd:
            around = {b for key in keys(one) for b in beside(key)} if self._edges.get(one) else set()
            for other in list(self._edges.get(one, ())):
                if around.isdisjoint(keys(other)) and not self._joined_by_hand(one, other):
                    self._touch(one)
                    self._touch(other)
                    del self._edges[one][other], self._edges[other][one]

    def _take_up(self, crowd: Sequence[str]) -> None:
        """A key is shared by few enough again: its claims are compared."""
        for one in crowd:
            if one in self._edges:
                self._compare_with_near(self._tellings[one], keys_of(self._tellings[one], self.rules))

    def _compare(self, one: Telling, other: Telling) -> None:
        if not may_meet(one, other, self.rules) and not self._joined_by_hand(one.claim_id, other.claim_id):
            return
        found = match(one, other, self.rules)
        if self._ties(one, other, found) or self._joined_by_hand(one.claim_id, other.claim_id):
            self._touch(other.claim_id)
            self._edges[one.claim_id][other.claim_id] = found
            self._edges[other.claim_id][one.claim_id] = found

    def _joined_by_hand(self, one: str, other: str) -> bool:
        together = self.constraints.together
        return bool(together) and ((one, other) in together or (other, one) in together)

    def _ties(self, one: Telling, other: Telling, found: Match) -> bool:
        """Whether a match can join two claims: it says which happening it is, and is strong enough for what the claims say."""
        threshold = self.rules.weights["threshold"]
        if found.score < threshold - LENIENT or found.parted:
            return False
        if found.score >= threshold and identifies(found):
            return True
        thin = is_thin(one) != is_thin(other)
        return thin and found.score >= threshold - LENIENT and says_which(found)

    # ------------------------------------------------ components

    def _touch(self, claim_id: str) -> None:
        root = self._component.get(claim_id)
        if root is not None:
            self._cut.pop(root, None)

    def _component_of(self, claim_id: str) -> set[str]:
        found, open_ = {claim_id}, [claim_id]
        while open_:
            for other in self._edges[open_.pop()]:
                if other not in found:
                    found.add(other)
                    open_.append(other)
        return found

    def _groups_of(self, component: set[str]) -> tuple[Group, ...]:
        root = min(component, key=lambda key: self._tellings[key].order)
        if root not in self._cut or any(self._component.get(key) != root for key in component):
            self._cut[root] = tuple(self._cut_of(component))
            self._component |= dict.fromkeys(component, root)
        return self._cut[root]

    def _cut_of(self, component: set[str]) -> Iterator[Group]:
        for part, capped in self._parts_of(component, self.rules.weights["threshold"]):
            matches = {
                (one, other): found
                for one in part
                for other, found in self._edges[one].items()
                if other in part and self._tellings[one].order < self._tellings[other].order
            }
            groups = groups_of(
                {key: self._tellings[key] for key in part},
                matches,
                self._match,
                threshold=self.rules.weights["threshold"],
                together=self.constraints.together,
                apart=self.constraints.apart,
            )
            for group in groups:
                keys = {telling.claim_id for telling in group}
                held = tuple((pair, m) for pair, m in sorted(matches.items()) if keys.issuperset(pair))
                yield Group(self._with_copies(group), held, capped)

    def _parts_of(self, component: set[str], threshold: float) -> Iterator[tuple[set[str], bool]]:
        """The component, when it is not too large; else what hangs together by ever stronger matches alone."""
        if len(component) <= CAP:
            yield component, False
            return
        rest = set(component)
        while rest:
            part, open_ = set[str](), [min(rest, key=lambda key: self._tellings[key].order)]
            while open_ and len(part) < CAP:
                key = open_.pop()
                part.add(key)
                strong = [o for o, m in self._edges[key].items() if m.score >= threshold + 1]
                open_ += sorted(
                    (o for o in strong if o in rest and o not in part),
                    key=lambda o: self._tellings[o].order,
                    reverse=True,
                )
            rest -= part
            yield part, True

    def _match(self, one: Telling, other: Telling) -> Match:
        return self._edges[one.claim_id].get(other.claim_id) or match(one, other, self.rules)

    def _with_copies(self, group: Sequence[Telling]) -> tuple[Telling, ...]:
        keys = [key for telling in group for key in self._copies[_wording(telling)]]
        return tuple(sorted((self._tellings[key] for key in keys), key=lambda telling: telling.order))


def _wording(telling: Telling) -> tuple[str, ...]:
    bucket = (ordinal(telling.day) or 0) // _COPIES
    return (telling.quote, telling.sentence, str(telling.start - telling.sentence_start), str(bucket))
