"""How far a figure would move with other cases.

Takes cases and a figure of them; gives a 95 % interval from as many cases drawn again with replacement. The same cases give the same
interval.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Case = TypeVar("Case")
SEED = 7
Interval = tuple[float, float]


def interval_of(
    groups: Sequence[Sequence[Case]], figure: Callable[[list[Case]], float | None], samples: int
) -> Interval | None:
    """The interval of a figure over cases; those of each group (a stratum) are drawn from that group. None where it has none."""
    chance = random.Random(SEED)
    drawn = ([chance.choice(group) for group in groups for _ in group] for _ in range(samples))
    values = [value for cases in drawn if (value := figure(cases)) is not None]
    return middle_of(values) if values else None


def middle_of(values: Iterable[float]) -> Interval:
    """Where 95 of a hundred values lie."""
    ordered = sorted(values)
    return ordered[int(0.025 * len(ordered))], ordered[min(len(ordered) - 1, int(0.975 * len(ordered)))]
