"""What is remembered of the steps that are over.

Takes facts, step by step; gives faded counts of every key that the ranker asks for, what follows what, and who behaves
like whom. A view of a step holds nothing of that step or a later one: deleting those changes nothing in it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_matrix

from lagebild.outlook.ranking.affiliation import Affiliation
from lagebild.outlook.ranking.counts import Counts, Floats, Ints, Keys
from lagebild.outlook.ranking.factors import Factors, factors_of
from lagebild.outlook.ranking.layout import Layout
from lagebild.outlook.ranking.quadruples import OBJECT, RELATION, STEP, SUBJECT
from lagebild.outlook.ranking.rules import Rules, Seen, state_of

Code = Callable[[Layout, Affiliation, Ints, Ints, Ints], Ints]
REFRESH = 7  # steps that factors are used for: they change slowly, and making them costs most of a step
FAINT = 0.05  # faded below this, a pair is no way to go


@dataclass(frozen=True)
class Family:
    """Keys of one kind: how they are made of (subject, relation, object), and the half-lives of their counts."""

    code: Code
    half_lives: tuple[float, ...]


FAMILIES: dict[str, Family] = {
    "sro": Family(lambda y, a, s, r, o: (s * y.entities + o) * y.relations + r, (2, 8, 30, 120)),
    "so": Family(lambda y, a, s, r, o: s * y.entities + o, (2, 8, 30)),
    "ro": Family(lambda y, a, s, r, o: r * y.entities + o, (7, 30)),
    "o": Family(lambda y, a, s, r, o: o + 0 * r, (7, 30)),
    "r": Family(lambda y, a, s, r, o: r + 0 * o, (30,)),
    "cro": Family(lambda y, a, s, r, o: (a.place[s] * y.relations + r) * y.entities + o, (30,)),
    "src": Family(lambda y, a, s, r, o: (s * y.relations + r) * a.places + a.place[o], (60,)),
    "sc": Family(lambda y, a, s, r, o: s * a.places + a.place[o] + 0 * r, (7, 30)),
    "co": Family(lambda y, a, s, r, o: a.place[s] * y.entities + o + 0 * r, (7, 30)),
    "crc": Family(lambda y, a, s, r, o: (a.place[s] * y.relations + r) * a.places + a.place[o], (60,)),
    "cr": Family(lambda y, a, s, r, o: a.place[s] * y.relations + r + 0 * o, (60,)),
    "rc": Family(lambda y, a, s, r, o: r * a.places + a.place[o], (30,)),
    "prp": Family(lambda y, a, s, r, o: (a.role[s] * y.relations + r) * a.roles + a.role[o], (60,)),
    "pr": Family(lambda y, a, s, r, o: a.role[s] * y.relations + r + 0 * o, (60,)),
}


@dataclass
class Memory:
    """Counts, rules and factors, as of the last step that was learnt."""

    layout: Layout
    affiliation: Affiliation
    every: int = (
        1  # rules are learnt from every n-th step: in long data sets there is more than enough to learn from
    )
    keys: dict[str, Keys] = field(init=False)
    counts: dict[str, Counts] = field(init=False)
    rules: Rules = field(init=False)
    _ids: dict[str, Ints] = field(init=False)
    _begins: Ints = field(init=False)
    _factors: tuple[int, Factors] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        facts = self.layout.facts
        self.keys, self.counts, self._ids = {}, {}, {}
        for name, family in FAMILIES.items():
            code = family.code(
                self.layout, self.affiliation, facts[:, SUBJECT], facts[:, RELATION], facts[:, OBJECT]
            )
            codes, self._ids[name] = np.unique(code, return_inverse=True)
            self.keys[name] = Keys(codes)
            self.counts[name] = Counts(len(codes), family.half_lives)
        self.rules = Rules(self.layout.relations)
        self._begins = np.searchsorted(facts[:, STEP], np.arange(int(facts[-1, STEP]) + 2))

    def ids(self, name: str, s: Ints, r: Ints, o: Ints) -> Ints:
        """The ids of keys of a family."""
        return self.keys[name].find(FAMILIES[name].code(self.layout, self.affiliation, s, r, o))

    def learn(self, step: int) -> None:
        """Take in the facts of a step: what followed what, then the counts."""
        if step + 1 >= len(self._begins) or self._begins[step] == self._begins[step + 1]:
            return
        facts = slice(self._begins[step], self._begins[step + 1])
        rows = self.layout.facts[facts]
        if step % self.every == 0:
            asked = np.unique(rows[:, [SUBJECT, RELATION]], axis=0)
            pair = self.layout.triple_pair[self.layout.fact_triple[facts]]
            self.rules.learn(self.seen(step), asked[:, 0], asked[:, 1], (pair, rows[:, RELATION]))
        for name, counts in self.counts.items():
            counts.add(self._ids[name][facts], step)

    def seen(self, step: int) -> Seen:
        """The triples seen before a step."""
        counts = self.counts["sro"]
        triple = np.flatnonzero(counts.count[:-1] > 0)
        pair = self.layout.triple_pair[triple]
        subject = self.layout.pairs.codes[pair] // self.layout.entities
        state = state_of(counts.gap(triple, step), counts.count[triple])
        return Seen(
            triple,
            self.layout.triple_relation[triple],
            pair,
            state,
            np.searchsorted(subject, np.arange(self.layout.entities + 1)),
            np.searchsorted(pair, np.arange(len(self.layout.pairs) + 1)),
        )

    def partners(self, step: int, which: int) -> csr_matrix:
        """Who met whom, faded with one of the half-lives of pairs."""
        counts = self.counts["so"]
        faded = counts.faded(np.arange(len(self.layout.pairs)), step, which)
        pair = np.flatnonzero(faded > FAINT)
        code, size = self.layout.pairs.codes[pair], self.layout.entities
        return csr_matrix((faded[pair], (code // size, code % size)), (size, size))

    def factors(self, step: int) -> Factors:
        """Factors of what was seen before the last multiple of `REFRESH`."""
        if self._factors is None or self._factors[0] // REFRESH != step // REFRESH:
            counts, size = self.counts["sro"], self.layout.entities
            triple = np.flatnonzero(counts.count[:-1] > 0)
            weight = np.log1p(counts.faded(triple, step, 3) + 0.3 * counts.count[triple])
            pair = self.layout.pairs.codes[self.layout.triple_pair[triple]]
            code = self.layout.triple_relation[triple] * size + pair % size
            self._factors = (step, factors_of(pair // size, code, weight.astype(np.float32), size))
        return self._factors[1]

    def faded(self, name: str, s: Ints, r: Ints, o: Ints, step: int, which: int = 0) -> Floats:
        """The faded count of keys of a family."""
        return self.counts[name].faded(self.ids(name, s, r, o), step, which)
