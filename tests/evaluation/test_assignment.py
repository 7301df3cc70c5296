"""Pairs of greatest weight, against all permutations."""

import random
from itertools import permutations

import pytest

from lagebild.evaluation.assignment import best_pairs


def best_total(weights):
    rows, columns = len(weights), len(weights[0])
    wide = weights if rows <= columns else [list(column) for column in zip(*weights, strict=True)]
    orders = permutations(range(len(wide[0])), len(wide))
    return max(sum(row[j] for row, j in zip(wide, order, strict=True)) for order in orders)


@pytest.mark.parametrize("seed", range(60))
def test_no_other_pairing_weighs_more(seed):
    chance = random.Random(seed)
    rows, columns = chance.randint(1, 5), chance.randint(1, 5)
    weights = [[chance.choice([0, 0, 1, 2, 5, 9]) for _ in range(columns)] for _ in range(rows)]
    pairs = best_pairs(weights)
    assert sum(weights[i][j] for i, j in pairs) == best_total(weights)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(weights[i][j] > 0 for i, j in pairs)


def test_an_empty_table_has_no_pairs():
    assert best_pairs([]) == best_pairs([[]]) == []
