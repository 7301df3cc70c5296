import numpy as np

from lagebild.outlook.ranking.layout import queries_of
from lagebild.outlook.ranking.quadruples import both_directions
from lagebild.outlook.ranking.recurrency import MIXTURES, RATES, _ranks, _relation, recurrency_ranks


def by_hand(facts, query, rate, mixture, entities):
    """The rank of each answer of one query, entity by entity."""
    s, r, t, answers = query
    earlier = [f for f in facts if f[1] == r and f[3] < t]
    weight, usual = np.zeros(entities), np.zeros(entities)
    for f in earlier:
        usual[f[2]] += 1 / len(earlier)
        weight[f[2]] += 2.0 ** (-rate * (t - f[3])) if f[0] == s else 0
    if earlier:
        steps = range(min(f[3] for f in earlier), max(f[3] for f in earlier))
        weight /= max(sum(2.0 ** (-rate * (t - k)) for k in steps), 1e-15)
    score = mixture * weight + (1 - mixture) * usual
    others = np.ones(entities, bool)
    others[answers] = False
    return [
        1 + (score[others] > score[a]).sum() + (np.isclose(score[others], score[a], 1e-9, 0)).sum() / 2
        for a in answers
    ]


def test_ranks_are_those_that_are_counted_one_by_one(benchmark_of_ours):
    facts = both_directions(benchmark_of_ours.facts, 4)
    test = queries_of(both_directions(benchmark_of_ours.test, 4))
    for relation in range(8):
        own = _relation(facts[facts[:, 1] == relation])
        mine = test.take(np.flatnonzero(test.relation == relation))
        for rate, mixture in ((RATES[3], MIXTURES[5]), (RATES[0], MIXTURES[0]), (RATES[10], 1.0)):
            found = _ranks(own, mine, rate, [mixture], 24)[0]
            expected = []
            for i in range(len(mine)):
                answers = mine.answers[mine.first[i] : mine.first[i + 1]]
                query = (mine.subject[i], relation, mine.step[i], answers)
                expected += by_hand(facts.tolist(), query, rate, mixture, 24)
            assert np.allclose(found, expected)


def test_what_comes_later_changes_no_rank(benchmark_of_ours):
    test = queries_of(both_directions(benchmark_of_ours.test, 4))
    first = test.take(np.flatnonzero(test.step == test.step[0]))
    whole = recurrency_ranks(benchmark_of_ours, first)
    until = benchmark_of_ours.test[:, 3] <= test.step[0]
    cut = type(benchmark_of_ours)(
        "cut",
        benchmark_of_ours.train,
        benchmark_of_ours.valid,
        benchmark_of_ours.test[until],
        benchmark_of_ours.entities,
        benchmark_of_ours.relations,
    )
    assert np.array_equal(whole, recurrency_ranks(cut, first))
