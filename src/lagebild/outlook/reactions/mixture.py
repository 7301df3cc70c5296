"""Several models, one probability; and given up where it gains nothing.

Takes what the models said of days whose outcome is known by now; gives a function from what they say of a new day to one
probability. The weights are fixed: weights and calibration fitted on earlier months carry their base rates into the next
(on ICEWS14, 28 days: Brier skill .213 and bins 5 points too low, against .230 and 2 points with these). What is learnt is for
which types the mixture speaks at all: where it gained nothing over the base rate, the base rate stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.outlook.reactions.columns import Floats
from lagebild.outlook.reactions.models import BOOSTING, CLIMATOLOGY, LOGISTIC, RATE

Ints = NDArray[np.int64]
Said = Mapping[str, Floats]
MIXED = "outlook"
WEIGHTS = {
    RATE: 0.2,
    LOGISTIC: 0.3,
    BOOSTING: 0.5,
}  # the rate follows a climate that changes sooner than what is learnt does
FEW = 30  # forecasts of a type that must have come true before anything but its base rate may speak: with fewer, a gain is luck


@dataclass(frozen=True)
class Mixture:
    """`chosen` names for each type which model speaks; `seldom` says for which it happened too seldom to tell which is better."""

    chosen: tuple[str, ...]
    seldom: tuple[bool, ...]

    def __call__(self, said: Said, type_: Ints) -> Floats:
        """The probability of each row."""
        result, everything = np.array(said[CLIMATOLOGY]), dict(said) | {MIXED: mixed(said)}
        for kind, name in enumerate(self.chosen):
            mine = type_ == kind
            result[mine] = everything[name][mine]
        return result


def mixture_of(said: Said, outcome: Floats, type_: Ints, types: int) -> Mixture:
    """The mixture learnt from days that are over."""
    everything = dict(said) | {MIXED: mixed(said)}
    seldom = tuple(bool(outcome[type_ == kind].sum() < FEW) for kind in range(types))
    chosen = (
        CLIMATOLOGY if seldom[kind] else _best(everything, outcome, type_ == kind) for kind in range(types)
    )
    return Mixture(tuple(chosen), seldom)


def mixed(said: Said) -> Floats:
    """The weighted mean of the models that there are."""
    whole = sum(weight for name, weight in WEIGHTS.items() if name in said)
    total = sum(weight * said[name] for name, weight in WEIGHTS.items() if name in said)
    return np.asarray(total / whole)


def _best(said: Said, outcome: Floats, mine: NDArray[np.bool_]) -> str:
    """The mixture where it was better than the base rate, else the faded rate where that was, else the base rate."""
    loss = {
        name: float(((said[name][mine] - outcome[mine]) ** 2).mean()) for name in (CLIMATOLOGY, RATE, MIXED)
    }
    if loss[MIXED] < loss[CLIMATOLOGY]:
        return MIXED
    return RATE if loss[RATE] < loss[CLIMATOLOGY] else CLIMATOLOGY
