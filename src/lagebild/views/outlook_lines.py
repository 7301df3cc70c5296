"""An outlook in words: lines for a terminal or a pipe.

Takes forecasts, refusals and track records; gives lines. A number never goes without its word and its base rate, nor a
deed without its source and certainty.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lagebild.outlook.bands import band_of
from lagebild.outlook.forecasts import Forecast, Refusal
from lagebild.outlook.reactions.explaining import Reason
from lagebild.outlook.reactions.forecasting import Outlook
from lagebild.outlook.reactions.mixture import MIXED
from lagebild.views.labels import Labels

SHOWN = 0.05  # forecasts below are counted, not shown, unless asked for


def outlook_lines(outlook: Outlook, labels: Labels, *, everything: bool) -> Iterator[str]:
    """The forecasts of one pair, the most probable first."""
    forecasts = outlook.forecasts
    first = forecasts[0]
    yield heading_of(first, labels)
    shown = [each for each in forecasts if everything or each.probability >= SHOWN] or list(forecasts[:1])
    for each in shown:
        yield from forecast_lines(each, labels)
    if len(shown) < len(forecasts):
        yield _say(labels, "others", n=len(forecasts) - len(shown), percent=_percent(SHOWN))
    yield _say(labels, "basis", deeds=first.deeds, until=labels.day(first.until))
    yield track_line(outlook.tested, labels)


def heading_of(forecast: Forecast, labels: Labels) -> str:
    """Who to whom, from when to when."""
    first, last = labels.day(forecast.made), labels.day(forecast.due)
    return _say(labels, "heading", actor=forecast.actor, recipient=forecast.recipient, first=first, last=last)


def forecast_lines(forecast: Forecast, labels: Labels, *, whole: bool = False) -> Iterator[str]:
    """One forecast: number, word, base rates, record, reasons, what would change it; the evidence where it is asked for."""
    yield "  " + _say(
        labels,
        "line",
        type=labels.word("types", forecast.type),
        percent=_percent(forecast.probability),
        band=labels.word("outlook", band_of(forecast.probability)),
        base=_percent(forecast.base_rate),
        rate=_percent(forecast.rate),
    )
    yield "    " + _record(forecast, labels)
    if forecast.onset:
        yield "    " + labels.word("outlook", "onset")
    if forecast.method != MIXED:
        yield "    " + labels.word("outlook", "fallback")
    for reason in forecast.reasons:
        yield "    " + _reason(reason, forecast, labels)
    if not forecast.reasons:
        yield "    " + labels.word("outlook", "no_reason")
    yield from (f"    {line}" for line in _changes(forecast, labels))
    if whole:
        yield from (f"    {line}" for line in _evidence(forecast, labels))
    else:
        yield "    " + _say(labels, "id", id=forecast.id)


def _record(forecast: Forecast, labels: Labels) -> str:
    record = forecast.record
    if not record.like_it:
        return labels.word("outlook", "no_record")
    low, high = _percent(record.low), _percent(record.high)
    return _say(labels, "record", n=record.like_it, happened=_percent(record.happened), low=low, high=high)


def _reason(reason: Reason, forecast: Forecast, labels: Labels) -> str:
    ago = "yesterday" if reason.days_ago == 1 else "days_ago"
    return _say(
        labels,
        "reason",
        who=forecast.recipient if reason.back else forecast.actor,
        type=labels.word("types", reason.type),
        ago=_say(labels, ago, n=reason.days_ago),
        followed=_percent(reason.followed),
        cases=labels.number(reason.cases),
        among=labels.word("outlook", f"on_{reason.among}"),
        horizon=forecast.horizon,
        otherwise=_percent(reason.otherwise),
    )


def _changes(forecast: Forecast, labels: Labels) -> Iterator[str]:
    for change in forecast.changes:
        percent = _percent(change.probability)
        if percent == _percent(forecast.probability):
            continue  # it would change nothing that can be seen
        if change.type:
            who = forecast.recipient if change.back else forecast.actor
            yield _say(labels, "if_again", who=who, type=labels.word("types", change.type), percent=percent)
        else:
            yield _say(labels, "if_quiet", days=change.quiet_days, percent=percent)


def _evidence(forecast: Forecast, labels: Labels) -> Iterator[str]:
    for deed in forecast.evidence:
        yield _say(
            labels,
            "evidence",
            day=labels.day(deed.day),
            actor=deed.actor,
            type=labels.word("types", deed.type),
            recipient=deed.recipient,
            source=deed.source,
            certainty=labels.word("certainty", deed.certainty),
        )


def refusal_lines(refusal: Refusal, labels: Labels) -> Iterator[str]:
    """Why there is no outlook, and how thin the history is."""
    yield _say(labels, "refused", actor=refusal.actor, recipient=refusal.recipient)
    yield "  " + _say(
        labels,
        refusal.why,
        deeds_of_pair=refusal.deeds_of_pair,
        deeds=refusal.deeds,
        days=refusal.days,
        needed_of_pair=refusal.needed_of_pair,
        needed=refusal.needed,
        needed_days=refusal.needed_days,
    )


def record_lines(figures: dict[str, Any], labels: Labels) -> Iterator[str]:
    """The track record of frozen forecasts."""
    status = figures["status"]
    yield _say(labels, "score_head", forecasts=figures["forecasts"], judged=figures["judged"], **status)
    if not figures["judged"]:
        yield labels.word("outlook", "nothing_judged")
        return
    for name in ("outlook", "rate", "climatology"):
        score = figures[name]
        yield "  " + _say(
            labels,
            "score_line",
            name=name,
            brier=f"{score['brier']:.4f}",
            skill=f"{score['skill']:+.3f}",
            log=f"{score['log']:.4f}",
        )
    low, high = figures["skill_interval"]
    yield _say(labels, "interval", low=f"{low:+.3f}", high=f"{high:+.3f}")
    yield from _bins(figures["reliability"], labels)


def track_line(figures: Mapping[str, Any], labels: Labels) -> str:
    """What the models are worth, in one line."""
    skill = f"{figures['models'][MIXED]['skill']:+.3f}"
    return _say(
        labels, "track", questions=labels.number(figures["questions"]), weeks=figures["weeks"], skill=skill
    )


def backtest_lines(figures: Mapping[str, Any], labels: Labels) -> Iterator[str]:
    """The figures of a back-test."""
    models = figures["models"]
    yield track_line(figures, labels)
    for name, score in models.items():
        yield "  " + _say(
            labels,
            "score_line",
            name=name,
            brier=f"{score['brier']:.4f}",
            skill=f"{score['skill']:+.3f}",
            log=f"{score['log']:.4f}",
        )
    low, high = figures["skill_interval"]
    yield _say(labels, "interval", low=f"{low:+.3f}", high=f"{high:+.3f}")
    for name, part in figures["types"].items():
        yield f"  {labels.word('types', name):24}{part['skill']:+.3f}  n = {part['happened']}"
    yield from _bins(figures["reliability"], labels)


def _bins(bins: Sequence[dict[str, Any]], labels: Labels) -> Iterator[str]:
    said, happened = labels.word("outlook", "said"), labels.word("outlook", "happened")
    for each in bins:
        yield f"  {each['said']:6.1%} {said}, {each['happened']:6.1%} {happened}, n = {labels.number(each['n'])}"


def _say(labels: Labels, key: str, **values: object) -> str:
    return labels.word("outlook", key).format(**values)


def _percent(share: float) -> str:
    return f"{share:.1%}" if share < 0.1 else f"{share:.0%}"
