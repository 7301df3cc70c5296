"""Whom names are taken to mean, on the sentences with hard cases of gold/resolution/, by the parsers that ship."""

from pathlib import Path

import pytest

from lagebild.errors import DataError
from lagebild.evaluation.resolution import Resolved, read_cases, resolve

GOLD = Path(__file__).parents[2] / "gold" / "resolution"
HEAD = "text\tpublished\tmention\texpected\n"


def outcomes(tmp_path, lang, *rows):
    file = tmp_path / "cases.tsv"
    file.write_text(HEAD + "\n".join(rows), encoding="utf-8")
    return [(found.id, found.outcome) for found in resolve(lang, read_cases(file))]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_at_most_two_in_a_hundred_names_are_taken_for_somebody_else(lang):
    cases = read_cases(GOLD / f"{lang}.tsv")
    found: list[Resolved] = list(resolve(lang, cases))
    wrong = [(r.case.where, r.case.mention, r.id) for r in found if r.outcome == "wrong"]
    missed = [r for r in found if r.outcome == "missed"]
    assert len(cases) >= 100
    assert len(wrong) <= 0.02 * len(cases), wrong
    assert len(missed) <= 0.05 * len(cases), missed


def test_nobody_is_right_only_where_nobody_is_meant(tmp_path):
    rows = ("The baker slept.\t2024-01-01\tThe baker\t-", "The baker slept.\t2024-01-01\tThe baker\tUSA")
    assert outcomes(tmp_path, "en", *rows) == [(None, "right"), (None, "missed")]


def test_somebody_else_is_wrong(tmp_path):
    row = "Russia attacked Ukraine.\t2024-01-01\tRussia\tUKR|-"
    assert outcomes(tmp_path, "en", row) == [("RUS", "wrong")]


def test_a_line_that_is_no_case_is_told_with_its_place(tmp_path):
    file = tmp_path / "cases.tsv"
    file.write_text(HEAD + "Russia attacked.\t2024-01-01\tChina\tCHN\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"cases\.tsv:2: no case"):
        read_cases(file)
