"""Why, and what would change it.

Takes series and a question; gives the deeds that lately came before such a thing, how often it followed them, and what the
probability would be if something happened today or nothing did for a week. All of it is counted; none of it is a cause.
"""

from dataclasses import dataclass, replace

import msgspec
import numpy as np
from numpy.typing import NDArray

from lagebild.outlook.reactions.series import Series

LATELY = 7  # days within which a deed is named as a reason: later most of what it brings has come
ENOUGH = 20  # cases below which a share says nothing
MOST_REASONS = 3
TELLING = 0.03  # by which a share must be above that of other times


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """A regularity: `days_ago` one side did `type`; it was followed in `followed` of `cases`, and at other times in `otherwise`.

    `back`: the recipient did it to the actor. `among`: counted on this pair alone, or on all.
    """

    type: str
    back: bool
    days_ago: int
    followed: float
    cases: int
    otherwise: float
    among: str


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What the probability would be if: a deed of `type` today (by the recipient where `back`), or, without a type, `quiet_days`."""

    type: str
    back: bool
    quiet_days: int
    probability: float


@dataclass(frozen=True)
class Follows:
    """For every dyad and day: whether a deed of the type in question fell on one of the next days."""

    after: NDArray[np.bool_]  # dyads, days whose next days are over

    @staticmethod
    def of(series: Series, kind: int, horizon: int) -> "Follows":
        """The table of a type."""
        total = np.cumsum(series.counts[:, :, kind], axis=1)
        until = max(0, series.days - horizon)
        return Follows(total[:, horizon : horizon + until] > total[:, :until])


def reasons_for(series: Series, dyad: int, kind: int, horizon: int, day: int) -> tuple[Reason, ...]:
    """The regularities that speak loudest, those that raise the probability most first."""
    follows = Follows.of(series, kind, horizon)
    found = []
    for back in (False, True):
        side = int(series.back[dyad]) if back else dyad
        for cause in range(len(series.types)):
            when = np.flatnonzero(series.counts[side, max(0, day - LATELY) : day, cause])
            if len(when):
                ago = day - (max(0, day - LATELY) + int(when[-1]))
                found.append(_reason(series, follows, dyad, cause, back, ago))
    telling = [reason for reason in found if reason and reason.followed > reason.otherwise + TELLING]
    telling.sort(key=lambda reason: (-(reason.followed - reason.otherwise), reason.type, reason.back))
    return tuple(telling[:MOST_REASONS])


def _reason(series: Series, follows: Follows, dyad: int, cause: int, back: bool, ago: int) -> Reason | None:
    """Counted on this pair where it has enough cases, else on all."""
    sides = series.back if back else np.arange(len(series.dyads))
    days = follows.after.shape[1]
    for among, which in (("pair", np.asarray([dyad])), ("all", np.arange(len(series.dyads)))):
        caused = series.counts[sides[which], :days, cause] > 0
        cases = int(caused.sum())
        if cases >= ENOUGH:
            after = follows.after[which]
            rest = after[~caused]
            return Reason(
                type=series.types[cause],
                back=back,
                days_ago=ago,
                followed=round(float(after[caused].mean()), 4),
                cases=cases,
                otherwise=round(float(rest.mean()) if len(rest) else 0.0, 4),
                among=among,
            )
    return None


def with_deed(series: Series, dyad: int, kind: int, day: int) -> Series:
    """The series as it would be had this happened on the day before `day`."""
    counts, done, suffered = series.counts.copy(), series.done.copy(), series.suffered.copy()
    counts[dyad, day - 1, kind] += 1
    actor, recipient = series.dyads[dyad]
    done[[i for i, pair in enumerate(series.dyads) if pair[0] == actor], day - 1, kind] += 1
    suffered[[i for i, pair in enumerate(series.dyads) if pair[1] == recipient], day - 1, kind] += 1
    return replace(series, counts=counts, done=done, suffered=suffered)


def with_quiet_days(series: Series, days: int) -> Series:
    """The series as it would be had nothing happened for some more days."""
    tables = []
    for table in (series.counts, series.done, series.suffered):
        empty = np.zeros((table.shape[0], days, table.shape[2]), np.float32)
        tables.append(np.concatenate([table, empty], axis=1))
    return replace(series, counts=tables[0], done=tables[1], suffered=tables[2])
