"""Facts laid out so that a pass over time can look things up without searching.

Takes facts; gives the keys that can occur, the facts of each step, and the queries of each step with their answers.
An index of what *can* be seen tells nothing of when it is: every count starts empty and is filled step by step.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.outlook.ranking.counts import Ints, Keys
from lagebild.outlook.ranking.quadruples import OBJECT, RELATION, STEP, SUBJECT, Facts, both_directions


@dataclass(frozen=True)
class Layout:
    """What can be seen. Triples are sorted by subject, object, relation; pairs by subject, object."""

    entities: int
    relations: int  # in both directions: an inverse is half of it higher
    triples: Keys
    triple_relation: Ints
    triple_pair: Ints
    pairs: Keys
    facts: Facts  # both directions, in order of time
    fact_triple: Ints

    def inverse(self, relation: Ints) -> Ints:
        """The relation seen from the other side."""
        half = self.relations // 2
        return np.where(relation < half, relation + half, relation - half)


@dataclass(frozen=True)
class Queries:
    """`(subject, relation, ?)` at a step, and which objects turned out to be answers (from `first[i]` to `first[i + 1]`)."""

    subject: Ints
    relation: Ints
    step: Ints
    first: Ints
    answers: Ints

    def __len__(self) -> int:
        return len(self.subject)

    def take(self, which: NDArray[np.int64]) -> "Queries":
        """Some of them, in the order asked for."""
        _, place = spans(self.first[which], self.first[which + 1])
        first = np.concatenate([[0], np.cumsum(self.first[which + 1] - self.first[which])])
        return Queries(
            self.subject[which], self.relation[which], self.step[which], first, self.answers[place]
        )

    def asked(self) -> Ints:
        """The query of each answer."""
        return np.repeat(np.arange(len(self)), np.diff(self.first))


def laid_out(facts: Facts, entities: int, relations: int) -> Layout:
    """The layout of facts (one direction, as in the files)."""
    both = both_directions(facts, relations)
    code = (both[:, SUBJECT] * entities + both[:, OBJECT]) * (2 * relations) + both[:, RELATION]
    triples, fact_triple = np.unique(code, return_inverse=True)
    pair_code = triples // (2 * relations)
    pairs, triple_pair = np.unique(pair_code, return_inverse=True)
    return Layout(
        entities,
        2 * relations,
        Keys(triples),
        triples % (2 * relations),
        triple_pair,
        Keys(pairs),
        both,
        fact_triple,
    )


def queries_of(facts: Facts) -> Queries:
    """The queries that facts (both directions) answer: one for each subject, relation and step."""
    order = np.lexsort((facts[:, OBJECT], facts[:, RELATION], facts[:, SUBJECT], facts[:, STEP]))
    facts = facts[order]
    key = facts[:, [SUBJECT, RELATION, STEP]]
    new = np.concatenate([[True], np.any(key[1:] != key[:-1], axis=1)]) if len(facts) else np.zeros(0, bool)
    first = np.flatnonzero(new)
    head = facts[first]
    ends = np.concatenate([first, [len(facts)]])
    return Queries(head[:, SUBJECT], head[:, RELATION], head[:, STEP], ends, facts[:, OBJECT].copy())


def spans(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Many ranges at once: for each of their places, which range it belongs to, and the place."""
    lengths = ends - starts
    owner = np.repeat(np.arange(len(starts)), lengths)
    before = np.cumsum(lengths) - lengths
    return owner, np.arange(int(lengths.sum())) - before[owner] + starts[owner]
