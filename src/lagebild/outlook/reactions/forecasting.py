"""An outlook: what A will do to B, as of a day.

Takes a history, a pair of actors, a day and a horizon; gives a forecast for every type with its base rate, its reasons and
what the back-test says of forecasts like it; or a refusal that says how thin the history is.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from lagebild.outlook.deeds import Deed, without_strays
from lagebild.outlook.forecasts import Forecast, Record, Refusal, nobody_looked
from lagebild.outlook.learners import available
from lagebild.outlook.reactions.backtest import (
    EVERY,
    ONSET,
    Backtest,
    backtest,
    figures_of,
    mixture_before,
    training_rows,
)
from lagebild.outlook.reactions.columns import Floats, rows_of
from lagebild.outlook.reactions.explaining import Change, Reason, reasons_for, with_deed, with_quiet_days
from lagebild.outlook.reactions.mixture import MIXED, Mixture
from lagebild.outlook.reactions.models import CLIMATOLOGY, RATE, Predict, fitted, logit
from lagebild.outlook.reactions.series import Series, series_of

LEAST_DAYS = 200  # of history: the back-test of a horizon of 28 days needs as many
LEAST_OF_PAIR = 20  # deeds between the two within a year, either way
LEAST_OF_ALL = 300
LEAST_TO_LEARN = 4_000  # deeds below which a faded rate is as good as what learns
LEAST_OF_DYAD = 5  # deeds of other pairs that are counted with
LIKE_IT, ALIKE = (
    300,
    0.5,
)  # earlier forecasts nearest in log odds, and how far off they may be, by which a new one is judged
QUIET = 7
STALE = 28  # days from the last deed of a history to the day asked about, in which much may have happened that it does not know
Again = dict[tuple[int, int], Floats]


@dataclass(frozen=True)
class Asked:
    """Who to whom, as of which day (the forecast begins with it), for how many days."""

    actor: str
    recipient: str
    on: date
    horizon: int = 7


@dataclass(frozen=True)
class Prepared:
    """Everything that is fitted once a day and horizon."""

    series: Series
    quads: tuple[int, ...]
    models: Mapping[str, Predict]
    mixture: Mixture
    test: Backtest
    day: int

    def probabilities(self, series: Series, day: int) -> tuple[Floats, Floats, Floats]:
        """Probability, base rate and faded rate by dyad and type, were `series` what is known before `day`."""
        rows = rows_of(series, self.quads, [day], self.test.rows.horizon)
        said = {name: model(rows) for name, model in self.models.items()}
        shape = len(series.dyads), len(series.types)
        return (
            self.mixture(said, rows.type).reshape(shape),
            said[CLIMATOLOGY].reshape(shape),
            said[RATE].reshape(shape),
        )


@dataclass(frozen=True)
class Outlook:
    """The forecasts of one pair, the most probable first, and the back-test of the models that made them (as figures)."""

    forecasts: tuple[Forecast, ...]
    tested: Mapping[str, Any]


def outlook(deeds: Sequence[Deed], quads: Mapping[str, int], asked: Asked) -> Outlook | Refusal:
    """A forecast for every type of deed; or why there is none."""
    before = without_strays([deed for deed in deeds if deed.day < asked.on.isoformat()])
    refusal = _too_thin(before, asked)
    if refusal:
        return refusal
    with threadpool_limits(limits=1):  # small sums: threads would only wait for each other
        prepared = _prepared(before, quads, asked)
        if prepared is None:
            return _refused(before, asked, "too_short")
        return Outlook(_forecasts(prepared, before, asked), figures_of(prepared.test, prepared.series))


def _too_thin(deeds: Sequence[Deed], asked: Asked) -> Refusal | None:
    days = (asked.on - date.fromisoformat(deeds[0].day)).days if deeds else 0
    if not _of_pair(deeds, asked):
        return _refused(deeds, asked, "unknown_pair")
    if days < LEAST_DAYS:
        return _refused(deeds, asked, "too_short")
    if len(_of_pair(deeds, asked)) < LEAST_OF_PAIR or len(deeds) < LEAST_OF_ALL:
        return _refused(deeds, asked, "too_few")
    return _refused(deeds, asked, "ended") if _ended(deeds, asked.on) else None


def _ended(deeds: Sequence[Deed], on: date) -> bool:
    """Whether the history breaks off long before: what came since is not known, which is not the same as nothing."""
    last = deeds[-1]
    days = sorted({deed.day for deed in deeds})
    since = date.fromordinal(last.ordinal + 1).isoformat()
    return on.toordinal() - last.ordinal > STALE and nobody_looked(days, since, on.isoformat())


def _of_pair(deeds: Sequence[Deed], asked: Asked) -> list[Deed]:
    """The deeds between the two within the last year."""
    year = date.fromordinal(asked.on.toordinal() - 365).isoformat()
    pair = {asked.actor, asked.recipient}
    return [deed for deed in deeds if deed.day >= year and {deed.actor, deed.recipient} == pair]


def _refused(deeds: Sequence[Deed], asked: Asked, why: str) -> Refusal:
    return Refusal(
        actor=asked.actor,
        recipient=asked.recipient,
        on=asked.on.isoformat(),
        horizon=asked.horizon,
        why=why,
        deeds_of_pair=len(_of_pair(deeds, asked)),
        deeds=len(deeds),
        days=(asked.on - date.fromisoformat(deeds[0].day)).days if deeds else 0,
        needed_of_pair=LEAST_OF_PAIR,
        needed=LEAST_OF_ALL,
        needed_days=LEAST_DAYS,
        until=deeds[-1].day if deeds else "",
    )


def _prepared(deeds: Sequence[Deed], quads: Mapping[str, int], asked: Asked) -> Prepared | None:
    pair = (asked.actor, asked.recipient)
    series = series_of(deeds, tuple(quads), last=asked.on.toordinal() - 1, least=LEAST_OF_DYAD, always=pair)
    learn = available() and len(deeds) >= LEAST_TO_LEARN
    classes = tuple(quads.values())
    test = backtest(series, classes, asked.horizon, learn=learn)
    if test is None:
        return None
    models = fitted(training_rows(series, classes, asked.horizon, series.days), learn=learn)
    return Prepared(
        series, classes, models, mixture_before(test.folds, series.days, asked.horizon), test, series.days
    )


def _forecasts(prepared: Prepared, deeds: Sequence[Deed], asked: Asked) -> tuple[Forecast, ...]:
    series, day = prepared.series, prepared.day
    dyad = series.dyads.index((asked.actor, asked.recipient))
    said = tuple(table[dyad] for table in prepared.probabilities(series, day))
    quiet = prepared.probabilities(with_quiet_days(series, QUIET), day + QUIET)[0][dyad]
    again: Again = {}
    found = []
    for kind in range(len(series.types)):
        reasons = reasons_for(series, dyad, kind, asked.horizon, day)
        changes = (*_if_again(prepared, dyad, kind, reasons[:1], again), _quiet(quiet[kind]))
        found.append(
            _forecast(prepared, deeds, asked, (kind, *(table[kind] for table in said)), reasons, changes)
        )
    return tuple(sorted(found, key=lambda forecast: (-forecast.probability, forecast.type)))


def _forecast(
    prepared: Prepared,
    deeds: Sequence[Deed],
    asked: Asked,
    said: tuple[int, float, float, float],
    reasons: tuple[Reason, ...],
    changes: tuple[Change, ...],
) -> Forecast:
    """One forecast; `said` is the type, the probability, the base rate and the rate."""
    kind, probability, base, rate = said
    name = prepared.series.types[kind]
    return Forecast(
        id=_id(asked, name),
        made=asked.on.isoformat(),
        horizon=asked.horizon,
        due=date.fromordinal(asked.on.toordinal() + asked.horizon - 1).isoformat(),
        actor=asked.actor,
        recipient=asked.recipient,
        type=name,
        probability=_round(probability),
        base_rate=_round(base),
        rate=_round(rate),
        method=prepared.mixture.chosen[kind],
        seldom=prepared.mixture.seldom[kind],
        onset=_is_onset(prepared, asked, kind),
        record=_record(prepared.test, float(probability)),
        reasons=reasons,
        evidence=_evidence(deeds, asked, name, reasons),
        changes=changes,
        deeds=len(deeds),
        until=deeds[-1].day,
    )


def _is_onset(prepared: Prepared, asked: Asked, kind: int) -> bool:
    """Whether there was none for so long that the next is an onset."""
    dyad = prepared.series.dyads.index((asked.actor, asked.recipient))
    lately = prepared.series.counts[dyad, max(0, prepared.day - ONSET) : prepared.day, kind]
    return not bool(lately.any())


def _if_again(
    prepared: Prepared, dyad: int, kind: int, reasons: Sequence[Reason], again: Again
) -> tuple[Change, ...]:
    """What if that on which the first reason rests happened again, yesterday. `again` keeps what was found out."""
    changes = []
    for reason in reasons:
        side = int(prepared.series.back[dyad]) if reason.back else dyad
        cause = prepared.series.types.index(reason.type)
        if (side, cause) not in again:
            repeated = with_deed(prepared.series, side, cause, prepared.day)
            again[side, cause] = prepared.probabilities(repeated, prepared.day)[0][dyad]
        p = again[side, cause][kind]
        changes.append(Change(type=reason.type, back=reason.back, quiet_days=0, probability=_round(p)))
    return tuple(changes)


def _quiet(probability: float) -> Change:
    return Change(type="", back=False, quiet_days=QUIET, probability=_round(probability))


def _evidence(deeds: Sequence[Deed], asked: Asked, type_: str, reasons: Sequence[Reason]) -> tuple[Deed, ...]:
    """The latest deeds that the forecast rests on: those named as reasons, and the last of its own type."""
    wanted = {(reason.type, reason.back) for reason in reasons} | {(type_, False)}
    pair = [
        deed
        for deed in reversed(deeds)
        if {deed.actor, deed.recipient} == {asked.actor, asked.recipient}
        and (deed.type, deed.actor == asked.recipient) in wanted
    ]
    return tuple(pair[:5])


def _record(test: Backtest, p: float) -> Record:
    """What became of the earlier forecasts that were nearest in probability; Wilson's interval, 90 %."""
    apart = (
        test.rows.day - test.rows.day.min()
    ) % EVERY == 0  # those of days in between are about the same deeds
    said, outcome = test.said[MIXED][apart], test.rows.outcome[apart]
    off = np.abs(logit(said) - logit(np.asarray([p])))
    near = np.argsort(off, kind="stable")[:LIKE_IT]
    near = near[off[near] <= ALIKE]
    n = len(near)
    if not n:
        return Record(like_it=0, happened=0.0, low=0.0, high=1.0)
    share, z = float(outcome[near].mean()), 1.645
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    middle, width = share + z * z / (2 * n), 1 + z * z / n
    low, high = max(0.0, (middle - spread) / width), min(1.0, (middle + spread) / width)
    return Record(like_it=n, happened=_round(share), low=_round(low), high=_round(high))


def _id(asked: Asked, type_: str) -> str:
    text = "|".join((asked.on.isoformat(), str(asked.horizon), asked.actor, asked.recipient, type_))
    return sha256(text.encode("utf-8")).hexdigest()[:12]


def _round(p: float) -> float:
    return round(float(p), 4)
