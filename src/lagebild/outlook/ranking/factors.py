"""Who behaves like whom: a factorisation of subjects by what they did to whom.

Takes faded counts of triples; gives a vector for each subject and each (relation, object). Their product is high where
subjects of the same behaviour did that, even if this one never has. Randomised, with a fixed seed: the same in every run.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from lagebild.outlook.ranking.counts import Ints, Keys

RANK = 48
_SPARE, _ROUNDS = 12, 3  # of the randomised factorisation: more change nothing in the third digit


@dataclass(frozen=True)
class Factors:
    """`subject[s] @ column[k]` says how well (relation, object) number k goes with s; `nearby` are the subjects at length 1."""

    subject: NDArray[np.float32]
    columns: Keys  # relation * entities + object
    column: NDArray[np.float32]
    nearby: NDArray[np.float32]


def factors_of(subject: Ints, code: Ints, weight: NDArray[np.float32], entities: int) -> Factors:
    """The factors of a table of subjects by codes (relation * entities + object)."""
    codes, place = np.unique(code, return_inverse=True)
    table = csr_matrix((weight.astype(np.float64), (subject, place)), (entities, max(1, len(codes))))
    squares = table.multiply(table)
    by_row = np.sqrt(np.sqrt(np.asarray(squares.sum(1)).ravel()) + 1e-9)
    by_column = np.sqrt(np.sqrt(np.asarray(squares.sum(0)).ravel()) + 1e-9)
    left, right = _largest(diags(1 / by_row) @ table @ diags(1 / by_column))
    rows = left * by_row[:, None]
    length = np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    columns = right * by_column[:, None]
    return Factors(
        rows.astype(np.float32), Keys(codes), columns.astype(np.float32), (rows / length).astype(np.float32)
    )


def _largest(table: csr_matrix) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The largest singular vectors: left ones times their value, right ones."""
    width = min(RANK + _SPARE, min(table.shape))
    guess = np.random.default_rng(0).standard_normal((table.shape[0], width))
    for _ in range(_ROUNDS):
        guess, _r = np.linalg.qr(table @ (table.T @ guess))
    small = table.T @ guess  # columns by width
    values, turn = np.linalg.eigh(small.T @ small)
    best = np.argsort(-values)[:RANK]
    length = np.sqrt(np.maximum(values[best], 1e-12))
    return guess @ turn[:, best] * length, small @ turn[:, best] / length
