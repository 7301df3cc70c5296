"""Several models, one probability: mixed, recalibrated, and given up where it gains nothing.

Takes what the models said of days whose outcome is known by now; gives a function from what they say of a new day to one
probability. Weights are common to all types, each type moves them a little; where a type's baseline was as good, it stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.outlook.reactions.columns import Floats
from lagebild.outlook.reactions.models import CLIMATOLOGY, RATE, logit, ridge_logistic, sigmoid

Ints = NDArray[np.int64]
Said = Mapping[str, Floats]
MIXED = "outlook"
SURE = 1.0  # standard errors by which a model must have been better than climatology to take its place
FEW = 15  # times that a type must have happened before anything but climatology speaks for it
OWN = 30.0  # how strongly each type is held to what all types do


@dataclass(frozen=True)
class Mixture:
    """`common` and `own` weigh the models' log odds; `chosen` names for each type which model speaks."""

    mixed: tuple[str, ...]
    common: Floats
    own: Floats  # one line a type: offset and slope
    chosen: tuple[str, ...]

    def __call__(self, said: Said, type_: Ints) -> Floats:
        """The probability of each row."""
        result = np.array(said[CLIMATOLOGY])
        everything = dict(said) | {MIXED: self._all(said, type_)}
        for kind, name in enumerate(self.chosen):
            mine = type_ == kind
            result[mine] = everything[name][mine]
        return result

    def _all(self, said: Said, type_: Ints) -> Floats:
        common = _design(said, self.mixed) @ self.common
        return sigmoid(common + self.own[type_, 0] + self.own[type_, 1] * common)


def mixture_of(said: Said, outcome: Floats, type_: Ints, week: Ints, types: int) -> Mixture:
    """The mixture learnt from days that are over. `week` tells days apart that are judged together."""
    mixed = tuple(name for name in said if name not in (CLIMATOLOGY, "persistence"))
    design = _design(said, mixed)
    common = ridge_logistic(design, outcome, 1.0)
    log_odds = design @ common
    own = np.zeros((types, 2))
    for kind in range(types):
        mine = type_ == kind
        held = np.column_stack([np.ones(mine.sum()), log_odds[mine]]).astype(np.float32)
        own[kind] = ridge_logistic(held, outcome[mine], OWN, offset=log_odds[mine])
    whole = Mixture(mixed, common, own, (MIXED,) * types)
    everything = dict(said) | {MIXED: whole(said, type_)}
    chosen = tuple(_best(everything, outcome, type_ == kind, week) for kind in range(types))
    return Mixture(mixed, common, own, chosen)


def _design(said: Said, names: tuple[str, ...]) -> NDArray[np.float32]:
    columns = [logit(said[name]) for name in names]
    return np.column_stack([np.ones(len(columns[0])), *columns]).astype(np.float32)


def _best(said: Said, outcome: Floats, mine: NDArray[np.bool_], week: Ints) -> str:
    """The mixture where it was surely better than climatology, else the rate where that was, else climatology."""
    if outcome[mine].sum() < FEW:
        return CLIMATOLOGY
    weeks = np.unique(week[mine], return_inverse=True)[1]
    plain = (said[CLIMATOLOGY][mine] - outcome[mine]) ** 2
    best, least = CLIMATOLOGY, 0.0
    for name in (MIXED, RATE):
        gain = plain - (said[name][mine] - outcome[mine]) ** 2
        by_week = np.bincount(weeks, gain)
        error = by_week.std(ddof=1) / np.sqrt(len(by_week)) if len(by_week) > 1 else np.inf
        if by_week.mean() > max(least, SURE * error):
            best, least = name, float(by_week.mean())
    return best
