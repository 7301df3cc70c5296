"""An outlook in words: lines for a terminal or a pipe.

Takes forecasts, refusals and track records; gives lines. A number never goes without its word and its base rate, nor a
deed without its source and certainty.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lagebild.outlook.bands import band_of
from lagebild.outlook.deeds import Deed
from lagebild.outlook.forecasts import Forecast, Refusal
from lagebild.outlook.reactions.explaining import Reason
from lagebild.outlook.reactions.forecasting import Outlook
from lagebild.outlook.reactions.mixture import MIXED
from lagebild.views.labels import Labels

SEEN = 0.1  # of a probability: less is within what models differ by
SHOWN = 0.05  # forecasts below are counted, not shown, unless asked for


def outlook_lines(
    outlook: Outlook, labels: Labels, *, everything: bool, frozen: bool = False
) -> Iterator[str]:
    """The forecasts of one pair, the most probable first; with their ids where they were frozen."""
    forecasts = outlook.forecasts
    first = forecasts[0]
    yield heading_of(first, labels)
    shown = [each for each in forecasts if everything or each.probability >= SHOWN] or list(forecasts[:1])
    for each in shown:
        yield from forecast_lines(each, labels)
        if frozen:
            yield "    " + say(labels, "id", id=each.id)
    if len(shown) < len(forecasts):
        yield say(labels, "others", n=len(forecasts) - len(shown), percent=percent_of(SHOWN))
    yield say(labels, "basis", deeds=first.deeds, until=labels.day(first.until))
    yield track_line(outlook.tested, labels)


def heading_of(forecast: Forecast, labels: Labels) -> str:
    """Who to whom, from when to when."""
    first, last = labels.day(forecast.made), labels.day(forecast.due)
    return say(labels, "heading", actor=forecast.actor, recipient=forecast.recipient, first=first, last=last)


def forecast_lines(forecast: Forecast, labels: Labels, *, whole: bool = False) -> Iterator[str]:
    """One forecast: number, word, base rates, record, reasons, what would change it; the evidence where it is asked for."""
    yield "  " + say(
        labels,
        "line",
        type=labels.word("types", forecast.type),
        percent=percent_of(forecast.probability),
        band=labels.word("outlook", band_of(forecast.probability)),
        base=percent_of(forecast.base_rate),
        rate=percent_of(forecast.rate),
    )
    yield "    " + _record(forecast, labels)
    if forecast.onset:
        yield "    " + labels.word("outlook", "onset")
    if forecast.method != MIXED:
        yield "    " + _fallback(forecast, labels)
    for reason in forecast.reasons:
        yield "    " + _reason(reason, forecast, labels)
    if not forecast.reasons:
        yield "    " + labels.word("outlook", "no_reason")
    yield from (f"    {line}" for line in _changes(forecast, labels))
    if whole:
        yield from (f"    {evidence_line(deed, labels)}" for deed in forecast.evidence)


def _fallback(forecast: Forecast, labels: Labels) -> str:
    """Why the number is a plain rate, and that the regularities below are not in it."""
    why = "fallback_seldom" if forecast.seldom else f"fallback_{forecast.method}"
    line = labels.word("outlook", why)
    return f"{line} {labels.word('outlook', 'not_in_it')}" if forecast.reasons else line


def _record(forecast: Forecast, labels: Labels) -> str:
    record = forecast.record
    if not record.like_it:
        return labels.word("outlook", "no_record")
    low, high = percent_of(record.low), percent_of(record.high)
    return say(labels, "record", n=record.like_it, happened=percent_of(record.happened), low=low, high=high)


def _reason(reason: Reason, forecast: Forecast, labels: Labels) -> str:
    ago = "yesterday" if reason.days_ago == 1 else "days_ago"
    return say(
        labels,
        "reason",
        who=forecast.recipient if reason.back else forecast.actor,
        type=labels.word("types", reason.type),
        ago=say(labels, ago, n=reason.days_ago),
        followed=percent_of(reason.followed),
        cases=labels.number(reason.cases),
        among=labels.word("outlook", f"on_{reason.among}"),
        horizon=forecast.horizon,
        otherwise=percent_of(reason.otherwise),
    )


def _changes(forecast: Forecast, labels: Labels) -> Iterator[str]:
    for change in forecast.changes:
        if abs(change.probability - forecast.probability) < SEEN * forecast.probability:
            continue  # it would change nothing that means anything
        percent = percent_of(change.probability)
        if change.type:
            who = forecast.recipient if change.back else forecast.actor
            yield say(labels, "if_again", who=who, type=labels.word("types", change.type), percent=percent)
        else:
            yield say(labels, "if_quiet", days=change.quiet_days, percent=percent)


def evidence_line(deed: Deed, labels: Labels) -> str:
    """A deed with its source and certainty."""
    return say(
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
    yield say(labels, "refused", actor=refusal.actor, recipient=refusal.recipient)
    yield "  " + say(
        labels,
        refusal.why,
        deeds_of_pair=refusal.deeds_of_pair,
        deeds=refusal.deeds,
        days=refusal.days,
        needed_of_pair=refusal.needed_of_pair,
        needed=refusal.needed,
        needed_days=refusal.needed_days,
        until=labels.day(refusal.until) if refusal.until else "",
        on=labels.day(refusal.on),
    )


def record_lines(figures: dict[str, Any], labels: Labels) -> Iterator[str]:
    """The track record of frozen forecasts."""
    status = figures["status"]
    yield say(labels, "score_head", forecasts=figures["forecasts"], judged=figures["judged"], **status)
    early = status["happened"] + status["did_not"] - figures["judged"]
    if early:
        yield say(labels, "early", n=early)
    if not figures["judged"]:
        yield labels.word("outlook", "nothing_judged")
        return
    for name in ("outlook", "rate", "climatology"):
        yield _score_line(name, figures[name], labels)
    yield from _interval(figures, labels)
    yield from _bins(figures["reliability"], labels)


def _score_line(name: str, score: Mapping[str, float], labels: Labels) -> str:
    """What one model is worth."""
    return "  " + say(
        labels, "score_line", name=labels.word("outlook", f"model_{name}"), brier=f"{score['brier']:.4f}",
        skill=f"{score['skill']:+.3f}", log=f"{score['log']:.4f}",
    )  # fmt: skip


def _interval(figures: Mapping[str, Any], labels: Labels) -> Iterator[str]:
    """The interval of the skill; a single week has none."""
    low, high = figures["skill_interval"]
    if low < high:
        yield say(labels, "interval", low=f"{low:+.3f}", high=f"{high:+.3f}")


def track_line(figures: Mapping[str, Any], labels: Labels) -> str:
    """What the models are worth, in one line."""
    skill = f"{figures['models'][MIXED]['skill']:+.3f}"
    return say(
        labels, "track", questions=labels.number(figures["questions"]), weeks=figures["weeks"], skill=skill
    )


def backtest_lines(figures: Mapping[str, Any], labels: Labels) -> Iterator[str]:
    """The figures of a back-test."""
    models = figures["models"]
    yield track_line(figures, labels)
    for name, score in models.items():
        yield _score_line(name, score, labels)
    yield from _interval(figures, labels)
    for name, part in figures["types"].items():
        yield f"  {labels.word('types', name):24}{part['skill']:+.3f}  n = {part['happened']}"
    yield from _bins(figures["reliability"], labels)


def _bins(bins: Sequence[dict[str, Any]], labels: Labels) -> Iterator[str]:
    said, happened = labels.word("outlook", "said"), labels.word("outlook", "happened")
    for each in bins:
        yield f"  {each['said']:6.1%} {said}, {each['happened']:6.1%} {happened}, n = {labels.number(each['n'])}"


def say(labels: Labels, key: str, **values: object) -> str:
    """A sentence of the outlook with its values filled in."""
    return labels.word("outlook", key).format(**values)


def percent_of(share: float) -> str:
    """A share as a reader reads it: small ones with a digit more."""
    return f"{share:.1%}" if share < 0.1 else f"{share:.0%}"
