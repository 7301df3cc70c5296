"""Forecasts as they are kept: frozen when made, resolved by themselves.

Takes forecasts and, later, the history of the days they were about; gives what came true, what did not, what is pending and
what cannot be judged, and the score beside that of the baselines. A forecast that stands in the journal is never changed.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np

from lagebild.errors import DataError
from lagebild.outlook.deeds import Deed
from lagebild.outlook.reactions.explaining import Change, Reason
from lagebild.outlook.reactions.scores import bins_of, score_of, skill_interval

Status = Literal["happened", "did_not", "pending", "void"]
HOLE = (
    1 / 3
)  # of the usual share of days with a deed by anybody: with fewer in its window nobody looked, and nothing can be said


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Of the earlier forecasts nearest in probability, how many came true, with a 90 % interval."""

    like_it: int
    happened: float
    low: float
    high: float


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """That `actor` does `type` to `recipient` from the day `made` to the day `due`, both included.

    `base_rate` is how often it happens to any pair, `rate` the pair's own faded rate; `method` is the model that spoke;
    `seldom` that it is the base rate because the type happened too seldom to tell whether another does better;
    `onset`: there was none for thirty days. `deeds` and `until` say which history it rests on.
    """

    id: str
    made: str
    horizon: int
    due: str
    actor: str
    recipient: str
    type: str
    probability: float
    base_rate: float
    rate: float
    method: str
    onset: bool
    record: Record
    reasons: tuple[Reason, ...]
    evidence: tuple[Deed, ...]
    changes: tuple[Change, ...]
    deeds: int
    until: str
    seldom: bool = False


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """No forecast: the history is too thin. `why` is a key of the labels; the numbers say how thin."""

    actor: str
    recipient: str
    on: str
    horizon: int
    why: str
    deeds_of_pair: int
    deeds: int
    days: int
    needed_of_pair: int
    needed: int
    needed_days: int
    until: str = ""


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """A forecast and what became of it; `deed` is the first that made it come true."""

    forecast: Forecast
    status: Status
    deed: Deed | None = None


def freeze(path: Path, forecasts: Iterable[Forecast]) -> int:
    """Add forecasts to a journal; those that stand in it stay as they are. How many were added."""
    known = {forecast.id for forecast in read_journal(path)} if path.exists() else set()
    new = [forecast for forecast in forecasts if forecast.id not in known]
    encoder = msgspec.json.Encoder()
    with path.open("ab") as file:
        for forecast in new:
            file.write(encoder.encode(forecast) + b"\n")
    return len(new)


def read_journal(path: Path) -> tuple[Forecast, ...]:
    """The forecasts of a journal.

    Raises:
        DataError: every line that is none.
    """
    decoder = msgspec.json.Decoder(Forecast)
    forecasts, problems = [], []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            if line.strip():
                forecasts.append(decoder.decode(line))
        except msgspec.MsgspecError as error:
            problems.append(f"{path.name}:{number}: {error}; a line is a forecast that was frozen here")
    if problems:
        raise DataError(str(path), problems)
    return tuple(forecasts)


def resolved(forecasts: Sequence[Forecast], deeds: Sequence[Deed], on: date) -> tuple[Resolved, ...]:
    """What became of each, as far as the history goes and not beyond the day `on`."""
    until = min(on.isoformat(), deeds[-1].day if deeds else "")
    days = sorted({deed.day for deed in deeds})
    by_question: dict[tuple[str, str, str], list[Deed]] = {}
    for deed in deeds:
        by_question.setdefault((deed.actor, deed.recipient, deed.type), []).append(deed)
    return tuple(_resolved(forecast, by_question, days, until) for forecast in forecasts)


def _resolved(
    forecast: Forecast, deeds: dict[tuple[str, str, str], list[Deed]], days: list[str], until: str
) -> Resolved:
    asked = deeds.get((forecast.actor, forecast.recipient, forecast.type), [])
    held = [deed for deed in asked if forecast.made <= deed.day <= min(forecast.due, until)]
    if held:
        return Resolved(forecast=forecast, status="happened", deed=held[0])
    if forecast.due > until:
        return Resolved(forecast=forecast, status="pending")
    status: Status = "void" if nobody_looked(days, forecast.made, forecast.due) else "did_not"
    return Resolved(forecast=forecast, status=status)


def nobody_looked(days: Sequence[str], first: str, last: str) -> bool:
    """Whether a history has a hole there: far fewer days with a deed by anybody than it usually has. `days` in order, each once."""
    seen = sum(first <= day <= last for day in days)
    begin, end, low, high = (
        date.fromisoformat(day[:10]).toordinal() for day in (first, last, days[0], days[-1])
    )
    usual = (end - begin + 1) * len(days) / (high - low + 1)
    return seen < HOLE * usual


def record_of(results: Sequence[Resolved]) -> dict[str, Any]:
    """The track record: scores of all that is judged, the baselines' beside it, onsets apart, and shares of the rest.

    A forecast that came true before it was due waits until then, as the others of its day do: else the early ones,
    which are all hits, would be counted alone.
    """
    last = max((each.forecast.due for each in results if each.status == "did_not"), default="")
    judged = [
        each
        for each in results
        if each.status == "did_not" or (each.status == "happened" and each.forecast.due <= last)
    ]
    status = {
        name: sum(each.status == name for each in results)
        for name in ("happened", "did_not", "pending", "void")
    }
    figures: dict[str, Any] = {"forecasts": len(results), "judged": len(judged), "status": status}
    if not judged:
        return figures
    return figures | _scores(judged) | {"onsets": _scores([each for each in judged if each.forecast.onset])}


def _scores(judged: Sequence[Resolved]) -> dict[str, Any]:
    if not judged:
        return {}
    outcome = np.asarray([float(each.status == "happened") for each in judged])
    p, base, rate = (
        np.asarray([getattr(each.forecast, name) for each in judged])
        for name in ("probability", "base_rate", "rate")
    )
    week = np.asarray([date.fromisoformat(each.forecast.made).toordinal() // 7 for each in judged])
    return {
        "base_rate": round(float(outcome.mean()), 4),
        "outlook": score_of(p, base, outcome),
        "climatology": score_of(base, base, outcome),
        "rate": score_of(rate, base, outcome),
        "skill_interval": skill_interval(p, base, outcome, week),
        "reliability": bins_of(p, outcome),
    }
