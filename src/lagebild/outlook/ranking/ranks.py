"""Ranks and what they sum up to.

Takes the scores of candidates; gives the rank of every answer, time-aware filtered (other answers of the same step are
passed over), where a tie has the rank expected of it; and MRR and Hits@k.
"""

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Summary(TypedDict):
    """Mean reciprocal rank and shares within the first k, in percent."""

    mrr: float
    h1: float
    h3: float
    h10: float


def summary_of(ranks: Floats) -> Summary:
    """The usual figures, in percent."""
    share = [round(100 * float(np.mean(ranks <= k)), 3) if len(ranks) else 0.0 for k in (1, 3, 10)]
    mrr = round(100 * float(np.mean(1 / ranks)), 3) if len(ranks) else 0.0
    return Summary(mrr=mrr, h1=share[0], h3=share[1], h10=share[2])


def mean_of(summaries: list[Summary]) -> Summary:
    """The mean of several runs."""
    mean = {
        key: round(float(np.mean([each[key] for each in summaries])), 3) for key in ("mrr", "h1", "h3", "h10")
    }
    return Summary(mrr=mean["mrr"], h1=mean["h1"], h3=mean["h3"], h10=mean["h10"])


def ranks_among(
    scores: NDArray[np.float32],
    is_answer: NDArray[np.bool_],
    asked: NDArray[np.int64],
    place: NDArray[np.int64],
) -> Floats:
    """The rank of each answer that is a candidate: one in its query's row `asked`, at `place` there."""
    own = scores[asked, place][:, None]
    others = ~is_answer[asked]
    above = ((scores[asked] > own) & others).sum(1)
    level = ((scores[asked] == own) & others).sum(1)
    return np.asarray(1.0 + above + 0.5 * level)


def rank_of_the_unproposed(entities: int, candidates: int, answers: Floats, proposed: Floats) -> Floats:
    """The rank of an answer that nobody proposed: all that were not proposed come after all that were, tied.

    `answers` is the number of answers of its query, `proposed` that of those among the candidates.
    """
    ahead = candidates - proposed
    tied = (entities - candidates) - (answers - proposed)  # other than itself: its own place counts in 1 + …
    return 1.0 + ahead + tied / 2.0
