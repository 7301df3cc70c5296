import itertools

import numpy as np
import pytest

from lagebild.sentences.trees import best_tree


def is_single_rooted_tree(heads):
    if (np.array(heads[1:]) == 0).sum() != 1:
        return False
    for place in range(1, len(heads)):
        seen = set()
        while place:
            if place in seen:
                return False
            seen.add(place)
            place = heads[place]
    return True


def total(scores, heads):
    return sum(scores[i, heads[i]] for i in range(1, len(heads)))


@pytest.mark.parametrize("seed", range(40))
def test_the_tree_is_the_best_of_all_single_rooted_trees(seed):
    size = 2 + seed % 4
    scores = np.random.default_rng(seed).normal(size=(size + 1, size + 1))
    trees = ((0, *rest) for rest in itertools.product(range(size + 1), repeat=size))
    best = max(total(scores, heads) for heads in trees if is_single_rooted_tree(heads))
    heads = best_tree(scores)
    assert is_single_rooted_tree(heads.tolist())
    assert total(scores, heads) == pytest.approx(best)


@pytest.mark.parametrize("size", [1, 2, 30, 120])
def test_equal_scores_give_a_tree_with_one_root(size):
    assert is_single_rooted_tree(best_tree(np.zeros((size + 1, size + 1))).tolist())


def test_the_same_scores_give_the_same_tree_and_are_not_changed():
    scores = np.random.default_rng(1).normal(size=(25, 25))
    before = scores.copy()
    assert (best_tree(scores) == best_tree(scores)).all()
    assert (scores == before).all()
