"""Queries in, rows for the ranker out.

Takes queries of one step and what is remembered; gives candidates with their columns, whole for scoring or thinned for
learning, and which of them turned out to be answers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.outlook.ranking.candidates import Proposals, View, propose
from lagebild.outlook.ranking.counts import Ints
from lagebild.outlook.ranking.features import Asked, columns_of
from lagebild.outlook.ranking.layout import Queries
from lagebild.outlook.ranking.memory import Memory

CANDIDATES = 120  # hold 84 % of ICEWS14's answers; 300 hold 88 %, for more than twice the cost
NEAR, FAR = 25, 12  # of which so many are learnt from: the first ones and some of the rest
MOST_CELLS = 4_000_000  # queries times entities that are looked at together


@dataclass(frozen=True)
class Rows:
    """Candidates of queries: `values` has a row each (queries, candidates, columns)."""

    queries: Queries
    objects: Ints
    is_answer: NDArray[np.bool_]
    values: NDArray[np.float32]
    weight: NDArray[np.float32]  # how many candidates each stands for, where only some were kept
    columns: tuple[tuple[str, str], ...]  # group and name

    def scores(self, flat: NDArray[np.float64]) -> NDArray[np.float32]:
        """Predictions, one a row, as one line a query."""
        return flat.reshape(self.objects.shape).astype(np.float32)

    @property
    def flat(self) -> NDArray[np.float32]:
        """One row a candidate."""
        return self.values.reshape(-1, self.values.shape[2])


def rows_of(memory: Memory, queries: Queries, *, thin: int | None = None) -> Iterator[Rows]:
    """The rows of queries of one step, in portions; with `thin` (a seed) only those that are learnt from."""
    if not len(queries):
        return
    view = View(memory, int(queries.step[0]))
    together = max(16, MOST_CELLS // memory.layout.entities)
    for begin in range(0, len(queries), together):
        some = queries.take(np.arange(begin, min(begin + together, len(queries))))
        proposals = propose(view, some.subject, some.relation, CANDIDATES)
        is_answer = _answers(some, proposals.objects, memory.layout.entities)
        weight = np.ones(is_answer.shape, np.float32)
        if thin is not None:
            some, proposals, is_answer, weight = _thinned(some, proposals, is_answer, thin + begin)
        if len(some):
            yield _rows(view, some, proposals, is_answer, weight)


def passed(memory: Memory, queries: Queries, begin: int, end: int, thin: int | None = None) -> Iterator[Rows]:
    """Step by step: the rows of its queries, while nothing of the step is known; then the step is learnt."""
    for step in range(begin, end):
        lower, upper = np.searchsorted(queries.step, [step, step + 1])
        yield from rows_of(memory, queries.take(np.arange(lower, upper)), thin=thin)
        memory.learn(step)


def _rows(
    view: View,
    queries: Queries,
    proposals: Proposals,
    is_answer: NDArray[np.bool_],
    weight: NDArray[np.float32],
) -> Rows:
    groups = columns_of(Asked(view, queries.subject[:, None], queries.relation[:, None], proposals))
    named = [((group, name), column) for group, columns in groups.items() for name, column in columns.items()]
    values = np.empty((*proposals.objects.shape, len(named)), np.float32)
    for i, (_, column) in enumerate(named):
        values[:, :, i] = column
    return Rows(queries, proposals.objects, is_answer, values, weight, tuple(name for name, _ in named))


def _answers(queries: Queries, objects: Ints, entities: int) -> NDArray[np.bool_]:
    known = np.zeros((len(queries), entities), bool)
    known[queries.asked(), queries.answers] = True
    return np.take_along_axis(known, objects, 1)


def _thinned(
    queries: Queries, proposals: Proposals, is_answer: NDArray[np.bool_], seed: int
) -> tuple[Queries, Proposals, NDArray[np.bool_], NDArray[np.float32]]:
    """Queries with an answer among the candidates; answers first, then the nearest, then some of the rest.

    Those of the rest weigh as much as all of them: else a far candidate would mostly be seen where it is the answer, and
    far candidates would be ranked too high (Hits@10 on ICEWS14's validation part fell by 3 points).
    """
    which = np.flatnonzero(is_answer.any(1))
    answered, size = is_answer[which], is_answer.shape[1]
    order = np.tile(np.arange(size, dtype=np.float64), (len(which), 1))
    order[:, NEAR:] = NEAR + np.random.default_rng(seed).random((len(which), max(0, size - NEAR)))
    order[answered] = -1
    kept = np.sort(np.argsort(order, axis=1, kind="stable")[:, : NEAR + FAR], axis=1)
    objects = np.take_along_axis(proposals.objects[which], kept, 1)
    score = np.take_along_axis(proposals.score[which], kept, 1)
    chosen = np.take_along_axis(answered, kept, 1)
    far = (kept >= NEAR) & ~chosen
    rest = size - NEAR - answered[:, NEAR:].sum(1, keepdims=True)
    weight = np.where(far, rest / np.maximum(far.sum(1, keepdims=True), 1), 1).astype(np.float32)
    thinned = Proposals(objects, score, proposals.evidence.of(which))
    return queries.take(which), thinned, chosen, weight
