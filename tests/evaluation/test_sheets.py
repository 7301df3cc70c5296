"""Sheets that were filled in: precision, recall, agreement."""

import pytest

from lagebild.errors import DataError
from lagebild.evaluation.resampling import interval_of
from lagebild.evaluation.sheets import TO_FILL, Drawn, figures_of, filled_from


def row(number, kind="claim", **cells):
    given = dict.fromkeys(Drawn.__struct_fields__, "") | {
        "row": str(number), "kind": kind, "weight": "1", "type": "AID", "certainty": "reported",
    }  # fmt: skip
    return number + 1, given | dict.fromkeys(TO_FILL, "") | cells


def figure(rows, name):
    found = {each.name: each for each in figures_of(filled_from(rows, "sheet.csv"), samples=200)}
    return found[name]


def test_precision_counts_a_claim_for_as_many_as_it_stands_for():
    rows = [
        row(1, weight="9", stratum="x", a_right="yes"),
        row(2, weight="1", stratum="y", a_right="no"),
        row(3, weight="5", stratum="y", a_right="unclear"),
        row(4, weight="5", stratum="y"),
    ]
    found = figure(rows, "a: precision, claims that are right")
    assert (found.value, found.cases) == (0.9, 2)


def test_recall_is_that_of_the_sentences_that_were_drawn():
    rows = [
        row(1, "sentence", a_right="2", a_missed="1"),
        row(2, "sentence", a_right="0", a_missed="0"),
        row(3, "sentence", a_right="1", a_missed="0"),
        row(4, "sentence"),
    ]
    found = figure(rows, "a: recall, in sentences drawn")
    assert (found.value, found.cases) == (0.75, 3)
    low, high = found.interval
    assert low <= 0.75 <= high


def test_two_coders_are_compared_where_both_have_answered():
    rows = [
        row(1, a_certainty="reported", b_certainty="reported"),
        row(2, a_certainty="denied", b_certainty="alleged"),
        row(3, a_certainty="planned", b_certainty="Planned"),
        row(4, a_certainty="planned"),
    ]
    found = figure(rows, "alpha, certainty")
    assert found.cases == 3 and 0.5 < found.value < 1
    assert figure(rows, "b: certainty is right").value == pytest.approx(1 / 3)


def test_every_cell_that_is_wrong_is_told_with_its_line():
    rows = [
        row(1, a_right="perhaps"),
        row(2, a_type="AIDE"),
        row(3, b_certainty="sure"),
        row(4, a_missed="1"),
        row(5, "sentence", a_right="yes"),
        (7, {"row": "x"}),
        row(7, a_type="aid", b_type="NONE"),
    ]
    with pytest.raises(DataError) as told:
        filled_from(rows, "sheet.csv")
    assert len(told.value.problems) == 6
    assert told.value.problems[0] == "sheet.csv:2: a_right is 'perhaps'; right would be yes, no, unclear"


def test_an_interval_draws_each_stratum_from_itself():
    def mean(cases):
        return sum(cases) / len(cases)

    assert interval_of([[0.0] * 10, [1.0] * 30], mean, 100) == (0.75, 0.75)
    low, high = interval_of([[0.0, 1.0] * 20], mean, 500)
    assert 0.3 < low < 0.45 and 0.55 < high < 0.7
    assert interval_of([[0.0, 1.0] * 20], mean, 500) == (low, high)
