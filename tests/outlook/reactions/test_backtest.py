import numpy as np
import pytest

from lagebild.outlook.reactions.backtest import backtest, figures_of, training_rows
from lagebild.outlook.reactions.mixture import MIXED
from lagebild.outlook.reactions.series import series_of
from tests.outlook.conftest import made_up


def series_from(history, quads):
    first, last = history[0].ordinal, history[-1].ordinal
    return series_of(history, tuple(quads), last=last, least=5, until=(first + last) // 2)


@pytest.fixture(scope="module")
def tested(history, quads):
    series = series_from(history, quads)
    return series, backtest(series, tuple(quads.values()), 7, learn=True)


def test_a_regularity_is_worth_something(tested):
    figures = figures_of(tested[1], tested[0])
    assert figures["models"][MIXED]["skill"] > 0.2
    assert figures["models"]["climatology"]["skill"] == 0
    assert figures["models"][MIXED]["skill"] >= figures["models"]["persistence"]["skill"]


def test_no_type_is_worse_than_its_baseline_where_it_happens_often(tested):
    types = figures_of(tested[1], tested[0])["types"]
    assert all(part["skill"] >= 0 for part in types.values() if part["happened"] >= 50)
    assert all(part["skill"] == 0 for part in types.values() if not part["happened"])


def test_what_was_given_so_much_happened_so_often(tested):
    bins = figures_of(tested[1], tested[0])["reliability"]
    full = [each for each in bins if each["n"] >= 100]
    assert len(full) > 2 and all(abs(each["said"] - each["happened"]) < 0.12 for each in full)


def test_nothing_is_learnt_from_a_day_whose_outcome_was_not_known(history, quads):
    series = series_from(history, quads)
    rows = training_rows(series, tuple(quads.values()), 28, 300)
    assert rows.day.max() + 28 <= 300 and not np.isnan(rows.outcome).any()


def test_a_backtest_that_was_made_before_is_the_same_and_is_not_made_again(
    history, quads, tmp_path, monkeypatch
):
    monkeypatch.setenv("LAGEBILD_CACHE", str(tmp_path))
    series = series_from(made_up(250), quads)
    first = backtest(series, tuple(quads.values()), 7, learn=False)
    (path,) = tmp_path.iterdir()
    with monkeypatch.context() as patched:
        patched.setattr("lagebild.outlook.reactions.backtest.fitted", None)  # nothing is fitted
        again = backtest(series, tuple(quads.values()), 7, learn=False)
    assert figures_of(again, series) == figures_of(first, series)
    path.write_bytes(b"not what was written")
    assert figures_of(backtest(series, tuple(quads.values()), 7, learn=False), series) == figures_of(
        first, series
    )


def test_one_deed_more_is_another_backtest(quads, tmp_path, monkeypatch):
    monkeypatch.setenv("LAGEBILD_CACHE", str(tmp_path))
    short = made_up(250)
    backtest(series_from(short, quads), tuple(quads.values()), 7, learn=False)
    backtest(series_from(short[1:], quads), tuple(quads.values()), 7, learn=False)
    assert len(list(tmp_path.iterdir())) == 2


def test_every_day_of_the_last_weeks_is_asked_about(tested):
    series, test = tested
    days = np.unique(test.rows.day)
    assert list(days) == list(range(days[0], days[-1] + 1)) and len(days) == 4 * 28
    assert figures_of(test, series)["weeks"] == 16


def test_a_short_series_has_no_backtest(history, quads):
    assert backtest(series_from(history[:400], quads), tuple(quads.values()), 28, learn=False) is None
