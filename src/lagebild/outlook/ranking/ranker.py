"""The learnt order of candidates.

Takes rows with answers; gives a model whose score orders candidates and, as a softmax over a query's candidates, says how
probable each is. The number of rounds is chosen on rows that were not learnt from.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagebild.errors import LagebildError
from lagebild.outlook.learners import THREADS, boosting
from lagebild.outlook.ranking.asking import Rows
from lagebild.outlook.ranking.ranks import rank_of_the_unproposed, ranks_among

Floats = NDArray[np.float64]
# Tried on ICEWS14's validation part: 63 leaves and 300 rounds learn the training days by heart (47.6 there against 48.5 at 150).
SHAPE = {
    "learning_rate": 0.08,
    "num_leaves": 31,
    "min_data_in_leaf": 200,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 10.0,
    "max_bin": 127,
}
MOST_ROUNDS, BLOCK = 280, 40
FEWEST_LEAVES = 20  # that there is room for: of little to learn from, leaves hold less


class TooLittle(LagebildError):
    """No order can be learnt; says how little there is to learn from."""


@dataclass(frozen=True)
class Ranker:
    """A model and the columns that it looks at."""

    model: Any
    columns: tuple[int, ...]
    rounds: int

    def scores(self, rows: Rows) -> NDArray[np.float32]:
        """The score of each candidate; one line a query."""
        values = rows.flat if len(self.columns) == rows.values.shape[2] else rows.flat[:, self.columns]
        return rows.scores(
            self.model.predict(values, num_iteration=self.rounds, raw_score=True, num_threads=1)
        )


def fit(rows: Sequence[Rows], judges: Sequence[Rows], *, seed: int, without: str = "") -> Ranker:
    """A ranker learnt from `rows`; `judges` choose the rounds. `without` leaves a group of columns out."""
    named = rows[0].columns
    columns = tuple(i for i, (group, _) in enumerate(named) if group != without)
    values = np.concatenate([each.flat[:, columns] for each in rows])
    labels = np.concatenate([each.is_answer.ravel() for each in rows]).astype(np.float32)
    sizes = np.concatenate([np.full(len(each.queries), each.objects.shape[1]) for each in rows])
    weight = np.concatenate([each.weight.ravel() for each in rows]).astype(np.float64)
    lightgbm = boosting()
    leaf = max(1, min(SHAPE["min_data_in_leaf"], len(values) // FEWEST_LEAVES))
    shape = SHAPE | THREADS | {"min_data_in_leaf": leaf, "seed": seed}
    try:
        model = lightgbm.train(
            shape | {"objective": _listwise(sizes, weight)},
            lightgbm.Dataset(values, labels, feature_name=[f"c{i}" for i in columns], params=shape),
            num_boost_round=MOST_ROUNDS,
        )
    except lightgbm.basic.LightGBMError:  # it has no column that tells candidates apart
        answers = int(labels.sum())
        raise TooLittle(f"too little to learn an order from: {answers} answers in the days before") from None
    return Ranker(model, columns, _best_rounds(model, columns, judges))


def _listwise(sizes: NDArray[np.int64], weight: Floats) -> Callable[[Floats, Any], tuple[Floats, Floats]]:
    """The cross-entropy of a softmax over each query's candidates (ListNet): gradient and curvature."""
    begins = np.cumsum(sizes) - sizes

    def slope(score: Floats, data: Any) -> tuple[Floats, Floats]:
        label = data.get_label()
        raised = weight * np.exp(score - np.repeat(np.maximum.reduceat(score, begins), sizes))
        share = raised / np.repeat(np.add.reduceat(raised, begins), sizes)
        answers = np.repeat(np.add.reduceat(label, begins), sizes)
        return answers * share - label, np.maximum(2 * answers * share * (1 - share), 1e-6)

    return slope


def _best_rounds(model: Any, columns: tuple[int, ...], judges: Sequence[Rows]) -> int:
    """The number of rounds, in blocks, at which the judges' answers have the best mean reciprocal rank."""
    values = [rows.flat[:, columns] for rows in judges]
    scores = [np.zeros(len(each)) for each in values]
    merit = []
    for begin in range(0, MOST_ROUNDS, BLOCK):
        for score, each in zip(scores, values, strict=True):
            score += model.predict(
                each, start_iteration=begin, num_iteration=BLOCK, raw_score=True, num_threads=1
            )
        found = [ranks_of(rows, rows.scores(score)) for rows, score in zip(judges, scores, strict=True)]
        merit.append(float(np.mean(1 / np.concatenate(found))))
    return BLOCK * (1 + int(np.argmax(merit)))


def ranks_of(rows: Rows, scores: NDArray[np.float32], entities: int = 0) -> Floats:
    """The rank of every answer of the queries; without `entities` an answer that was not proposed ranks last of all proposed."""
    asked = rows.queries.asked()
    is_it = rows.objects[asked] == rows.queries.answers[:, None]
    proposed, place = is_it.any(1), is_it.argmax(1)
    number = rows.objects.shape[1]
    answers, among = np.diff(rows.queries.first)[asked], rows.is_answer.sum(1)[asked]
    ranks = rank_of_the_unproposed(max(entities, number), number, answers.astype(float), among.astype(float))
    ranks[proposed] = ranks_among(scores, rows.is_answer, asked[proposed], place[proposed])
    return ranks
