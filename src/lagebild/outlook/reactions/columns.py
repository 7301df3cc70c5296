"""What is known -> rows for the models.

Takes what is known before some days; gives one row a day, dyad and type, with its columns, and the outcome where it is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.outlook.reactions.series import HALF_LIVES, Known, Series, known_before

Floats = NDArray[np.float64]
DOUBT = 20.0  # days that the prior of a rate weighs


@dataclass(frozen=True)
class Rows:
    """Rows of (day, dyad, type), in this order of change."""

    values: NDArray[np.float32]
    day: NDArray[np.int64]
    dyad: NDArray[np.int64]
    type: NDArray[np.int64]
    outcome: NDArray[np.float64]  # not a number where it is not yet known
    faded: NDArray[np.float32]  # one column a half-life
    gap: NDArray[np.float32]
    age: NDArray[np.float32]
    horizon: int
    types: int

    def __len__(self) -> int:
        return len(self.day)

    def take(self, which: "NDArray[np.bool_] | NDArray[np.int64]") -> "Rows":
        """Some of them."""
        return Rows(
            self.values[which],
            self.day[which],
            self.dyad[which],
            self.type[which],
            self.outcome[which],
            self.faded[which],
            self.gap[which],
            self.age[which],
            self.horizon,
            self.types,
        )


def rows_of(series: Series, quads: Sequence[int], days: Sequence[int], horizon: int) -> Rows:
    """The rows of some days. `quads`: the quad class (1 to 4) of each type."""
    known = known_before(series, days)
    dyads, types = len(series.dyads), len(series.types)
    size = dyads * types
    each = [known[day] for day in days]
    outcome = [
        series.happened(day, horizon).astype(float)
        if day + horizon <= series.days
        else np.full((dyads, types), np.nan)
        for day in days
    ]
    stacked = [_values(one, quads, series.back) for one in each]
    return Rows(
        np.concatenate(stacked) if stacked else np.zeros((0, 1), np.float32),
        np.repeat(np.asarray(days, np.int64), size),
        np.tile(np.repeat(np.arange(dyads), types), len(days)),
        np.tile(np.arange(types), dyads * len(days)),
        np.concatenate([table.ravel() for table in outcome]) if outcome else np.zeros(0),
        np.concatenate([np.stack([table.ravel() for table in one.faded], 1) for one in each]),
        np.concatenate([one.gap.ravel() for one in each]),
        np.repeat(np.asarray([one.age for one in each], np.float32), size),
        horizon,
        types,
    )


def _values(known: Known, quads: Sequence[int], back: NDArray[np.int64]) -> NDArray[np.float32]:
    """The columns: what the pair does, what comes back, what both do elsewhere, and the climate of the pair by quad class."""
    tables = [np.log1p(table) for table in (*known.faded, *known.faded_back[1:3])]
    tables += [np.log1p(known.gap), np.log1p(known.gap[back])]
    tables += [np.log1p(table) for table in (*known.done, *known.suffered, known.everywhere)]
    shape = known.gap.shape
    for table in (known.faded[0], known.faded[1], known.faded[2]):
        for quad in (1, 2, 3, 4):
            total = np.log1p(table[:, np.asarray(quads) == quad].sum(1))
            tables += [np.broadcast_to(total[:, None], shape), np.broadcast_to(total[back][:, None], shape)]
    tables.append(np.full(shape, np.log1p(known.age), np.float32))
    return np.stack([table.ravel() for table in tables], axis=1).astype(np.float32)


def rate_probability(rows: Rows, prior: Floats, which: int) -> Floats:
    """P(at least one) of a Gamma-Poisson rate: the faded count with half-life number `which`, held to the prior rate of its type."""
    half_life = HALF_LIVES[which]
    effective = (1 - 0.5 ** (rows.age / half_life)) / (1 - 0.5 ** (1 / half_life))
    rate = (rows.faded[:, which] + DOUBT * prior[rows.type]) / (effective + DOUBT)
    return np.asarray(1 - np.exp(-rate * rows.horizon), np.float64)
