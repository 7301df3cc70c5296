import numpy as np
import pytest

from lagebild.outlook.reactions.backtest import backtest, figures_of, training_rows
from lagebild.outlook.reactions.mixture import MIXED
from lagebild.outlook.reactions.series import series_of


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
    assert all(abs(each["said"] - each["happened"]) < 0.12 for each in bins if each["n"] >= 100)


def test_nothing_is_learnt_from_a_day_whose_outcome_was_not_known(history, quads):
    series = series_from(history, quads)
    rows = training_rows(series, tuple(quads.values()), 28, 300)
    assert rows.day.max() + 28 <= 300 and not np.isnan(rows.outcome).any()


def test_a_short_series_has_no_backtest(history, quads):
    assert backtest(series_from(history[:400], quads), tuple(quads.values()), 28, learn=False) is None
