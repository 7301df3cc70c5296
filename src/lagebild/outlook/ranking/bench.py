"""A benchmark, whole: trained, chosen on the validation part, scored on the test part, beside the recurrency baseline.

Takes a `Benchmark`; gives a record of figures that can be printed as JSON. One pass over the steps: what is asked of a
step is answered from the steps before it; then the step is learnt.
"""

import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from lagebild.outlook.ranking.affiliation import affiliation_of
from lagebild.outlook.ranking.asking import CANDIDATES, Rows, passed
from lagebild.outlook.ranking.counts import Ints
from lagebild.outlook.ranking.features import GROUPS
from lagebild.outlook.ranking.layout import Queries, laid_out, queries_of
from lagebild.outlook.ranking.memory import Memory
from lagebild.outlook.ranking.probability import Steps, calibration_error, first_of, isotonic, softmax
from lagebild.outlook.ranking.quadruples import STEP, Benchmark, both_directions
from lagebild.outlook.ranking.ranker import Ranker, fit, ranks_of
from lagebild.outlook.ranking.ranks import Summary, mean_of, summary_of
from lagebild.outlook.ranking.recurrency import recurrency_ranks

LEARNT_STEPS = 60  # before the validation part: older steps tell less of what is asked
MOST_LEARNT, MOST_JUDGES, MOST_VALID, MOST_TEST = 20_000, 4_000, 16_000, 120_000  # queries: time is bounded
MOST_WORK = 300_000_000  # steps times facts, above which rules are learnt from every n-th step only
STRATA = ("recurrent", "known pair", "cold")


@dataclass(frozen=True)
class Wishes:
    """How often it is repeated with another seed, and whether groups of columns are left out in turn."""

    seeds: int = 1
    ablations: bool = False


@dataclass
class _Scored:
    """What was found out of one part: by seed the ranks, and the probabilities of each query's first candidates."""

    ranks: list[list[NDArray[np.float64]]]
    stratum: list[Ints] = field(default_factory=list)
    shares: list[NDArray[np.float64]] = field(default_factory=list)
    outcomes: list[NDArray[np.float64]] = field(default_factory=list)

    def summary(self, seed: int) -> Summary:
        return summary_of(np.concatenate(self.ranks[seed]))


def run(benchmark: Benchmark, wishes: Wishes) -> dict[str, Any]:
    """All figures of a benchmark.

    Raises:
        ExtraMissing: what learns is not installed.
    """
    began, used = time.perf_counter(), time.process_time()
    with threadpool_limits(limits=1):
        parts = _Parts.of(benchmark)
        baseline_used = time.process_time()
        baseline = summary_of(recurrency_ranks(benchmark, parts.test))
        baseline_seconds = time.process_time() - baseline_used
        figures = _ranked(benchmark, parts, wishes)
    return {
        "name": benchmark.name,
        "entities": len(benchmark.entities),
        "relations": len(benchmark.relations),
        "facts": {part: len(getattr(benchmark, part)) for part in ("train", "valid", "test")},
        "valid_from": "valid" if benchmark.own_valid else "train",
        "asked": {"learnt": len(parts.learnt), "valid": len(parts.valid), "test": len(parts.test)},
        "test_share": round(len(parts.test) / parts.all_test, 4),
        **figures,
        "recurrency": {"test": baseline, "cpu_seconds": round(baseline_seconds, 1)},
        "seconds": round(time.perf_counter() - began, 1),
        "cpu_seconds": round(time.process_time() - used, 1),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


@dataclass(frozen=True)
class _Parts:
    """The queries of each part, drawn where there are more than time allows."""

    learnt: Queries
    valid: Queries
    test: Queries
    all_test: int

    @staticmethod
    def of(benchmark: Benchmark) -> "_Parts":
        relations = len(benchmark.relations)
        steps = benchmark.train[:, STEP]
        begin = max(int(steps.max()) + 1 - LEARNT_STEPS, int(np.quantile(steps, 0.25)))
        late = benchmark.train[steps >= begin]
        learnt, valid, test = (
            queries_of(both_directions(facts, relations)) for facts in (late, benchmark.valid, benchmark.test)
        )
        return _Parts(
            _drawn(learnt, MOST_LEARNT), _drawn(valid, MOST_VALID), _drawn(test, MOST_TEST), len(test)
        )


def _drawn(queries: Queries, most: int) -> Queries:
    if len(queries) <= most:
        return queries
    return queries.take(np.sort(np.random.default_rng(0).choice(len(queries), most, replace=False)))


def _ranked(benchmark: Benchmark, parts: _Parts, wishes: Wishes) -> dict[str, Any]:
    """1 remember, 2 learn the order, 3 choose and calibrate on the validation part, 4 score the test part."""
    begin = int(parts.learnt.step[0])
    early = benchmark.train[benchmark.train[:, STEP] < begin]
    layout = laid_out(benchmark.facts, len(benchmark.entities), len(benchmark.relations))
    every = max(1, begin * len(early) // MOST_WORK)
    memory = Memory(layout, affiliation_of(benchmark.entities, early), every)
    first_valid, first_test = int(benchmark.valid[:, STEP].min()), int(benchmark.test[:, STEP].min())
    learnt = list(_pass(memory, parts.learnt, 0, first_valid, thin=1))
    valid = list(_pass(memory, parts.valid, first_valid, first_test))
    judges = _judges(valid)
    rankers = [fit([rows for rows, _ in learnt], judges, seed=seed) for seed in range(wishes.seeds)]
    figures: dict[str, Any] = {"rounds": [ranker.rounds for ranker in rankers]}
    if wishes.ablations:
        figures["ablations"] = _ablations(
            [rows for rows, _ in learnt], judges, valid, len(benchmark.entities)
        )
    del learnt
    on_valid = _score(valid, rankers, len(benchmark.entities))
    steps = isotonic(np.concatenate(on_valid.shares), np.concatenate(on_valid.outcomes))
    del valid, judges
    end = int(benchmark.test[:, STEP].max()) + 1
    on_test = _score(_pass(memory, parts.test, first_test, end), rankers, len(benchmark.entities))
    return figures | _figures(on_valid, on_test, steps)


def _pass(
    memory: Memory, queries: Queries, begin: int, end: int, thin: int | None = None
) -> Iterator[tuple[Rows, Ints]]:
    """Every step: its queries are answered, then it is learnt. Rows and the stratum of each answer."""
    for rows in passed(memory, queries, begin, end, thin):
        yield rows, strata_of(memory, rows.queries)


def strata_of(memory: Memory, queries: Queries) -> Ints:
    """For each answer: 0 seen before, 1 its pair seen before, 2 neither."""
    asked = queries.asked()
    subject, relation = queries.subject[asked], queries.relation[asked]
    triple = memory.counts["sro"].count[memory.ids("sro", subject, relation, queries.answers)] > 0
    pair = memory.counts["so"].count[memory.ids("so", subject, relation, queries.answers)] > 0
    return np.where(triple, 0, np.where(pair, 1, 2))


def _judges(valid: Sequence[tuple[Rows, Ints]]) -> list[Rows]:
    """Every n-th portion of the validation part: enough to choose the rounds."""
    total = sum(len(rows.queries) for rows, _ in valid)
    return [rows for rows, _ in valid[:: max(1, round(total / MOST_JUDGES))]]


def _score(
    parts: "Iterator[tuple[Rows, Ints]] | Sequence[tuple[Rows, Ints]]",
    rankers: Sequence[Ranker],
    entities: int,
) -> _Scored:
    scored = _Scored([[] for _ in rankers])
    for rows, stratum in parts:
        scored.stratum.append(stratum)
        for seed, ranker in enumerate(rankers):
            scores = ranker.scores(rows)
            scored.ranks[seed].append(ranks_of(rows, scores, entities))
            if seed == 0:
                share, outcome = first_of(softmax(scores), rows.is_answer)
                scored.shares.append(share)
                scored.outcomes.append(outcome)
    return scored


def _figures(valid: _Scored, test: _Scored, steps: Steps) -> dict[str, Any]:
    by_seed = [test.summary(seed) for seed in range(len(test.ranks))]
    ranks, stratum = np.concatenate(test.ranks[0]), np.concatenate(test.stratum)
    shares, outcomes = np.concatenate(test.shares), np.concatenate(test.outcomes)
    return {
        "test": mean_of(by_seed),
        "by_seed": by_seed,
        "valid": mean_of([valid.summary(seed) for seed in range(len(valid.ranks))]),
        "candidates": CANDIDATES,
        "calibration": {
            "top5_error": round(calibration_error(steps(shares), outcomes), 4),
            "top5_error_uncalibrated": round(calibration_error(shares, outcomes), 4),
        },
        "strata": {
            name: {"share": round(float(np.mean(stratum == i)), 3), **summary_of(ranks[stratum == i])}
            for i, name in enumerate(STRATA)
        },
    }


def _ablations(
    learnt: Sequence[Rows], judges: Sequence[Rows], valid: Sequence[tuple[Rows, Ints]], entities: int
) -> dict[str, Summary]:
    """The validation part, with each group of columns left out in turn."""
    return {
        f"without {group}": _score(valid, [fit(learnt, judges, seed=0, without=group)], entities).summary(0)
        for group in GROUPS
    }
