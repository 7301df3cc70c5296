"""What the models would have said: a rolling back-test.

Takes series; gives what every model said of each day of the last months, fitted each time on what was over by then, and
the figures of it. For which types the mixture speaks in a fold is learnt from earlier folds whose outcome was known by then.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagebild.outlook.learners import learner
from lagebild.outlook.reactions.columns import Floats, Rows, rows_of
from lagebild.outlook.reactions.kept import Folds, kept, key_of
from lagebild.outlook.reactions.mixture import MIXED, Mixture, mixture_of
from lagebild.outlook.reactions.models import CLIMATOLOGY, fitted
from lagebild.outlook.reactions.scores import bins_of, score_of, skill, skill_interval
from lagebild.outlook.reactions.series import Series

EVERY = 7  # days between two days that are learnt from
MOST_SCORED = 2_000_000  # rows of all folds; of more than that, every second day is scored, or third …
FOLD = 28  # days that a fit is used for
FOLDS, FIRST_SCORED = 7, 3  # the folds before are what the first mixture is learnt from
WARM = 45  # days before the first that is learnt from: until then rates say little
MOST_ROWS = 300_000
ONSET = 30  # days without one, after which the next is an onset


@dataclass(frozen=True)
class Fold:
    """What was said of some days by models fitted before the first of them."""

    begin: int
    rows: Rows
    said: dict[str, Floats]


@dataclass(frozen=True)
class Backtest:
    """The rows that are scored, and what each model, the mixture included, said of them."""

    rows: Rows
    said: dict[str, Floats]
    folds: tuple[Fold, ...]


def backtest(series: Series, quads: Sequence[int], horizon: int, *, learn: bool) -> Backtest | None:
    """The back-test; None where the series is too short for one."""
    key = key_of(series, tuple(quads), horizon, learner() if learn else "")
    folds = [Fold(*each) for each in kept(key, lambda: _folds(series, quads, horizon, learn))]
    scored = []
    for fold in folds[FIRST_SCORED:]:
        mixture = mixture_before(folds, fold.begin, horizon)
        scored.append((fold.rows, fold.said | {MIXED: mixture(fold.said, fold.rows.type)}))
    if not scored:
        return None
    said = {name: np.concatenate([each[name] for _, each in scored]) for name in scored[0][1]}
    return Backtest(joined([rows for rows, _ in scored]), said, tuple(folds))


def _folds(series: Series, quads: Sequence[int], horizon: int, learn: bool) -> Folds:
    """What each model says of the days of each fold."""
    begins = _begins(series, horizon)
    size = len(series.dyads) * len(series.types) * FOLD * len(begins)
    every = max(1, -(-size // MOST_SCORED))
    folds: Folds = []
    for begin in begins:
        models = fitted(training_rows(series, quads, horizon, begin), learn=learn)
        days = [day for day in range(begin, begin + FOLD, every) if day + horizon <= series.days]
        rows = rows_of(series, quads, days, horizon)
        # as single precision, in which they are kept: the first run says what the next ones will
        said = {name: model(rows).astype(np.float32).astype(np.float64) for name, model in models.items()}
        # the columns have done their work
        folds.append((begin, replace(rows, values=rows.values[:, :0], faded=rows.faded[:, :0]), said))
    return folds


def _begins(series: Series, horizon: int) -> list[int]:
    """The first day of each fold."""
    last = series.days - horizon
    begins = [last + 1 - FOLD * n for n in range(FOLDS, 0, -1)]
    return [begin for begin in begins if begin - horizon >= WARM + 4 * EVERY]


def training_rows(series: Series, quads: Sequence[int], horizon: int, begin: int) -> Rows:
    """Rows whose outcome was known when `begin` dawned; of long series every second day, or third …"""
    days = list(range(begin - horizon, WARM - 1, -EVERY))[::-1]
    size = len(series.dyads) * len(series.types)
    thin = max(1, -(-len(days) * size // MOST_ROWS))
    return rows_of(series, quads, days[::-1][::thin][::-1], horizon)


def mixture_before(folds: Sequence[Fold], begin: int, horizon: int) -> Mixture:
    """The mixture learnt from what was said of days whose outcome was known by `begin`."""
    rows = joined([fold.rows for fold in folds if fold.begin < begin])
    known = rows.day + horizon <= begin
    said = {
        name: np.concatenate([fold.said[name] for fold in folds if fold.begin < begin])[known]
        for name in folds[0].said
    }
    rows = rows.take(known)
    return mixture_of(said, rows.outcome, rows.type, rows.types)


def joined(parts: Sequence[Rows]) -> Rows:
    """Rows one after the other."""
    first = parts[0]

    def all_of(name: str) -> NDArray[Any]:
        return np.concatenate([getattr(rows, name) for rows in parts])

    return Rows(
        all_of("values"), all_of("day"), all_of("dyad"), all_of("type"), all_of("outcome"), all_of("faded"),
        all_of("gap"), all_of("age"), first.horizon, first.types,
    )  # fmt: skip


def figures_of(test: Backtest, series: Series) -> dict[str, Any]:
    """All figures: by model, by type, of onsets, and the reliability of the mixture."""
    rows, said, base = test.rows, test.said, test.said[CLIMATOLOGY]
    mixed = said[MIXED]
    onset, week = rows.gap > ONSET, (rows.day - rows.day.min()) // 7
    return {
        "horizon": rows.horizon,
        "dyads": len(series.dyads),
        "questions": len(rows),
        "weeks": len(np.unique(week)),
        "base_rate": round(float(rows.outcome.mean()), 5),
        "models": {name: score_of(p, base, rows.outcome) for name, p in said.items()},
        "skill_interval": skill_interval(mixed, base, rows.outcome, week),
        "onsets": {
            "questions": int(onset.sum()),
            "base_rate": round(float(rows.outcome[onset].mean()), 5),
            **score_of(mixed[onset], base[onset], rows.outcome[onset]),
        },
        "types": {
            name: {
                "happened": int(rows.outcome[rows.type == kind].sum()),
                "skill": round(
                    skill(mixed[rows.type == kind], base[rows.type == kind], rows.outcome[rows.type == kind]),
                    4,
                ),
            }
            for kind, name in enumerate(series.types)
        },
        "reliability": bins_of(mixed, rows.outcome),
    }
