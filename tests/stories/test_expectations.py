"""Which claims meet a condition: those that are compared are all that there are."""

import pytest

from lagebild.stories.expectations import _by_deed as by_deed
from lagebild.stories.expectations import _met_by as met_by
from lagebild.stories.expectations import board, meets
from tests.stories.tellings import telling

TYPES = ("ASSAULT", "AID", "MOBILIZE", "SANCTION")
ACTS = (frozenset({"attack"}), frozenset({"send"}), frozenset({"attack", "send"}), frozenset())


def told(n):
    """Claims of three doers, some of whom act together, of four types and what their words mean."""
    for i in range(n):
        yield telling(
            f"d{i}", TYPES[i % 4], ("RUS", "UKR", "PRK")[i % 3 : i % 3 + 1 + i % 2], ("POL",),
            quote=f"quote{i % 9}", acts=ACTS[i % 5 % 4], senses=ACTS[i % 4], place="POL/warsaw", country="POL",
            ids=("POL/warsaw", "RUS"), time=("past", "ongoing", "future")[i % 7 % 3], lemmas=frozenset({f"word{i % 3}"}),
        )  # fmt: skip


@pytest.mark.parametrize("n", range(12))
def test_what_is_looked_up_is_all_that_meets_a_condition(n):
    claims = list(told(60))
    condition = claims[n]
    every = [t.claim_id for t in sorted(claims, key=lambda t: t.order) if meets(t, condition)]
    assert list(met_by(condition, by_deed(claims))) == every


def test_a_board_of_nothing_is_empty():
    assert board((), ()) == ()
