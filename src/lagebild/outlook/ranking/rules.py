"""What follows what: how often a pair that shared one relation shares another at a later step.

Takes the queries and facts of each step and what was seen before it; gives P(r between s and o | r' between them, so long
ago, so often), learnt for every pair of relations as the steps go by, so that no step is judged by itself or a later one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from lagebild.outlook.ranking.counts import Floats, Ints
from lagebild.outlook.ranking.layout import spans

_AGO = np.asarray([1, 3, 7, 14, 30, 90])  # the last step of each class of recency
_OFTEN = np.asarray([1, 4])
CLASSES = (len(_AGO) + 1) * (len(_OFTEN) + 1)
DOUBT = 20.0  # seen fewer times than this, a rule counts less than half


@dataclass(frozen=True)
class Seen:
    """The triples that were seen before a step: in order of subject and object, with the class of recency and count."""

    triple: Ints
    relation: Ints
    pair: Ints
    state: Ints
    first_of_subject: Ints  # where the triples of each subject begin, and the end
    first_of_pair: Ints  # the same for pairs

    def of_subjects(self, subjects: Ints) -> tuple[Ints, Ints]:
        """For each triple of these subjects: which of the subjects, and its place here."""
        return spans(self.first_of_subject[subjects], self.first_of_subject[subjects + 1])

    def of_pairs(self, pairs: Ints) -> tuple[Ints, Ints]:
        """The same for pairs."""
        return spans(self.first_of_pair[pairs], self.first_of_pair[pairs + 1])


def state_of(gap: Floats, count: Floats) -> Ints:
    """The class of how long ago and how often."""
    ago = np.searchsorted(_AGO, gap, side="left")
    often = np.searchsorted(_OFTEN, count, side="left")
    return ago * (len(_OFTEN) + 1) + often


class Rules:
    """How often `r` was asked of, and answered by, a pair that had had `r'` in some state."""

    def __init__(self, relations: int) -> None:
        self._shape = (relations, relations * CLASSES)
        self._asked = np.zeros(self._shape, np.float32)
        self._held = np.zeros(self._shape, np.float32)

    def learn(self, seen: Seen, subject: Ints, relation: Ints, facts: tuple[Ints, Ints]) -> None:
        """The queries of a step (subject, relation) and the facts that answered them (pair, relation)."""
        subjects, own = np.unique(subject, return_inverse=True)
        owner, place = seen.of_subjects(subjects)
        width = self._shape[1]
        column = seen.relation[place] * CLASSES + seen.state[place]
        history = csr_matrix((np.ones(len(owner), np.float32), (owner, column)), (len(subjects), width))
        asking = csr_matrix((np.ones(len(own), np.float32), (relation, own)), (self._shape[0], len(subjects)))
        asked = (asking @ history).tocoo()
        self._asked[asked.row, asked.col] += asked.data
        pair, answered = facts
        which, place = seen.of_pairs(pair)
        np.add.at(self._held, (answered[which], seen.relation[place] * CLASSES + seen.state[place]), 1)

    def strength(self, relation: Ints, given: Ints, state: Ints) -> NDArray[np.float32]:
        """P(relation | given relation in that state), held down where little was seen."""
        column = given * CLASSES + state
        asked = self._asked[relation, column] + np.float32(DOUBT)
        return np.asarray(self._held[relation, column] / asked)
