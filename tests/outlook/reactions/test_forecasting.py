from datetime import date, timedelta

import pytest

from lagebild.outlook.forecasts import Refusal, freeze, read_journal, record_of, resolved
from lagebild.outlook.reactions.forecasting import Asked, outlook
from tests.outlook.conftest import FIRST, deed, made_up

ON = FIRST + timedelta(days=400)


def busiest(history):
    pairs = [(each.actor, each.recipient) for each in history if each.type == "THREATEN"]
    return max(sorted(set(pairs)), key=pairs.count)


@pytest.fixture(scope="module")
def forecasts(history, quads):
    return outlook(history, quads, Asked(*busiest(history), ON)).forecasts


def test_every_type_has_a_probability_with_its_base_rate_the_most_probable_first(forecasts, quads):
    assert {each.type for each in forecasts} == set(quads)
    assert [each.probability for each in forecasts] == sorted(
        (each.probability for each in forecasts), reverse=True
    )
    assert all(
        0 < each.base_rate < 1 and each.record.low <= each.record.happened <= each.record.high
        for each in forecasts
    )


def test_what_happens_on_the_day_or_later_changes_no_forecast(forecasts, history, quads):
    before = tuple(each for each in history if each.day < ON.isoformat())
    assert outlook(before, quads, Asked(*busiest(history), ON)).forecasts == forecasts


def test_the_reason_is_the_rule_that_the_history_follows(history, quads):
    actor, recipient = busiest(history)
    day = max(
        each.day
        for each in history
        if (each.actor, each.recipient, each.type) == (recipient, actor, "ACCUSE")
    )
    found = outlook(history, quads, Asked(actor, recipient, date.fromisoformat(day) + timedelta(days=1)))
    threat = next(each for each in found.forecasts if each.type == "THREATEN")
    first = threat.reasons[0]
    assert (first.type, first.back, first.days_ago) == ("ACCUSE", True, 1)
    assert first.followed > first.otherwise and first.cases >= 20
    assert any(each.type == "ACCUSE" and each.actor == recipient for each in threat.evidence)


@pytest.mark.parametrize(
    ("deeds", "pair", "why"),
    [
        (made_up(), ("AAA", "ZZZ"), "unknown_pair"),
        ((*made_up(), deed(419, "AAA", "ZZZ")), ("AAA", "ZZZ"), "too_few"),
        (made_up(days=120), ("AAA", "BBB"), "too_short"),
        ((), ("AAA", "BBB"), "unknown_pair"),
    ],
)
def test_a_thin_history_is_refused_and_says_how_thin_it_is(deeds, pair, why, quads):
    last = date.fromisoformat(deeds[-1].day) if deeds else ON
    refusal = outlook(deeds, quads, Asked(*pair, last + timedelta(days=1)))
    assert isinstance(refusal, Refusal) and refusal.why == why
    assert refusal.deeds == len(deeds)


def test_a_history_that_ends_long_before_is_refused_and_says_when_it_ended(history, quads):
    last = date.fromisoformat(history[-1].day)
    refusal = outlook(history, quads, Asked(*busiest(history), last + timedelta(days=60)))
    assert isinstance(refusal, Refusal)
    assert (refusal.why, refusal.until) == ("ended", history[-1].day)
    assert not isinstance(
        outlook(history, quads, Asked(*busiest(history), last + timedelta(days=10))), Refusal
    )


def test_a_stray_deed_of_long_ago_makes_no_short_history_long_enough(quads):
    short = made_up(days=150)
    with_stray = (deed(-900, "AAA", "BBB"), *short)
    pair = busiest(short)
    refusal = outlook(with_stray, quads, Asked(*pair, date.fromisoformat(short[-1].day) + timedelta(days=1)))
    assert isinstance(refusal, Refusal) and refusal.why == "too_short" and refusal.days <= 151


def test_a_type_that_was_too_seldom_to_judge_has_the_base_rate_and_says_so(forecasts):
    never = [each for each in forecasts if each.type == "SANCTION"]
    assert all(each.seldom and each.method == "climatology" for each in never)
    assert all(each.probability == each.base_rate for each in never)
    assert not next(each for each in forecasts if each.type == "THREATEN").seldom


def test_a_frozen_forecast_is_never_changed(tmp_path, forecasts):
    journal = tmp_path / "forecasts.jsonl"
    assert freeze(journal, forecasts) == len(forecasts)
    changed = [
        type(each)(**{f: getattr(each, f) for f in each.__struct_fields__} | {"probability": 0.5})
        for each in forecasts
    ]
    assert freeze(journal, changed) == 0
    assert read_journal(journal) == forecasts


def test_forecasts_are_resolved_by_what_happened(forecasts, history):
    results = resolved(forecasts, history, date.max)
    window = {
        each.type
        for each in history
        if (each.actor, each.recipient) == busiest(history)
        and ON.isoformat() <= each.day < (ON + timedelta(days=7)).isoformat()
    }
    assert {each.forecast.type for each in results if each.status == "happened"} == window
    assert all(each.status in ("happened", "did_not") for each in results)
    figures = record_of(results)
    assert figures["judged"] == len(forecasts) and {"outlook", "climatology", "rate"} <= set(figures)


def test_what_is_not_due_is_pending_and_a_hole_in_the_history_is_void(forecasts, history):
    before = [each for each in history if each.day < ON.isoformat()]
    assert {each.status for each in resolved(forecasts, before, date.max)} == {"pending"}
    later = [*before, deed(440, "AAA", "BBB")]
    assert {each.status for each in resolved(forecasts, later, date.max)} == {"void"}
    assert record_of(resolved(forecasts, later, date.max))["judged"] == 0
