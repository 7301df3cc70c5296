"""From scores to a tree.

Takes a matrix of scores, dependents by heads, with place 0 for the root; gives one head per word: the best tree with
exactly one root (Chu and Liu 1965, Edmonds 1967). Equal scores are broken by the smaller index.
"""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.int64]
NEVER = -1e9
# Trying every word as the root is quadratic; beyond the best few the sum has never been higher on dev.
ROOTS_TRIED = 4


def best_tree(scores: Scores) -> Heads:
    """Heads by place; place 0 has head 0, exactly one other has it too."""
    heads = _arborescence(_forbid(scores))
    if int((heads[1:] == 0).sum()) > 1:
        heads = max(_single_rooted(scores), key=lambda tree: _total(scores, tree))
    heads[0] = 0
    return heads


def _forbid(scores: Scores) -> Scores:
    allowed = scores.copy()
    np.fill_diagonal(allowed, NEVER)
    allowed[0] = NEVER
    return allowed


def _single_rooted(scores: Scores) -> list[Heads]:
    order = 1 + np.argsort(-scores[1:, 0], kind="stable")[:ROOTS_TRIED]
    return [_tree_under(scores, int(root)) for root in order]


def _tree_under(scores: Scores, root: int) -> Heads:
    only = _forbid(scores)
    only[1:, 0] = NEVER
    only[root] = NEVER
    only[root, 0] = 0.0
    return _arborescence(only)


def _total(scores: Scores, heads: Heads) -> float:
    places = np.arange(1, len(heads))
    return float(scores[places, heads[1:]].sum())


def _arborescence(scores: Scores) -> Heads:
    heads = scores.argmax(1)
    cycle = _cycle(heads)
    return heads if cycle is None else _break(scores, heads, cycle)


def _cycle(heads: Heads) -> list[int] | None:
    state = [0] * len(heads)  # 0 unseen, 1 on the present path, 2 done
    state[0] = 2
    for start in range(1, len(heads)):
        path, place = [], start
        while state[place] == 0:
            state[place] = 1
            path.append(place)
            place = int(heads[place])
        if state[place] == 1:
            return path[path.index(place) :]
        for seen in path:
            state[seen] = 2
    return None


def _break(scores: Scores, heads: Heads, cycle: list[int]) -> Heads:
    """Shrink the cycle to one place, solve the smaller problem, open the cycle where the solution enters it."""
    inside = np.array(cycle)
    outside = np.delete(np.arange(len(heads)), inside)
    size = len(outside)
    entering = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None]
    leaving = scores[np.ix_(outside, inside)]
    small = np.full((size + 1, size + 1), NEVER)
    small[:size, :size] = scores[np.ix_(outside, outside)]
    small[size, :size], small[:size, size] = entering.max(0), leaving.max(1)
    solved = _arborescence(small)
    entry = int(solved[size])
    result = heads.copy()
    into = inside[leaving.argmax(1)]
    result[outside] = np.where(solved[:size] == size, into, np.append(outside, 0)[solved[:size]])
    result[inside[entering[:, entry].argmax()]] = outside[entry]
    return result
