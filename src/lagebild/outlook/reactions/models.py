"""The models of reactions: baselines first, then what learns.

Takes rows whose outcome is known; gives for each model a function from rows to probabilities. The baselines need nothing
but counts: climatology (the share of a type), persistence (did it happen in the last week), and a faded Gamma-Poisson rate.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from lagebild.outlook.learners import THREADS, boosting
from lagebild.outlook.reactions.columns import Floats, Rows, rate_probability

Predict = Callable[[Rows], Floats]
CLIMATOLOGY, PERSISTENCE, RATE, LOGISTIC, BOOSTING = (
    "climatology",
    "persistence",
    "rate",
    "logistic",
    "boosting",
)
FORTY, LONG = 2, 3  # the half-lives that rates fade with: 40 and 150 days
RIDGE = 3.0
MOST_STEPS, NEAR_ENOUGH = 8, 0.02
SHAPE = {
    "objective": "binary",
    "learning_rate": 0.06,
    "num_leaves": 15,
    "min_data_in_leaf": 200,
    "feature_fraction": 0.5,
    "lambda_l2": 10.0,
    "max_bin": 63,
    "seed": 0,
}
ROUNDS = 120


def fitted(train: Rows, *, learn: bool) -> dict[str, Predict]:
    """Every model, fitted on rows whose outcome is known; boosting only where it is asked."""
    shares = _shares(train)
    prior = -np.log1p(-np.clip(shares, 1e-6, 0.999)) / train.horizon
    models: dict[str, Predict] = {
        CLIMATOLOGY: lambda rows: shares[rows.type],
        PERSISTENCE: _persistence(train, shares),
        RATE: _rate(train, prior),
        LOGISTIC: _logistic(train, prior),
    }
    if learn:
        models[BOOSTING] = _boosted(train, prior)
    return models


def _shares(train: Rows) -> Floats:
    """The share of each type; a type that never was seen is as rare as one in what was looked at."""
    seen = np.bincount(train.type, minlength=train.types)
    held = np.bincount(train.type, train.outcome, minlength=train.types)
    return np.asarray((held + 0.5) / (seen + 1.0))


def _persistence(train: Rows, shares: Floats) -> Predict:
    """The share of a type after a week with one, and after a week without."""
    lately = (train.gap <= 7).astype(np.int64)
    cell = train.type * 2 + lately
    seen = np.bincount(cell, minlength=train.types * 2)
    held = np.bincount(cell, train.outcome, minlength=train.types * 2)
    table = (held + np.repeat(shares, 2)) / (seen + 1)
    return lambda rows: table[rows.type * 2 + (rows.gap <= 7)]


def _rate(train: Rows, prior: Floats) -> Predict:
    """A faded rate, with whichever half-life did better for the type."""
    loss = [
        np.bincount(
            train.type, (rate_probability(train, prior, which) - train.outcome) ** 2, minlength=train.types
        )
        for which in (FORTY, LONG)
    ]
    longer = loss[1] <= loss[0]

    def predict(rows: Rows) -> Floats:
        both = rate_probability(rows, prior, FORTY), rate_probability(rows, prior, LONG)
        return np.where(longer[rows.type], both[1], both[0])

    return predict


def logit(p: Floats) -> Floats:
    """Log odds, kept finite."""
    held = np.clip(p, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(held) - np.log1p(-held))


def sigmoid(z: Floats) -> Floats:
    """The probability of log odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(z, -30, 30))))


def _with_rates(rows: Rows, prior: Floats) -> Floats:
    """The columns, and both rates as log odds: what a rate knows need not be learnt again."""
    rates = [logit(rate_probability(rows, prior, which))[:, None] for which in (FORTY, LONG)]
    return np.concatenate([rows.values, *rates], axis=1).astype(np.float32)


def _logistic(train: Rows, prior: Floats) -> Predict:
    columns = _with_rates(train, prior)
    middle, width = columns.mean(0), columns.std(0) + 1e-6

    def design(rows: Rows) -> NDArray[np.float32]:
        scaled = (_with_rates(rows, prior) - middle) / width
        return np.concatenate([scaled, np.eye(rows.types, dtype=np.float32)[rows.type]], axis=1).astype(
            np.float32
        )

    weights = ridge_logistic(design(train), train.outcome, RIDGE)
    return lambda rows: sigmoid(design(rows).astype(np.float64) @ weights)


def ridge_logistic(design: NDArray[np.float32], outcome: Floats, ridge: float) -> Floats:
    """The weights of a logistic regression held to 0 (Newton's steps; few are needed)."""
    weights = np.zeros(design.shape[1])
    for _ in range(MOST_STEPS):
        p = sigmoid((design @ weights.astype(np.float32)).astype(np.float64))
        slope = design.T @ (outcome - p).astype(np.float32) - ridge * weights
        curve = (design * (p * (1 - p)).astype(np.float32)[:, None]).T @ design
        step = np.linalg.solve(curve.astype(np.float64) + ridge * np.eye(len(weights)), slope)
        weights += np.clip(step, -4, 4)
        if np.abs(step).max() < NEAR_ENOUGH:
            break
    return weights


def _boosted(train: Rows, prior: Floats) -> Predict:
    def table(rows: Rows) -> NDArray[np.float32]:
        return np.column_stack([_with_rates(rows, prior), rows.type.astype(np.float32)])

    lightgbm, values = boosting(), table(train)
    data = lightgbm.Dataset(values, train.outcome, categorical_feature=[values.shape[1] - 1])
    model = lightgbm.train(SHAPE | THREADS, data, num_boost_round=ROUNDS)
    return lambda rows: np.asarray(model.predict(table(rows), num_threads=1), np.float64)
