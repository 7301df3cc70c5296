"""Scores of candidates -> probabilities.

Takes scores and answers of queries that were not learnt from; gives a step function (isotonic) from the softmax over a
query's candidates to the share that turned out to be answers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FIRST = 5  # candidates that a reader looks at: the calibration of these is what is told
_BINS = 20


@dataclass(frozen=True)
class Steps:
    """A function that never falls: `value[i]` from `begin[i]` on, straight between."""

    begin: Floats
    value: Floats

    def __call__(self, raw: Floats) -> Floats:
        """The value at each place."""
        return np.interp(raw, self.begin, self.value)


def softmax(scores: NDArray[np.float32]) -> Floats:
    """Each line of scores as shares."""
    raised = np.exp((scores - scores.max(axis=1, keepdims=True)).astype(np.float64))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def isotonic(raw: Floats, outcome: Floats) -> Steps:
    """The never-falling function nearest to the outcomes (pool adjacent violators)."""
    order = np.argsort(raw, kind="stable")
    heads, means, weights = [], [], []
    for x, y in zip(raw[order], outcome[order], strict=True):
        heads.append(float(x))
        means.append(float(y))
        weights.append(1.0)
        while len(means) > 1 and means[-2] >= means[-1]:
            weight = weights[-2] + weights[-1]
            means[-2] = (means[-2] * weights[-2] + means[-1] * weights[-1]) / weight
            heads[-2] = (heads[-2] * weights[-2] + heads[-1] * weights[-1]) / weight
            weights[-2] = weight
            heads.pop(), means.pop(), weights.pop()
    return Steps(np.asarray(heads), np.asarray(means))


def first_of(shares: Floats, is_answer: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Probability and outcome of each query's first candidates."""
    first = np.argsort(-shares, axis=1, kind="stable")[:, :FIRST]
    chosen = np.take_along_axis(shares, first, 1).ravel()
    return chosen, np.take_along_axis(is_answer, first, 1).ravel().astype(np.float64)


def calibration_error(probability: Floats, outcome: Floats) -> float:
    """How far probabilities are from shares, over bins of equal size."""
    order = np.argsort(probability, kind="stable")
    error = 0.0
    for part in np.array_split(order, _BINS):
        if len(part):
            error += abs(float(probability[part].mean() - outcome[part].mean())) * len(part)
    return error / max(1, len(order))
