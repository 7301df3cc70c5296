"""The recurrency baseline: what happened goes on happening.

Takes a benchmark; gives the ranks of its test part by the two rules of Gastinger and others ("History repeats itself",
2024): how lately (s, r, o) was seen, faded by a rate; how often o is the object of r; and both mixed. Rate and mixture are
chosen per relation on the validation part. Any learnt ranker has to beat it: it is printed beside every score.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.outlook.ranking.counts import Floats, Ints
from lagebild.outlook.ranking.layout import Queries, queries_of, spans
from lagebild.outlook.ranking.quadruples import (
    OBJECT,
    RELATION,
    STEP,
    SUBJECT,
    Benchmark,
    Facts,
    both_directions,
)

RATES = (0.0, 0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.2, 0.5, 0.9)
MIXTURES = (0.0, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 0.99999)
USUAL_RATE, USUAL_MIXTURE = 0.04, 0.99999  # where the validation part says nothing of a relation
MOST_CELLS = 2_000_000  # queries times objects that are looked at together
MOST_TO_CHOOSE = 20_000  # queries of the validation part that the choice rests on


@dataclass(frozen=True)
class _Relation:
    """The facts of one relation in order of (subject, step), and in order of time."""

    subject: Ints
    object: Ints  # as the place in `objects`
    step: Ints
    objects: Ints
    in_time: Ints

    def history(self, queries: Queries) -> tuple[Ints, Ints]:
        """For each earlier fact of each query's subject: the query, the fact."""
        last = int(self.step.max()) + 2 if len(self.step) else 1
        key = self.subject * last + self.step
        begin = np.searchsorted(key, queries.subject * last)
        end = np.searchsorted(key, queries.subject * last + np.minimum(queries.step, last - 1))
        return spans(begin, end)


def recurrency_ranks(benchmark: Benchmark, test: Queries) -> NDArray[np.float64]:
    """The rank of each answer of the test queries, in their order."""
    relations = len(benchmark.relations)
    facts = both_directions(benchmark.facts, relations)
    valid = queries_of(both_directions(benchmark.valid, relations))
    share = min(1.0, MOST_TO_CHOOSE / max(1, len(valid)))
    drawn = np.flatnonzero(np.random.default_rng(0).random(len(valid)) < share)
    ranks = np.zeros(len(test.answers))
    asked = test.asked()
    for relation in np.unique(test.relation):
        own = _relation(facts[facts[:, RELATION] == relation])
        choosing = valid.take(drawn[valid.relation[drawn] == relation])
        rate, mixture = _chosen(own, choosing, len(benchmark.entities))
        mine = np.flatnonzero(test.relation == relation)
        found = _ranks(own, test.take(mine), rate, [mixture], len(benchmark.entities))[0]
        ranks[np.isin(asked, mine)] = found
    return ranks


def _relation(facts: Facts) -> _Relation:
    order = np.lexsort((facts[:, STEP], facts[:, SUBJECT]))
    objects, place = np.unique(facts[:, OBJECT], return_inverse=True)
    in_time = np.argsort(facts[order, STEP], kind="stable")
    return _Relation(facts[order, SUBJECT], place[order], facts[order, STEP], objects, in_time)


def _chosen(own: _Relation, valid: Queries, entities: int) -> tuple[float, float]:
    """The rate that is best by itself, then the mixture that is best with it."""
    if not len(valid):
        return USUAL_RATE, USUAL_MIXTURE
    by_rate = [np.mean(1 / _ranks(own, valid, rate, [1.0], entities)[0]) for rate in RATES]
    rate = RATES[int(np.argmax(by_rate))]
    by_mixture = [np.mean(1 / ranks) for ranks in _ranks(own, valid, rate, list(MIXTURES), entities)]
    return rate, MIXTURES[int(np.argmax(by_mixture))]


def _ranks(
    own: _Relation, queries: Queries, rate: float, mixtures: list[float], entities: int
) -> NDArray[np.float64]:
    """One row a mixture: the rank of each answer."""
    together = max(1, MOST_CELLS // max(1, len(own.objects)))
    parts = [
        _ranks_of_some(
            own, queries.take(np.arange(begin, min(begin + together, len(queries)))), rate, mixtures, entities
        )
        for begin in range(0, len(queries), together)
    ]
    return np.concatenate(parts, axis=1)


def _ranks_of_some(
    own: _Relation, queries: Queries, rate: float, mixtures: list[float], entities: int
) -> NDArray[np.float64]:
    faded, usual = _faded(own, queries, rate), _usual(own, queries)
    asked = queries.asked()
    place = np.minimum(np.searchsorted(own.objects, queries.answers), len(own.objects) - 1)
    is_answer = np.zeros(faded.shape, bool)
    is_answer[asked, place] = True
    unseen = entities - len(own.objects)  # objects that the relation never has: they share the last place
    ranks = np.empty((len(mixtures), len(asked)))
    for i, mixture in enumerate(mixtures):
        score = mixture * faded + (1 - mixture) * usual
        mine = score[asked, place][:, None]
        table, others = score[asked], ~is_answer[asked]
        above, level = ((table > mine) & others).sum(1), ((table == mine) & others).sum(1)
        ranks[i] = 1 + above + (level + np.where(mine[:, 0] == 0, unseen, 0)) / 2
    return ranks


def _faded(own: _Relation, queries: Queries, rate: float) -> NDArray[np.float64]:
    """How lately each object was seen with subject and relation, as a share of what it could be."""
    query, fact = own.history(queries)
    ago = queries.step[query] - own.step[fact]
    cell = query * len(own.objects) + own.object[fact]
    flat = np.bincount(cell, np.exp2(-rate * ago), minlength=len(queries) * len(own.objects))
    return flat.reshape(len(queries), len(own.objects)) / _possible(own, queries, rate)[:, None]


def _possible(own: _Relation, queries: Queries, rate: float) -> Floats:
    """The sum of the weights of all steps that the relation has been known for."""
    steps = own.step[own.in_time]
    seen = np.searchsorted(steps, queries.step)
    latest = steps[np.maximum(seen - 1, 0)]
    nearest, furthest = queries.step - latest + 1, queries.step - steps[0]
    count = np.maximum(furthest - nearest + 1, 0)
    whole = np.exp2(-rate * nearest) * (
        count if rate == 0 else (1 - np.exp2(-rate * count)) / (1 - np.exp2(-rate))
    )
    return np.maximum(np.where(seen > 0, whole, 0), 1e-15)


def _usual(own: _Relation, queries: Queries) -> NDArray[np.float64]:
    """The share of each object among all that the relation has had so far."""
    steps, objects = own.step[own.in_time], own.object[own.in_time]
    times, place = np.unique(queries.step, return_inverse=True)
    until = np.searchsorted(steps, times)
    before = np.searchsorted(until, np.arange(len(steps)), side="right")
    used = before < len(times)
    flat = np.bincount(
        before[used] * len(own.objects) + objects[used], minlength=len(times) * len(own.objects)
    )
    counts = np.cumsum(flat.reshape(len(times), len(own.objects)), axis=0)
    return np.asarray(counts / np.maximum(counts.sum(1, keepdims=True), 1))[place]
