"""Who comes into question.

Takes queries of one step and what is remembered; gives for each the candidates that a plain sum of evidence puts first:
what follows what between the two, how usual the object is for the relation, for the place and for those who behave alike.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from lagebild.outlook.ranking.counts import Floats, Ints, Keys
from lagebild.outlook.ranking.factors import Factors
from lagebild.outlook.ranking.memory import Memory
from lagebild.outlook.ranking.rules import Seen

Table = NDArray[np.float32]  # one row a query, one column an entity
# Weights of the evidence: tried on ICEWS14's validation part; they decide who is proposed, not who comes first.
SHARE, PLACE, PATH, ALIKE = 0.05, 0.15, 0.02, 0.05
SECOND, REST = 0.6, 0.3  # what a second and further rules count: they rest on the same history as the first


@dataclass(frozen=True)
class View:
    """All that is known before a step, made once for all its queries."""

    memory: Memory
    step: int

    @cached_property
    def seen(self) -> Seen:
        """The triples seen so far."""
        return self.memory.seen(self.step)

    @cached_property
    def factors(self) -> Factors:
        """Who behaves like whom."""
        return self.memory.factors(self.step)

    @cached_property
    def month(self) -> csr_matrix:
        """Who met whom, faded over a month."""
        return self.memory.partners(self.step, 2)

    @cached_property
    def days(self) -> csr_matrix:
        """Who met whom, faded over two days."""
        return self.memory.partners(self.step, 0)

    @cached_property
    def company(self) -> dict[str, Table]:
        """For each entity, the mean of those whom it lately met, as vectors of who behaves like whom."""
        return {
            name: _mean_of(partners, self.factors.nearby)
            for name, partners in (("month", self.month), ("days", self.days))
        }

    def paths(self, subjects: Ints, partners: csr_matrix) -> Table:
        """How strongly each entity is met by those whom the subjects meet."""
        size = np.asarray(partners.sum(1)).ravel()
        own = partners[subjects]
        own.data = np.log1p(own.data)
        reached = own @ diags(1 / (1 + size)) @ partners
        return np.asarray(reached.todense(), np.float32)


def _mean_of(partners: csr_matrix, vectors: Table) -> Table:
    """The vectors of each entity's partners, weighed by how often they met."""
    weighed = diags(1 / (1 + np.asarray(partners.sum(1)).ravel())) @ partners
    return np.asarray(weighed @ vectors, np.float32)


@dataclass(frozen=True)
class Evidence:
    """What speaks for an object, kept where there is any: rules by query and object, paths by subject and object."""

    code: Ints  # query * entities + object, sorted
    rules: Table  # strongest, second, sum of all, all together; the last line is that of no rule
    own: Ints  # the line of each query in the paths
    month: Table
    days: Table

    def of(self, queries: Ints) -> "Evidence":
        """That of some of the queries."""
        size = self.month.shape[1]
        new = np.full(len(self.own), -1)
        new[queries] = np.arange(len(queries))
        kept = np.flatnonzero(new[self.code // size] >= 0)
        code = new[self.code[kept] // size] * size + self.code[kept] % size
        return Evidence(code, self.rules[np.append(kept, -1)], self.own[queries], self.month, self.days)

    def rules_for(self, objects: Ints) -> Table:
        """The rules of each query and object."""
        code = np.arange(len(objects))[:, None] * self.month.shape[1] + objects
        return self.rules[Keys(self.code).find(code)]


@dataclass(frozen=True)
class Proposals:
    """The candidates of each query, best first, and the evidence that proposed them."""

    objects: Ints
    score: Table
    evidence: Evidence


def propose(view: View, subject: Ints, relation: Ints, number: int) -> Proposals:
    """The first `number` candidates of each query."""
    evidence = _evidence(view, subject, relation)
    score = (PATH * evidence.month)[evidence.own]
    score.reshape(-1)[evidence.code] += evidence.rules[:-1, 3]
    _add_usual(score, view, subject, relation)
    number = min(number, score.shape[1])
    best = np.argpartition(-score, number - 1, axis=1)[:, :number]
    best.sort(axis=1)
    chosen = np.take_along_axis(score, best, 1)
    order = np.argsort(-chosen, axis=1, kind="stable")
    return Proposals(np.take_along_axis(best, order, 1), np.take_along_axis(chosen, order, 1), evidence)


def _evidence(view: View, subject: Ints, relation: Ints) -> Evidence:
    seen, layout = view.seen, view.memory.layout
    query, place = seen.of_subjects(subject)
    strength = view.memory.rules.strength(relation[query], seen.relation[place], seen.state[place])
    pair = seen.pair[place]
    new = np.flatnonzero(np.append(True, (pair[1:] != pair[:-1]) | (query[1:] != query[:-1]))[: len(pair)])
    code = query[new] * layout.entities + layout.pairs.codes[pair[new]] % layout.entities
    subjects, own = np.unique(subject, return_inverse=True)
    month, days = (view.paths(subjects, partners) for partners in (view.month, view.days))
    return Evidence(code, _together(strength, new), own, month, days)


def _together(strength: NDArray[np.float32], new: Ints) -> Table:
    """Strongest, second, sum and all together of each run of rules; then a line of nothing."""
    rules = np.zeros((len(new) + 1, 4), np.float32)
    if len(new):
        length = np.diff(np.append(new, len(strength)))
        first = np.maximum.reduceat(strength, new)
        second = np.maximum.reduceat(np.where(strength == np.repeat(first, length), 0, strength), new)
        total = np.add.reduceat(strength, new)
        rest = np.clip(total - first - second, 0, 1)
        joint = 1 - (1 - first) * (1 - SECOND * second) * (1 - REST * rest)
        rules[:-1] = np.stack([first, second, total, joint], axis=1)
    return rules


def _add_usual(score: Table, view: View, subject: Ints, relation: Ints) -> None:
    """How usual an object is for the relation, for both places, and for subjects of the same behaviour."""
    memory, step, factors = view.memory, view.step, view.factors
    size, keys, counts = score.shape[1], memory.keys["ro"], memory.counts["ro"]
    shares = place_shares(view, subject, relation)
    for each in np.unique(relation):
        rows = np.flatnonzero(relation == each)
        begin, end = np.searchsorted(keys.codes, [each * size, (each + 1) * size])
        ids = np.arange(begin, end)[counts.count[begin:end] > 0]
        objects, faded = keys.codes[ids] - each * size, counts.faded(ids, step, 1)
        of_all = (
            memory.faded("r", objects[:1], np.full(1, each), objects[:1], step) + 1e-9 if len(ids) else 1.0
        )
        place = memory.affiliation.place[objects]
        in_place = faded / (memory.faded("rc", objects, np.full(len(ids), each), objects, step) + 1)
        usual = SHARE * faded / of_all + PLACE * shares[np.ix_(rows, place)] * in_place
        column = factors.columns.find(keys.codes[ids])
        alike = np.maximum(factors.subject[subject[rows]] @ factors.column[column].T, 0) * (column >= 0)
        score[np.ix_(rows, objects)] += usual + ALIKE * alike


def place_shares(view: View, subject: Ints, relation: Ints) -> Floats:
    """For each query, the share of each place among the objects: its own, mixed with that of its subject's place."""
    memory, places = view.memory, view.memory.affiliation.places
    every = np.arange(places)[None, :]
    own_key = (subject * memory.layout.relations + relation)[:, None] * places + every
    home = memory.affiliation.place[subject]
    home_key = (home * memory.layout.relations + relation)[:, None] * places + every
    own = memory.counts["src"].faded(memory.keys["src"].find(own_key), view.step)
    usual = memory.counts["crc"].faded(memory.keys["crc"].find(home_key), view.step)
    of_home = memory.faded("cr", subject, relation, relation, view.step)[:, None]
    return np.asarray((own + 2 * usual / (of_home + 1)) / (own.sum(1, keepdims=True) + 2), np.float32)
