"""Deeds -> daily series of directed dyads.

Takes deeds; gives counts by dyad, day and type, and what was known of them before a day: faded counts, the time since the
last, what the other side did, what both do to others. Nothing of the day itself or later goes into what is known before it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.outlook.deeds import Deed

Table = NDArray[np.float32]
HALF_LIVES = (3.0, 10.0, 40.0, 150.0)
NEVER = 999.0
LONGEST = 1_500  # days: older ones have faded
MOST_DYADS = 800


@dataclass(frozen=True)
class Series:
    """Counts by dyad, day and type from the day `first` on; what actors do to anybody and have done to them."""

    dyads: tuple[tuple[str, str], ...]
    types: tuple[str, ...]
    first: int
    counts: Table  # dyads, days, types
    done: Table  # by the actor of each dyad, to anybody
    suffered: Table  # by its recipient, from anybody
    back: NDArray[np.int64]  # the dyad in the other direction

    @property
    def days(self) -> int:
        """How many days there are."""
        return int(self.counts.shape[1])

    def happened(self, day: int, horizon: int) -> NDArray[np.bool_]:
        """Whether a deed of each type fell on `day` or one of the next, `horizon` days in all."""
        return np.asarray(self.counts[:, day : day + horizon].any(axis=1))


@dataclass(frozen=True)
class Known:
    """What is known before a day; each table by dyad and type."""

    faded: tuple[Table, ...]  # one a half-life
    faded_back: tuple[Table, ...]
    gap: Table
    done: tuple[Table, ...]
    suffered: tuple[Table, ...]
    everywhere: Table
    age: int  # days that the series had been running


def series_of(
    deeds: Sequence[Deed],
    types: Sequence[str],
    *,
    last: int,
    least: int,
    until: int | None = None,
    always: tuple[str, str] | None = None,
) -> Series:
    """The series of dyads with at least `least` deeds before `until`; the last day is `last` (both ordinals)."""
    begin = max(min((deed.ordinal for deed in deeds), default=last), last - LONGEST)
    rows = [
        (deed.actor, deed.recipient, deed.type, deed.ordinal - begin)
        for deed in deeds
        if begin <= deed.ordinal <= last and deed.actor != deed.recipient
    ]
    early = ((a, b) for a, b, _, day in rows if until is None or day + begin < until)
    dyads = _dyads(early, least, always)
    actors = tuple(sorted({name for dyad in dyads for name in dyad}))
    shape = last - begin + 1, tuple(types)
    counts = _counted(dyads, [((a, b), kind, day) for a, b, kind, day in rows], *shape)
    done = _counted(actors, [(a, kind, day) for a, _, kind, day in rows], *shape)
    suffered = _counted(actors, [(b, kind, day) for _, b, kind, day in rows], *shape)
    by, to = ([actors.index(dyad[side]) for dyad in dyads] for side in (0, 1))
    place = {dyad: i for i, dyad in enumerate(dyads)}
    back = np.asarray([place[b, a] for a, b in dyads], np.int64)
    return Series(dyads, tuple(types), begin, counts, done[by], suffered[to], back)


def _counted(
    whose: Sequence[object], rows: Sequence[tuple[object, str, int]], days: int, types: tuple[str, ...]
) -> Table:
    """How often each of them had each type on each day."""
    table = np.zeros((len(whose), days, len(types)), np.float32)
    place, kind = {who: i for i, who in enumerate(whose)}, {name: i for i, name in enumerate(types)}
    for who, type_, day in rows:
        if who in place:
            table[place[who], day, kind[type_]] += 1
    return table


def _dyads(
    pairs: Iterable[tuple[str, str]], least: int, always: tuple[str, str] | None
) -> tuple[tuple[str, str], ...]:
    """Those with enough deeds and their other direction, the busiest first where there are too many."""
    counted = Counter(pairs)
    chosen = [pair for pair, n in sorted(counted.items(), key=lambda item: (-item[1], item[0])) if n >= least]
    chosen = [*([always] if always else ()), *chosen[: MOST_DYADS // 2]]
    return tuple(sorted({*chosen, *((b, a) for a, b in chosen)}))


def known_before(series: Series, days: Sequence[int]) -> dict[int, Known]:
    """What was known before each of some days."""
    shape = series.counts.shape[0], series.counts.shape[2]
    faded = [np.zeros(shape, np.float32) for _ in HALF_LIVES]
    wide = [np.zeros(shape, np.float32) for _ in range(4)]  # done and suffered, each with two half-lives
    everywhere, last = np.zeros(shape[1], np.float32), np.full(shape, -NEVER, np.float32)
    found: dict[int, Known] = {}
    asked = set(days)
    for day in range(max(asked, default=-1) + 1):
        if day in asked:
            found[day] = _known(series, day, faded, wide, everywhere, last)
        if day < series.days:
            today = series.counts[:, day]
            for table, half_life in zip(faded, HALF_LIVES, strict=True):
                table *= 0.5 ** (1 / half_life)
                table += today
            for table, half_life, source in zip(wide, (10, 40, 10, 40), "ddss", strict=True):
                table *= 0.5 ** (1 / half_life)
                table += (series.done if source == "d" else series.suffered)[:, day]
            everywhere *= 0.5 ** (1 / 30)
            everywhere += today.sum(0)
            last[today > 0] = day
    return found


def _known(
    series: Series, day: int, faded: list[Table], wide: list[Table], everywhere: Table, last: Table
) -> Known:
    copies = tuple(table.copy() for table in faded)
    around = [table.copy() for table in wide]
    return Known(
        copies,
        tuple(table[series.back] for table in copies),
        np.minimum(day - last, NEVER),
        tuple(around[:2]),
        tuple(around[2:]),
        np.broadcast_to(everywhere, last.shape).copy(),
        day,
    )
