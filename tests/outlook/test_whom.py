"""To whom, should A do it."""

from datetime import date, timedelta

import pytest

from lagebild.outlook.whom import TooThin, Whom, whom
from tests.outlook.conftest import FIRST, deed

ON = FIRST + timedelta(days=420)


def ask(history, actor="AAA", type_="CONSULT", on=ON):
    return whom(history, Whom(actor=actor, type=type_, on=on))


@pytest.fixture(scope="module")
def habits(history):
    """AAA threatens BBB every fourth day, and CCC every twentieth."""
    more = [deed(day, "AAA", "BBB", "THREATEN") for day in range(0, 420, 4)]
    return (*history, *more, *(deed(day, "AAA", "CCC", "THREATEN") for day in range(2, 420, 20)))


def test_whom_it_was_done_to_most_comes_first_with_its_past(habits):
    answer = ask(habits, type_="THREATEN")
    first, second = answer.proposals[:2]
    assert (first.recipient, first.times) == (
        "BBB",
        105 + sum(d.actor == "AAA" and d.recipient == "BBB" and d.type == "THREATEN" for d in habits) - 105,
    )
    assert first.probability > second.probability and first.evidence
    assert all(each.source and each.certainty for proposal in answer.proposals for each in proposal.evidence)


def test_how_such_proposals_fared_stands_beside_a_plain_guess(habits):
    fared = ask(habits, type_="THREATEN").fared
    assert fared.questions > 20
    assert 0.3 < fared.first <= fared.three <= 1 and 0 < fared.plain_first <= fared.plain_three


def test_what_comes_later_changes_nothing(habits):
    later = [deed(day, "AAA", "FFF", "THREATEN") for day in range(420, 500)]
    assert ask((*habits, *later), type_="THREATEN") == ask(habits, type_="THREATEN")


def test_nobody_does_it_to_himself(habits):
    assert "AAA" not in {each.recipient for each in ask(habits).proposals}


@pytest.mark.parametrize(
    ("actor", "type_", "on"),
    [("ZZZ", "CONSULT", ON), ("AAA", "SANCTION", ON), ("AAA", "CONSULT", date(2020, 2, 1))],
)
def test_where_too_little_is_known_there_is_no_answer(habits, actor, type_, on):
    assert isinstance(ask(habits, actor, type_, on), TooThin)
